"""The residence papers of a person: all of them, a new one, a correction, a withdrawal."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from spurwechsel.conflict import Conflict

from .. import services
from ..forms import ResidenceCorrectionForm, ResidenceForm, ResidenceWithdrawalForm, add_refusal
from ..models import ResidenceStatus
from .access import both_versions, visible_case
from .cases import CaseView


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def residence_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """Every paper that was ever entered, the withdrawn ones marked, and the two notes."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    page = {
        "participant": participant,
        "case": CaseView(participant, today),
        "statuses": participant.residence.select_related("recorded_by", "withdrawn_by"),
        "today": today,
    }
    return render(request, "participants/residence_list.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def residence_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """A further paper."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    form = ResidenceForm(
        request.POST if request.method == "POST" else None,
        participant=participant,
        running=participant.residence.in_force().on(today),
    )
    if form.is_valid():
        try:
            status = services.record_residence_status(participant, by=request.user, **form.values())
        except ValidationError as error:
            add_refusal(form, error, otherwise="valid_from")
        else:
            messages.success(request, f"Eingetragen: {status}.")
            return redirect("participant_detail", participant.case_number)
    page = {"participant": participant, "form": form, "today": today}
    return render(request, "participants/residence_add.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def residence_edit(request: HttpRequest, case_number: str, status_id: int) -> HttpResponse:
    """A paper that was copied wrongly."""
    status = _visible_status(request, case_number, status_id)
    form = ResidenceCorrectionForm(request.POST if request.method == "POST" else None, status=status)
    if form.is_valid():
        try:
            services.correct_residence_status(status, by=request.user, **form.values())
        except Conflict as conflict:
            stored = ResidenceCorrectionForm.recorded(conflict.current)
            return both_versions(request, form, conflict, stored, _list_url(case_number))
        except ValidationError as error:
            add_refusal(form, error, otherwise="valid_from")
        else:
            messages.success(request, "Der Aufenthaltsstatus ist berichtigt.")
            return redirect("residence_list", case_number)
    page = {"participant": status.participant, "status": status, "form": form, "today": timezone.localdate()}
    return render(request, "participants/residence_edit.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def residence_withdraw(request: HttpRequest, case_number: str, status_id: int) -> HttpResponse:
    """A paper that the person never held; the entry stays readable and counts for nothing."""
    status = _visible_status(request, case_number, status_id)
    form = ResidenceWithdrawalForm(request.POST if request.method == "POST" else None, version=status.version)
    if form.is_valid():
        try:
            services.withdraw_residence_status(status, by=request.user, **form.cleaned_data)
        except Conflict as conflict:
            return both_versions(request, form, conflict, {}, _list_url(case_number))
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Der Eintrag ist zurückgenommen.")
            return redirect("residence_list", case_number)
    page = {"participant": status.participant, "status": status, "form": form, "today": timezone.localdate()}
    return render(request, "participants/residence_withdraw.html", page)


def _visible_status(request: HttpRequest, case_number: str, status_id: int) -> ResidenceStatus:
    """A paper of this case that still counts; a withdrawn one cannot be changed any more."""
    papers = (
        ResidenceStatus.objects.visible_to(request.user)
        .in_force()
        .select_related("participant__kommune", "participant__responsible")
    )
    return get_object_or_404(papers, pk=status_id, participant__case_number=case_number)


def _list_url(case_number: str) -> str:
    return reverse("residence_list", args=[case_number])
