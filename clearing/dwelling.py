"""How long people stay in a status, against the target days of their Kommune."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from participants.choices import PARKED_PHASES, Phase
from participants.filters import LONG_CLEARING
from participants.models import Participant

from .models import StatusTarget

# Where a Kommune has set nothing.
USUAL: dict[str, int] = {Phase.CLEARING: LONG_CLEARING.days}


@dataclass(frozen=True, slots=True)
class Overdue:
    """Somebody who has been in a status for longer than its target; `days` are those up to the day."""

    person: Any
    days: int
    target: int

    @property
    def beyond(self) -> int:
        return self.days - self.target


def targets_of(kommune_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """By Kommune the target days of each status that has some; one query."""
    found = {pk: dict(USUAL) for pk in kommune_ids}
    for row in StatusTarget.objects.filter(kommune__in=found):
        found[row.kommune_id][row.phase] = row.days
    return found


def overdue(people: QuerySet[Participant], kommune_ids: Iterable[int], today: date) -> list[Overdue]:
    """Those beyond the target of their status, the longest first.

    The day on which a status began is day 0: with a target of 42 days somebody is late from day 43 on. A
    case that rests has its Wiedervorlage and is late only where none is set.
    """
    targets = targets_of(kommune_ids)
    late = Q()
    for kommune, of_phase in targets.items():
        for phase, days in of_phase.items():
            late |= Q(kommune=kommune, phase=phase, phase_since__lt=today - timedelta(days=days))
    if not late:
        return []
    rows = people.filter(late).exclude(phase__in=PARKED_PHASES, follow_up_on__gte=today)
    found = [
        Overdue(person, (today - person.phase_since).days, targets[person.kommune_id][person.phase])
        for person in rows.select_related("responsible")
    ]
    return sorted(found, key=lambda row: (-row.beyond, row.person.sort_key, row.person.pk))
