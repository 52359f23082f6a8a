"""The history of a case: decisions and steps of the pipeline as one list, newest first."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet, Value
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


class History:
    """What happened in one case, all of it or only events of some kinds, with or without the steps."""

    def __init__(
        self, participant: Participant, *, kinds: Iterable[str] | None = None, with_steps: bool = True
    ) -> None:
        self.participant = participant
        self._keys = self._events(kinds)
        if with_steps:
            self._keys = self._keys.union(self._steps(), all=True)

    def _events(self, kinds: Iterable[str] | None) -> QuerySet:
        events = self.participant.events.exclude(kind__in=_IN_THE_LOG)
        if kinds is not None:
            events = events.filter(kind__in=tuple(kinds))
        return events.order_by().values_list("at", "pk").annotate(source=Value("event"))

    def _steps(self) -> QuerySet:
        first = self.participant.phase_changes.order_by("pk").values("pk")[:1]
        later = self.participant.phase_changes.exclude(pk=first)
        return later.order_by().values_list("recorded_at", "pk").annotate(source=Value("step"))

    def count(self) -> int:
        return self._keys.count()

    def entries(self, start: int, stop: int) -> list[Entry]:
        """From place start up to stop, newest first."""
        keys = list(self._keys.order_by("-at", "-source", "-pk")[start:stop])
        events = Event.objects.select_related("by").in_bulk(
            [pk for _, pk, source in keys if source == "event"]
        )
        steps = self._shown_steps({pk for _, pk, source in keys if source == "step"})
        return [_event_entry(events[pk]) if source == "event" else steps[pk] for _, pk, source in keys]

    def _shown_steps(self, wanted: set[int]) -> dict[int, Entry]:
        if not wanted:
            return {}
        log = list(self.participant.phase_changes.select_related("recorded_by", "revoked_by").chronological())
        shown, before = {}, None
        for change in log:
            if change.pk in wanted:
                shown[change.pk] = _step_entry(change, before)
            if change.revoked_at is None:
                before = change
        return shown


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
