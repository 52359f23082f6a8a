"""A person with five years behind them, made by the services as in life, and a talk that is being written."""

from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from clearing.models import Interview
from clearing.pipeline import move
from clearing.services import start_interview
from participants.choices import Aufenthaltsstatus, Einwilligung, ParkReason, Phase
from participants.models import Participant
from participants.services import record_residence_status, recording_at, register

NAME = "Fünfjahr"
MONTH, MONTHS = timedelta(days=30), 61
MONTHS_OF_A_PAPER = 6


def person_of_five_years(by: Any, day: date) -> Participant:
    """Sixty steps and ten renewed papers up to the day; made once."""
    known = Participant.objects.filter(kommune=by.kommune, family_name=NAME).first()
    if known is not None:
        return known
    days = [day - number * MONTH for number in range(MONTHS, 0, -1)]
    with recording_at(_noon(days[0])):
        person = register(
            by.kommune,
            by=by,
            on=days[0],
            talk_held=True,
            family_name=NAME,
            given_name="Rana",
            language="ar",
            needs_interpreting=True,
            consent=Einwilligung.LIEGT_VOR,
            consent_on=days[0],
            consent_language="ar",
            responsible=by,
            residence_kind=Aufenthaltsstatus.DULDUNG_60A,
            residence_from=days[0],
        )
    _live_through(person, days[1:], by)
    return person


def _live_through(person: Participant, days: list[date], by: Any) -> None:
    steps = cycle((Phase.CLEARING, Phase.UNVEREINBARKEIT))
    for number, on in enumerate(days, start=1):
        with recording_at(_noon(on)):
            to = next(steps)
            parked = {"park_reason": ParkReason.KINDERBETREUUNG, "no_follow_up": True}
            details = parked if to == Phase.UNVEREINBARKEIT else {}
            move(person, to, on=on, by=by, reason="Die Lage hat sich geändert.", today=on, **details)
            if number % MONTHS_OF_A_PAPER == 0:
                paper = {"kind": Aufenthaltsstatus.DULDUNG_60A, "valid_from": on}
                record_residence_status(person, by=by, ends_previous=True, **paper)


def open_talk(person: Participant, by: Any, day: date) -> Interview:
    """The talk that is not ended yet; begun if there is none."""
    talk: Interview | None = person.interviews.filter(ended_at=None).first()
    return talk or start_interview(person, by=by, held_on=day)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
