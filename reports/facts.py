"""Adds to the figures the people who were erased, as far as they counted on the day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Sum

from .fact_models import ErasedCount
from .figures import BRIDGE_COLUMNS, BridgeRow, MonthlyFigures
from .numbers import DAYS, Figure
from .tallies import Tally


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
    """The keys of the tables of the work in which some of these numbers, by path, stand."""
    return frozenset(
        path.split("/")[1] for path, number in numbers.items() if number and path.startswith("work/")
    )


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
            replace(
                table,
                cells=tuple(
                    replace(cell, persons=(cell.persons or 0) + more.get(f"{table.key}/{cell.key}", 0))
                    for cell in table.cells
                ),
            )
            for table in figures.breakdowns
        ),
        work=tuple(tally_with(tally, more) for tally in figures.work),
    )


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
