"""Deadlines on the first pages: mine on Heute, numbers of a Kommune on the Übersicht."""

from datetime import date
from typing import Any

from django import template

from ..choices import Fristart
from ..deadline_counts import counts_of
from ..models import Participant
from ..owners import looked_after_by
from ..radar import radar
from ..views.deadline_rows import rows_of

register = template.Library()
ROWS = 8
# Heute has lists of its own for these.
ELSEWHERE = (Fristart.PAPIER, Fristart.CHANCENAUFENTHALT, Fristart.WIEDERVORLAGE, Fristart.NACHFRAGE)


@register.inclusion_tag("participants/deadlines_today.html")
def deadlines_today(user: Any, today: date) -> dict[str, Any]:
    """What else runs out in the cases of the user, the most urgent first."""
    people = Participant.objects.visible_to(user).filter(responsible__in=looked_after_by(user, today))
    lines = [line for line in radar(people, user, today) if line.is_shown]
    shown = [line.deadline for line in lines if line.deadline.kind not in ELSEWHERE]
    return {"rows": rows_of(shown[:ROWS], today), "count": len(shown), "total": len(lines)}


@register.inclusion_tag("participants/deadlines_counts.html")
def deadline_counts(kommune: Any, user: Any, today: date) -> dict[str, Any]:
    """How many deadlines of the Kommune are overdue or near."""
    return {"counts": counts_of(kommune, user, today), "kommune": kommune}
