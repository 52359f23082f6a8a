"""Attempts to reach people."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording

from ..models import ContactAttempt
from .rows import locked, store


@transaction.atomic
def record_attempt(
    participant: Participant, *, by: Any, tried_on: date, channel: str, result: str, **fields: Any
) -> ContactAttempt:
    """Keeps one attempt to reach the person; `fields`: language, next_on (day of the next try), note."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    attempt = ContactAttempt(
        participant=person,
        tried_on=tried_on,
        channel=channel,
        result=result,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **fields,
    )
    attempt.full_clean()
    attempt.save()
    record_event(
        EventKind.CONTACT_TRIED,
        participant=person,
        by=by,
        summary=f"Kontaktversuch: {attempt}, {attempt.get_result_display()}",
    )
    return attempt


@transaction.atomic
def withdraw_attempt(attempt: ContactAttempt, *, by: Any, version: int) -> ContactAttempt:
    """Marks an attempt as entered by mistake; it stays readable and counts for nothing."""
    row = locked(attempt)
    if row.withdrawn_at is not None:
        raise ValidationError("Dieser Kontaktversuch ist schon zurückgenommen.")
    row = locked(attempt, version)
    row.withdrawn_at = moment_of_recording()
    store(row)
    record_event(
        EventKind.CONTACT_WITHDRAWN,
        participant=row.participant,
        by=by,
        summary=f"Kontaktversuch zurückgenommen: {row}",
    )
    return row
