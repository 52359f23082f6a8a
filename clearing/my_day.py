"""What a day holds for somebody: appointments, work and drafts, those of absent colleagues included."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from .models import Absence, Appointment, Draft
from .presence import Presence
from .worklist import Item, of_user, worklist

ROWS = 8


@dataclass(frozen=True, slots=True)
class WorkRow:
    """An item with who does it today where its owner is away."""

    item: Item
    acting: str


@dataclass(frozen=True, slots=True)
class MyDay:
    """`next_one` is the next appointment where today has none; `work` are the most urgent items."""

    appointments: list[Appointment]
    next_one: Appointment | None
    work: list[WorkRow]
    work_count: int
    drafts: list[Draft]
    # Own leave today, and the names of colleagues whose work lies here.
    away: Absence | None
    stood_in_for: list[str]


def my_day(user: Any, today: date) -> MyDay:
    """The number of queries does not depend on the number of rows."""
    presence = Presence(today)
    whose = of_user(user.pk, presence)
    rows = Appointment.objects.visible_to(user).filter(whose.among("host")).taking_time()
    todays = list(rows.filter(day=today).select_related("participant", "host"))
    coming = rows.filter(day__gt=today, state="geplant").select_related("participant")
    work = worklist(user, whose)
    drafts = Draft.objects.visible_to(user).select_related("interview__participant")
    return MyDay(
        appointments=todays,
        next_one=None if todays else coming.first(),
        work=with_deputies(work[:ROWS], presence),
        work_count=len(work),
        drafts=list(drafts.order_by("-saved_at")[:ROWS]),
        away=own_absence(user, today),
        stood_in_for=names_of(presence.stood_in_for(user.pk)),
    )


def with_deputies(items: list[Item], presence: Presence) -> list[WorkRow]:
    """Each item with the name of whoever does the work of an absent owner; „niemand“ where nobody does."""
    owners = {item.owner.pk for item in items if item.owner is not None and presence.is_away(item.owner.pk)}
    acting = {owner: presence.acting(owner) for owner in owners}
    users = get_user_model().objects.in_bulk({each for each in acting.values() if each is not None})
    return [WorkRow(item, _acting(item, acting, users)) for item in items]


def _acting(item: Item, acting: dict[int, int | None], users: dict[int, Any]) -> str:
    if item.owner is None or item.owner.pk not in acting:
        return ""
    who = acting[item.owner.pk]
    return users[who].name if who in users else "niemand"


def own_absence(user: Any, today: date) -> Absence | None:
    """The leave of the user on the day, with the deputy."""
    rows = Absence.objects.visible_to(user).in_force().on(today)
    return rows.filter(user=user).select_related("deputy").first()


def names_of(user_ids: frozenset[int]) -> list[str]:
    """Names of these users, sorted."""
    return sorted(get_user_model().objects.filter(pk__in=user_ids).values_list("name", flat=True))
