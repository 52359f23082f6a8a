"""The figures of one report as frozen values: they can be checked, stored, compared and exported."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Self

from .numbers import About as About
from .numbers import Entry as Entry
from .numbers import Figure as Figure
from .tallies import Tally

SCHEMA = 1


@dataclass(frozen=True)
class StatusRow:
    """``change`` is counted against the report before; None where there is none."""

    key: str
    label: str
    meaning: str
    persons: int
    change: int | None


@dataclass(frozen=True)
class BridgeRow:
    """before + entered − left + moved_in − moved_out = after."""

    key: str
    label: str
    before: int
    entered: int
    left: int
    moved_in: int
    moved_out: int
    after: int

    def balances(self) -> bool:
        flow = self.entered - self.left + self.moved_in - self.moved_out
        return self.before + flow == self.after


BRIDGE_COLUMNS = (
    ("before", "Bestand am Anfang"),
    ("entered", "Zugang"),
    ("left", "Abgang"),
    ("moved_in", "Wechsel hinein"),
    ("moved_out", "Wechsel hinaus"),
    ("after", "Bestand am Ende"),
)


@dataclass(frozen=True)
class Cell:
    """``persons`` is None where the number is kept secret."""

    key: str
    label: str
    persons: int | None


@dataclass(frozen=True)
class Breakdown:
    """The reached people divided by one trait; every person is in exactly one cell."""

    key: str
    title: str
    head: str
    about: About
    cells: tuple[Cell, ...]
    explanation: str = ""
    withheld: bool = False


@dataclass(frozen=True)
class Change:
    """A number that differs from the edition before; None stands for secret, unknown or not there."""

    path: str
    label: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class MonthlyFigures:
    """
    All numbers of one Kommune for the month up to and including the Stichtag.

    ``first_day`` is the first of that month; ``compared_with`` is the Stichtag of the report before.
    """

    kommune: str
    kommune_key: str
    stichtag: date
    first_day: date
    compared_with: date | None
    reached: Figure
    identified: Figure | None
    exceptions: Figure
    statuses: tuple[StatusRow, ...]
    status_about: About
    bridge: tuple[BridgeRow, ...]
    bridge_about: About
    breakdowns: tuple[Breakdown, ...]
    # Empty in reports from before the work was counted, and where there is none yet.
    work: tuple[Tally, ...] = ()
    # What became known since about the Stichtag of the report before, as its five statuses.
    late: tuple[Change, ...] = ()

    @property
    def total(self) -> int:
        return self.reached.persons or 0

    @property
    def table_paths(self) -> frozenset[str]:
        """Where the paths of the breakdowns and of the tables of the work begin."""
        return frozenset(
            [*(table.key for table in self.breakdowns), *(f"work/{one.key}" for one in self.work)]
        )

    def persons(self, status: str) -> int:
        return next(row.persons for row in self.statuses if row.key == status)

    def entries(self) -> Iterator[Entry]:
        """Every number of the report in the order of the page."""
        for path, figure in (("reached", self.reached), ("identified", self.identified)):
            if figure:
                yield Entry(path, "Kennzahlen", figure.label, figure.about.unit, figure.persons, figure.about)
        for row in self.statuses:
            about = self.status_about
            yield Entry(f"status/{row.key}", "Status", row.label, about.unit, row.persons, about)
        yield from self._bridge_entries()
        for table in self.breakdowns:
            for cell in table.cells:
                path = f"{table.key}/{cell.key}"
                yield Entry(path, table.title, cell.label, table.about.unit, cell.persons, table.about)
        for tally in self.work:
            yield from tally.entries()
        figure = self.exceptions
        yield Entry("exceptions", "Kennzahlen", figure.label, figure.about.unit, figure.persons, figure.about)

    def _bridge_entries(self) -> Iterator[Entry]:
        for row in self.bridge:
            for column, measure in BRIDGE_COLUMNS:
                path = f"bridge/{row.key}/{column}"
                yield Entry(path, "Bewegung", row.label, measure, getattr(row, column), self.bridge_about)

    def differences(self, newer: "MonthlyFigures") -> tuple[Change, ...]:
        """
        What a newer edition of the same report says differently.

        Tables that the older one did not have yet are an addition and no change, and so are those of the work
        that have other columns now.
        """
        columns = {tally.key: tally.columns for tally in self.work}
        others = {
            f"work/{tally.key}"
            for tally in newer.work
            if columns.get(tally.key, tally.columns) != tally.columns
        }
        skipped = others | (newer.table_paths - self.table_paths)
        before = {entry.path: entry for entry in self.entries() if entry.table_path not in others}
        after = {entry.path: entry for entry in newer.entries() if entry.table_path not in skipped}
        changes = []
        for path in dict.fromkeys([*after, *before]):
            old, new = (side[path].persons if path in side else None for side in (before, after))
            if old != new or (path in before) != (path in after):
                entry = after.get(path) or before[path]
                changes.append(Change(path, _place(entry), old, new))
        return tuple(changes)

    def sum_errors(self) -> list[str]:
        """German sentences, one for each sum that does not come out; breakdowns count before protection."""
        errors = []
        if sum(row.persons for row in self.statuses) != self.total:
            errors.append("Die fünf Status ergeben zusammen nicht die Zahl der erschlossenen Teilnehmenden.")
        for row in self.bridge:
            if not row.balances():
                errors.append(f"{row.label}: Bestand, Zugang, Abgang und Wechsel gehen nicht auf.")
            if row.after != self.persons(row.key):
                errors.append(f"{row.label}: Der Bestand am Ende ist nicht die Zahl der Statustabelle.")
        if sum(row.moved_in - row.moved_out for row in self.bridge) != 0:
            errors.append("Es wechseln nicht gleich viele Personen in einen Status wie aus einem anderen.")
        for table in self.breakdowns:
            counts = [cell.persons for cell in table.cells]
            if None not in counts and sum(count or 0 for count in counts) != self.total:
                errors.append(f"{table.title}: Die Summe ist nicht die Zahl der erschlossenen Teilnehmenden.")
        for tally in self.work:
            if not tally.adds_up():
                errors.append(f"{tally.title}: Die Summen der Spalten gehen nicht auf.")
        return errors

    def without(self, tables: Collection[str]) -> Self:
        """The same without the breakdowns and tables of the work with these keys."""
        return replace(
            self,
            breakdowns=tuple(table for table in self.breakdowns if table.key not in tables),
            work=tuple(tally for tally in self.work if tally.key not in tables),
        )

    def with_breakdowns(self, breakdowns: tuple[Breakdown, ...]) -> Self:
        return replace(self, breakdowns=breakdowns)

    def to_json(self) -> dict[str, Any]:
        """Plain lists, texts and numbers; days as ISO text, secret numbers as null."""
        raw = asdict(self)
        for name in ("stichtag", "first_day", "compared_with"):
            raw[name] = raw[name].isoformat() if raw[name] else None
        for name in ("statuses", "bridge", "breakdowns"):
            raw[name] = list(raw[name])
        for table in raw["breakdowns"]:
            table["cells"] = list(table["cells"])
        raw["late"] = list(raw["late"])
        raw["work"] = [tally.to_json() for tally in self.work]
        return {"schema": SCHEMA, **raw}

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The inverse of ``to_json``."""
        compared_with = raw["compared_with"]
        return cls(
            kommune=raw["kommune"],
            kommune_key=raw["kommune_key"],
            stichtag=date.fromisoformat(raw["stichtag"]),
            first_day=date.fromisoformat(raw["first_day"]),
            compared_with=date.fromisoformat(compared_with) if compared_with else None,
            reached=_figure(raw["reached"]),
            identified=_figure(raw["identified"]) if raw["identified"] else None,
            exceptions=_figure(raw["exceptions"]),
            statuses=tuple(StatusRow(**row) for row in raw["statuses"]),
            status_about=About(**raw["status_about"]),
            bridge=tuple(BridgeRow(**row) for row in raw["bridge"]),
            bridge_about=About(**raw["bridge_about"]),
            breakdowns=tuple(_breakdown(table) for table in raw["breakdowns"]),
            work=tuple(Tally.from_json(tally) for tally in raw.get("work", ())),
            late=tuple(Change(**change) for change in raw.get("late", ())),
        )


def _figure(raw: dict[str, Any]) -> Figure:
    return Figure(raw["label"], raw["persons"], About(**raw["about"]))


def _breakdown(raw: dict[str, Any]) -> Breakdown:
    cells = tuple(Cell(**cell) for cell in raw["cells"])
    return Breakdown(**{**raw, "about": About(**raw["about"]), "cells": cells})


def _place(entry: Entry) -> str:
    """The number in words: „Status: Betreuung“, „Bewegung: Betreuung, Zugang“."""
    return f"{entry.table}: {entry.label}" + (f", {entry.measure}" if entry.has_columns else "")
