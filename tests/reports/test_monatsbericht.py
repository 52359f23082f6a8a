"""The command writes the released report or a draft, all three files or none."""

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from participants.choices import Phase
from reports import services
from reports.figures import MonthlyFigures
from reports.management.commands.monatsbericht import write_all
from reports.models import IssuedReport
from reports.printing.services import leave_unprinted
from reports.programmes import known_programmes
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_kommune, make_participant, make_user, move_to
from tests.reports.test_pdf import text_of

STICHTAG = date(2024, 3, 27)
NOW = "2024-03-28 09:00+01:00"


@once
def people(cottbus: Kommune, coordinator: User) -> list[Any]:
    admin = make_user(Role.FACHADMINISTRATION)
    services.add_programme(cottbus, by=admin, **known_programmes(date(2023, 7, 7))[0])
    return [make_participant(coordinator, on=date(2024, 1, 10)) for _ in range(3)]


def run(folder: Path, **options: str) -> tuple[int, str]:
    """Exit status and what stands on stderr."""
    arguments = {"kommune": "cottbus", "stichtag": "2024-03-27", "ausgabe": str(folder)} | options
    err = StringIO()
    try:
        call_command("monatsbericht", **arguments, stdout=StringIO(), stderr=err)
    except SystemExit as end:
        return int(str(end.code)), err.getvalue().strip()
    return 0, err.getvalue()


def test_a_draft_is_written_and_says_so(people: list[Any], tmp_path: Path) -> None:
    folder = tmp_path / "neu" / "hier"
    assert run(folder) == (0, "")
    name = "Spurwechsel_Monatsbericht_cottbus_2024-03-27_Entwurf"
    assert sorted(path.name for path in folder.iterdir()) == [f"{name}.csv", f"{name}.json", f"{name}.pdf"]
    figures = MonthlyFigures.from_json(json.loads((folder / f"{name}.json").read_text()))
    assert figures.persons("terminvereinbarung") == 3
    assert "Entwurf, nicht freigegeben" in text_of((folder / f"{name}.pdf").read_bytes())
    assert (folder / f"{name}.csv").read_text("utf-8-sig").splitlines()[0].startswith("Tabelle;Merkmal;")


def test_a_release_is_written_as_it_was_stored(
    people: list[Any], cottbus: Kommune, coordinator: User, tmp_path: Path
) -> None:
    services.issue(cottbus, STICHTAG, by=coordinator, printer=leave_unprinted)
    move_to(people[0], Phase.CLEARING, on=STICHTAG, by=coordinator)
    services.issue(cottbus, STICHTAG, by=coordinator)
    move_to(people[0], Phase.BETREUUNG, on=STICHTAG, by=coordinator)
    assert run(tmp_path) == (0, "")
    newest = IssuedReport.objects.get(version=2)
    name = "Spurwechsel_Monatsbericht_cottbus_2024-03-27_Fassung-2"
    assert (tmp_path / f"{name}.pdf").read_bytes() == bytes(newest.pdf)
    assert (tmp_path / f"{name}.csv").read_bytes() == bytes(newest.csv)
    assert json.loads((tmp_path / f"{name}.json").read_text()) == newest.figures_json


def test_another_day_of_a_reported_month_is_a_draft(
    people: list[Any], cottbus: Kommune, coordinator: User, tmp_path: Path
) -> None:
    services.issue(cottbus, STICHTAG, by=coordinator)
    assert run(tmp_path, stichtag="2024-03-20") == (0, "")
    assert run(tmp_path) == (0, "")
    names = {path.stem for path in tmp_path.iterdir()}
    prefix = "Spurwechsel_Monatsbericht_cottbus_2024-03"
    assert names == {f"{prefix}-20_Entwurf", f"{prefix}-27_Fassung-1"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"kommune": "atlantis"}, "Die Kommune „atlantis“ gibt es nicht. Eingerichtet sind: cottbus."),
        ({"stichtag": "2024-03-29"}, "Der Stichtag 29.03.2024 liegt in der Zukunft."),
        (
            {"stichtag": "2023-07-06"},
            "Am 06.07.2023 lief für Stadt Cottbus/Chóśebuz noch kein Förderprogramm. "
            "Das erste gilt ab 07.07.2023.",
        ),
        ({"stichtag": "2024-02-30"}, "Prüfen Sie den Tag. Den 30.02.2024 gibt es nicht."),
        ({"stichtag": "bald"}, "Geben Sie das Datum so ein: 27.03.2024."),
        ({"stichtag": ""}, "Geben Sie --kommune, --stichtag und --ausgabe an."),
    ],
)
def test_refused_with_one_sentence_and_nothing_written(
    people: list[Any], tmp_path: Path, options: dict[str, str], sentence: str
) -> None:
    folder = tmp_path / "ausgabe"
    assert run(folder, **options) == (2, sentence)
    assert not folder.exists()


def test_a_folder_that_is_a_file_is_refused(people: list[Any], tmp_path: Path) -> None:
    blocked = tmp_path / "datei"
    blocked.write_text("x")
    sentence = f"In den Ordner {blocked} kann nicht geschrieben werden. Prüfen Sie Pfad und Rechte."
    assert run(blocked) == (2, sentence)
    assert blocked.read_text() == "x"


def test_a_write_that_fails_leaves_nothing_half_written(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_all(tmp_path, "bericht", {"pdf": b"gut", "csv": None})  # type: ignore[dict-item]
    assert list(tmp_path.iterdir()) == []


def test_the_first_stichtag_of_a_programme_is_reported(people: list[Any], tmp_path: Path) -> None:
    assert run(tmp_path, stichtag="2023-07-07") == (0, "")


def test_one_kommune_that_fails_does_not_stop_the_others(people: list[Any], tmp_path: Path) -> None:
    make_kommune("anderswo")
    code, sentence = run(tmp_path, kommune="alle")
    assert (code, sentence.splitlines()) == (
        2,
        ["anderswo: Am 27.03.2024 gilt für Anderswo kein Förderprogramm."],
    )
    assert [path.name for path in tmp_path.iterdir()] == ["cottbus"]
    assert len(list((tmp_path / "cottbus").iterdir())) == 3
