"""From figures to files: the sheet, the PDF with its CSV inside, and the figures as JSON."""

import json
from datetime import datetime

from spurwechsel.pdf import render_pdf

from .exports import to_csv
from .figures import MonthlyFigures
from .sheet import Sheet


def print_sheet(sheet: Sheet, figures: MonthlyFigures, *, created: datetime) -> bytes:
    """The PDF of a report; raises PdfUnavailable and PdfRefused."""
    return render_pdf(
        "reports/monthly_pdf.html",
        {"sheet": sheet},
        title=f"{sheet.letterhead.programme}: {sheet.title}, {sheet.letterhead.kommune}",
        author=sheet.letterhead.kommune,
        created=created,
        csv=to_csv(figures),
    )


def to_json(figures: MonthlyFigures) -> bytes:
    return json.dumps(figures.to_json(), ensure_ascii=False, indent=2).encode() + b"\n"
