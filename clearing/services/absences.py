"""Leave and deputies, handing over cases in bulk, and the target days of a Kommune."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from participants.choices import EventKind, Phase
from participants.models import Participant
from participants.services import correct, record_event
from participants.services.log import moment_of_recording
from spurwechsel.conflict import Settings, check_version

from ..catalogue import Terminstand
from ..models import Absence, Appointment, StatusTarget, Task


@transaction.atomic
def record_absence(*, by: Any, user: Any, deputy: Any, first_day: date, last_day: date) -> Absence:
    """Notes that somebody is away, both days included, and who stands in.

    Raises ValidationError for a deputy of another Kommune or one who is away on one of the days.
    """
    row = Absence(
        user=user,
        deputy=deputy,
        first_day=first_day,
        last_day=last_day,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    row.full_clean()
    _refuse_unfit_deputy(row)
    row.save()
    _tell(row, by, "Abwesenheit")
    return row


@transaction.atomic
def change_absence(
    absence: Absence, *, by: Any, version: int, deputy: Any, first_day: date, last_day: date
) -> Absence:
    """Changes days or deputy of an absence. Raises Conflict on a newer version."""
    row = _locked(absence, version)
    if row.cancelled_at is not None:
        raise ValidationError("Diese Abwesenheit ist zurückgenommen.")
    if (row.deputy, row.first_day, row.last_day) == (deputy, first_day, last_day):
        return row
    row.deputy, row.first_day, row.last_day = deputy, first_day, last_day
    row.version += 1
    row.full_clean()
    _refuse_unfit_deputy(row)
    row.save()
    _tell(row, by, "Abwesenheit geändert")
    return row


@transaction.atomic
def cancel_absence(absence: Absence, *, by: Any) -> Absence:
    """Takes an absence back, all its days; taking it back twice is once."""
    row = _locked(absence)
    if row.cancelled_at is not None:
        return row
    row.cancelled_at = moment_of_recording()
    row.version += 1
    row.save()
    _tell(row, by, "Abwesenheit zurückgenommen")
    return row


def _locked(absence: Absence, version: int | None = None) -> Absence:
    rows = Absence.objects.select_related("user", "deputy").select_for_update(of=("self",))
    row: Absence = rows.get(pk=absence.pk)
    if version is not None:
        check_version(row, version)
    return row


def _refuse_unfit_deputy(row: Absence) -> None:
    if not row.deputy.is_active or row.user.kommune_id not in row.deputy.kommune_ids:
        raise ValidationError({"deputy": "Wählen Sie jemanden aus, der für die Kommune arbeitet."})
    away = Absence.objects.in_force().during(row.first_day, row.last_day).filter(user=row.deputy)
    if clash := away.first():
        raise ValidationError(
            {"deputy": f"{row.deputy} ist vom {clash} selbst abwesend. Wählen Sie jemand anderen aus."}
        )


def _tell(row: Absence, by: Any, what: str) -> None:
    record_event(
        EventKind.ABSENCE_CHANGED,
        by=by,
        kommune_id=row.user.kommune_id,
        summary=f"{what}: {row.user}, {row}, Vertretung {row.deputy}",
    )


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of one case: how many tasks and appointments went along, or why it stayed."""

    participant: Participant
    tasks: int = 0
    appointments: int = 0
    refused: str = ""


@transaction.atomic
def hand_over(
    people: Sequence[Participant], *, by: Any, to: Any, reason: str, today: date
) -> list[HandedOver]:
    """Gives cases to somebody with their open tasks and coming appointments, one event a case.

    What belongs to the former owner goes along; tasks of others stay with them. A case of another Kommune,
    or one that `to` has already, is refused in its row and stops no other. Raises ValidationError without
    a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Begründen Sie die Übergabe in einem Satz."})
    ids = [person.pk for person in people]
    locked = Participant.objects.select_for_update(of=("self",)).select_related("responsible", "kommune")
    rows = locked.filter(pk__in=ids).order_by("sort_key", "id")
    return [_hand_over_one(person, by, to, reason.strip(), today) for person in rows]


def _hand_over_one(person: Participant, by: Any, to: Any, reason: str, today: date) -> HandedOver:
    if not to.is_active or person.kommune_id not in to.kommune_ids:
        return HandedOver(person, refused=f"{to} arbeitet nicht für {person.kommune}.")
    if person.responsible_id == to.pk:
        return HandedOver(person, refused=f"{to} ist schon zuständig.")
    former, before = person.responsible, str(person.responsible or "niemand")
    correct(person, by=by, version=person.version, responsible=to)
    tasks = appointments = 0
    if former is not None:
        open_tasks = Task.objects.still_open().filter(participant=person, owner=former)
        tasks = open_tasks.update(owner=to, version=F("version") + 1)
        coming = Appointment.objects.filter(participant=person, host=former, state=Terminstand.GEPLANT)
        appointments = coming.filter(day__gte=today).update(host=to, version=F("version") + 1)
    record_event(
        EventKind.HANDED_OVER,
        participant=person,
        by=by,
        summary=f"Fall übergeben an {to}, mit Aufgaben: {tasks}, Terminen: {appointments}",
        reason=reason,
        changes={"Zuständig": [before, str(to)]},
    )
    return HandedOver(person, tasks, appointments)


@transaction.atomic
def set_targets(
    kommune: Any, *, by: Any, targets: Mapping[str, int | None], version: int | None = None
) -> None:
    """Sets within how many days a status should lead on, by phase; None means: no own value.

    `version` is that of `held_targets` as they were seen; raises Conflict where others were set since.
    """
    # Without a row there is nothing to lock but the Kommune.
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    if version is not None:
        check_version(held_targets(kommune), version)
    changes: dict[str, list[str]] = {}
    held = {row.phase: row for row in StatusTarget.objects.filter(kommune=kommune)}
    for phase, days in targets.items():
        row = held.get(phase)
        if days == (row.days if row else None):
            continue
        changes[Phase(phase).label] = [_in_words(row.days if row else None), _in_words(days)]
        if days is None and row is not None:
            row.delete()
        elif days is not None:
            row = row or StatusTarget(kommune=kommune, phase=phase)
            row.days = days
            row.full_clean()
            row.save()
    if changes:
        record_event(
            EventKind.SETTINGS_CHANGED,
            by=by,
            kommune_id=kommune.pk,
            summary="Zielwerte für die Dauer im Status geändert",
            changes=changes,
        )


def held_targets(kommune: Any) -> Settings:
    """The own target days of the Kommune by phase."""
    return Settings({row.phase: row.days for row in StatusTarget.objects.filter(kommune=kommune)})


def _in_words(days: int | None) -> str:
    return "wie üblich" if days is None else f"{days} Tage"
