"""
Puts the released numbers of all Kommunen side by side, protected and counted by the same definitions.

Read is what was released, nothing else. The five statuses, exact for the Fördergeber, are protected here like
every breakdown; movements and exceptions, which are about few people every month, are left out. A table is
compared only where every report that has it counted by the same definition and in the same rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from spurwechsel.german import format_month

from ..cells import SMALLEST_THRESHOLD, choose
from ..figures import MonthlyFigures
from ..land import Released, remarks_on
from ..network_catalogue import GROUPS
from ..numbers import About
from ..signs import sign
from ..tables import Row, Table
from ..tallies import Tally
from ..work_catalogue import MEASURES, NEEDS, RESULTS, TITLE_ROWS

REACHED, STATUS = "reached", "status"
# Of each table of the work the column that is compared (what is open or runs, or the year so far), its rows.
_WORK: dict[str, tuple[int, Sequence[Sequence[Any]]]] = {
    "needs": (0, NEEDS),
    "measures": (0, MEASURES),
    "gaps": (0, NEEDS),
    "results": (1, RESULTS),
    "titles": (1, TITLE_ROWS),
    "referrals": (1, GROUPS),
}


@dataclass(frozen=True)
class Compared:
    """One table: a row for each Kommune that has it, one number a column; None where it is kept secret."""

    key: str
    title: str
    about: About
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]


@dataclass(frozen=True)
class Comparison:
    """``missing`` are Kommunen without a report for the month; ``remarks`` say what limits the comparison."""

    month: date
    tables: tuple[Compared, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"Kommunen im Vergleich, {format_month(self.month)}"

    @property
    def screen_tables(self) -> list[Table]:
        """A column for each Kommune; many of them in several parts, each narrow enough for a page."""
        return [part for number, table in enumerate(self.tables, start=1) for part in _screen(number, table)]


# So many Kommunen fit beside each other.
MOST_BESIDE = 6
# Key, title and definition of a table, its columns, and its numbers in one Kommune.
_Found = tuple[str, str, About, tuple[tuple[str, str], ...], tuple[int | None, ...]]


def compare(month: date, reports: Sequence[Released], missing: Sequence[str]) -> Comparison:
    """The newest edition of each Kommune, in the order given."""
    by_table: dict[str, list[tuple[str, _Found]]] = {}
    for report in reports:
        for found in _tables(report.figures):
            by_table.setdefault(found[0], []).append((report.kommune, found))
    tables, remarks = [], remarks_on(reports)
    for several in by_table.values():
        if _is_comparable([found for _, found in several]):
            tables.append(_compared(several))
        else:
            title = several[0][1][1]
            remarks.append(f"{title}: nicht verglichen, weil die Kommunen verschieden gezählt haben.")
    return Comparison(month, tuple(tables), tuple(missing), tuple(remarks))


def _is_comparable(several: Sequence[_Found]) -> bool:
    return len({(found[2].definition, found[3]) for found in several}) == 1


def _compared(several: Sequence[tuple[str, _Found]]) -> Compared:
    key, title, about, columns, _ = several[0][1]
    labels = tuple(label for _, label in columns)
    return Compared(key, title, about, labels, tuple((name, found[4]) for name, found in several))


def _tables(figures: MonthlyFigures) -> Iterable[_Found]:
    total = figures.total
    reached = None if 0 < total < SMALLEST_THRESHOLD else total
    yield REACHED, "Erschlossen", figures.reached.about, ((REACHED, "Personen"),), (reached,)
    columns = tuple((row.key, row.label) for row in figures.statuses)
    yield (
        STATUS,
        "Status",
        figures.status_about,
        columns,
        _protected([row.persons for row in figures.statuses]),
    )
    for table in figures.breakdowns:
        columns = tuple((cell.key, cell.label) for cell in table.cells)
        yield table.key, table.title, table.about, columns, tuple(cell.persons for cell in table.cells)
    for tally in figures.work:
        if tally.key in _WORK and tally.rows:
            yield _at_work(tally)


def _protected(counts: Sequence[int]) -> tuple[int | None, ...]:
    protection = choose(counts)
    if protection.withheld:
        return (None,) * len(counts)
    return tuple(None if place in protection.hidden else count for place, count in enumerate(counts))


def _at_work(tally: Tally) -> _Found:
    """A row that is missing is a published zero, so it comes back as one; see ``tally_protection``."""
    place, rows = _WORK[tally.key]
    counts = {row.key: row.counts[place] for row in tally.rows}
    columns = tuple((str(row[0]), str(row[1])) for row in rows)
    column = "" if tally.columns[place] == tally.about.unit else f", {tally.columns[place]}"
    title = f"{tally.title}{column}"
    return tally.key, title, tally.about, columns, tuple(counts.get(key, 0) for key, _ in columns)


def _screen(number: int, table: Compared) -> Iterable[Table]:
    parts = range(0, len(table.rows), MOST_BESIDE)
    for start in parts:
        part = table.rows[start : start + MOST_BESIDE]
        more = f", Teil {start // MOST_BESIDE + 1} von {len(parts)}" if len(parts) > 1 else ""
        rows = tuple(
            Row(column, tuple(sign(counts[place]) for _, counts in part))
            for place, column in enumerate(table.columns)
        )
        yield Table(
            table.key,
            f"Tabelle {number}: {table.title}, {table.about.unit}{more}",
            (table.title.partition(",")[0], *(name for name, _ in part)),
            rows,
            (f"Zählweise: {table.about.definition}",) if start == parts[-1] else (),
            has_long_names=True,
        )
