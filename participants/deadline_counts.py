"""How many deadlines of a Kommune are overdue or near; counted once until something changes."""

from datetime import date
from typing import Any

from django.core.cache import cache

from .choices import Fristart
from .first_days import KEEP_SECONDS, last_change
from .models import Participant
from .radar import radar
from .rules import RULE_VERSION

NEAR_DAYS = 14
# Of larger Kommunen the list itself tells; counting would keep the page waiting.
COUNTED_AT_MOST = 2000


def counts_of(kommune: Any, user: Any, today: date) -> tuple[int, int] | None:
    """(overdue, up to 14 days ahead); drafts are nobody else's. None where there are too many people."""
    people = Participant.objects.visible_to(user).filter(kommune=kommune)
    key = f"deadline-counts:{kommune.pk}:{today:%Y%m%d}:{RULE_VERSION}:{last_change(kommune.pk)}"
    known: tuple[int, int] | None = cache.get(key)
    if known is None:
        if people.count() > COUNTED_AT_MOST:
            return None
        lines = [line for line in radar(people, user, today) if line.is_shown]
        days = [(line.deadline.due - today).days for line in lines if line.deadline.kind != Fristart.ENTWURF]
        known = sum(day < 0 for day in days), sum(0 <= day <= NEAR_DAYS for day in days)
        cache.set(key, known, KEEP_SECONDS)
    return known
