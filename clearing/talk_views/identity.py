"""The dated log of efforts to clarify an identity."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from participants.forms import add_refusal
from spurwechsel.conflict import Conflict

from .. import services
from ..models import IdentityStep
from ..talk_forms import IdentityStepForm
from ..talk_overview import must_not_see_the_embassy
from .access import show, visible_case


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def talk_identity(request: HttpRequest, case_number: str) -> HttpResponse:
    """All efforts so far and a form for the next one."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    form = IdentityStepForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            step = services.record_identity_step(participant, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_refusal(form, error, otherwise="step")
        else:
            messages.success(request, f"Eingetragen: {step}.")
            return redirect("talk_identity", participant.case_number)
    page = {
        "participant": participant,
        "form": form,
        "steps": participant.identitysteps.select_related("recorded_by"),
        "warned": must_not_see_the_embassy(participant, today),
        "today": today,
    }
    return show(request, "clearing/talk_identity.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def talk_identity_withdraw(request: HttpRequest, case_number: str, step_id: int) -> HttpResponse:
    """Marks an entry as a mistake; it stays readable."""
    participant = visible_case(request, case_number)
    step = get_object_or_404(
        IdentityStep.objects.visible_to(request.user), pk=step_id, participant=participant
    )
    if step.withdrawn_at is None:
        try:
            services.withdraw_identity_step(step, by=request.user, version=step.version)
        except Conflict:
            messages.info(request, "Der Eintrag war schon zurückgenommen.")
        else:
            messages.success(request, f"Zurückgenommen: {step}.")
    return redirect("talk_identity", participant.case_number)
