"""The figures as CSV: with definitions, and without anything that a spreadsheet would execute."""

import csv
import io

from .figures import MonthlyFigures

HEAD = ("Tabelle", "Merkmal", "Größe", "Wert", "Zeichen", "Bezug", "Definition")
# What Excel, LibreOffice and Google read as the beginning of a formula, full-width forms included.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def to_csv(figures: MonthlyFigures) -> bytes:
    """Semicolons, UTF-8 with BOM. A secret number leaves its value empty and has the sign · beside it."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(HEAD)
    for name, text in _about(figures):
        writer.writerow(["Bericht", name, "", safe(text), "", "", ""])
    for entry in figures.entries():
        value = "" if entry.persons is None else str(entry.persons)
        sign = "·" if entry.persons is None else ""
        words = (entry.table, entry.label, entry.measure)
        writer.writerow(
            [*map(safe, words), value, sign, safe(entry.about.reference), safe(entry.about.definition)]
        )
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def safe(text: str) -> str:
    """Text that could begin a formula gets an apostrophe in front, as spreadsheets themselves write it."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _about(figures: MonthlyFigures) -> list[tuple[str, str]]:
    return [
        ("Kommune", figures.kommune),
        ("Stichtag", figures.stichtag.isoformat()),
        ("Zeitraum ab", figures.first_day.isoformat()),
        ("Verglichen mit", figures.compared_with.isoformat() if figures.compared_with else ""),
    ]
