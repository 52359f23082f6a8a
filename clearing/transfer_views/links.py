"""The link of a transfer, shown once, and its letter, with the link or without."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from spurwechsel.pdf import PdfRefused, PdfUnavailable

from .. import services
from ..models import Transfer
from ..plan_views.needs import plan_url
from ..transfer_fields import way_of
from ..transfer_forms import AnswerCodeForm
from ..transfer_letter import TransferLetter, letter_refusal, print_transfer
from .transfers import transfer_url, visible_transfer


@permission_required("participants.edit", raise_exception=True)
@require_POST
def plan_transfer_link(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """A new link, shown in the answer to the form and never again."""
    row = visible_transfer(request, case_number, transfer_id)
    try:
        code = services.make_answer_link(row, by=request.user, today=timezone.localdate())
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect(transfer_url(row))
    page = {
        "participant": row.participant,
        "transfer": row,
        "code": services.in_groups(code),
        "link": f"{request.build_absolute_uri(reverse('answer'))}?code={code}",
        "way": [("Plan", plan_url(row.participant)), (str(row), transfer_url(row))],
        "hint": way_of(row.organisation),
    }
    return render(request, "clearing/transfer_link.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def plan_transfer_link_revoke(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    row = visible_transfer(request, case_number, transfer_id)
    try:
        services.revoke_answer_link(row, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, "Der Link gilt nicht mehr.")
    return redirect(transfer_url(row))


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def plan_transfer_letter(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """The letter from what was sent, without a code."""
    return _letter(request, visible_transfer(request, case_number, transfer_id))


@permission_required("participants.edit", raise_exception=True)
@require_POST
def plan_transfer_coded_letter(request: HttpRequest, case_number: str, transfer_id: int) -> HttpResponse:
    """The same with the code of the link in force, which only the page that shows it once can send."""
    row = visible_transfer(request, case_number, transfer_id)
    form = AnswerCodeForm(request.POST)
    if not form.is_valid() or not services.is_code_of(form.cleaned_data["code"], row):
        messages.error(request, "Dieser Code gilt nicht mehr. Legen Sie einen neuen Link an.")
        return redirect(transfer_url(row))
    return _letter(request, row, services.in_groups(form.cleaned_data["code"]))


def _letter(request: HttpRequest, row: Transfer, code: str = "") -> HttpResponse:
    if row.sent_on is None:
        raise Http404
    if refusal := letter_refusal(row):
        messages.error(request, refusal)
        return redirect(transfer_url(row))
    letter = TransferLetter(row, code, request.build_absolute_uri(reverse("answer")))
    try:
        pdf = print_transfer(letter)
    except (PdfUnavailable, PdfRefused) as error:
        messages.error(request, str(error))
        return redirect(transfer_url(row))
    response = HttpResponse(pdf, content_type="application/pdf")
    name = f"Spurwechsel_Anfrage_{row.reference}_{row.sent_on:%Y-%m-%d}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
