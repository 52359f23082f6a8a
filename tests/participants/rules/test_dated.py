"""Days inside conditions: every one is declared, and between the declared days no rule moves."""

import ast
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from participants import rules
from participants.changes import change_calendar, touched_ways
from participants.rules import Facts
from participants.rules.case import Case
from participants.rules.criterion import NOTES, REGISTER
from participants.rules.dated import DATED, Kind
from participants.rules.perspective import WAYS
from participants.rules.programme import GRUPPEN
from participants.rules.values import READ_BY, VALUES
from participants.rules.work import WAYS as WORK
from tests.participants.rules.people import WAYS_BY_KEY, day, facts
from tests.participants.rules.test_perspective import DAYS, PERSONS

ONE_DAY = timedelta(days=1)
IDS = {each.id for each in (*REGISTER, *NOTES)}
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
MODULES = sorted(Path(rules.__path__[0]).glob("*.py"))


def written_days(module: Path) -> set[str]:
    """The days that stand in the source as texts, or as date(…) of numbers."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ISO.fullmatch(node.value):
            found.add(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date":
            numbers = [each.value for each in node.args if isinstance(each, ast.Constant)]
            if len(numbers) == 3 and numbers[0] != date.max.year:
                found.add("date({}, {}, {})".format(*numbers))
    return found


def declared_days() -> set[str]:
    versions = [*REGISTER, *NOTES, *GRUPPEN]
    days = [each.since for each in versions] + [each.until for each in versions if each.until]
    days += [each.day for each in DATED] + [each.since for each in (*WAYS, *WORK)]
    days += [row.since for rows in VALUES.values() for row in rows]
    return {each.isoformat() for each in days}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_no_day_in_the_rules_is_undeclared(module: Path) -> None:
    assert written_days(module) - declared_days() == set()


def test_undeclared_days_are_found(tmp_path: Path) -> None:
    module = tmp_path / "p1.py"
    module.write_text('A = date(2025, 5, 6)\nB = "1999-01-01"\nC = "2026-08-03"\nD = date(9999, 12, 30)\n')
    assert written_days(module) - declared_days() == {"date(2025, 5, 6)", "1999-01-01"}


def test_dated_days_and_values_name_rules_that_exist() -> None:
    named = {id for each in DATED for id in each.ids} | {id for ids in READ_BY.values() for id in ids}
    assert named <= IDS
    assert set(READ_BY) == set(VALUES)


def test_what_moves_says_what_and_where_it_stands() -> None:
    for each in DATED:
        assert bool(each.text and each.source) == (each.kind is not Kind.STICHTAG), each


def test_the_first_day_on_which_a_day_makes_a_difference() -> None:
    by_kind = {each.kind: each for each in DATED}
    assert by_kind[Kind.STICHTAG].moves_on is None
    assert by_kind[Kind.WECHSEL].moves_on == by_kind[Kind.WECHSEL].day
    assert by_kind[Kind.FRIST].moves_on == by_kind[Kind.FRIST].day + ONE_DAY


@pytest.mark.parametrize(
    ("on", "keys"),
    [
        ("2026-08-02", set()),
        ("2026-08-03", {"60c", "16g"}),  # § 104 Abs. 18 Nr. 2
        ("2026-08-04", set()),
        ("2023-12-22", set()),
        ("2023-12-23", {"60c", "18a_18b", "19c2"}),  # § 104 Abs. 18 Nr. 1; § 10 Abs. 3 S. 4, 5
        ("2023-12-24", set()),
        ("2026-07-28", set()),
        ("2026-07-29", {"60c", "16g"}),  # the list of the Union
        ("2026-07-30", set()),
        ("2024-07-31", set()),
        ("2024-08-01", {"16g"}),  # BAföG
        ("2024-12-31", set()),
        ("2025-01-01", {"60d", "18a_18b", "18g", "19c2", "25b"}),  # the deadline of § 60d, the BBG
        ("2025-01-02", set()),
        ("2024-02-26", set()),
        ("2024-02-27", {"60d", "25b", "25_5"}),  # § 25b Abs. 6 asks for § 60d
        ("2024-02-28", set()),
    ],
)
def test_ways_that_a_day_inside_a_condition_touches(on: str, keys: set[str]) -> None:
    assert set(touched_ways(day(on))) == keys


def test_turkey_in_august_2026_as_one_person_sees_it() -> None:
    """Geduldet on 06.05.2025: the ban of the list applies until 02.08.2026 and not from 03.08.2026 on."""
    person = facts("duldung_60a 2020-01-01", staatsangehoerigkeit="TR", asylverfahren="nie")
    way, on = WAYS_BY_KEY["60c"], day("2026-08-03")
    before, after = way.judge(Case(person, on, law=on - ONE_DAY)), way.judge(Case(person, on))
    bars = [{each.id: str(each.outcome) for each in found.findings}["60c-2b"] for found in (before, after)]
    assert (bars, str(before.ergebnis)) == (["nicht_erfuellt", "erfuellt"], "gesperrt")


TOUCHED = sorted({each.day for each in change_calendar()} | {way.since for way in WAYS})
DULDUNG = "duldung_60a 2015-01-01"
SKILLED: dict[str, Any] = {
    "bildung": {"studium_de": True},
    "berufserfahrung_monate": 60,
    "ba_zustimmung": True,
    "arbeitsplatzangebot": True,
}
# Each of them stands so that a day inside a condition decides.
ON_THE_EDGE = [
    facts(DULDUNG, staatsangehoerigkeit="TR", asylverfahren="nie"),
    facts("gestattung_55 2023-01-01 2025-05-06", "duldung_60a 2025-05-07", staatsangehoerigkeit="EG"),
    facts(DULDUNG, staatsangehoerigkeit="GE", asylverfahren="nie"),
    facts("duldung_60a 2023-12-01", staatsangehoerigkeit="MD", asylverfahren="nie"),
    *(
        facts(DULDUNG, geburtsdatum="1970-01-01", gehalt_jahr=pay, **SKILLED)
        for pay in range(40_000, 56_000, 500)
    ),
    facts(DULDUNG, mittel_monat=650),
    # Thirty months of § 60d, whose Stichtag moved from 2018 to 2022 and whose hours from 35 to 20
    facts(
        "duldung_60a 2019-06-01 2020-06-30",
        "duldung_60d 2020-07-01",
        einreise="2019-05-01",
        haushalt={"partner": "keiner"},
        identitaet={"stand": "geklaert", "geklaert_am": "2020-01-02"},
    ),
    facts("ae_104c 2025-07-01", identitaet={"stand": "in_klaerung"}),
    facts(DULDUNG, asylverfahren="abgelehnt_mit_sperre"),
    facts(DULDUNG, asylverfahren="zurueckgenommen", einreise="2023-03-28"),
]


def intervals(key: str) -> list[tuple[date, date]]:
    """The first and the last day of each time in which, as declared, the law of a way stays the same."""
    starts = [each for each in TOUCHED if each >= WAYS_BY_KEY[key].since and key in touched_ways(each)]
    return list(zip(starts, [each - ONE_DAY for each in [*starts[1:], date(2031, 1, 1)]], strict=True))


BETWEEN = {way.key: intervals(way.key) for way in WAYS}


def moved_unseen(person: Facts, on: date) -> list[tuple[str, date]]:
    """The ways that judge otherwise by the law of the first and of the last day of one such time."""

    def judged(key: str, law: date) -> object:
        found = WAYS_BY_KEY[key].judge(Case(person, on, law=law))
        return found.ergebnis, found.modus, [(each.id, each.since, each.outcome) for each in found.findings]

    return [
        (key, first)
        for key, times in BETWEEN.items()
        for first, last in times
        if judged(key, first) != judged(key, last)
    ]


@pytest.mark.parametrize("person", ON_THE_EDGE)
@pytest.mark.parametrize("on", ["2023-12-23", "2024-03-01", "2026-08-03", "2027-01-01"])
def test_between_the_declared_days_no_way_moves_by_law(person: Facts, on: str) -> None:
    assert moved_unseen(person, day(on)) == []


@settings(max_examples=40, deadline=None)
@given(PERSONS, DAYS)
def test_nor_does_it_for_anybody_else(person: Facts, on: date) -> None:
    assert moved_unseen(person, on) == []


def test_a_day_that_is_not_declared_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """§ 104 Abs. 18 Nr. 2 without its declaration: the calendar of § 60c would know nothing of 03.08.2026."""
    times = [
        (first, last) for first, last in BETWEEN["60c"] if day("2026-08-03") not in (first, last + ONE_DAY)
    ]
    joined = [*times, (day("2026-07-29"), day("2030-12-31"))]
    monkeypatch.setitem(BETWEEN, "60c", joined)
    assert moved_unseen(ON_THE_EDGE[0], day("2026-08-03")) == [("60c", day("2026-07-29"))]


def test_without_a_day_of_law_the_day_itself_judges() -> None:
    assert Case(Facts(), day("2026-08-02")).law == day("2026-08-02")
    own = facts("duldung_60a 2020-01-01", antrag_am="2026-01-01")
    assert Case(own, day("2026-08-02"), law=day("2020-01-01")).for_way("60c").law == day("2020-01-01")
