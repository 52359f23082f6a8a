"""The talks of a person: the current one as a task list, beginning and ending, two side by side."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from participants.models import Participant

from .. import meetings, services
from ..catalogue import Abschnitt, Terminstand
from ..day_views.access import settled, settled_sentence
from ..models import Appointment, Interview
from ..plan_views.access import visible_row
from ..talk_dates import dates_of
from ..talk_forms import CompareForm, answers_in, as_answered
from ..talk_overview import tasks_of
from .access import show, visible_case, visible_talk


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_list(request: HttpRequest, case_number: str) -> HttpResponse:
    """The latest talk with its sections, the earlier ones below, and the way to begin the next."""
    participant = visible_case(request, case_number)
    talks = list(participant.interviews.select_related("recorded_by"))
    return _task_list(request, participant, talks[0] if talks else None, talks)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_detail(request: HttpRequest, case_number: str, number: int) -> HttpResponse:
    """One talk with its sections."""
    talk = visible_talk(request, case_number, number)
    talks = list(talk.participant.interviews.select_related("recorded_by"))
    return _task_list(request, talk.participant, talk, talks)


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_topic(request: HttpRequest, case_number: str, section: str) -> HttpResponse:
    """From a fact that is missing to where it is asked for: the section of the latest talk."""
    participant = visible_case(request, case_number)
    talk = participant.interviews.first()
    if talk is None:
        messages.info(request, f"Beginnen Sie ein Gespräch, um „{Abschnitt(section).label}“ auszufüllen.")
        return redirect("talk_list", participant.case_number)
    return redirect("talk_section", participant.case_number, talk.number, section)


def _task_list(
    request: HttpRequest, participant: Participant, talk: Interview | None, talks: list[Interview]
) -> HttpResponse:
    page = {
        "participant": participant,
        "talk": talk,
        "tasks": tasks_of(talk, request.user) if talk else [],
        "talks": talks,
        "today": timezone.localdate(),
    }
    return show(request, "clearing/talk_list.html", page)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def talk_start(request: HttpRequest, case_number: str) -> HttpResponse:
    """Begins the next talk today; the day can be changed in „Rahmen“."""
    participant = visible_case(request, case_number)
    try:
        talk = services.start_interview(participant, by=request.user, held_on=timezone.localdate())
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
        return redirect("talk_list", participant.case_number)
    text = f"Gespräch {talk.number} ist begonnen."
    # Only said: a button beside the section could lose what is being typed there.
    for row in dates_of(talk).unsettled:
        text += f" Den Termin um {row.begins:%H:%M} Uhr schließen Sie auf der Seite des Gesprächs ab."
    messages.success(request, text)
    return redirect("talk_section", participant.case_number, talk.number, Abschnitt.RAHMEN)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def talk_end(request: HttpRequest, case_number: str, number: int) -> HttpResponse:
    """Ends a talk; what is still open in it is named and holds nothing up."""
    talk = visible_talk(request, case_number, number)
    services.end_interview(talk, by=request.user)
    still_open = [f"„{task.label}“" for task in tasks_of(talk, request.user) if task.state != "fertig"]
    text = f"Gespräch {talk.number} ist beendet."
    if still_open:
        text += f" Noch nicht fertig: {', '.join(still_open)}. Sie können das später ergänzen."
    messages.success(request, text)
    return redirect("talk_detail", case_number, talk.number)


@permission_required("participants.edit", raise_exception=True)
@require_POST
def talk_attended(request: HttpRequest, case_number: str, number: int, appointment_id: int) -> HttpResponse:
    """The appointment that this talk was planned as has taken place; saying it twice is once."""
    talk = visible_talk(request, case_number, number)
    row = visible_row(request, Appointment, case_number, appointment_id)
    wanted = {"version": row.version, "state": Terminstand.WAHRGENOMMEN, "today": timezone.localdate()}
    settled(
        request,
        lambda: meetings.settle_appointment(row, by=request.user, **wanted),
        settled_sentence,
        undo=reverse("appointment_reopen", args=[case_number, row.pk]),
    )
    return redirect("talk_detail", case_number, talk.number)


class Compared(NamedTuple):
    """One question in two talks."""

    label: str
    first: str
    second: str
    changed: bool


@permission_required("participants.view_cases", raise_exception=True)
@require_safe
def talk_compare(request: HttpRequest, case_number: str) -> HttpResponse:
    """Two talks side by side; what changed comes with a word, not only with a colour."""
    participant = visible_case(request, case_number)
    talks = list(participant.interviews.prefetch_related("sections"))
    if len(talks) < 2:
        messages.info(request, "Zum Vergleichen braucht es zwei Gespräche.")
        return redirect("talk_list", participant.case_number)
    for talk in talks:
        talk.participant = participant
    form = CompareForm(request.GET or None, talks=talks)
    first, second = form.chosen()
    sections = [(each.label, rows) for each in Abschnitt if (rows := _compared(first, second, each))]
    page = {
        "participant": participant,
        "form": form,
        "pair": (first, second),
        "sections": sections,
        "changes": sum(row.changed for _, rows in sections for row in rows),
    }
    return show(request, "clearing/talk_compare.html", page)


def _compared(first: Interview, second: Interview, section: Abschnitt) -> list[Compared]:
    """The questions that one of the two talks answered."""
    pairs = zip(_answers(first, section), _answers(second, section), strict=True)
    return [
        Compared(one.label, one.words, two.words, one.words != two.words)
        for one, two in pairs
        if one.words or two.words
    ]


def _answers(talk: Interview, section: Abschnitt) -> Any:
    state = next((each for each in talk.sections.all() if each.section == section), None)
    return answers_in(as_answered(talk, section, state))
