"""The dated notes on the two exclusion criteria."""

from datetime import date
from typing import Any

from django.db import transaction

from ..choices import EventKind
from ..models import ExclusionNote, IdentityNote, Participant
from .log import moment_of_recording, record_event


@transaction.atomic
def note_identity(
    participant: Participant, *, by: Any, state: str, stated_on: date, review_on: date | None = None
) -> IdentityNote:
    """States where the clarification of identity stands from a day on; the older note stays readable."""
    note = IdentityNote(
        participant=participant,
        state=state,
        stated_on=stated_on,
        review_on=review_on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        recorded_role=by.role,
    )
    note.full_clean()
    note.save()
    record_event(
        EventKind.IDENTITY_RECORDED,
        participant=participant,
        by=by,
        summary=f"Identitätsklärung: {note.get_state_display()}, Stand {stated_on:%d.%m.%Y}",
    )
    return note


@transaction.atomic
def note_exclusion(
    participant: Participant, *, by: Any, state: str, stated_on: date, review_on: date | None = None
) -> ExclusionNote:
    """States one of the three words that Art. 10 DSGVO leaves us, with day and role and nothing else."""
    note = ExclusionNote(
        participant=participant,
        state=state,
        stated_on=stated_on,
        review_on=review_on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        recorded_role=by.role,
    )
    note.full_clean()
    note.save()
    record_event(
        EventKind.EXCLUSION_RECORDED,
        participant=participant,
        by=by,
        summary=f"Ausschlusshinweis: {note.get_state_display()}, Stand {stated_on:%d.%m.%Y}",
    )
    return note
