"""The comparison as CSV, JSON and XLSX: each number with its definition, secret ones with their sign."""

import csv
import io
import json
from typing import Any

from network.workbook import write_tables

from ..exports import safe
from ..signs import SECRET
from .figures import Compared, Comparison

HEAD = ("Kommune", "Tabelle", "Merkmal", "Größe", "Wert", "Zeichen", "Definition")
OFFICIAL = "Für den dienstlichen Austausch der Kommunen: freigegebene, geschützte Zahlen."
_LONGEST_SHEET_NAME = 31


def _lines(table: Compared) -> list[list[Any]]:
    return [
        [
            *(name, table.title, column, table.about.unit),
            *(("", SECRET.text) if count is None else (count, "")),
            table.about.definition,
        ]
        for name, counts in table.rows
        for column, count in zip(table.columns, counts, strict=True)
    ]


def _about(comparison: Comparison) -> list[tuple[str, str]]:
    return [
        ("Hinweis", OFFICIAL),
        ("Monat", f"{comparison.month:%Y-%m}"),
        *(("Einschränkung", remark) for remark in comparison.remarks),
        *(("Ohne Bericht", name) for name in comparison.missing),
    ]


def to_csv(comparison: Comparison) -> bytes:
    """Semicolons, UTF-8 with BOM."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEAD)
    for name, text in _about(comparison):
        writer.writerow(["", "Vergleich", name, "", safe(text), "", ""])
    for table in comparison.tables:
        writer.writerows([safe(str(cell)) for cell in line] for line in _lines(table))
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def to_json(comparison: Comparison) -> bytes:
    tables = [
        {
            "key": table.key,
            "title": table.title,
            "definition": table.about.definition,
            "unit": table.about.unit,
            "columns": list(table.columns),
            "rows": [{"kommune": name, "values": list(counts)} for name, counts in table.rows],
        }
        for table in comparison.tables
    ]
    found = {
        "note": OFFICIAL,
        "month": f"{comparison.month:%Y-%m}",
        "remarks": list(comparison.remarks),
        "without_report": list(comparison.missing),
        "tables": tables,
    }
    return json.dumps(found, ensure_ascii=False, indent=2).encode() + b"\n"


def to_xlsx(comparison: Comparison) -> bytes:
    """One sheet a table, and one with the definitions."""
    sheets: dict[str, list[list[Any]]] = {
        f"{number} {table.title}"[:_LONGEST_SHEET_NAME]: [
            ["Kommune", *table.columns],
            *(
                [name, *(SECRET.text if count is None else count for count in counts)]
                for name, counts in table.rows
            ),
        ]
        for number, table in enumerate(comparison.tables, start=1)
    }
    method: list[list[Any]] = [["Angabe", "Einheit", "Definition"]]
    method += [[name, "", text] for name, text in _about(comparison)]
    method += [[table.title, table.about.unit, table.about.definition] for table in comparison.tables]
    return write_tables({**sheets, "Methodik": method})
