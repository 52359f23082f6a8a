"""Attempts to reach somebody: entering one and taking it back."""

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from participants.models import PhaseChange

from .. import meetings, services
from ..day_forms import ContactForm
from ..models import ContactAttempt
from ..plan_views.access import posted, visible_case, visible_row
from .access import DayPage, complete, settled, way_of_case


@permission_required("participants.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def contact_add(request: HttpRequest, case_number: str) -> HttpResponse:
    """One attempt to reach a person; it may have been the first talk."""
    participant, today = visible_case(request, case_number), timezone.localdate()
    form = ContactForm(posted(request), participant=participant, today=today)
    way = way_of_case(participant)
    page = DayPage(
        "Kontaktversuch eintragen",
        way,
        way[-1][1],
        submit="Eintragen",
        participant=participant,
        places={"otherwise": "tried_on", "effective_on": "tried_on"},
    )

    def act(values: dict[str, Any]) -> tuple[ContactAttempt, PhaseChange | None]:
        return meetings.record_contact(participant, by=request.user, today=today, **values)

    return complete(request, form, page, act, _recorded)


def _recorded(result: tuple[ContactAttempt, PhaseChange | None]) -> tuple[str, str]:
    attempt, change = result
    number = attempt.participant.case_number
    if change is not None:
        return (
            f"Eingetragen: {attempt}. Der Status ist jetzt {change.get_phase_display()}.",
            reverse("case_undo", args=[number, change.pk]),
        )
    return f"Eingetragen: {attempt}.", reverse("contact_withdraw", args=[number, attempt.pk])


@permission_required("participants.edit", raise_exception=True)
@require_POST
def contact_withdraw(request: HttpRequest, case_number: str, attempt_id: int) -> HttpResponse:
    """Marks an attempt as a mistake; it stays readable."""
    row = visible_row(request, ContactAttempt, case_number, attempt_id)
    settled(
        request,
        lambda: services.withdraw_attempt(row, by=request.user, version=row.version),
        f"Zurückgenommen: {row}.",
    )
    return redirect("appointment_list", case_number)
