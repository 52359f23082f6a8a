"""The history of a case: decisions and steps of the pipeline as one list, newest first."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from django.utils import timezone

from .choices import EventKind
from .models import Event, Participant, PhaseChange
from .rules import Finding

# Steps of the pipeline are shown from their own log, which also knows what was revoked.
_IN_THE_LOG = (EventKind.MOVED, EventKind.FOLLOW_UP_DONE)


class Entry(NamedTuple):
    """One thing that happened. `step` is the id of a step that can still be revoked."""

    title: str
    at: datetime
    by: str
    text: str = ""
    lines: tuple[str, ...] = ()
    revoked: str = ""
    findings: tuple[Finding, ...] = ()
    step: int | None = None


class Step(NamedTuple):
    """A step with the one it led away from."""

    change: PhaseChange
    before: PhaseChange | None

    @property
    def at(self) -> datetime:
        return self.change.recorded_at


class History:
    """What happened in one case, all of it or only events of some kinds, with or without the steps."""

    def __init__(
        self, participant: Participant, *, kinds: Iterable[str] | None = None, with_steps: bool = True
    ) -> None:
        self.participant = participant
        events = participant.events.exclude(kind__in=_IN_THE_LOG)
        self._events = events if kinds is None else events.filter(kind__in=tuple(kinds))
        self._with_steps = with_steps

    @cached_property
    def _steps(self) -> list[Step]:
        """In the order of recording, without the one that took the person in: that is an event."""
        if not self._with_steps:
            return []
        log = list(self.participant.phase_changes.select_related("recorded_by", "revoked_by").chronological())
        found = [Step(change, _before(change, log[:place])) for place, change in enumerate(log)]
        return sorted(found, key=lambda step: step.change.pk)[1:]

    @property
    def last_step(self) -> PhaseChange | None:
        """Of those in force the one recorded last; None where there is none but the first."""
        in_force = (each.change for each in reversed(self._steps) if each.change.revoked_at is None)
        return next(in_force, None)

    def count(self) -> int:
        return self._events.count() + len(self._steps)

    def entries(self, start: int, stop: int) -> list[Entry]:
        """From place start up to stop, newest first."""
        # Before the place start there are at least so many events, however many steps lie between them.
        passed = max(0, start - len(self._steps))
        events = self._events.select_related("by").order_by("-at", "-pk")[passed:stop]
        # Sorting keeps the order of what happened at once: steps before events, the later one first.
        together: list[Step | Event] = [*reversed(self._steps), *events]
        together.sort(key=attrgetter("at"), reverse=True)
        return [_entry(each) for each in together[start - passed : stop - passed]]


def _before(change: PhaseChange, earlier: list[PhaseChange]) -> PhaseChange | None:
    """The last that counts; for a step taken back the last that counted when it was recorded."""

    def counts(each: PhaseChange) -> bool:
        if change.revoked_at is None:
            return each.revoked_at is None
        return each.pk < change.pk and (each.revoked_at is None or each.revoked_at > change.recorded_at)

    return next(filter(counts, reversed(earlier)), None)


def _entry(row: Step | Event) -> Entry:
    return _event_entry(row) if isinstance(row, Event) else _step_entry(*row)


def _event_entry(event: Event) -> Entry:
    lines = tuple(f"{label}: {old} → {new}" for label, (old, new) in event.changes.items())
    return Entry(event.summary, event.at, event.by.name, _reason(event.reason), lines)


def _step_entry(change: PhaseChange, before: PhaseChange | None) -> Entry:
    stays = before is not None and before.phase == change.phase
    if stays:
        title = "Wiedervorlage erledigt"
    elif before is not None:
        title = f"Status: {before.get_phase_display()} → {change.get_phase_display()}"
    else:
        title = f"Status: {change.get_phase_display()}"
    return Entry(
        title,
        change.recorded_at,
        change.recorded_by.name,
        _reason(change.reason),
        (" · ".join(_details(change, stays=stays)),),
        _revocation(change),
        tuple(Finding.from_dict(each) for each in change.findings),
        None if change.revoked_at else change.pk,
    )


def _reason(text: str) -> str:
    return f"Begründung: {text}" if text else ""


def _details(change: PhaseChange, *, stays: bool) -> Iterable[str]:
    # A Wiedervorlage changes no status, so its day is no day from which one holds.
    if not stays:
        late = ", rückwirkend eingetragen" if change.is_back_dated else ""
        yield f"Wirksam ab {change.effective_on:%d.%m.%Y}{late}"
    if change.outcome:
        yield f"Ergebnis: {change.get_outcome_display()}"
    if change.park_reason:
        yield f"Grund: {change.get_park_reason_display()}"
    if change.follow_up_on:
        yield f"Wiedervorlage am {change.follow_up_on:%d.%m.%Y}"
    if change.no_follow_up:
        yield "Keine Wiedervorlage gewünscht"
    if change.exception_reason:
        yield f"Einzelfallentscheidung: {change.exception_reason}"


def _revocation(change: PhaseChange) -> str:
    if change.revoked_at is None or change.revoked_by is None:
        return ""
    when = timezone.localtime(change.revoked_at)
    return f"{when:%d.%m.%Y, %H:%M} Uhr, {change.revoked_by.name}. {change.revoke_reason}"
