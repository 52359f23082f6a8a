"""The Sachbericht: figures of a year that balance, goals against results, texts that nobody loses."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearing import services as plans
from clearing.models import Measure
from participants import services as cases
from participants.choices import Phase
from participants.models import Employment
from reports import services as reports
from reports.disclosure import protect
from reports.figures import MonthlyFigures
from reports.models import ErasedCount, Sachbericht
from reports.monthly import monthly_figures
from reports.narrative.figures import last_day, of_the_year, year_figures
from reports.narrative.services import save_sachbericht
from reports.narrative.sheet import build_year_sheet
from reports.narrative_catalogue import GOALS, TEXT_LABELS
from reports.printing.services import leave_unprinted
from reports.work_catalogue import PERIODS
from spurwechsel.conflict import Conflict
from spurwechsel.models import Kommune, User
from spurwechsel.pdf import PdfUnavailable
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to
from tests.reports import samples, verapdf
from tests.reports.test_pdf import VECTORS, text_of
from tests.reports.test_views import start_programme, words

TODAY = date(2025, 2, 3)
NOW = "2025-02-03 09:00+01:00"
LAST = date(2024, 12, 31)
BEGAN = date(2023, 10, 1)
EDIT = "/berichte/sachbericht/2024/"

Login = Callable[[User], Client]


@once
def people(cottbus: Kommune, coordinator: User) -> list[Any]:
    """Twelve from before the year, six who come in it; four who go to Betreuung, two of them to work."""
    start_programme(cottbus)
    found = [make_participant(coordinator, on=date(2023, 11, 1)) for _ in range(12)]
    found += [make_participant(coordinator, on=date(2024, month, 5)) for month in range(2, 8)]
    for person in found[:4]:
        move_to(person, Phase.CLEARING, on=date(2024, 1, 1), by=coordinator)
        move_to(person, Phase.BETREUUNG, on=date(2024, 3, 1), by=coordinator)
        cases.record_episode(
            person,
            Employment,
            by=coordinator,
            employer="Hotel",
            kind="sv",
            hours=30,
            valid_from=date(2024, 6, 1),
        )
    return found


@once
def figures(cottbus: Kommune, people: list[Any]) -> MonthlyFigures:
    return protect(year_figures(cottbus, LAST))


def save(kommune: Kommune, by: User, version: int = 0, **fields: Any) -> Sachbericht:
    return save_sachbericht(kommune, 2024, by=by, today=TODAY, version=version, fields=fields)


def test_the_year_balances_and_ends_like_its_last_month(people: list[Any], cottbus: Kommune) -> None:
    figures = year_figures(cottbus, LAST)
    assert figures.sum_errors() == []
    december = monthly_figures(cottbus, LAST)
    assert [row.after for row in figures.bridge] == [row.after for row in december.bridge]
    assert [row.persons for row in figures.statuses] == [row.persons for row in december.statuses]
    first = {
        row.key: (row.before, row.entered, row.moved_in, row.moved_out, row.after) for row in figures.bridge
    }
    assert first["terminvereinbarung"] == (12, 6, 0, 4, 14)
    assert (first["clearing"], first["betreuung"]) == ((0, 0, 4, 4, 0), (0, 0, 4, 0, 4))
    assert {row.key: row.change for row in figures.statuses}["betreuung"] == 4


def test_a_year_is_the_sum_of_its_months(people: list[Any], cottbus: Kommune) -> None:
    ends = [date(2024, month + 1, 1) - timedelta(days=1) for month in range(1, 12)] + [LAST]
    months = [monthly_figures(cottbus, day).bridge for day in ends]
    for place, row in enumerate(year_figures(cottbus, LAST).bridge):
        for column in ("entered", "left", "moved_in", "moved_out"):
            assert getattr(row, column) == sum(getattr(month[place], column) for month in months)


def test_measures_are_those_of_the_year_even_after_an_erasure(
    people: list[Any], cottbus: Kommune, coordinator: User
) -> None:
    for person, start in zip(people, (date(2023, 12, 5), date(2024, 2, 5), date(2024, 12, 1)), strict=False):
        need = plans.open_need(person, by=coordinator, kind="arbeit", opened_on=start)
        planned = plans.plan_measure(need, by=coordinator, kind="praktikum", name="Hotel")
        plans.start_measure(planned, by=coordinator, version=1, started_on=start)
    Measure.objects.filter(started_on=date(2024, 2, 5)).update(ended_on=date(2024, 5, 1), result="beendet")

    def measures() -> tuple[int | None, ...]:
        tally = next(each for each in year_figures(cottbus, LAST).work if each.key == "measures")
        assert tally.about.reference == "01.01. bis 31.12.2024"
        return tally.totals

    assert measures() == (2, 2, 1, 0)
    # As the erasure of the one whose measure began in February leaves it.
    for day, path, number in (
        (date(2024, 2, 5), "work/measures/praktikum/1", 1),
        (date(2024, 3, 1), "work/measures/praktikum/1", -1),
        (date(2024, 2, 5), "work/measures/praktikum/0", 1),
        (date(2024, 5, 1), "work/measures/praktikum/0", -1),
        (date(2024, 2, 5), "work/measures/total/1", 1),
        (date(2024, 3, 1), "work/measures/total/1", -1),
    ):
        ErasedCount.objects.create(kommune=cottbus, day=day, path=path, number=number)
    assert measures() == (2, 3, 1, 0)


def test_the_last_month_alone_is_left_out(figures: MonthlyFigures) -> None:
    shown = of_the_year(figures)
    before = {tally.key: tally for tally in figures.work}
    assert PERIODS in {tally.columns for tally in figures.work}
    for tally in shown.work:
        assert {"im Monat", "seit Januar"}.isdisjoint(tally.columns)
        assert [single.label for single in tally.singles if "Januar" in single.label] == []
        assert "Davon im Berichtsmonat" not in {single.label for single in tally.singles}
        if before[tally.key].columns == PERIODS:
            assert [row.counts for row in tally.rows] == [row.counts[1:] for row in before[tally.key].rows]


def test_goals_stand_beside_what_was_reached(figures: MonthlyFigures) -> None:
    values = {"goal_reached": 20, "goal_care": 8, "goal_job": 3, "goal_training": 5, "goal_german_b1": 0}
    table = build_year_sheet(figures, samples.LETTERHEAD, values, began=BEGAN, today=TODAY).goals
    assert [(row.header, *(cell.text for cell in row.cells)) for row in table.rows] == [
        ("Erschlossene Teilnehmende am Ende", "20", "18", "90"),
        ("Personen, die im Clearing waren", "x", "4", "x"),
        ("Personen, die in Betreuung waren", "8", "4", "50"),
        ("Arbeit aufgenommen, SV-pflichtig", "3", "4", "133"),
        ("Ausbildung begonnen", "5", "–", "0"),
        ("Deutsch B1 nachgewiesen", "–", "–", "x"),
        ("Deutsch B2 oder höher nachgewiesen", "x", "–", "x"),
        ("Abschluss anerkannt, auch teilweise", "x", "–", "x"),
    ]


@pytest.mark.parametrize(
    ("began", "sentence"),
    [
        (date(2024, 1, 2), " Das erste Förderprogramm gilt ab dem 02.01.2024."),
        (date(2024, 1, 1), ""),
    ],
)
def test_a_year_in_which_the_funding_began_says_so(
    figures: MonthlyFigures, began: date, sentence: str
) -> None:
    sheet = build_year_sheet(figures, samples.LETTERHEAD, {}, began=began, today=TODAY)
    term, text = sheet.method[0]
    assert term == "Zeitraum"
    assert text.partition(" Was nach")[0] == f"01.01. bis 31.12.2024, wie am 03.02.2025 bekannt.{sentence}"


def test_a_small_result_stays_secret_beside_its_goal(people: list[Any], cottbus: Kommune) -> None:
    Employment.objects.exclude(participant=people[0]).delete()
    figures = protect(year_figures(cottbus, LAST))
    table = build_year_sheet(figures, samples.LETTERHEAD, {"goal_job": 10}, began=BEGAN, today=TODAY).goals
    assert [cell.text for cell in table.rows[3].cells] == ["10", "·", "x"]


def test_every_goal_has_a_number_in_the_figures(figures: MonthlyFigures) -> None:
    paths = {entry.path for entry in figures.entries()}
    assert [goal.path for goal in GOALS if goal.path not in paths] == []


@pytest.mark.parametrize(("year", "day"), [(2023, date(2023, 12, 31)), (2024, LAST), (2025, TODAY)])
def test_the_year_ends_with_its_last_day_or_today(
    people: list[Any], cottbus: Kommune, year: int, day: date
) -> None:
    # The programme of the fixture ends on 10.12.2024; without one of the day there is no report.
    cottbus.programmes.update(valid_until=None)
    assert last_day(cottbus, year, today=TODAY) == day


@pytest.mark.parametrize(
    ("year", "sentence"), [(2026, "hat noch nicht begonnen"), (2022, "noch kein Förderprogramm")]
)
def test_no_report_of_another_year(people: list[Any], cottbus: Kommune, year: int, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        last_day(cottbus, year, today=TODAY)


@pytest.fixture
def open_end(people: list[Any], cottbus: Kommune) -> None:
    cottbus.programmes.update(valid_until=None)


@pytest.mark.usefixtures("open_end")
class TestWriting:
    def test_who_comes_second_sees_the_first(self, cottbus: Kommune, coordinator: User) -> None:
        row = save(cottbus, coordinator, course="Eins.", goal_care=5)
        assert save(cottbus, coordinator, version=row.version, course="Zwei.").goal_care == 5
        with pytest.raises(Conflict) as conflict:
            save(cottbus, coordinator, version=1, course="Drei.")
        assert conflict.value.current.course == "Zwei."

    def test_others_do_not_write(self, cottbus: Kommune, potsdam: Kommune, caseworker: User) -> None:
        for by in (caseworker, make_user(Role.AUSWERTUNG), make_user(Role.KOORDINATION, potsdam)):
            with pytest.raises(ValidationError, match="schreibt ihre Koordination"):
                save(cottbus, by, course="Nein.")

    @pytest.mark.parametrize("key", TEXT_LABELS)
    def test_what_is_too_long_is_refused_beside_its_field(
        self, cottbus: Kommune, coordinator: User, key: str
    ) -> None:
        with pytest.raises(ValidationError) as error:
            save(cottbus, coordinator, **{key: "a" * 100_000})
        assert error.value.message_dict == {
            key: ["Kürzen Sie den Text auf höchstens 6.000 Zeichen. Es sind 100.000."]
        }
        assert len(getattr(save(cottbus, coordinator, **{key: "a" * 6000}), key)) == 6000

    def test_the_page_saves_and_shows_the_texts_of_the_months(
        self, cottbus: Kommune, coordinator: User, login: Login
    ) -> None:
        blocks = {"outlook": "Im Mai mehr."}
        reports.issue(
            cottbus,
            date(2024, 4, 30),
            by=coordinator,
            today=TODAY,
            highlights="Text.",
            blocks=blocks,
            printer=leave_unprinted,
        )
        client = login(coordinator)
        start = client.get(reverse("narrative_start"))
        assert (start.status_code, start["Location"]) == (302, EDIT)
        page = words(client.get(EDIT))
        assert "Textbausteine der Monatsberichte 2024 April 2024 Ausblick: Im Mai mehr." in page
        assert "PDF des gespeicherten Standes" not in page
        typed = {"version": "0", "goal_care": "8", "course": "Der Verlauf.", "outlook": "Weiter so."}
        saved = client.post(EDIT, typed, follow=True)
        assert "Sachbericht 2024 gespeichert." in words(saved)
        row = Sachbericht.objects.get()
        assert (row.goal_care, row.goal_job, row.course) == (8, None, "Der Verlauf.")
        assert "PDF des gespeicherten Standes" in words(saved)

    @pytest.mark.parametrize(
        "wrong",
        [
            {"goal_care": "-1"},
            {"goal_care": "x"},
            {"goal_care": "9" * 5000},
            {"course": "a" * 6001},
            {"course": "Gut 😀"},
        ],
    )
    def test_nothing_typed_is_lost(self, coordinator: User, login: Login, wrong: dict[str, str]) -> None:
        typed = {"version": "0", "outlook": "Bleibt stehen.", **wrong}
        page = login(coordinator).post(EDIT, typed)
        assert page.status_code == 200
        content = page.content.decode()
        assert [value for name, value in typed.items() if name != "version" and value not in content] == []
        assert Sachbericht.objects.count() == 0

    def test_an_empty_page_is_no_report(self, coordinator: User, login: Login) -> None:
        client = login(coordinator)
        page = client.post(EDIT, {"version": "0"})
        assert "Tragen Sie mindestens ein Ziel oder einen Text ein." in words(page)
        assert Sachbericht.objects.count() == 0
        client.post(EDIT, {"version": "0", "goal_job": "0"})
        assert Sachbericht.objects.get().goal_job == 0

    def test_a_second_saver_sees_both(self, cottbus: Kommune, coordinator: User, login: Login) -> None:
        save(cottbus, coordinator, course="Die erste.", goal_care=5)
        page = login(coordinator).post(EDIT, {"version": "0", "course": "Die zweite.", "goal_care": "6"})
        assert page.status_code == 409
        assert "Die erste." in words(page)
        assert "Die zweite." in words(page)

    def test_names_are_pointed_out(self, cottbus: Kommune, coordinator: User, login: Login) -> None:
        make_participant(coordinator, on=date(2024, 1, 10), family_name="Muradi")
        save(cottbus, coordinator, successes="Herr Muradi arbeitet.")
        assert "Im Text steht, wie 1 Person heißt." in words(login(coordinator).get(EDIT))

    def test_a_year_that_runs_is_provisional(self, coordinator: User, login: Login) -> None:
        page = words(login(coordinator).get("/berichte/sachbericht/2025/"))
        assert "Das Jahr ist noch nicht zu Ende. Die Zahlen sind vorläufig." in page

    @pytest.mark.parametrize("path", ["2026/", "2026.pdf", "2022/", "1999/", "x/"])
    def test_other_years_are_not_found(self, coordinator: User, login: Login, path: str) -> None:
        assert login(coordinator).get(f"/berichte/sachbericht/{path}").status_code == 404

    def test_the_number_of_queries_does_not_depend_on_people(self, coordinator: User, login: Login) -> None:
        client, counts = login(coordinator), []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                client.get(EDIT)
            counts.append(len(queries))
            for _ in range(3):
                make_participant(coordinator, on=date(2024, 5, 5))
        assert counts[0] == counts[1]

    def test_the_pdf_is_accessible_and_follows_nothing(
        self, cottbus: Kommune, coordinator: User, login: Login, tmp_path: Path
    ) -> None:
        secret = tmp_path / "geheim.txt"
        secret.write_text("KANARIENVOGEL")
        hostile = "\n".join(vector.format(url=secret.as_uri()) for vector in VECTORS)
        save(cottbus, coordinator, **dict.fromkeys(TEXT_LABELS, hostile), goal_care=8)
        answer = login(coordinator).get("/berichte/sachbericht/2024.pdf")
        assert answer["Content-Disposition"] == 'attachment; filename="Spurwechsel_Sachbericht_2024.pdf"'
        assert "no-store" in answer["Cache-Control"]
        path = tmp_path / "bericht.pdf"
        path.write_bytes(answer.content)
        profiles = ("PDFUA-1", "PDFA-3A")
        assert {each: verapdf.failures(path, each) for each in profiles} == {each: [] for each in profiles}
        printed = "".join(text_of(answer.content).split()).replace("\u200b", "")
        assert "KANARIENVOGEL" not in printed
        assert printed.count("geheim.txt") == 5 * hostile.count("geheim.txt")
        assert login(coordinator).get("/berichte/sachbericht/2024.pdf").content == answer.content

    def test_without_pango_the_page_says_what_to_install(
        self, cottbus: Kommune, coordinator: User, login: Login, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def missing(*args: Any, **kwargs: Any) -> bytes:
            raise PdfUnavailable

        save(cottbus, coordinator, course="Bleibt.")
        monkeypatch.setattr("reports.narrative.views.render_pdf", missing)
        page = login(coordinator).get("/berichte/sachbericht/2024.pdf", follow=True)
        assert "apt install libpango-1.0-0" in words(page)
        assert "Bleibt." in words(page)
