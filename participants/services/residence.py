"""Residence papers: added, corrected with a reason, withdrawn as a mistake; never deleted."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from spurwechsel.checked import refusals_of
from spurwechsel.conflict import check_version

from ..choices import EventKind
from ..models import Participant, ResidenceStatus
from .changes import changes_between, snapshot
from .log import moment_of_recording, record_event


def add_status(participant: Participant, *, by: Any, **fields: Any) -> ResidenceStatus:
    """Checks and saves a paper without an event of its own; for use inside another service."""
    status = ResidenceStatus(
        participant=participant, recorded_by=by, recorded_at=moment_of_recording(), **fields
    )
    _save(status)
    return status


def _save(status: ResidenceStatus) -> None:
    # Overlaps are found while saving; to ask for them beforehand costs more than all the rest.
    status.full_clean(validate_constraints=False)
    with refusals_of(ResidenceStatus):
        status.save()


@transaction.atomic
def record_residence_status(
    participant: Participant, *, by: Any, ends_previous: bool = False, **fields: Any
) -> ResidenceStatus:
    """Adds a paper to the history of a person.

    With `ends_previous` whatever runs into the new paper ends on the day before; only a title goes on
    beside a Fiktion. Raises ValidationError where periods overlap.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    summary = ""
    if ends_previous:
        for running in person.residence.ended_by(fields["kind"], fields["valid_from"]):
            summary += _end(running, fields["valid_from"] - timedelta(days=1))
    status = add_status(person, by=by, **fields)
    record_event(
        EventKind.RESIDENCE_RECORDED,
        participant=person,
        by=by,
        summary=f"Eingetragen: {status.get_kind_display()}{_period(status)}{summary}",
    )
    return status


def _end(running: ResidenceStatus, last: date) -> str:
    running.valid_until = last
    running.version += 1
    running.full_clean(validate_constraints=False)
    running.save(update_fields=["valid_until", "version"])
    return f"; {running.get_kind_display()} endet am {running.valid_until:%d.%m.%Y}"


def _period(status: ResidenceStatus) -> str:
    until = f" bis {status.valid_until:%d.%m.%Y}" if status.valid_until else ""
    return f" ab {status.valid_from:%d.%m.%Y}{until}"


@transaction.atomic
def correct_residence_status(
    status: ResidenceStatus, *, by: Any, version: int, reason: str, **fields: Any
) -> ResidenceStatus:
    """Corrects a paper that was entered wrongly; old and new values stay in the history.

    Raises Conflict on a newer version, ValidationError without a reason or where periods overlap.
    """
    _require_reason(reason)
    row = _locked(status)
    check_version(row, version)
    before = snapshot(row, fields)
    for name, value in fields.items():
        setattr(row, name, value)
    changes = changes_between(row, before)
    if not changes:
        return row
    row.version += 1
    _save(row)
    record_event(
        EventKind.RESIDENCE_CORRECTED,
        participant=row.participant,
        by=by,
        summary=f"Berichtigt: {row.get_kind_display()}{_period(row)}",
        reason=reason,
        changes=changes,
    )
    return row


@transaction.atomic
def withdraw_residence_status(status: ResidenceStatus, *, by: Any, version: int, reason: str) -> None:
    """Takes back a paper that the person never held. The row stays, but counts for nothing."""
    _require_reason(reason)
    row = _locked(status)
    check_version(row, version)
    row.withdrawn_at, row.withdrawn_by = moment_of_recording(), by
    row.withdrawn_reason = reason
    row.version += 1
    row.full_clean()
    row.save()
    record_event(
        EventKind.RESIDENCE_WITHDRAWN,
        participant=row.participant,
        by=by,
        summary=f"Zurückgenommen: {row.get_kind_display()}{_period(row)}",
        reason=reason,
    )


def _locked(status: ResidenceStatus) -> ResidenceStatus:
    # The person first, as everywhere: two who lock in different orders would wait for each other for ever.
    Participant.objects.select_for_update().get(pk=status.participant_id)
    row: ResidenceStatus = ResidenceStatus.objects.select_for_update(of=("self",)).get(pk=status.pk)
    if row.withdrawn_at is not None:
        raise ValidationError("Dieser Eintrag ist schon zurückgenommen.")
    return row


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Begründen Sie die Änderung in einem Satz."})
