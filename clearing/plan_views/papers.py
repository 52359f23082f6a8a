"""The plan on paper: to read and print, as PDF, and the edition both sides agreed on."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.models import Participant
from spurwechsel.pdf import PdfRefused, PdfUnavailable, render_pdf, unprintable

from .. import services
from ..models import PlanAgreement
from ..paper_plan import PaperPlan
from ..plan_forms import AgreeForm
from .access import posted, settle, visible_case
from .needs import plan_page

NAME = "Spurwechsel_Plan_{case}_{day:%Y-%m-%d}.pdf"


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def plan_print(request: HttpRequest, case_number: str) -> HttpResponse:
    """One page for the person, in plain German; notes are not on it."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    page = {"participant": participant, "paper": PaperPlan(participant, today), "today": today}
    return render(request, "clearing/plan_print.html", page)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def plan_pdf(request: HttpRequest, case_number: str) -> HttpResponse:
    """The same as a PDF, as it stands now."""
    participant = visible_case(request, case_number)
    try:
        document = _printed(participant)
    except ValidationError as error:
        page = {"participant": participant, "title": "Plan als PDF", "text": " ".join(error.messages)}
        return render(request, "clearing/plan_no_pdf.html", page, status=503)
    return _file(document, participant, timezone.localdate())


def _printed(participant: Participant) -> bytes:
    """Raises ValidationError with the reason where there can be no PDF."""
    now = timezone.now()
    paper = PaperPlan(participant, timezone.localdate(now))
    if missing := unprintable(paper.text):
        raise ValidationError(
            f"Die Schrift des PDF kennt diese Zeichen nicht: {missing[:20]}"
            " Drucken Sie die Seite mit dem Browser."
        )
    try:
        return render_pdf(
            "clearing/plan_pdf.html",
            {"participant": participant, "paper": paper},
            title="Unser Plan",
            author=participant.kommune.name,
            created=now,
        )
    except (PdfUnavailable, PdfRefused) as error:
        raise ValidationError(str(error)) from error


def _file(document: bytes, participant: Participant, day: Any) -> HttpResponse:
    response = HttpResponse(document, content_type="application/pdf")
    name = NAME.format(case=participant.case_number, day=day)
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def plan_agree(request: HttpRequest, case_number: str) -> HttpResponse:
    """Both sides agree: the plan as it stands now is kept with its day."""
    participant = visible_case(request, case_number)
    form = AgreeForm(posted(request), today=timezone.localdate())
    page = plan_page(
        participant,
        "Plan vereinbaren",
        submit="Vereinbaren und aufbewahren",
        lead="Der Plan wird so aufbewahrt, wie er jetzt ist. Drucken Sie ihn vorher für die Person aus.",
        places={"otherwise": "agreed_on"},
    )

    def act(values: dict[str, Any]) -> PlanAgreement:
        return services.agree_plan(participant, by=request.user, document=_printed(participant), **values)

    return settle(request, form, page, act, lambda row: f"Vereinbart: {row}.")


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def plan_agreed_pdf(request: HttpRequest, case_number: str, agreement_id: int) -> HttpResponse:
    """A plan that was agreed on, byte by byte as it was then."""
    rows = PlanAgreement.objects.visible_to(request.user).select_related("participant")
    row = get_object_or_404(rows, pk=agreement_id, participant__case_number=case_number)
    return _file(bytes(row.pdf), row.participant, row.agreed_on)
