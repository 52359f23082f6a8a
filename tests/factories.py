"""Builders over the services, so that test data obeys the same rules and leaves the same traces."""

from datetime import date
from itertools import count
from typing import Any

from clearing import pipeline
from clearing import services as clearing_services
from participants import services
from participants.choices import Abschluss, Aufenthaltsstatus, Einwilligung, ParkReason, Phase
from participants.models import Participant
from spurwechsel.models import Kommune, User
from spurwechsel.roles import CASE_ROLES, Role
from spurwechsel.services import create_user

PASSWORD = "nur-fuer-tests-2024"
_numbers = count(1)


def make_kommune(key: str = "cottbus", **fields: Any) -> Kommune:
    known = {
        "cottbus": {"name": "Stadt Cottbus/Chóśebuz", "case_prefix": "CB"},
        "potsdam": {"name": "Landeshauptstadt Potsdam", "case_prefix": "P"},
    }
    defaults = known.get(key, {"name": key.title(), "case_prefix": key[:4].upper()})
    defaults["four_eyes"] = False
    return Kommune.objects.create(key=key, **(defaults | fields))


def make_user(role: str = Role.FALLBEGLEITUNG, kommune: Kommune | None = None, **fields: Any) -> User:
    number = next(_numbers)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("name", f"Beispiel {number}")
    return create_user(
        role=role, kommune=kommune if role in CASE_ROLES else None, password=PASSWORD, **fields
    )


def make_participant(
    by: User, *, on: date = date(2024, 1, 10), talk_held: bool = True, **fields: Any
) -> Participant:
    """A person of the user's Kommune; without further words fundable, with consent, in Terminvereinbarung."""
    defaults = {
        "family_name": "Muster",
        "given_name": "Kim",
        "birth_date": date(1991, 7, 14),
        "language": "prs",
        "needs_interpreting": True,
        "consent": Einwilligung.LIEGT_VOR,
        "consent_on": on,
        "consent_language": "prs",
        "responsible": by,
        "residence_kind": Aufenthaltsstatus.DULDUNG_60A,
    }
    return services.register(by.kommune, by=by, on=on, talk_held=talk_held, **(defaults | fields))


def hold_talk(participant: Participant, *, on: date, by: User) -> None:
    """The Clearing talk that goes before the Betreuung; a person who has had one needs no second."""
    if not participant.interviews.filter(held_on__lte=on).exists():
        talk = clearing_services.start_interview(participant, by=by, held_on=on)
        clearing_services.end_interview(talk, by=by)


def move_to(participant: Participant, to: str, *, on: date, by: User, **details: Any) -> None:
    """Takes one step with whatever that phase asks for filled in, a talk before the Betreuung included."""
    if to == Phase.BETREUUNG:
        hold_talk(participant, on=on, by=by)
    if to == Phase.ABGESCHLOSSEN:
        details.setdefault("outcome", Abschluss.ARBEIT)
    if to == Phase.KEINE_BEDARFE:
        details.setdefault("park_reason", ParkReason.KEIN_BEDARF)
        details.setdefault("no_follow_up", "follow_up_on" not in details)
    if to == Phase.UNVEREINBARKEIT:
        details.setdefault("park_reason", ParkReason.KINDERBETREUUNG)
        details.setdefault("no_follow_up", "follow_up_on" not in details)
    details.setdefault("reason", "Besprochen.")
    pipeline.move(participant, to, on=on, by=by, today=on, **details)
    participant.refresh_from_db()
