"""Prints what was released unprinted: the many reports of the demonstration, when one is first read."""

from hashlib import sha256
from typing import Any

import pgtrigger
from django.db import transaction

from ..models import IssuedReport
from ..paper import print_sheet
from ..preparation import sheet_of

UNPRINTED = sha256(b"").hexdigest()


def leave_unprinted(*_: Any, **__: Any) -> bytes:
    """In place of ``print_sheet`` where dozens of reports are released at once."""
    return b""


@transaction.atomic
def printed(report: IssuedReport) -> IssuedReport:
    """
    The report with its PDF, which is printed now if it never was; a printed one stays as it is.

    It is made of the frozen figures and words and bears the moment of release, so it has the bytes that it
    would have had then. Raises PdfUnavailable and PdfRefused.
    """
    if report.sha256 != UNPRINTED:
        return report
    pdf = print_sheet(sheet_of(report), report.figures, created=report.issued_at)
    # The one column that was left open may be filled once; the database refuses every other change.
    with pgtrigger.ignore("reports.IssuedReport:frozen"):
        IssuedReport.objects.filter(pk=report.pk, sha256=UNPRINTED).update(
            pdf=pdf, sha256=sha256(pdf).hexdigest()
        )
    report.refresh_from_db(fields=["pdf", "sha256"])
    return report
