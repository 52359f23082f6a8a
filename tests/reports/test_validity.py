"""When which programme applies: both ends included, and every day without one is named."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from reports.validity import days_in_words, spans

TODAY = date(2026, 3, 15)


def programme(first: date, last: date | None) -> Any:
    return SimpleNamespace(valid_from=first, valid_until=last)


def told(*programmes: Any, today: date = TODAY) -> list[tuple[bool, str, str]]:
    return [(bool(span.programme), span.days, span.state) for span in spans(programmes, today)]


def test_nothing_is_no_gap():
    assert told() == []


def test_in_their_order_with_the_gaps_between_and_after():
    later = programme(date(2026, 1, 1), date(2028, 12, 31))
    earlier = programme(date(2023, 7, 7), date(2024, 12, 10))
    assert told(later, earlier) == [
        (True, "07.07.2023 bis 10.12.2024", "beendet"),
        (False, "11.12.2024 bis 31.12.2025", "Lücke"),
        (True, "01.01.2026 bis 31.12.2028", "gilt heute"),
        (False, "ab 01.01.2029", "Lücke"),
    ]


@pytest.mark.parametrize(("begin", "gaps"), [(date(2026, 1, 1), []), (date(2026, 1, 2), ["01.01.2026"])])
def test_a_single_day_between_two_programmes_is_a_gap(begin: date, gaps: list[str]):
    found = told(programme(date(2025, 1, 1), date(2025, 12, 31)), programme(begin, None))
    assert [days for is_programme, days, _ in found if not is_programme] == gaps


@pytest.mark.parametrize(
    ("today", "states"),
    [
        (date(2025, 12, 31), ["gilt noch nicht", "Lücke"]),
        (date(2026, 1, 1), ["gilt heute", "Lücke"]),
        (date(2026, 3, 31), ["gilt heute", "Lücke"]),
        (date(2026, 4, 1), ["beendet", "heute gilt keines"]),
    ],
)
def test_both_ends_belong_to_the_programme(today: date, states: list[str]):
    found = told(programme(date(2026, 1, 1), date(2026, 3, 31)), today=today)
    assert [state for _, _, state in found] == states


def test_days_in_words():
    day = date(2026, 1, 1)
    assert [days_in_words(day, last) for last in (None, day, date(2026, 1, 2))] == [
        "ab 01.01.2026",
        "01.01.2026",
        "01.01.2026 bis 02.01.2026",
    ]
