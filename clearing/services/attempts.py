"""Attempts to reach people."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind, Language, Phase
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.german import is_working_day, next_working_day

from ..catalogue import Kontaktergebnis, Kontaktweg
from ..letter_catalogue import INVITING
from ..models import ContactAttempt, Letter
from .rows import locked, store

# So long a letter without an appointment may wait for its answer.
TIME_TO_ANSWER = timedelta(days=14)


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
def count_letter(letter: Letter, *, by: Any) -> ContactAttempt | None:
    """Keeps a letter that invites somebody without a first talk as an attempt, once a day and person.

    The next try is due after the appointment of the letter, else after two weeks, or earlier where that was
    set before. None where the letter is no attempt or one by letter stands for the day already.
    """
    person, day = letter.participant, letter.printed_on
    if letter.kind not in INVITING or person.phase != Phase.IDENTIFIZIERT:
        return None
    tried = person.contactattempts.in_force()
    if tried.filter(tried_on=day, channel=Kontaktweg.BRIEF).exists():
        return None
    latest = tried.first()
    planned = latest.next_on if latest else None
    due = _answer_expected(letter)
    return record_attempt(
        person,
        by=by,
        tried_on=day,
        channel=Kontaktweg.BRIEF,
        result=Kontaktergebnis.HINTERLASSEN,
        language=letter.language or Language.DEUTSCH,
        next_on=min(due, planned) if planned and planned > day else due,
        note=letter.get_kind_display(),
    )


def _answer_expected(letter: Letter) -> date:
    if letter.appointment is not None:
        return next_working_day(letter.appointment.day)
    day = letter.printed_on + TIME_TO_ANSWER
    return day if is_working_day(day) else next_working_day(day)


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
