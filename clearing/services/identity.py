"""The dated log of efforts to clarify an identity, often the best evidence that a person has."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.conflict import check_version

from ..models import IdentityStep


@transaction.atomic
def record_identity_step(
    participant: Participant, *, by: Any, step: str, done_on: date, proof: str, next_on: date | None = None
) -> IdentityStep:
    """Notes one of the six acts of § 60b Abs. 3 S. 1 AufenthG with its day and where the proof lies.

    Raises ValidationError for the same act on the same day, and where the next one would lie before it.
    """
    # The lock makes the second of two clicks wait and be refused.
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if person.identitysteps.filter(step=step, done_on=done_on, withdrawn_at__isnull=True).exists():
        raise ValidationError({"done_on": "Dieser Schritt ist für diesen Tag schon eingetragen."})
    effort = IdentityStep(
        participant=person,
        step=step,
        done_on=done_on,
        proof=proof,
        next_on=next_on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    effort.full_clean()
    effort.save()
    record_event(
        EventKind.IDENTITY_STEP_RECORDED,
        participant=person,
        by=by,
        summary=f"Identitätsklärung: {effort}",
    )
    return effort


@transaction.atomic
def withdraw_identity_step(step: IdentityStep, *, by: Any, version: int) -> IdentityStep:
    """Marks an entry as a mistake; it stays readable. Raises Conflict where somebody else was faster."""
    rows = IdentityStep.objects.select_related("participant").select_for_update(of=("self",))
    row: IdentityStep = rows.get(pk=step.pk)
    check_version(row, version)
    row.withdrawn_at = moment_of_recording()
    row.version += 1
    row.save(update_fields=["withdrawn_at", "version"])
    record_event(
        EventKind.IDENTITY_STEP_WITHDRAWN,
        participant=row.participant,
        by=by,
        summary=f"Zurückgenommen: {row}",
    )
    return row
