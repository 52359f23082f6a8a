"""Appointments: making one, changing and moving it, and saying what became of it."""

from collections.abc import Collection
from datetime import date, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind, Zweck
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording

from ..catalogue import Aufgabenherkunft, Terminstand
from ..collisions import collisions_of, refuse_impossible_clock
from ..models import Appointment, AppointmentStep
from .consents import refuse_withdrawn
from .rows import locked, put, store
from .tasks import ensure_task

# What may be said of an appointment whose day has not come yet.
BEFORE_THE_DAY = (Terminstand.GEPLANT, Terminstand.ABGESAGT, Terminstand.KURZFRISTIG)
MISSED_IN_A_ROW = 2


@transaction.atomic
def book_appointment(
    participant: Participant,
    *,
    by: Any,
    kind: str,
    day: date,
    begins: time,
    ends: time,
    host: Any,
    despite: Collection[str] = (),
    moved_from: Appointment | None = None,
    **fields: Any,
) -> Appointment:
    """Makes an appointment, also afterwards for a day in the past; `fields` are the further columns.

    Raises ValidationError for a clock time that the day does not have, and with code "collision" and a
    sentence for everything that speaks against the time, but for the sentences in `despite`: somebody has
    read those and wants it all the same.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    row = Appointment(
        participant=person,
        kind=kind,
        day=day,
        begins=begins,
        ends=ends,
        host=host,
        moved_from=moved_from,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **fields,
    )
    _check(row, despite=despite)
    row.save()
    _step(row, by)
    record_event(EventKind.APPOINTMENT_BOOKED, participant=person, by=by, summary=f"Termin: {row}")
    return row


@transaction.atomic
def change_appointment(
    appointment: Appointment, *, by: Any, version: int, despite: Collection[str] = (), **fields: Any
) -> Appointment:
    """Corrects what was entered, whatever became of the appointment. Raises Conflict on a newer version.

    Another day or time of an appointment that was agreed with the person is move_appointment.
    """
    row = locked(appointment, version)
    changes = put(row, fields)
    if not changes:
        return row
    _check(row, despite=despite)
    store(row)
    _changed(row, by, f"Termin geändert: {row}", changes)
    return row


@transaction.atomic
def confirm_interpreting(appointment: Appointment, *, by: Any, confirmed: bool = True) -> Appointment:
    """The interpreter has said yes, or no longer does. Saying it twice is once."""
    row = locked(appointment)
    if not row.interpreting_language:
        raise ValidationError("Für diesen Termin ist keine Sprachmittlung eingetragen.")
    changes = put(row, {"interpreter_confirmed": confirmed})
    if changes:
        store(row)
        word = "bestätigt" if confirmed else "nicht mehr bestätigt"
        _changed(row, by, f"Sprachmittlung {word}: {row}", changes)
    return row


@transaction.atomic
def move_appointment(
    appointment: Appointment,
    *,
    by: Any,
    version: int,
    day: date,
    begins: time,
    ends: time,
    reason: str = "",
    despite: Collection[str] = (),
) -> Appointment:
    """Keeps the old appointment as „verlegt“ and returns the new one; interpreting is to be asked again.

    Raises Conflict on a newer version, and ValidationError for an appointment that is not planned any more.
    """
    row = locked(appointment, version)
    if row.state != Terminstand.GEPLANT:
        raise ValidationError(f"Dieser Termin ist schon {row.get_state_display()}.")
    if (day, begins, ends) == (row.day, row.begins, row.ends):
        raise ValidationError({"day": "Wählen Sie einen anderen Tag oder eine andere Uhrzeit."})
    _take_state(row, Terminstand.VERLEGT, by, reason)
    kept = ("kind", "host", "place", "address", "room", "partner")
    spoken = ("interpreting_language", "interpreter", "note")
    fields = {name: getattr(row, name) for name in (*kept, *spoken)}
    moved = book_appointment(
        row.participant, by=by, day=day, begins=begins, ends=ends, despite=despite, moved_from=row, **fields
    )
    record_event(
        EventKind.APPOINTMENT_STATED,
        participant=row.participant,
        by=by,
        summary=f"{row}: verlegt auf den {day:%d.%m.%Y}, {begins:%H:%M} Uhr",
        reason=reason,
    )
    return moved


@transaction.atomic
def state_appointment(
    appointment: Appointment, *, by: Any, version: int, state: str, today: date, reason: str = ""
) -> Appointment:
    """Says what became of an appointment; „geplant“ takes it back. The same state twice is once.

    The second missed appointment in a row makes a task for the responsible person. Raises Conflict on a
    newer version, ValidationError before its day and for an appointment that was moved.
    """
    row = locked(appointment)
    if row.state == state:
        return row
    row = locked(appointment, version)
    if Terminstand.VERLEGT in (row.state, state):
        raise ValidationError("Einen Termin verlegen Sie, indem Sie einen neuen Tag eintragen.")
    if state not in BEFORE_THE_DAY and row.day > today:
        raise ValidationError({"state": "Der Termin liegt noch vor Ihnen. Tragen Sie das am Tag selbst ein."})
    if state == Terminstand.GEPLANT:
        _refuse_twice(row)
    _take_state(row, state, by, reason)
    record_event(
        EventKind.APPOINTMENT_STATED,
        participant=row.participant,
        by=by,
        summary=f"{row}: {row.get_state_display()}",
        reason=reason,
    )
    if state == Terminstand.NICHT_ERSCHIENEN:
        _ask_for_contact(row, by, today)
    return row


def _take_state(row: Appointment, state: str, by: Any, reason: str) -> None:
    row.state = state
    store(row)
    _step(row, by, reason)


def _step(row: Appointment, by: Any, reason: str = "") -> None:
    AppointmentStep.objects.create(
        appointment=row,
        state=row.state,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )


def _changed(row: Appointment, by: Any, summary: str, changes: dict[str, list[str]]) -> None:
    record_event(
        EventKind.APPOINTMENT_CHANGED,
        participant=row.participant,
        by=by,
        summary=summary,
        changes=changes,
    )


def _check(row: Appointment, *, despite: Collection[str]) -> None:
    refuse_impossible_clock(row.day, row.begins, row.ends)
    row.full_clean()
    if row.participant.kommune_id not in row.host.kommune_ids:
        raise ValidationError({"host": "Wählen Sie jemanden aus, der für die Kommune arbeitet."})
    if row.is_planned and row.interpreting_language:
        refuse_withdrawn(row.participant, Zweck.SPRACHMITTLUNG, "interpreting_language")
    against = [text for text in collisions_of(row) if text not in despite]
    if against:
        raise ValidationError([ValidationError(text, code="collision") for text in against])


def _refuse_twice(row: Appointment) -> None:
    same = row.participant.appointments.taking_time().filter(day=row.day, begins=row.begins)
    if same.exclude(pk=row.pk).exists():
        raise ValidationError("Die Person hat an diesem Tag um diese Uhrzeit schon einen anderen Termin.")


def _ask_for_contact(row: Appointment, by: Any, today: date) -> None:
    """After two in a row that nobody came to: a question what stands in the way, and no reproach."""
    settled = (Terminstand.WAHRGENOMMEN, Terminstand.NICHT_ERSCHIENEN)
    latest = row.participant.appointments.filter(state__in=settled).order_by("-day", "-begins", "-id")
    last = [each.state for each in latest[:MISSED_IN_A_ROW]]
    if last == [Terminstand.NICHT_ERSCHIENEN] * MISSED_IN_A_ROW:
        ensure_task(
            row.participant,
            by=by,
            title="Zwei Termine sind nicht zustande gekommen: nachfragen, was im Weg steht",
            due=today,
            origin=Aufgabenherkunft.TERMIN,
            origin_key=f"nicht-erschienen-{row.participant_id}",
        )
