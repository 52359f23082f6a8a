"""
Protects the table of § 104c, which divides people who are counted in two other tables as well.

The breakdown by residence status has its sum, and the breakdown by validity has, row by row, these people and
all others together. A reader who has two of three numbers has the third. So the table is told only where none
of them is small and none is secret; otherwise its sum is told alone, and only if the breakdown by residence
status tells it anyway.
"""

from collections.abc import Sequence
from dataclasses import replace

from .figures import Breakdown
from .tallies import Tally

KEY = "chance"
_OF_ALL, _BY_VALIDITY = ("residence", "ae_104c"), "expiry"
_EXPLANATION = "Nicht aufgegliedert: Zusammen mit den anderen Tabellen ließen sich kleine Zahlen berechnen."


def protect_linked(
    work: Sequence[Tally], exact: Sequence[Breakdown], shown: Sequence[Breakdown], threshold: int
) -> tuple[Tally, ...]:
    """The tables of the work with that of § 104c as far as it may be told; ``work`` is still exact there."""
    return tuple(_protected(tally, exact, shown, threshold) if tally.key == KEY else tally for tally in work)


def _protected(tally: Tally, exact: Sequence[Breakdown], shown: Sequence[Breakdown], threshold: int) -> Tally:
    if not tally.totals[0]:
        return replace(tally, rows=())
    if not _sum_is_told(shown) or tally.totals[0] < threshold:
        return replace(tally, rows=(), totals=(None,), explanation=_EXPLANATION)
    counts = {row.key: row.counts[0] or 0 for row in tally.rows}
    others = [number - counts.get(key, 0) for key, number in _cells(exact, _BY_VALIDITY).items()]
    is_small = any(0 < number < threshold for number in (*counts.values(), *others))
    if is_small or None in _cells_shown(shown, _BY_VALIDITY):
        return replace(tally, rows=(), explanation=_EXPLANATION)
    return replace(tally, rows=tuple(row for row in tally.rows if row.counts[0]))


def _sum_is_told(shown: Sequence[Breakdown]) -> bool:
    """Where the breakdown by residence status is left out, nothing else has the sum."""
    table, key = _OF_ALL
    cells = [cell.persons for each in shown if each.key == table for cell in each.cells if cell.key == key]
    return None not in cells


def _cells(tables: Sequence[Breakdown], key: str) -> dict[str, int]:
    return {cell.key: cell.persons or 0 for table in tables if table.key == key for cell in table.cells}


def _cells_shown(tables: Sequence[Breakdown], key: str) -> list[int | None]:
    return [cell.persons for table in tables if table.key == key for cell in table.cells]
