"""Adds up the released reports of a month over all Kommunen; reads nothing but what was released."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from participants.choices import FIVE_PHASES
from spurwechsel.german import format_day, format_month

from .exports import safe
from .figures import Breakdown, MonthlyFigures
from .signs import share, sign
from .tables import Row, Table


@dataclass(frozen=True)
class Released:
    """The newest edition of one Kommune in the month."""

    kommune: str
    version: int
    figures: MonthlyFigures


@dataclass(frozen=True)
class LandSheet:
    """``missing`` are Kommunen without a report for the month; ``remarks`` say what limits the comparison."""

    month: date
    comparison: Table
    breakdowns: tuple[Table, ...]
    missing: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def title(self) -> str:
        return f"Landesbericht {format_month(self.month)}"


def build_land_sheet(month: date, reports: Sequence[Released], missing: Sequence[str]) -> LandSheet:
    """A number that one Kommune keeps secret is secret in the sum as well, so nothing new can be computed."""
    return LandSheet(
        month=month,
        comparison=_comparison(month, reports),
        breakdowns=tuple(
            _sums(place, [report.figures for report in reports], key)
            for place, key in enumerate(_common_tables(reports), start=2)
        ),
        missing=tuple(missing),
        remarks=tuple(remarks_on(reports)),
    )


def _comparison(month: date, reports: Sequence[Released]) -> Table:
    rows = [Row(each.kommune, tuple(sign(count) for count in _headline(each.figures))) for each in reports]
    columns = zip(*(_headline(each.figures) for each in reports), strict=True)
    if reports:
        rows.append(Row("Insgesamt", tuple(sign(sum(column)) for column in columns), is_sum=True))
    return Table(
        key="land",
        caption=f"Tabelle 1: Erschlossene Teilnehmende nach Status und Kommune, {format_month(month)}",
        head=("Kommune", "Erschlossen", *(str(phase.label) for phase in FIVE_PHASES)),
        rows=tuple(rows),
    )


def _headline(figures: MonthlyFigures) -> tuple[int, ...]:
    return figures.total, *(figures.persons(phase) for phase in FIVE_PHASES)


def _common_tables(reports: Sequence[Released]) -> list[str]:
    """What every Kommune divides by in the same rows, in the order of the first report."""
    found = []
    for table in reports[0].figures.breakdowns if reports else ():
        rows = [_rows_of(_table(each.figures, table.key)) for each in reports]
        if all(row == rows[0] for row in rows):
            found.append(table.key)
    return found


def _table(figures: MonthlyFigures, key: str) -> Breakdown | None:
    return next((table for table in figures.breakdowns if table.key == key), None)


def _rows_of(table: Breakdown | None) -> list[tuple[str, str]] | None:
    """Key and label of each row; None where the table is missing."""
    return [(cell.key, cell.label) for cell in table.cells] if table else None


def _sums(place: int, several: Sequence[MonthlyFigures], key: str) -> Table:
    tables = [table for figures in several if (table := _table(figures, key))]
    first, total = tables[0], sum(figures.total for figures in several)
    rows = []
    for cells in zip(*(table.cells for table in tables), strict=True):
        counts = [cell.persons for cell in cells]
        count = None if None in counts else sum(each or 0 for each in counts)
        rows.append(Row(cells[0].label, (sign(count), share(count, total))))
    rows.append(Row("Insgesamt", (sign(total), share(total, total)), is_sum=True))
    caption = f"Tabelle {place}: {first.title}, alle Kommunen"
    return Table(key, caption, (first.head, "Personen", "in\u00a0%"), tuple(rows), _notes(rows))


def _notes(rows: Sequence[Row]) -> tuple[str, ...]:
    secret = sum(row.cells[0].text == "·" for row in rows)
    return ("· heißt: Mindestens eine Kommune hält diese Zahl geheim.",) if secret else ()


def remarks_on(reports: Sequence[Released]) -> list[str]:
    """What limits the comparison of these reports, as German sentences."""
    found = []
    days = sorted({each.figures.stichtag for each in reports})
    if len(days) > 1:
        words = ", ".join(format_day(day) for day in days)
        found.append(f"Die Kommunen haben verschiedene Stichtage: {words}.")
    definitions = {each.figures.status_about.definition for each in reports}
    definitions_of_reached = {each.figures.reached.about.definition for each in reports}
    if max(len(definitions), len(definitions_of_reached), 1) > 1:
        found.append("Die Kommunen haben nach verschiedenen Definitionen gezählt.")
    return found


def land_csv(reports: Sequence[Released]) -> bytes:
    """One line a Kommune and number, as published; a secret number is empty with the sign · beside it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(("Kommune", "Stichtag", "Fassung", "Tabelle", "Merkmal", "Größe", "Wert", "Zeichen"))
    for each in reports:
        about = (safe(each.kommune), each.figures.stichtag.isoformat(), each.version)
        for entry in each.figures.entries():
            words = (safe(entry.table), safe(entry.label), safe(entry.measure))
            value = ("", "·") if entry.persons is None else (entry.persons, "")
            writer.writerow([*about, *words, *value])
    return b"\xef\xbb\xbf" + file.getvalue().encode()
