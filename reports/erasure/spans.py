"""Finds on which days a count changes, without counting every day."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, timedelta
from functools import cache

_ONE_DAY = timedelta(days=1)
Counts = Mapping[str, int]


def changes(
    first: date, last: date, breaks: Collection[date], count: Callable[[date], Counts]
) -> Iterator[tuple[date, Counts]]:
    """
    Each day from first to last on which the counts are others than the day before, and what they are then.

    Between two of the ``breaks`` time alone may change them, each in one direction: then the counts of the
    first and of the last day differ, and halving finds the days. All of first to last are included.
    """
    counted = cache(count)
    starts = sorted({first, *(day for day in breaks if first < day <= last)})
    before: Counts = {}
    for start, following in zip(starts, [*starts[1:], last + _ONE_DAY], strict=True):
        for day in (start, *_within(start, following - _ONE_DAY, counted)):
            if counted(day) != before:
                before = counted(day)
                yield day, before


def _within(low: date, high: date, counted: Callable[[date], Counts]) -> Iterator[date]:
    """The days after ``low`` up to ``high`` on which something changes."""
    if low == high or counted(low) == counted(high):
        return
    if high - low == _ONE_DAY:
        yield high
        return
    middle = low + (high - low) // 2
    yield from _within(low, middle, counted)
    yield from _within(middle, high, counted)
