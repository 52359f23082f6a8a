"""Kommunen and how many people might take part there."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind
from participants.services import record_event
from participants.services.changes import changes_between, snapshot
from reports.models import IssuedReport

from ..conflict import check_version
from ..models import Kommune, PotentialEstimate, User

NO_SECOND_PERSON = (
    "Eine zweite Person kann hier noch nicht freigeben: Es gibt höchstens einen Zugang der Koordination. "
    "Legen Sie zuerst einen zweiten an."
)


@transaction.atomic
def create_kommune(*, by: User, **fields: Any) -> Kommune:
    """Opens the programme for a town. Raises ValidationError keyed to the field that is wrong."""
    kommune = Kommune(**fields)
    kommune.full_clean()
    kommune.save()
    _record(kommune, by, f"Kommune angelegt: {kommune.name}")
    return kommune


@transaction.atomic
def change_kommune(kommune: Kommune, *, by: User, version: int, **fields: Any) -> Kommune:
    """Changes what reports and pages call a town. Raises Conflict and ValidationError."""
    row = Kommune.objects.select_for_update().get(pk=kommune.pk)
    check_version(row, version)
    before, by_two = snapshot(row, fields), row.four_eyes
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    if row.four_eyes and not by_two and not row.has_two_who_release:
        raise ValidationError({"four_eyes": NO_SECOND_PERSON})
    changes = changes_between(row, before)
    if changes:
        row.version += 1
        row.save()
        _record(row, by, f"Kommune geändert: {row.name}", changes)
    return row


@transaction.atomic
def add_estimate(kommune: Kommune, *, by: User, day: date, count: int, **fields: Any) -> PotentialEstimate:
    """Says how many people might take part as of a day. Raises ValidationError for a second one that day."""
    estimate = PotentialEstimate(kommune=kommune, day=day, count=count, **fields)
    estimate.full_clean()
    estimate.save()
    _record(kommune, by, f"Schätzwert zum {day:%d.%m.%Y}: {count}")
    return estimate


@transaction.atomic
def withdraw_estimate(estimate: PotentialEstimate, *, by: User) -> None:
    """Removes a wrong estimate. Raises ValidationError once a report may have used it."""
    kommune = estimate.kommune
    if IssuedReport.objects.filter(kommune=kommune, stichtag__gte=estimate.day).exists():
        raise ValidationError(
            "Dieser Schätzwert kann schon in einem Bericht stehen und bleibt deshalb erhalten."
            " Tragen Sie einen neuen mit einem späteren Tag ein."
        )
    _record(kommune, by, f"Schätzwert zum {estimate.day:%d.%m.%Y} entfernt: {estimate.count}")
    estimate.delete()


def _record(kommune: Kommune, by: User, summary: str, changes: dict[str, list[str]] | None = None) -> None:
    record_event(EventKind.SETTINGS_CHANGED, by=by, kommune_id=kommune.pk, summary=summary, changes=changes)
