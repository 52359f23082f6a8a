"""Tasks: noting one, changing, postponing, ticking off and taking that back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.conflict import check_version
from spurwechsel.german import format_day, is_working_day, next_working_day

from ..catalogue import Aufgabenherkunft
from ..models import Task
from .rows import put

NOBODY = "niemand"


@transaction.atomic
def add_task(
    *,
    by: Any,
    kommune_id: int,
    title: str,
    owner: Any,
    due: date,
    participant: Participant | None = None,
    origin: str = Aufgabenherkunft.HAND,
    origin_key: str = "",
    note: str = "",
) -> Task:
    """Notes a task, with or without a person and an owner.

    A due day without work in Brandenburg becomes the next working day. Raises ValidationError for an owner
    who does not work for the Kommune.
    """
    task = Task(
        kommune_id=kommune_id,
        participant=participant,
        title=title,
        owner=owner,
        due=_working_day(due),
        origin=origin,
        origin_key=origin_key,
        note=note,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    _check(task)
    task.save()
    _tell(task, EventKind.TASK_ADDED, by, f"Aufgabe angelegt, fällig am {format_day(task.due)}")
    return task


@transaction.atomic
def ensure_task(
    participant: Participant, *, by: Any, title: str, due: date, origin: str, origin_key: str
) -> Task:
    """The open task of this origin, made for the responsible person of the case where there is none yet."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    rows = Task.objects.filter(kommune_id=person.kommune_id, origin_key=origin_key)
    existing: Task | None = rows.still_open().first()
    if existing is not None:
        return existing
    owner = person.responsible if person.responsible and person.responsible.is_active else None
    return add_task(
        by=by,
        kommune_id=person.kommune_id,
        participant=person,
        title=title,
        owner=owner,
        due=due,
        origin=origin,
        origin_key=origin_key,
    )


@transaction.atomic
def change_task(task: Task, *, by: Any, version: int, **fields: Any) -> Task:
    """Changes title, owner or note. The day is changed by postpone_task, which asks for a reason."""
    row = _locked(task, version)
    changes = put(row, fields)  # type: ignore[arg-type]
    if not changes:
        return row
    _check(row)
    _store(row)
    # The words of a task would outlive it in the events.
    told = {label: words for label, words in changes.items() if label != "Aufgabe"}
    _tell(row, EventKind.TASK_CHANGED, by, "Aufgabe geändert", changes=told)
    return row


@transaction.atomic
def take_task(task: Task, *, by: Any) -> Task:
    """Makes an unassigned task one's own. Raises ValidationError where somebody else was faster."""
    row = _locked(task)
    if row.owner_id == by.pk:
        return row
    if row.owner is not None and row.owner.is_active:
        raise ValidationError(f"Diese Aufgabe hat schon {row.owner}.")
    return change_task(row, by=by, version=row.version, owner=by)


@transaction.atomic
def postpone_task(task: Task, *, by: Any, version: int, due: date, reason: str, today: date) -> Task:
    """Puts a task off to a later day with a reason. Raises ValidationError without one or for a past day."""
    row = _locked(task, version)
    _refuse_done(row)
    if not reason.strip():
        raise ValidationError({"postponed_because": "Begründen Sie in einem Satz, warum die Aufgabe wartet."})
    day = _working_day(due)
    if day <= today:
        raise ValidationError({"due": "Wählen Sie einen Tag nach heute."})
    before, row.due, row.postponed_because = row.due, day, reason.strip()
    _check(row)
    _store(row)
    changes = {"fällig am": [format_day(before), format_day(day)]}
    _tell(row, EventKind.TASK_CHANGED, by, "Aufgabe verschoben", reason=reason.strip(), changes=changes)
    return row


@transaction.atomic
def finish_task(task: Task, *, by: Any) -> Task:
    """Ticks a task off; ticking it off twice is once."""
    row = _locked(task)
    if row.done_at is not None:
        return row
    row.done_at, row.done_by = moment_of_recording(), by
    _store(row)
    _tell(row, EventKind.TASK_DONE, by, f"Aufgabe erledigt, fällig am {format_day(row.due)}")
    return row


@transaction.atomic
def finish_tasks_of(participant: Participant, *, by: Any, origin_key: str) -> None:
    """Ticks off what is still open of this origin, because there is nothing left to do."""
    rows = Task.objects.still_open().filter(kommune_id=participant.kommune_id, origin_key=origin_key)
    for task in rows:
        finish_task(task, by=by)


@transaction.atomic
def reopen_task(task: Task, *, by: Any) -> Task:
    """Takes back that a task is done. Raises ValidationError where the same is open again already."""
    row = _locked(task)
    if row.done_at is None:
        return row
    row.done_at = row.done_by = None
    row.full_clean()
    _store(row)
    _tell(row, EventKind.TASK_REOPENED, by, f"Aufgabe wieder geöffnet, fällig am {format_day(row.due)}")
    return row


def _locked(task: Task, version: int | None = None) -> Task:
    rows = Task.objects.select_related("participant", "owner").select_for_update(of=("self",))
    row: Task = rows.get(pk=task.pk)
    if version is not None:
        check_version(row, version)
    return row


def _store(row: Task) -> None:
    row.version += 1
    row.save()


def _working_day(day: date) -> date:
    return day if is_working_day(day) else next_working_day(day)


def _refuse_done(row: Task) -> None:
    if row.done_at is not None:
        raise ValidationError("Diese Aufgabe ist schon erledigt.")


def _check(task: Task) -> None:
    task.full_clean()
    owner = task.owner
    if owner is not None and task.kommune_id not in owner.kommune_ids:
        raise ValidationError({"owner": "Wählen Sie jemanden aus, der für die Kommune arbeitet."})
    if task.participant is not None and task.participant.kommune_id != task.kommune_id:
        raise ValidationError("Die Aufgabe gehört zu einer anderen Kommune als die Person.")


def _tell(task: Task, kind: EventKind, by: Any, summary: str, **more: Any) -> None:
    record_event(
        kind, participant=task.participant, kommune_id=task.kommune_id, by=by, summary=summary, **more
    )
