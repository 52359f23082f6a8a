"""The way every page of a talk takes to its rows, and the frame it is shown in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from participants.models import Participant

from ..models import Interview

# Whether the conversation view is on, for this session.
CONVERSATION = "gespraechsansicht"


def visible_case(request: HttpRequest, case_number: str) -> Participant:
    """The person with the number, if the user may see the case; otherwise there is no such page."""
    people = Participant.objects.visible_to(request.user).select_related("responsible", "kommune")
    return get_object_or_404(people, case_number=case_number)


def visible_talk(request: HttpRequest, case_number: str, number: int) -> Interview:
    talks = Interview.objects.visible_to(request.user).select_related(
        "participant__responsible", "participant__kommune", "recorded_by"
    )
    return get_object_or_404(talks, participant__case_number=case_number, number=number)


def show(request: HttpRequest, template: str, page: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """In the conversation view without navigation and other people, else as every other page."""
    frame = "clearing/talk_frame.html" if request.session.get(CONVERSATION) else "base.html"
    return render(request, template, {**page, "frame": frame}, status=status)
