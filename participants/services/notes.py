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
    note = IdentityNote(participant=participant, state=state, stated_on=stated_on, review_on=review_on)
    _record(note, EventKind.IDENTITY_RECORDED, "Identitätsklärung", by)
    return note


@transaction.atomic
def note_exclusion(
    participant: Participant, *, by: Any, state: str, stated_on: date, review_on: date | None = None
) -> ExclusionNote:
    """States one of the three words that Art. 10 DSGVO leaves us, with day and role and nothing else."""
    note = ExclusionNote(participant=participant, state=state, stated_on=stated_on, review_on=review_on)
    _record(note, EventKind.EXCLUSION_RECORDED, "Ausschlusshinweis", by)
    return note


def _record(note: IdentityNote | ExclusionNote, kind: EventKind, subject: str, by: Any) -> None:
    note.recorded_by, note.recorded_at, note.recorded_role = by, moment_of_recording(), by.role
    note.full_clean()
    note.save()
    record_event(
        kind,
        participant=note.participant,
        by=by,
        summary=f"{subject}: {note.get_state_display()}, Stand {note.stated_on:%d.%m.%Y}",
    )
