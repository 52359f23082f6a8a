"""Tables in files of Excel: reading those of strangers without harm, and writing without formulas."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

MOST_BYTES = 2 * 1024 * 1024
# What the file may hold once it is unpacked: its cells, everything else, and in how many parts.
MOST_UNPACKED = 3 * 1024 * 1024
MOST_BESIDE = 256 * 1024
MOST_PARTS = 60
MOST_SHEETS = 20
CELLS = ("xl/worksheets/", "xl/sharedStrings.xml")
# Entering so many takes some seconds; more would keep everybody waiting.
MOST_ROWS = 500
MOST_COLUMNS = 40
# Empty rows between may be many, but not a million.
LAST_ROW = 20 * MOST_ROWS

NO_TABLE = "Das ist keine Tabelle im Format .xlsx. Speichern Sie sie in Excel oder LibreOffice als .xlsx."
UNREADABLE = "Diese Datei lässt sich nicht lesen. Speichern Sie sie in Excel oder LibreOffice neu als .xlsx."
TOO_LARGE = "Diese Datei ist zu groß. Eine Tabelle mit 500 Zeilen braucht weniger als 2 MB."
TOO_MANY = f"Das Blatt „{{}}“ hat mehr als {MOST_ROWS} Zeilen. Teilen Sie es auf mehrere Dateien auf."

# Stands where the file has a formula: it would be worth something else on another day.
FORMULA = object()


@dataclass(frozen=True)
class Line:
    """One row of a table with its number in the file; `cells` by heading, empty ones left out."""

    number: int
    cells: dict[str, Any]


def read_tables(content: bytes) -> dict[str, list[Line]]:
    """The sheets of a file by title; the first row of each names the columns.

    Raises ValidationError with one sentence for what is no such file, too large, or built to do harm.
    """
    _refuse_bombs(content)
    try:
        book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
        if len(book.worksheets) > MOST_SHEETS:
            raise ValidationError(TOO_LARGE)
        return {sheet.title: list(_lines(sheet)) for sheet in book.worksheets}
    except ValidationError:
        raise
    except Exception as error:  # a broken file raises whatever openpyxl stumbles over
        raise ValidationError(UNREADABLE) from error


def _refuse_bombs(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except BadZipFile as error:
        raise ValidationError(NO_TABLE) from error
    # Nothing is unpacked beyond the size that a part announces.
    total = sum(part.file_size for part in parts)
    beside = sum(part.file_size for part in parts if not part.filename.startswith(CELLS))
    if len(parts) > MOST_PARTS or total > MOST_UNPACKED or beside > MOST_BESIDE:
        raise ValidationError(TOO_LARGE)


def _lines(sheet: Any) -> Iterator[Line]:
    headings: list[str] = []
    count = 0
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > LAST_ROW:
            raise ValidationError(TOO_MANY.format(sheet.title))
        values = [_value(cell) for cell in cells]
        if all(value is None for value in values):
            continue
        if not headings:
            headings = ["" if value is None else str(value).strip() for value in values]
            continue
        count += 1
        if count > MOST_ROWS:
            raise ValidationError(TOO_MANY.format(sheet.title))
        named = zip(headings, values, strict=False)
        yield Line(number, {heading: value for heading, value in named if value is not None})


def _value(cell: Any) -> Any:
    if getattr(cell, "data_type", "n") == "f":
        return FORMULA
    value = cell.value
    return value if not isinstance(value, str) else value.strip() or None


def write_tables(tables: dict[str, Iterable[list[Any]]]) -> bytes:
    """One sheet per table, the first row of each in bold; whatever a text begins with, it stays a text."""
    book = Workbook(write_only=True)
    for title, rows in tables.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate(rows):
            sheet.append([_cell(sheet, value, bold=number == 0) for value in row])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool) -> Any:
    """The bare value where it needs no look of its own: numbers and single signs, most of a large table."""
    if not bold and not (isinstance(value, str) and len(value) > 1):
        return value
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # Otherwise a text that begins with „=“ would be calculated by whoever opens the file.
        cell.data_type = "s"
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell
