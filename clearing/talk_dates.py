"""Talks and their appointments: the one of the day, and the next one, so that nothing is entered twice."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from participants.choices import Phase
from participants.models import Participant

from .catalogue import Terminart, Terminstand
from .models import Appointment, Interview

TALKS = (Terminart.CLEARING, Terminart.BETREUUNG)
# What was cancelled, moved or missed is no agreement any more.
_AGREED = (Terminstand.GEPLANT, Terminstand.WAHRGENOMMEN)


@dataclass(frozen=True, slots=True)
class TalkDates:
    """Appointments on the day of a talk whose result is missing; the day of the next talk without one."""

    unsettled: list[Appointment]
    to_agree: date | None


def dates_of(talk: Interview) -> TalkDates:
    """Two or three queries; a talk that was followed by another one has nothing left to agree."""
    unsettled = _agreed(talk).filter(day=talk.held_on, state=Terminstand.GEPLANT)
    return TalkDates(list(unsettled), _to_agree(talk))


def as_agreed(talk: Interview) -> dict[str, Any]:
    """What the appointment of the day and the next one say about the frame of a talk, by column."""
    known: dict[str, Any] = {}
    today = _agreed(talk).filter(day=talk.held_on).first()
    if today is not None:
        known = {name: getattr(today, name) for name in ("place", "minutes", "interpreter")}
        known["interpreting_language"] = today.interpreting_language
    following = agreed_next(talk)
    if following is not None:
        known["next_on"] = following.day
    return known


def agreed_next(talk: Interview) -> Appointment | None:
    """The appointment for the talk after this one; one query."""
    return _agreed(talk).filter(day__gt=talk.held_on).first()


def with_talk_to_agree(people: QuerySet[Participant]) -> QuerySet[Participant]:
    """Those in Clearing whose last talk names a day for the next one, `next_talk`, without an appointment."""
    last = Interview.objects.filter(participant=OuterRef("pk")).order_by("-number")
    agreed = Appointment.objects.filter(
        participant=OuterRef("pk"), kind__in=TALKS, state__in=_AGREED, day__gt=OuterRef("last_talk")
    )
    rows = people.filter(phase=Phase.CLEARING).annotate(
        next_talk=Subquery(last.values("next_on")[:1]), last_talk=Subquery(last.values("held_on")[:1])
    )
    return rows.filter(~Exists(agreed), next_talk__isnull=False)


def _agreed(talk: Interview) -> QuerySet[Appointment]:
    rows: QuerySet[Appointment] = talk.participant.appointments.filter(kind__in=TALKS, state__in=_AGREED)
    return rows


def _to_agree(talk: Interview) -> date | None:
    has_later = talk.participant.interviews.filter(number__gt=talk.number).exists()
    if has_later or _agreed(talk).filter(day__gt=talk.held_on).exists():
        return None
    day: date | None = talk.next_on
    return day
