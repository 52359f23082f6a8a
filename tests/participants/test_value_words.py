"""Moving values in words, and the salary limits that follow from them are those the conditions judge by."""

from datetime import date, timedelta

import pytest

from participants.rules import Outcome
from participants.rules.case import Case
from participants.rules.criterion import REGISTER
from participants.rules.p18a_18b import SHARES_OF_BBG
from participants.rules.values import READ_BY, VALUES
from participants.value_words import SALARIES, VALUE_NAMES, value_said, value_tables
from tests.participants.rules.people import facts

LIMITS = [
    (each, share, row)
    for each in REGISTER
    if (share := SHARES_OF_BBG.get((each.id, each.since)))
    for row in VALUES["bbg_jahr"]
    if row.value
    and each.since <= date(row.since.year, 12, 31)
    and (not each.until or row.since <= each.until)
]


def test_every_value_has_a_name_and_every_salary_a_label() -> None:
    assert set(VALUE_NAMES) == set(VALUES)
    assert set(SALARIES) == set(READ_BY["bbg_jahr"]) == {id for id, _ in SHARES_OF_BBG}


def test_every_row_is_shown_with_day_and_source_the_newest_first() -> None:
    shown = [[(row.since, bool(row.source)) for row in table.rows] for table in value_tables()]
    assert shown == [[(row.since, True) for row in reversed(VALUES[key])] for key in VALUE_NAMES]


def test_the_salaries_of_2026_as_the_law_names_them() -> None:
    follows = {row.since.year: row.follows for row in value_tables()[0].rows}
    assert [each.partition(": ")[2] for each in follows[2026]] == [
        *("55.770 Euro (55 %)", "50.700 Euro (50 %)", "45.934,20 Euro (45,3 %)"),
        *("45.934,20 Euro (45,3 %)", "45.630 Euro (45 %)"),
    ]
    assert [each.partition(": ")[2] for each in follows[2024]][-2:] == [
        "54.360 Euro (60 %), bis 29.02.2024",
        "40.770 Euro (45 %), ab 01.03.2024",
    ]
    assert follows[2027] == ()


@pytest.mark.parametrize(("rule", "share", "row"), LIMITS, ids=lambda each: getattr(each, "id", None) or "")
def test_the_limit_shown_is_the_limit_judged(rule, share, row) -> None:
    day = max(rule.since, row.since)
    limit = row.value * share / 1000
    paid = [
        rule.judge(Case(_qualified(pay), day)).outcome in (Outcome.NICHT_ERFUELLT, Outcome.ANDERSWO)
        for pay in (limit - 0.01, limit, limit + 0.01)
    ]
    assert paid == [True, False, False]


def _qualified(pay: float):
    return facts(
        geburtsdatum="1960-01-01",
        gehalt_jahr=pay,
        berufserfahrung_monate=36,
        ba_zustimmung=True,
        bildung={"studium_de": True},
    )


@pytest.mark.parametrize(
    ("key", "value", "text"),
    [
        ("bbg_jahr", None, "noch nicht bekannt"),
        ("bbg_jahr", 101_400, "101.400 Euro im Jahr"),
        ("bafoeg_12", 666, "666 Euro im Monat"),
        ("eu_liste", frozenset({"TR", "EG"}), "Ägypten, Türkei"),
        ("verordnung_29b", frozenset(), "kein Staat"),
    ],
)
def test_a_value_in_words(key, value, text) -> None:
    assert value_said(key, value) == text


def test_a_year_ends_before_the_next_begins() -> None:
    days = [row.since for row in VALUES["bbg_jahr"]]
    assert [(each - timedelta(days=1)).month for each in days] == [12] * len(days)
