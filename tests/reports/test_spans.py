"""The days on which a count changes are all found, and few days are counted."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

import pytest

from reports.erasure.spans import changes

FIRST, LAST = date(2024, 1, 1), date(2026, 1, 1)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize("seed", range(20))
def test_every_change_is_found(seed: int) -> None:
    """Breaks may bring anything; in between one number grows and another one shrinks."""
    rng = Random(seed)
    breaks = set(rng.sample(DAYS, 12))
    grows, shrinks = sorted(rng.sample(DAYS, 5)), sorted(rng.sample(DAYS, 5))
    at_breaks = {day: rng.randrange(3) for day in (FIRST, *breaks)}
    counted: list[date] = []

    def count(day: date) -> Mapping[str, int]:
        counted.append(day)
        last_break = max(each for each in at_breaks if each <= day)
        up, down = sum(each <= day for each in grows), sum(each > day for each in shrinks)
        numbers = {"break": at_breaks[last_break], "up": up, "down": down}
        return {path: number for path, number in numbers.items() if number}

    found = dict(changes(FIRST, LAST, breaks, count))
    asked = len(counted)
    now: Mapping[str, int] = {}
    for day in DAYS:
        now = found.get(day, now)
        assert now == count(day)
    assert asked == len(set(counted[:asked])) < len(DAYS) / 4


def test_nothing_changes_on_a_single_day_without_numbers() -> None:
    assert list(changes(FIRST, FIRST, (), lambda day: {})) == []
    assert list(changes(FIRST, FIRST, (), lambda day: {"a": 1})) == [(FIRST, {"a": 1})]
