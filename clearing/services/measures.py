"""Measures from plan to result, and who was there."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import Einwilligung, EventKind
from participants.facts import consent_on
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day, next_working_day

from ..catalogue import Aufgabenherkunft
from ..catalogue import Massnahmenergebnis as Ergebnis
from ..models import Attendance, Measure, Need
from ..progress import is_absent_again, proven_level, rank
from .results import add_certificate, withdraw_certificate
from .rows import locked, put, store
from .tasks import ensure_task, finish_tasks_of

# What may be said of a measure that never began, and of one that did.
WITHOUT_START = (Ergebnis.NICHT_ANGETRETEN, Ergebnis.VERLEGT)
AFTER_START = (Ergebnis.BEENDET, Ergebnis.ZERTIFIKAT, Ergebnis.ABGEBROCHEN, Ergebnis.VERLEGT)


@transaction.atomic
def plan_measure(need: Need, *, by: Any, kind: str, **fields: Any) -> Measure:
    """Plans a measure for an open need; `fields` are the columns of Measure up to its start.

    A need that was „zurzeit nicht bearbeitbar“ no longer is. Raises ValidationError without a consent of
    the person for its first day, below a proven level, and where the same is planned already.
    """
    row = locked(need)
    person = Participant.objects.select_for_update().get(pk=row.participant_id)
    if row.closed_on is not None:
        raise ValidationError("Dieser Bedarf ist erledigt. Nehmen Sie ihn zuerst wieder in Arbeit.")
    measure = Measure(
        participant=person,
        need=row,
        kind=kind,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **fields,
    )
    _check(measure)
    _refuse_twice(measure)
    measure.save()
    if row.deferred_reason:
        row.deferred_reason = ""
        store(row)
    record_event(EventKind.MEASURE_PLANNED, participant=person, by=by, summary=f"Maßnahme geplant: {measure}")
    return measure


@transaction.atomic
def change_measure(measure: Measure, *, by: Any, version: int, **fields: Any) -> Measure:
    """Changes any column of a measure; days and result of an ended one are corrected here too."""
    row = locked(measure, version)
    changes = put(row, fields)
    if not changes:
        return row
    _refuse_outside(row)
    _check(row)
    return _changed(row, by, f"Maßnahme geändert: {row}", changes)


@transaction.atomic
def start_measure(measure: Measure, *, by: Any, version: int, started_on: date) -> Measure:
    """The measure has begun. Raises ValidationError before the consent and for one that has already."""
    row = locked(measure, version)
    _refuse_ended(row)
    if row.started_on is not None:
        raise ValidationError(f"Der Beginn am {format_day(row.started_on)} ist schon eingetragen.")
    changes = put(row, {"started_on": started_on})
    _check(row)
    return _changed(row, by, f"Maßnahme begonnen: {row}", changes)


@transaction.atomic
def end_measure(
    measure: Measure,
    *,
    by: Any,
    version: int,
    ended_on: date,
    result: str,
    break_off: str = "",
    certificate: str = "",
) -> Measure:
    """Ends a measure with its last day and result; a break-off with its reason.

    `certificate` is the level of German that came with it and is kept as a certificate of the person. What
    was to be asked after repeated absence is done with the end.
    """
    row = locked(measure, version)
    _refuse_ended(row)
    _refuse_impossible_result(row, result, break_off, certificate)
    changes = put(row, {"ended_on": ended_on, "result": result, "break_off": break_off})
    _refuse_outside(row)
    row = _changed(row, by, f"Maßnahme: {row}, {row.get_result_display()}", changes)
    finish_tasks_of(row.participant, by=by, origin_key=_absence_key(row))
    if certificate:
        add_certificate(row.participant, by=by, gained_on=ended_on, level=certificate, measure=row)
    return row


@transaction.atomic
def reopen_measure(measure: Measure, *, by: Any, version: int) -> Measure:
    """Takes back an end that was entered by mistake, and the certificate that came with it."""
    row = locked(measure, version)
    if row.need.closed_on is not None:
        raise ValidationError("Der Bedarf ist erledigt. Nehmen Sie ihn zuerst wieder in Arbeit.")
    changes = put(row, {"ended_on": None, "result": "", "break_off": ""})
    if not changes:
        return row
    for certificate in row.certificates.in_force():
        withdraw_certificate(certificate, by=by, version=certificate.version)
    return _changed(row, by, f"Ende zurückgenommen: {row}", changes)


@transaction.atomic
def mark_attendance(measure: Measure, *, by: Any, day: date, state: str) -> Attendance:
    """Notes for one day of a running or ended measure whether somebody was there; a second entry corrects.

    Two absences in a row without a word make a task, due on the next working day; it is done when somebody
    comes again or the entry was wrong. Raises ValidationError outside the days of the measure.
    """
    row = locked(measure)
    if row.started_on is None:
        raise ValidationError({"day": "Tragen Sie zuerst ein, wann die Maßnahme begonnen hat."})
    if day < row.started_on or (row.ended_on and day > row.ended_on):
        raise ValidationError({"day": "An diesem Tag lief die Maßnahme nicht."})
    entry = row.attendances.filter(day=day).first() or Attendance(measure=row, day=day)
    before = entry.get_state_display() if entry.pk else ""
    if entry.pk and entry.state == state:
        return entry
    entry.state, entry.recorded_by = state, by
    entry.full_clean()
    entry.save()
    summary = f"{row}, {format_day(day)}: {entry.get_state_display()}"
    changes = {"Anwesenheit": [before, entry.get_state_display()]} if before else {}
    record_event(EventKind.ATTENDANCE, participant=row.participant, by=by, summary=summary, changes=changes)
    _ask_after_absence(row, by, day)
    return entry


def _ask_after_absence(measure: Measure, by: Any, day: date) -> None:
    if measure.ended_on is not None or not is_absent_again(measure.attendances.all()):
        finish_tasks_of(measure.participant, by=by, origin_key=_absence_key(measure))
        return
    ensure_task(
        measure.participant,
        by=by,
        title="Zweimal ohne Nachricht bei einer Maßnahme gefehlt: nachfragen, was im Weg steht",
        due=next_working_day(day),
        origin=Aufgabenherkunft.REGEL,
        origin_key=_absence_key(measure),
    )


def _absence_key(measure: Measure) -> str:
    return f"gefehlt-{measure.pk}"


def _check(measure: Measure) -> None:
    measure.full_clean()
    if measure.goal and measure.goal.participant_id != measure.participant_id:
        raise ValidationError({"goal": "Wählen Sie ein Ziel dieser Person aus."})
    if measure.review_on and measure.planned_from and measure.review_on < measure.planned_from:
        raise ValidationError({"review_on": "Die Prüfung darf nicht vor dem Beginn liegen."})
    _refuse_without_consent(measure)
    first = measure.started_on or measure.planned_from or measure.need.opened_on
    proven = proven_level(measure.participant, first)
    if measure.level and proven and rank(measure.level) < rank(proven):
        raise ValidationError({"level": f"{proven} ist schon nachgewiesen. Prüfen Sie das Niveau."})


def _refuse_without_consent(measure: Measure) -> None:
    """The person has agreed by every first day; without any day, the person has agreed at all."""
    person = measure.participant
    days = {"planned_from": measure.planned_from, "started_on": measure.started_on}
    if not any(days.values()) and measure.pk is None and person.consent != Einwilligung.LIEGT_VOR:
        raise ValidationError({"planned_from": _why_not(person)})
    for name, day in days.items():
        if day is None or consent_on(person, day):
            continue
        given = person.consent_on
        if given and day < given:
            text = f"Die Einwilligung ist vom {format_day(given)}. Wählen Sie einen Beginn ab diesem Tag."
            raise ValidationError({name: text})
        raise ValidationError({name: _why_not(person)})


def _why_not(person: Participant) -> str:
    if person.consent_withdrawn_on:
        day = format_day(person.consent_withdrawn_on)
        return f"Die Einwilligung ist seit dem {day} widerrufen. Eine Maßnahme geht nur mit Einwilligung."
    return "Die Einwilligung liegt noch nicht vor. Tragen Sie sie ein, dann geht die Maßnahme."


def _refuse_twice(measure: Measure) -> None:
    names = ("kind", "name", "provider", "planned_from")
    same = {name: getattr(measure, name) for name in names}
    if measure.need.measures.filter(ended_on__isnull=True, **same).exists():
        raise ValidationError({"kind": "Diese Maßnahme ist für den Bedarf schon geplant."})


def _refuse_ended(measure: Measure) -> None:
    if measure.ended_on is not None:
        raise ValidationError(f"Die Maßnahme ist seit dem {format_day(measure.ended_on)} beendet.")


def _refuse_impossible_result(measure: Measure, result: str, break_off: str, certificate: str) -> None:
    possible = AFTER_START if measure.started_on else WITHOUT_START
    if result not in possible:
        if measure.started_on is None:
            raise ValidationError({"result": "Tragen Sie zuerst ein, wann die Maßnahme begonnen hat."})
        raise ValidationError({"result": "Die Maßnahme hat begonnen; wählen Sie ein anderes Ergebnis."})
    if (result == Ergebnis.ABGEBROCHEN) != bool(break_off):
        text = "Wählen Sie den Grund des Abbruchs aus."
        if break_off:
            text = "Einen Grund gibt es nur bei einem Abbruch."
        raise ValidationError({"break_off": text})
    if certificate and result != Ergebnis.ZERTIFIKAT:
        raise ValidationError({"certificate": "Ein Niveau gibt es nur mit „mit Zertifikat beendet“."})


def _refuse_outside(measure: Measure) -> None:
    """The end comes after the beginning, and after every day on which somebody was there."""
    start, end = measure.started_on, measure.ended_on
    if start and end and end < start:
        raise ValidationError({"ended_on": f"Die Maßnahme begann erst am {format_day(start)}."})
    days = list(measure.attendances.order_by("day").values_list("day", flat=True))
    if days and start and days[0] < start:
        raise ValidationError(
            {"started_on": f"Für den {format_day(days[0])} gibt es schon eine Anwesenheit."}
        )
    if days and end and days[-1] > end:
        raise ValidationError({"ended_on": f"Für den {format_day(days[-1])} gibt es noch eine Anwesenheit."})


def _changed(measure: Measure, by: Any, summary: str, changes: dict[str, list[str]]) -> Measure:
    store(measure)
    record_event(
        EventKind.MEASURE_CHANGED, participant=measure.participant, by=by, summary=summary, changes=changes
    )
    return measure
