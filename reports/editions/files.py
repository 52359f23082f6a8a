"""The files of an edition for publication: PDF with its CSV inside, CSV, JSON."""

import csv
import io
import json
from datetime import datetime

from spurwechsel.pdf import render_pdf

from ..exports import HEAD, safe
from ..publication import PublicFigures
from .sheet import PublicSheet, total_in_words


def print_edition(sheet: PublicSheet, figures: PublicFigures, *, created: datetime) -> bytes:
    """Raises PdfUnavailable and PdfRefused."""
    return render_pdf(
        "reports/edition_pdf.html",
        {"sheet": sheet},
        title=f"{sheet.title}, {sheet.letterhead.kommune}",
        author=sheet.letterhead.kommune,
        created=created,
        csv=edition_csv(figures),
    )


def edition_csv(figures: PublicFigures) -> bytes:
    """Semicolons, UTF-8 with BOM, as the monthly report; a table that is not published has no lines."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(HEAD)
    about = (
        ("Kommune", figures.kommune),
        ("Stichtag", figures.stichtag.isoformat()),
        ("Stand der Zahlen", figures.counted_on.isoformat()),
        ("Gerundet auf", str(figures.base)),
    )
    for name, text in about:
        writer.writerow(["Bericht", name, "", safe(text), "", "", ""])
    words = (figures.about.reference, figures.about.definition)
    total = total_in_words(figures) if figures.total is None else str(figures.total)
    writer.writerow(["Kennzahlen", "Erschlossene Teilnehmende", figures.about.unit, total, "", *words])
    for table in figures.tables:
        words = (table.about.reference, table.about.definition)
        for label, count in zip(table.labels, table.counts, strict=False):
            writer.writerow([table.title, safe(label), table.about.unit, count, "", *map(safe, words)])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def edition_json(figures: PublicFigures) -> bytes:
    return json.dumps(figures.to_json(), ensure_ascii=False, indent=2).encode() + b"\n"
