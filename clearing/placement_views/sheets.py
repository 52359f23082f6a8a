"""The sheet for the employer, as a page to print and as PDF; anonymous until the name is released."""

from datetime import datetime

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spurwechsel.pdf import PdfRefused, PdfUnavailable, render_pdf, unprintable

from ..models import Placement
from ..placement_sheet import IntroductionSheet
from ..plan_views.access import visible_row

NAME = "Spurwechsel_Profil_{number}.pdf"


def _visible(request: HttpRequest, case_number: str, placement_id: int) -> Placement:
    row: Placement = visible_row(request, Placement, case_number, placement_id, "vacancy__organisation")
    return row


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def placement_sheet(request: HttpRequest, case_number: str, placement_id: int) -> HttpResponse:
    """What the employer would get today."""
    row = _visible(request, case_number, placement_id)
    page = {"placement": row, "sheet": IntroductionSheet(row, timezone.localdate()), "problem": ""}
    return render(request, "clearing/placement_sheet.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def placement_pdf(request: HttpRequest, case_number: str, placement_id: int) -> HttpResponse:
    """The same as a PDF; where there can be none, the page says why and can be printed instead."""
    row, now = _visible(request, case_number, placement_id), timezone.now()
    sheet = IntroductionSheet(row, timezone.localdate(now))
    try:
        document = _printed(row, sheet, now)
    except ValidationError as error:
        page = {"placement": row, "sheet": sheet, "problem": error.messages[0]}
        return render(request, "clearing/placement_sheet.html", page, status=503)
    response = HttpResponse(document, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{NAME.format(number=row.pk)}"'
    return response


def _printed(row: Placement, sheet: IntroductionSheet, now: datetime) -> bytes:
    """Raises ValidationError with the reason where there can be no PDF."""
    if missing := unprintable(sheet.text):
        raise ValidationError(f"Die Schrift des PDF kennt diese Zeichen nicht: {missing[:20]}")
    try:
        return render_pdf(
            "clearing/placement_pdf.html",
            {"placement": row, "sheet": sheet},
            title=f"Profil Nr. {row.pk}",
            author=row.participant.kommune.name,
            created=now,
        )
    except (PdfUnavailable, PdfRefused) as error:
        raise ValidationError(str(error)) from error
