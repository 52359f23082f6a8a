"""The two commands that answer for a facts file, run as a person would run them."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

PERSON = {"id": "Fall Ä", "status": [{"art": "duldung_60a", "von": "2020-01-01"}], "einwilligung": True}
COMMANDS = pytest.mark.parametrize("command", ["foerderfaehigkeit", "bleibeperspektive"])


def run(command: str, *args: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(command, *args, stdout=out, stderr=err)
    except SystemExit as stop:
        return int(str(stop.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def write(content: Any) -> str:
        path = tmp_path / "fakten.json"
        path.write_text(json.dumps(content), encoding="utf-8")
        return str(path)

    return write


@COMMANDS
def test_one_person_one_answer(command: str, file: Any) -> None:
    status, out, err = run(command, file(PERSON), "--am", "2024-03-27")
    found = json.loads(out)
    assert (status, err) == (0, "")
    assert (found["id"], found["am"]) == ("Fall Ä", "2024-03-27")
    assert "Fall Ä" in out


@COMMANDS
def test_a_list_comes_back_as_a_list(command: str, file: Any) -> None:
    status, out, _ = run(command, file([PERSON, {}]), "--am", "2024-03-27")
    assert (status, [each["id"] for each in json.loads(out)]) == (0, ["Fall Ä", None])


def test_foerderfaehigkeit_answers_as_documented(file: Any) -> None:
    _, out, _ = run("foerderfaehigkeit", file(PERSON), "--am", "2024-03-27")
    found = json.loads(out)
    assert list(found) == ["id", "am", "ergebnis", "bedingungen"]
    assert found["ergebnis"] == "unklar"
    assert found["bedingungen"][0] == {
        "id": "titel",
        "ergebnis": "erfuellt",
        "text": "§\u00a060a AufenthG (Duldung) gehört zur geförderten Gruppe.",
        "quelle": "Förderkonzept Spurwechsel Cottbus/Chóśebuz, Stand 03.04.2024: Zielgruppe",
        "seit": "2023-10-01",
    }


def test_bleibeperspektive_answers_as_documented(file: Any) -> None:
    _, out, _ = run("bleibeperspektive", file(PERSON), "--am", "2026-11-22")
    found = json.loads(out)
    assert list(found) == ["id", "am", "hinweis", "wege"]
    assert list(found["wege"]["25b"]) == ["titel", "ergebnis", "modus", "fruehestens", "bedingungen"]
    assert set(found["wege"]["25b"]["bedingungen"][0]) == {"id", "ergebnis", "text", "quelle", "seit", "ab"}


@COMMANDS
@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        ({"staat": "AF"}, "Der Schlüssel „staat“ ist unbekannt.\n"),
        ({"rv_monate": "60"}, "rv_monate muss eine ganze Zahl sein.\n"),
        ({"geburtsdatum": "2090-01-01"}, "geburtsdatum liegt in der Zukunft.\n"),
        (
            {"geburtsdatum": "2020-01-02", "einreise": "2020-01-01"},
            "einreise liegt vor geburtsdatum.\n",
        ),
    ],
)
def test_refused_with_one_sentence_and_status_two(
    command: str, file: Any, person: dict[str, Any], sentence: str
) -> None:
    assert run(command, file(person), "--am", "2026-11-22") == (2, "", sentence)


@COMMANDS
def test_missing_words_are_refused_the_same_way(command: str, file: Any) -> None:
    day = "Die Angabe --am muss ein Kalendertag in der Form JJJJ-MM-TT sein.\n"
    assert run(command, file(PERSON)) == (2, "", day)
    assert run(command, file(PERSON), "--am", "gestern") == (2, "", day)
    assert run(command, "--am", "2026-11-22") == (2, "", "Der Name der Faktendatei fehlt.\n")
