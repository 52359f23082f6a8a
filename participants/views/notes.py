"""The dated notes on the two exclusion criteria."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from .. import services
from ..forms import ExclusionForm, IdentityForm, add_refusal
from .access import visible_case


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def identity_note(request: HttpRequest, case_number: str) -> HttpResponse:
    """Where the clarification of identity stands."""
    return _note(
        request, case_number, IdentityForm, services.note_identity, "participants/identity_note.html"
    )


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def exclusion_note(request: HttpRequest, case_number: str) -> HttpResponse:
    """One of three words."""
    return _note(
        request, case_number, ExclusionForm, services.note_exclusion, "participants/exclusion_note.html"
    )


def _note(
    request: HttpRequest, case_number: str, form_class: Any, service: Any, template: str
) -> HttpResponse:
    participant, today = visible_case(request, case_number), timezone.localdate()
    form = form_class(request.POST if request.method == "POST" else None, initial={"stated_on": today})
    if form.is_valid():
        try:
            note = service(participant, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error, otherwise="state")
        else:
            messages.success(request, f"{note._meta.verbose_name}: {note}.")
            return redirect("participant_detail", participant.case_number)
    return render(request, template, {"participant": participant, "form": form, "today": today})
