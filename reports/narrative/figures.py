"""The figures of a year: those of its last day, with the flows of all its months."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from .. import catalogue
from ..facts import erased_by, tally_with
from ..figures import BRIDGE_COLUMNS, BridgeRow, MonthlyFigures
from ..preparation import check_stichtag
from ..statistics.figures import Month, statistics
from ..tallies import Tally
from ..work import Span, measures_tally
from ..work_catalogue import IN_THE_MONTH, OF_A_YEAR, PERIODS

MEASURES = "measures"
_FLOWS = tuple(name for name, _ in BRIDGE_COLUMNS if name not in ("before", "after"))


def last_day(kommune: Any, year: int, *, today: date) -> date:
    """The end of the year, or today while it goes on. Raises ValidationError outside any programme."""
    if year > today.year:
        raise ValidationError(f"Das Jahr {year} hat noch nicht begonnen.")
    day = min(date(year, 12, 31), today)
    check_stichtag(kommune, day, today=today)
    return day


def year_figures(kommune: Any, last: date) -> MonthlyFigures:
    """
    Exact numbers as they are known now, from the first of January up to the day ``last``.

    The statuses are compared with the day before the year. The number of queries is fixed.
    """
    first = date(last.year, 1, 1)
    found = statistics(kommune, first, last)
    bridge = year_bridge(found.months)
    before = {row.key: row.before for row in bridge}
    return replace(
        found.report,
        first_day=first,
        compared_with=first - timedelta(days=1),
        statuses=tuple(replace(row, change=row.persons - before[row.key]) for row in found.report.statuses),
        bridge=bridge,
        bridge_about=catalogue.bridge(first, last),
        late=(),
        work=tuple(
            _measures(kommune, last, found.months) if tally.key == MEASURES else tally
            for tally in found.report.work
        ),
    )


def _measures(kommune: Any, last: date, months: Sequence[Month]) -> Tally:
    """What began and ended in the whole year; also of people who were erased, as each month counted them."""
    more: Counter[str] = Counter()
    for month in months:
        for path, number in erased_by(kommune, month.last).items():
            runs = path.endswith("/0")
            if path.startswith(f"work/{MEASURES}/") and (not runs or month.last == last):
                more[path] += number
    january = date(last.year, 1, 1)
    return tally_with(measures_tally(kommune, Span(january, january, last), None), more)


def of_the_year(figures: MonthlyFigures) -> MonthlyFigures:
    """Protected figures without what they say of the last month alone."""
    return replace(figures, work=tuple(_without_month(tally) for tally in figures.work))


def _without_month(tally: Tally) -> Tally:
    singles = tuple(
        replace(single, label=single.label.replace(f" {PERIODS[1]}", ""))
        for single in tally.singles
        if single.label != IN_THE_MONTH
    )
    if tally.columns == PERIODS[1:]:
        return replace(tally, singles=singles, columns=OF_A_YEAR)
    if tally.columns != PERIODS:
        return replace(tally, singles=singles)
    rows = tuple(replace(row, counts=row.counts[1:]) for row in tally.rows)
    return replace(tally, columns=OF_A_YEAR, rows=rows, singles=singles)


def year_bridge(months: Sequence[Month]) -> tuple[BridgeRow, ...]:
    """Stock before the first month and after the last one, the flows of all of them added up."""
    rows = []
    for place, first in enumerate(months[0].bridge):
        several = [month.bridge[place] for month in months]
        flows = {column: sum(getattr(row, column) for row in several) for column in _FLOWS}
        rows.append(replace(first, **flows, after=several[-1].after))
    return tuple(rows)
