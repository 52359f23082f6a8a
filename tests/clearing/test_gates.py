"""Hints before a measure: what opens the way, from when, and never a flat no."""

import re
from datetime import date

import pytest

from clearing.catalogue import Massnahmenart as Art
from clearing.gates import STANDING, Gate, gates
from participants.rules import Facts
from participants.rules.facts import Duldungsart, Status, StatusPeriod

DAY = date(2024, 3, 27)
DAYS = (DAY, date(2026, 3, 1))
FLAT = re.compile(r"\b(nicht möglich|verboten|ausgeschlossen|nicht erlaubt|unzulässig)\b")


def held(kind, since=date(2020, 1, 1), **fields):
    return Facts(status=(StatusPeriod(art=kind, von=since, **fields),))


def texts(kind, facts, day=DAY):
    return [gate.text for gate in gates(kind, facts, day)]


@pytest.mark.parametrize("status", list(Status))
def test_no_hint_refuses(status):
    for facts in (held(status), Facts()):
        for gate in (each for kind in Art for day in DAYS for each in gates(kind, facts, day)):
            assert (gate.text[-1], bool(gate.source), FLAT.findall(gate.text)) == (".", True, [])


@pytest.mark.parametrize("kind", [Art.BERUFSSPRACHKURS, Art.ARBEITSAUFNAHME, Art.BERUFSVORBEREITUNG])
def test_an_unknown_status_is_a_task(kind):
    assert texts(kind, Facts())[0].startswith("Der Aufenthaltsstatus ist noch unklar.")


@pytest.mark.parametrize(
    ("since", "text"),
    [
        ("2023-06-27", "Geduldet seit dem 27.06.2023; 9 Monate sind seit dem 27.03.2024 erreicht."),
        ("2023-06-28", "Geduldet seit dem 28.06.2023; 9 Monate sind ab dem 28.03.2024 erreicht."),
    ],
)
def test_preparation_after_nine_months(since, text):
    facts = held(Status.DULDUNG_60A, date.fromisoformat(since))
    assert gates(Art.BERUFSVORBEREITUNG, facts, DAY) == (Gate(text, "§\u00a052 Abs.\u00a02 SGB III"),)


@pytest.mark.parametrize(("entry", "months"), [("2019-07-31", "3"), ("2019-08-01", "9")])
def test_preparation_for_those_who_came_early(entry, months):
    facts = Facts(
        einreise=date.fromisoformat(entry),
        status=(StatusPeriod(art=Status.DULDUNG_60A, von=date(2024, 3, 1)),),
    )
    assert f"{months} Monate sind ab dem" in texts(Art.BERUFSVORBEREITUNG, facts)[0]


@pytest.mark.parametrize(
    ("since", "reached"),
    [("2022-12-27", "sind seit dem 27.03.2024"), ("2022-12-28", "sind ab dem 28.03.2024")],
)
def test_training_grant_after_fifteen_months(since, reached):
    facts = held(Status.DULDUNG_60A, date.fromisoformat(since))
    assert f"15 Monate {reached} erreicht." in texts(Art.AUSBILDUNGSBEIHILFE, facts)[0]


def test_training_grant_with_gestattung_leads_elsewhere():
    assert texts(Art.AUSBILDUNGSBEIHILFE, held(Status.GESTATTUNG_55)) == [
        "Mit Gestattung sichern Leistungen nach dem AsylbLG die Ausbildung; das Sozialamt berät."
    ]


def test_an_ermessensduldung_opens_the_job_course_at_once():
    facts = held(Status.DULDUNG_60A, DAY, duldungsart=Duldungsart.A2_S3)
    first = gates(Art.BERUFSSPRACHKURS, facts, DAY)[0]
    assert first.text.endswith("ein Berufssprachkurs ist sofort möglich.")


def test_the_closed_year_names_other_courses():
    facts = held(Status.AE_104C)
    other = "Ohne Zugang über das BAMF bleiben Deutschkurse für Geflüchtete (ESF+)"
    for day, stopped in ((date(2026, 2, 8), False), (date(2026, 2, 9), True), (date(2026, 12, 31), True)):
        found = texts(Art.INTEGRATIONSKURS, facts, day)
        assert found[-1].startswith(other)
        assert any("lässt 2026 niemanden" in text for text in found) == stopped


def test_25b_has_a_claim_and_needs_no_other_way():
    found = texts(Art.INTEGRATIONSKURS, held(Status.AE_25B, date(2024, 1, 1)))
    assert len(found) == 1
    assert found[0].endswith("Der Anspruch besteht bis zum 01.01.2025.")


@pytest.mark.parametrize(
    ("status", "source"),
    [
        (Status.AE_104C, "§\u00a04a Abs.\u00a01 AufenthG"),
        (Status.DULDUNG_60A, "§\u00a060a Abs.\u00a05b AufenthG, §\u00a032 BeschV"),
        (Status.DULDUNG_60B, "§\u00a060b Abs.\u00a02, 5 AufenthG"),
        (Status.GESTATTUNG_55, "§\u00a061 AsylG"),
        # A Fiktion continues a title, so it is judged as the title.
        (Status.FIKTION_81_4, "§\u00a04a Abs.\u00a01 AufenthG"),
        (Status.FIKTION_81_3, "§\u00a081 AufenthG"),
    ],
)
def test_work_needs_what_the_status_asks(status, source):
    assert gates(Art.ARBEITSAUFNAHME, held(status), DAY)[0].source == source


def test_training_needs_no_agency():
    found = gates(Art.AUSBILDUNGSAUFNAHME, held(Status.DULDUNG_60A), DAY)
    assert found[1] == Gate(
        "Eine Berufsausbildung braucht keine Zustimmung der Bundesagentur.", "§\u00a032 Abs.\u00a02 BeschV"
    )


def test_what_holds_for_everybody_comes_last():
    found = gates(Art.EINSTIEGSQUALIFIZIERUNG, held(Status.DULDUNG_60A), DAY)
    assert found[-1].text == STANDING[Art.EINSTIEGSQUALIFIZIERUNG].text
