"""
Protects small numbers in the tables of the work.

Three kinds of tables need three rules. A column with a published sum is protected like a breakdown, see
``disclosure``. Where month and year stand side by side without sums, the year stays secret too if what it
says beyond the month is small. A number told beside a table, or in rows that overlap, is part of a
published whole, and both parts must be large; a median of days is told from 10 people on.

In the table of needs everybody may be counted in several rows, but nowhere more than once: no cell exceeds
the number of people with a need. That bound leaves every secret cell room only if it is at least twice the
threshold; below it the table is withheld.

Not covered: numbers of measures bound each other (whoever began is still there or has ended), and the years
of two reports in a row differ by the month in between.
"""

from collections.abc import Sequence
from dataclasses import replace

from .cells import SMALLEST_BASE, SMALLEST_THRESHOLD, choose
from .numbers import DAYS, Figure
from .tallies import Tally, TallyRow

Counts = tuple[int | None, ...]


def protect_tally(tally: Tally, threshold: int = SMALLEST_THRESHOLD) -> Tally:
    """One table with its secret cells emptied and a German sentence where it has no rows left."""
    singles = tuple(_single(single, _whole(tally), threshold) for single in tally.singles)
    totals = tuple(_alone(total or 0, threshold) for total in tally.totals)
    safe = replace(tally, singles=singles, totals=totals)
    if not tally.totals:
        return replace(safe, rows=tuple(_pair(row, threshold) for row in tally.rows))
    if tally.overlaps:
        return replace(safe, rows=tuple(_parts(row, tally.totals, threshold) for row in tally.rows))
    columns = _columns(tally, threshold)
    if len(columns) == 1:
        return _single_column(tally, safe, columns[0], threshold)
    rows = zip(tally.rows, zip(*columns, strict=True), strict=True)
    return replace(safe, rows=tuple(replace(row, counts=counts) for row, counts in rows))


def _whole(tally: Tally) -> int:
    """Of what the numbers beside the table are a part."""
    return tally.base if tally.base is not None else tally.totals[0] or 0


def _alone(count: int, threshold: int) -> int | None:
    return None if 0 < count < threshold else count


def _single(single: Figure, whole: int, threshold: int) -> Figure:
    if single.about.unit == DAYS:
        return single if whole >= SMALLEST_BASE else replace(single, persons=None)
    return replace(single, persons=_part(single.persons or 0, whole, threshold))


def _part(count: int, whole: int, threshold: int) -> int | None:
    """Of a published whole; what is left of it must be large as well."""
    is_small = 0 < count < threshold or 0 < whole - count < threshold
    return None if is_small else count


def _parts(row: TallyRow, totals: Counts, threshold: int) -> TallyRow:
    pairs = zip(row.counts, totals, strict=True)
    return replace(row, counts=tuple(_part(count or 0, whole or 0, threshold) for count, whole in pairs))


def _pair(row: TallyRow, threshold: int) -> TallyRow:
    """Month and year; the months before are the difference."""
    month, year = (count or 0 for count in row.counts)
    earlier_is_small = 0 < year - month < threshold
    shown_year = None if earlier_is_small else _alone(year, threshold)
    return replace(row, counts=(_alone(month, threshold), shown_year))


def _columns(tally: Tally, threshold: int) -> list[Counts]:
    counts = [[row.counts[place] or 0 for row in tally.rows] for place in range(len(tally.columns))]
    return [_column(column, threshold) for column in counts]


def _column(counts: Sequence[int], threshold: int) -> Counts:
    """All secret where no choice of cells is safe."""
    protection = choose(counts, threshold)
    if protection.withheld:
        return (None,) * len(counts)
    return tuple(None if place in protection.hidden else count for place, count in enumerate(counts))


def _single_column(tally: Tally, safe: Tally, column: Counts, threshold: int) -> Tally:
    """A long list keeps the rows that tell something; every row that is missing is a published zero."""
    if _is_withheld(tally, column, threshold):
        total = tally.totals[0] or 0
        return replace(safe, rows=(), explanation=_why(tally) if total else "")
    rows = zip(tally.rows, column, strict=True)
    return replace(safe, rows=tuple(replace(row, counts=(count,)) for row, count in rows if count != 0))


def _is_withheld(tally: Tally, column: Counts, threshold: int) -> bool:
    if tally.base is None:
        return set(column) == {None}
    people = min((single.persons or 0 for single in tally.singles), default=tally.base)
    return people < max(SMALLEST_BASE, 2 * threshold - 1) or set(column) == {None}


def _why(tally: Tally) -> str:
    if (tally.totals[0] or 0) < SMALLEST_BASE:
        return f"Nicht aufgegliedert: Unter {SMALLEST_BASE} gibt es keine Aufgliederung."
    return "Nicht aufgegliedert: Hinter den Zahlen stehen zu wenige Personen."
