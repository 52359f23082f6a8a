"""Who has been in a status for longer than intended, and the target days of the Kommune."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from participants.choices import FIVE_PHASES, Phase
from participants.forms import add_refusal
from participants.models import Participant
from participants.views.access import both_versions
from spurwechsel.conflict import Conflict

from .. import services
from ..day_forms.tasks import TargetsForm, WorkQuery
from ..dwelling import USUAL, overdue, targets_of
from ..plan_views.access import posted
from ..presence import Presence
from .tasks import PER_PAGE, whose_of

WITH_TARGET = (Phase.IDENTIFIZIERT, *FIVE_PHASES)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def dwelling_list(request: HttpRequest) -> HttpResponse:
    """Those beyond the target of their status, the longest first."""
    today = timezone.localdate()
    form = WorkQuery(request.GET, user=request.user)
    whose = whose_of(form, Presence(today))
    people = Participant.objects.visible_to(request.user).filter(whose.among("responsible"))
    found = overdue(people, request.user.kommune_ids, today)
    held = targets_of([request.user.kommune_id])[request.user.kommune_id]
    page: dict[str, Any] = {
        "form": form,
        "page_obj": Paginator(found, PER_PAGE).get_page(form.chosen("seite") or 1),
        "targets": [(phase.label, held[phase]) for phase in WITH_TARGET if phase in held],
        "may_set": request.user.has_perm("clearing.manage_team"),
        "today": today,
    }
    return render(request, "clearing/dwelling_list.html", page)


@permission_required("clearing.manage_team", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def dwelling_targets(request: HttpRequest) -> HttpResponse:
    """Within how many days each status should lead on, for the own Kommune."""
    kommune = request.user.kommune
    held = services.held_targets(kommune)
    form = TargetsForm(posted(request), held=held, usual=USUAL)
    if form.is_valid():
        try:
            services.set_targets(kommune, by=request.user, **form.values())
        except Conflict as conflict:
            stored = {phase.value: conflict.current.values.get(phase) for phase in WITH_TARGET}
            return both_versions(request, form, conflict, stored, reverse("dwelling_list"))
        except ValidationError as error:
            add_refusal(form, error)
        else:
            messages.success(request, "Die Zielwerte sind gespeichert.")
            return redirect("dwelling_list")
    return render(request, "clearing/dwelling_targets.html", {"form": form, "kommune": kommune})
