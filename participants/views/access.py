"""The way every page about a person takes to its row, and the answer when two people save."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from spurwechsel.conflict import Conflict, differences
from spurwechsel.formfields import SpurForm

from ..models import Event, Participant


def visible_case(request: HttpRequest, case_number: str) -> Participant:
    """The person with the number, if the user may see the case; otherwise there is no such page."""
    people = Participant.objects.visible_to(request.user).select_related("kommune", "responsible")
    return get_object_or_404(people, case_number=case_number)


def both_versions(
    request: HttpRequest, form: SpurForm, conflict: Conflict, stored: Mapping[str, Any], back_url: str
) -> HttpResponse:
    """What is stored now beside what was typed; a second click saves the typed one."""
    rows = differences(form, SimpleNamespace(**stored))
    form.renew_version(conflict.current.version)
    page = {
        "rows": rows,
        "form": form,
        "back_url": back_url,
        "last": _last_entry(request, conflict.current),
    }
    return render(request, "409.html", page, status=409)


def _last_entry(request: HttpRequest, current: Any) -> Event | None:
    """What was entered last in the case of the row: who has just written knows best."""
    person_id = current.pk if isinstance(current, Participant) else getattr(current, "participant_id", None)
    events = Event.objects.visible_to(request.user).filter(participant=person_id)
    return events.select_related("by").order_by("-id").first() if person_id else None
