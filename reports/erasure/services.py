"""Erases people in a way that no figure, of whatever day, becomes another one."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from ..fact_models import ErasedCount
from ..facts import numbers_of
from ..monthly import monthly_figures

_ONE_DAY = timedelta(days=1)


@transaction.atomic
def keep_counts(kommune: Any, *, first: date, today: date, erase: Callable[[], None]) -> int:
    """
    Calls ``erase`` and keeps what the figures of each day from ``first`` on lose by it.

    ``first`` is the earliest day on which one of the people counts. They are closed cases, so the last figure
    that they are in is one of this year. The decision to erase, and its event, are those of the caller.
    Returns the number of sums that are kept.
    """
    # Nobody counts a report of the Kommune in between.
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    days = list(_days(first, date(today.year + 1, 1, 1)))
    before = [numbers_of(monthly_figures(kommune, day)) for day in days]
    erase()
    lost: Counter[tuple[str, date]] = Counter()
    gone_before: Counter[str] = Counter()
    for day, full in zip(days, before, strict=True):
        gone = Counter(full)
        gone.subtract(numbers_of(monthly_figures(kommune, day)))
        for path in gone.keys() | gone_before.keys():
            lost[path, day] = gone[path] - gone_before[path]
        gone_before = gone
    return _write(kommune, lost)


def _days(first: date, last: date) -> Iterator[date]:
    day = first
    while day <= last:
        yield day
        day += _ONE_DAY


def _write(kommune: Any, lost: Counter[tuple[str, date]]) -> int:
    """Adds to what is kept already, and writes all of it anew."""
    rows = ErasedCount.objects.filter(kommune=kommune)
    for path, day, number in rows.values_list("path", "day", "number"):
        lost[path, day] += number
    rows.delete()
    kept = [
        ErasedCount(kommune=kommune, path=path, day=day, number=number)
        for (path, day), number in sorted(lost.items())
        if number
    ]
    ErasedCount.objects.bulk_create(kept)
    return len(kept)
