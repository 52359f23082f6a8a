"""What shared pages show of plan and results, and the way back from pages of the plan."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.urls import reverse

from clearing.catalogue import Terminstand
from clearing.completeness import completeness_of
from clearing.progress import questions_for
from clearing.worklist import looked_after, to_tell
from participants.models import Participant

register = template.Library()
ROWS = 8


@register.simple_tag
def crumbs(participant: Any, way: Iterable[tuple[str, str]], here: Any) -> list[tuple[str, str | None]]:
    """Label and address of every page above this one, and its own name."""
    case = [participant.case_number]
    start = [
        ("Teilnehmende", reverse("participant_list")),
        (participant.case_number, reverse("participant_detail", args=case)),
    ]
    return [*start, *way, (str(here), None)]


@register.inclusion_tag("clearing/plan_complete.html")
def completeness(participant: Any, day: Any) -> dict[str, Any]:
    """How much of what reports and rules need is known of a person."""
    return {"whole": completeness_of(participant, day), "participant": participant}


@register.inclusion_tag("clearing/case_steps.html")
def case_steps(steps: Any, participant: Any, day: Any) -> dict[str, Any]:
    """What is to be done next: what follows from the data, appointments without a result, open tasks."""
    planned = participant.appointments.filter(state=Terminstand.GEPLANT, day__lte=day)
    return {
        "steps": steps,
        "told": [(each.pk, to_tell(each, day)) for each in planned[:ROWS]],
        "tasks": participant.tasks.still_open()[:ROWS],
        "participant": participant,
        "today": day,
    }


@register.inclusion_tag("clearing/plan_today.html")
def plan_today(user: Any, day: Any) -> dict[str, Any]:
    """The questions after six months and the like that are due for somebody's own cases."""
    people = Participant.objects.visible_to(user).filter(responsible__in=looked_after(user, day))
    questions = questions_for(people, day)
    return {
        "questions": questions[:ROWS],
        "total": len(questions),
        "today": day,
    }
