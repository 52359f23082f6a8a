"""The talk that makes a person „erschlossen“: kept as appointment or contact, and taken as a step at once."""

from datetime import date
from typing import Any

from django.db import transaction

from participants.choices import Phase
from participants.models import Participant, PhaseChange

from . import pipeline, services
from .catalogue import Terminart, Terminstand
from .models import Appointment, ContactAttempt

FIRST_TALK = "Das Gespräch über einen persönlichen Termin hat stattgefunden."


@transaction.atomic
def settle_appointment(
    appointment: Appointment, *, by: Any, version: int, state: str, today: date, reason: str = ""
) -> tuple[Appointment, PhaseChange | None]:
    """Says what became of an appointment; a first talk that was held leads to Terminvereinbarung.

    The step counts from the day of the talk. It is missing where the person is further on already. Raises
    what state_appointment and the pipeline raise; then nothing is kept.
    """
    row = services.state_appointment(
        appointment, by=by, version=version, state=state, today=today, reason=reason
    )
    if row.kind != Terminart.ERSTGESPRAECH or row.state != Terminstand.WAHRGENOMMEN:
        return row, None
    return row, _reached(row.participant_id, row.day, by, today)


@transaction.atomic
def reopen_appointment(
    appointment: Appointment, *, by: Any, version: int, today: date
) -> tuple[Appointment, PhaseChange | None]:
    """Takes back what became of an appointment, and with it the step that a first talk led to.

    The step is returned. It stays in force where only a reason can take it back: on another day, by
    somebody else, or with a later step after it. Raises what state_appointment raises.
    """
    was_held = appointment.state == Terminstand.WAHRGENOMMEN
    row = services.state_appointment(
        appointment, by=by, version=version, state=Terminstand.GEPLANT, today=today
    )
    if row.kind != Terminart.ERSTGESPRAECH or not was_held:
        return row, None
    steps = row.participant.phase_changes.in_force().filter(
        phase=Phase.TERMINVEREINBARUNG, reason=FIRST_TALK, effective_on__gte=row.day
    )
    change = steps.select_related("participant").order_by("id").last()
    if change is not None and pipeline.can_undo(change, by=by, today=today):
        pipeline.undo(change, by=by, today=today)
        change.refresh_from_db()
    return row, change


@transaction.atomic
def record_contact(
    participant: Participant, *, by: Any, tried_on: date, today: date, was_first_talk: bool, **fields: Any
) -> tuple[ContactAttempt, PhaseChange | None]:
    """Keeps an attempt; where it was the first talk itself, the step to Terminvereinbarung follows."""
    attempt = services.record_attempt(participant, by=by, tried_on=tried_on, **fields)
    return attempt, (_reached(participant.pk, tried_on, by, today) if was_first_talk else None)


def _reached(participant_id: int, day: date, by: Any, today: date) -> PhaseChange | None:
    person = Participant.objects.select_for_update().get(pk=participant_id)
    if person.phase != Phase.IDENTIFIZIERT:
        return None
    return pipeline.move(
        person,
        Phase.TERMINVEREINBARUNG,
        on=max(day, person.phase_since),
        by=by,
        today=today,
        reason=FIRST_TALK,
    )
