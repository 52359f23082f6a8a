"""The tables over time as CSV, JSON and XLSX: each number with its definition, and no formula."""

import csv
import io
import json
from typing import Any

from network.workbook import write_tables

from ..exports import safe
from .figures import Series, Statistics

HEAD = ("Tabelle", "Merkmal", "Größe", "Wert", "Bezug", "Definition")
INTERNAL = "Nur für den internen Gebrauch: Kleine Zahlen sind nicht geschützt."


def _lines(table: Series) -> list[list[Any]]:
    about = table.about
    return [
        [table.title, row.label, head, "" if value is None else value, about.reference, about.definition]
        for row in table.rows
        for head, value in zip(table.head[1:], row.values, strict=True)
    ]


def _about(numbers: Statistics) -> list[tuple[str, str]]:
    return [
        ("Hinweis", INTERNAL),
        ("Kommune", numbers.kommune),
        ("Von", numbers.first.isoformat()),
        ("Bis", numbers.last.isoformat()),
    ]


def to_csv(numbers: Statistics) -> bytes:
    """Semicolons, UTF-8 with BOM; a number that makes no sense is empty."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for name, text in _about(numbers):
        writer.writerow(["Statistik", name, "", safe(text), "", ""])
    for table in numbers.tables:
        writer.writerows([safe(str(cell)) for cell in line] for line in _lines(table))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def to_json(numbers: Statistics) -> bytes:
    tables = [
        {
            "key": table.key,
            "title": table.title,
            "definition": table.about.definition,
            "unit": table.about.unit,
            "reference": table.about.reference,
            "columns": list(table.head),
            "rows": [[row.label, *row.values] for row in table.rows],
        }
        for table in numbers.tables
    ]
    found = {**dict(_about(numbers)), "tables": tables}
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"


def to_xlsx(numbers: Statistics) -> bytes:
    """One sheet a table, and one with the definitions."""
    sheets: dict[str, list[list[Any]]] = {
        table.title[:31]: [list(table.head), *([row.label, *row.values] for row in table.rows)]
        for table in numbers.tables
    }
    method: list[list[Any]] = [["Angabe", "Einheit", "Bezug", "Definition"]]
    method += [[name, "", "", text] for name, text in _about(numbers)]
    for table in numbers.tables:
        about = table.about
        method.append([table.title, about.unit, about.reference, about.definition])
    return write_tables({**sheets, "Methodik": method})
