"""Adds to the figures the people who were erased, as far as they counted on the day."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Sum

from .fact_models import ErasedCount
from .figures import BRIDGE_COLUMNS, BridgeRow, Cell, MonthlyFigures
from .numbers import DAYS, Figure
from .profile_catalogue import OTHER_COUNTRIES
from .reach_catalogue import ATTEMPTS_TABLE
from .tallies import Tally

# Beside the numbers of the figures: how many of the people in the table of attempts somebody had tried.
TRIED = f"work/{ATTEMPTS_TABLE}/tried"


def numbers_of(figures: MonthlyFigures) -> dict[str, int]:
    """
    Every number of exact figures that is a sum over people, by its path.

    Not the estimate, which counts nobody, and no median, which no sum can restore.
    """
    found = {
        entry.path: entry.persons or 0
        for entry in figures.entries()
        if entry.about.unit != DAYS and entry.path != "identified"
    }
    return found | {f"work/{tally.key}/base": tally.base for tally in figures.work if tally.base is not None}


def tables_of(numbers: Mapping[str, int]) -> frozenset[str]:
    """
    The keys of the tables of the work that are told because of the people in these numbers, by path.

    How many people a table is about tells none, and that of the attempts is told where somebody was tried.
    """
    split = (path.split("/") for path, number in numbers.items() if number and path.startswith("work/"))
    return frozenset(
        table
        for _, table, *rest in split
        if rest != ["base"] and (table != ATTEMPTS_TABLE or rest == TRIED.split("/")[2:])
    )


def by_cell(numbers: Mapping[str, int], table: str) -> dict[str, int]:
    """Of the numbers by path those of one breakdown, by the key of the cell."""
    start = f"{table}/"
    return {path.removeprefix(start): number for path, number in numbers.items() if path.startswith(start)}


def with_erased(figures: MonthlyFigures, more: Mapping[str, int]) -> MonthlyFigures:
    """The same figures as before the erasure; ``more`` is what erased_by says of the same day."""
    if not more:
        return figures
    return replace(
        figures,
        reached=_figure(figures.reached, more.get("reached", 0)),
        exceptions=_figure(figures.exceptions, more.get("exceptions", 0)),
        statuses=tuple(
            replace(row, persons=row.persons + gone, change=None if row.change is None else row.change + gone)
            for row in figures.statuses
            for gone in [more.get(f"status/{row.key}", 0)]
        ),
        bridge=bridge_with(figures.bridge, more),
        breakdowns=tuple(
            replace(table, cells=_cells_with(table.cells, by_cell(more, table.key)))
            for table in figures.breakdowns
        ),
        work=tuple(tally_with(tally, more) if _is_told(tally, more) else tally for tally in figures.work),
    )


def _cells_with(cells: Sequence[Cell], more: Mapping[str, int]) -> tuple[Cell, ...]:
    """The nationalities that have no row of their own are among the other ones."""
    rows = {cell.key for cell in cells}
    others = sum(number for key, number in more.items() if key not in rows)
    return tuple(
        replace(
            cell,
            persons=(cell.persons or 0)
            + more.get(cell.key, 0)
            + (others if cell.key == OTHER_COUNTRIES[0] else 0),
        )
        for cell in cells
    )


def _is_told(tally: Tally, more: Mapping[str, int]) -> bool:
    """Without a single attempt the table of them counts nobody, as if nobody had been erased."""
    return tally.key != ATTEMPTS_TABLE or bool(tally.totals[0] or more.get(TRIED))


def bridge_with(bridge: tuple[BridgeRow, ...], more: Mapping[str, int]) -> tuple[BridgeRow, ...]:
    """The rows with what is added to each of their numbers, by path."""
    return tuple(
        replace(
            row,
            **{
                column: getattr(row, column) + more.get(f"bridge/{row.key}/{column}", 0)
                for column, _ in BRIDGE_COLUMNS
            },
        )
        for row in bridge
    )


def erased_by(kommune: Any, day: date) -> dict[str, int]:
    """By path how many of the people who are erased counted on the day."""
    rows = ErasedCount.objects.filter(kommune=kommune, day__lte=day).order_by()
    return dict(rows.values_list("path").annotate(Sum("number")).exclude(number__sum=0))


def _figure(figure: Figure, gone: int) -> Figure:
    return replace(figure, persons=(figure.persons or 0) + gone)


def tally_with(tally: Tally, more: Mapping[str, int]) -> Tally:
    """The table with what is added to each of its numbers, by path."""
    path = f"work/{tally.key}"
    return replace(
        tally,
        rows=tuple(replace(row, counts=_counts(row.counts, f"{path}/{row.key}", more)) for row in tally.rows),
        totals=_counts(tally.totals, f"{path}/total", more),
        singles=tuple(
            _figure(single, more.get(f"{path}/single/{place}", 0)) if single.about.unit != DAYS else single
            for place, single in enumerate(tally.singles)
        ),
        base=None if tally.base is None else tally.base + more.get(f"{path}/base", 0),
    )


def _counts(counts: tuple[int | None, ...], path: str, more: Mapping[str, int]) -> tuple[int | None, ...]:
    return tuple((count or 0) + more.get(f"{path}/{place}", 0) for place, count in enumerate(counts))
