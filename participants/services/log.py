"""The append-only log of phases, the read models derived from it, and the event of every decision."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from spurwechsel.checked import refusals_of

from ..choices import EventKind
from ..models import Event, Participant, PhaseChange, PhasePeriod
from ..models.phases import in_order

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


@contextmanager
def recording_at(moment: datetime) -> Iterator[None]:
    """Whatever is recorded inside bears this moment; for history that is built after the fact."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


def moment_of_recording() -> datetime:
    """Now, or the moment set by recording_at."""
    return _moment.get() or timezone.now()


class DerivedPeriod(NamedTuple):
    """Both days included; `until` is None while the phase goes on."""

    phase: str
    kommune_id: int
    start: date
    until: date | None


def record_event(
    kind: EventKind,
    *,
    by: Any,
    summary: str,
    participant: Participant | None = None,
    kommune_id: int | None = None,
    reason: str = "",
    changes: dict[str, list[str]] | None = None,
) -> Event:
    """One row of history; called inside the transaction of the service whose decision it records.

    `changes` maps a label to [old, new], in words as the history of the case shows them.
    """
    return Event.objects.create(
        kind=kind,
        by=by,
        summary=summary,
        participant=participant,
        kommune_id=kommune_id or (participant.kommune_id if participant else None),
        reason=reason,
        changes=changes or {},
        at=moment_of_recording(),
    )


def periods_of(changes: Iterable[PhaseChange]) -> list[DerivedPeriod]:
    """The phases of one person without gaps, from changes in chronological order.

    Of several changes on one day only the last counts; equal neighbours stay one period.
    """
    last_of_day = {change.effective_on: change for change in changes}
    periods: list[DerivedPeriod] = []
    for change in last_of_day.values():
        if periods and (periods[-1].phase, periods[-1].kommune_id) == (change.phase, change.kommune_id):
            continue
        if periods:
            periods[-1] = periods[-1]._replace(until=change.effective_on - timedelta(days=1))
        periods.append(DerivedPeriod(change.phase, change.kommune_id, change.effective_on, None))
    return periods


@transaction.atomic(savepoint=False)
def derive_phase(participant: Participant, changes: Sequence[PhaseChange] | None = None) -> None:
    """Rewrites the read models of one person from the log; the caller holds the lock on the person.

    `changes`: those in force in chronological order, where they were read under this lock.
    """
    if changes is None:
        changes = list(participant.phase_changes.in_force().chronological())
    periods = periods_of(changes)
    PhasePeriod.objects.filter(participant=participant).delete()
    PhasePeriod.objects.bulk_create(
        PhasePeriod(
            participant=participant,
            kommune_id=period.kommune_id,
            phase=period.phase,
            from_day=period.start,
            until_day=period.until,
        )
        for period in periods
    )
    participant.phase = periods[-1].phase
    participant.phase_since = periods[-1].start
    participant.follow_up_on = changes[-1].follow_up_on
    participant.save(update_fields=["phase", "phase_since", "follow_up_on"])


@transaction.atomic(savepoint=False)
def append_phase(
    participant: Participant,
    phase: str,
    *,
    on: date,
    by: Any,
    log: Sequence[PhaseChange] | None = None,
    **details: Any,
) -> PhaseChange:
    """Adds one step to the log and derives the read models; whether the step is right decides the pipeline.

    `log`: the steps in force so far, where they were read under the lock on the person. `details` are the
    further fields of PhaseChange (reason, outcome, park_reason, findings …).
    Raises ValidationError where the step is incomplete.
    """
    change = PhaseChange(
        participant=participant,
        kommune_id=participant.kommune_id,
        phase=phase,
        effective_on=on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **details,
    )
    # The rows it refers to are at hand; PostgreSQL refuses any other without three more queries.
    change.full_clean(exclude=["participant", "kommune", "recorded_by"], validate_constraints=False)
    with refusals_of(PhaseChange):
        change.save()
    derive_phase(participant, None if log is None else in_order([*log, change]))
    return change


@transaction.atomic
def revoke_phase(change: PhaseChange, *, by: Any, reason: str) -> None:
    """Marks a step as a mistake, which is the only update the log knows, and derives the read models."""
    change.revoked_at = moment_of_recording()
    change.revoked_by = by
    change.revoke_reason = reason
    change.full_clean()
    change.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
    derive_phase(change.participant)
