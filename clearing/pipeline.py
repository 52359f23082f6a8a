"""The way of a case through the five statuses: which steps there are, what stands against one, taking it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from participants.choices import PARK_REASONS, PARKED_PHASES, EventKind, Phase
from participants.models import Participant, PhaseChange
from participants.rules import RULE_VERSION, Finding
from participants.services import append_phase, record_event, revoke_phase

from .checks import check
from .moves import MOVES
from .services.placements import end_with_case, go_on_with_case


def objections(participant: Participant, to: str, day: date) -> tuple[Finding, ...]:
    """The unmet conditions that stand against a step; shown before the click and enforced by move.

    Open facts are tasks and stand against nothing.
    """
    return check(participant, day).against(to)


def log_of(person: Participant) -> list[PhaseChange]:
    """The steps in force, in the order in which they took effect."""
    return list(person.phase_changes.in_force().in_brief().chronological())


def open_steps(log: Sequence[PhaseChange], day: date) -> tuple[Phase, ...]:
    """Where one can go from the phase of that day; none before the first step.

    A step already recorded for later stays, so only what leads on to it is open.
    """
    before, after = _around(log, day)
    if not before:
        return ()
    return tuple(to for to in MOVES[before[-1].phase] if not after or _leads(to, after[0].phase))


def last_step(participant: Participant) -> PhaseChange:
    """The step recorded last, whatever its effective day; its id is what move wants as `seen`."""
    return participant.phase_changes.in_force().in_brief().latest("id")


# Long by its signature and docstring; every refusal stands in its own function.
@transaction.atomic
def move(
    participant: Participant,
    to: str,
    *,
    on: date,
    by: Any,
    reason: str,
    today: date,
    seen: int | None = None,
    exception_reason: str = "",
    **details: Any,
) -> PhaseChange:
    """Takes one step, effective from `on` (included), with the findings of that day frozen in it.

    `seen` is the id of the last step the decider saw; somebody else's step in between is refused, so that
    nobody decides on a case they have not read. `details`: outcome for Abschluss; park_reason with
    follow_up_on or no_follow_up for Keine Bedarfe and Unvereinbarkeit. `exception_reason` passes unmet
    conditions and needs the right clearing.decide_exception. Raises ValidationError with every reason;
    the codes "overtaken" and "unmet" mark what asks for more than a correction of the form.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    log = log_of(person)
    _refuse_if_overtaken(person, log, seen, by)
    _refuse_impossible_day(log, on, today)
    _refuse_forbidden_way(log, to, on)
    checked = check(person, on)
    against = checked.against(to)
    _refuse_unmet(against, exception_reason, by)
    if not reason.strip():
        raise ValidationError({"reason": "Begründen Sie den Schritt in ein bis zwei Sätzen."})
    _refuse_incomplete(to, on, details)
    change = append_phase(
        person,
        to,
        on=on,
        by=by,
        log=log,
        reason=reason,
        exception_reason=exception_reason if against else "",
        findings=[finding.as_dict() for finding in checked.findings_for(to)],
        rule_version=RULE_VERSION,
        **details,
    )
    _record_move(person, change, by, today)
    return change


def overtaken(
    person: Participant, log: Sequence[PhaseChange], seen: int | None, by: Any
) -> ValidationError | None:
    """Who has taken which step since the one with the id `seen`, with the code "overtaken"; else None."""
    last = max(log, key=lambda change: change.pk)
    if seen is None or last.pk == seen:
        return None
    taken_back = person.phase_changes.filter(pk=seen, revoked_at__isnull=False).first()
    who, at = (
        (taken_back.revoked_by, taken_back.revoked_at) if taken_back else (last.recorded_by, last.recorded_at)
    )
    did = f"{taken_back} zurückgenommen" if taken_back else f"{last} eingetragen"
    subject = "haben Sie" if who == by else f"hat {who}"
    return ValidationError(
        f"Inzwischen {subject} am {timezone.localtime(at):%d.%m.%Y um %H:%M} Uhr {did}."
        " Prüfen Sie den neuen Stand und entscheiden Sie dann.",
        code="overtaken",
    )


def _refuse_if_overtaken(person: Participant, log: list[PhaseChange], seen: int | None, by: Any) -> None:
    if refusal := overtaken(person, log, seen, by):
        raise refusal


def _refuse_impossible_day(log: list[PhaseChange], on: date, today: date) -> None:
    limit = settings.BACKDATING_LIMIT_DAYS
    first = log[0]  # a case always has its first step
    if on > today:
        raise ValidationError({"effective_on": "Wählen Sie heute oder einen Tag in der Vergangenheit."})
    if on < today - timedelta(days=limit):
        raise ValidationError({"effective_on": f"Rückwirkend geht es höchstens {limit} Tage."})
    if on < first.effective_on:
        raise ValidationError(
            {"effective_on": f"Die Person ist erst seit dem {first.effective_on:%d.%m.%Y} aufgenommen."}
        )


def _around(log: Sequence[PhaseChange], day: date) -> tuple[list[PhaseChange], list[PhaseChange]]:
    return (
        [change for change in log if change.effective_on <= day],
        [change for change in log if change.effective_on > day],
    )


def _leads(start: str, to: str) -> bool:
    return start == to or to in MOVES[start]


def _refuse_forbidden_way(log: list[PhaseChange], to: str, on: date) -> None:
    before, after = _around(log, on)
    came_from = Phase(before[-1].phase)
    if to not in MOVES[came_from]:
        raise ValidationError(
            {"to": f"Am {on:%d.%m.%Y} führt kein Weg von {came_from.label} nach {Phase(to).label}."}
        )
    if after and not _leads(to, after[0].phase):
        later = after[0]
        raise ValidationError(
            {
                "effective_on": (
                    f"Für den {later.effective_on:%d.%m.%Y} ist schon {later.get_phase_display()}"
                    f" eingetragen; dahin führt von {Phase(to).label} kein Weg."
                )
            }
        )


def _refuse_incomplete(to: str, on: date, details: dict[str, Any]) -> None:
    if to == Phase.ABGESCHLOSSEN and not details.get("outcome"):
        raise ValidationError({"outcome": "Wählen Sie aus, wie die Teilnahme geendet hat."})
    if to not in PARKED_PHASES:
        return
    if details.get("park_reason") not in PARK_REASONS[Phase(to)]:
        raise ValidationError({"park_reason": f"Wählen Sie den Grund für {Phase(to).label} aus."})
    follow_up_on, none_wanted = details.get("follow_up_on"), details.get("no_follow_up", False)
    if bool(follow_up_on) == none_wanted:
        raise ValidationError(
            {"follow_up_on": "Geben Sie eine Wiedervorlage an oder kreuzen Sie an, dass keine gewünscht ist."}
        )
    if follow_up_on and follow_up_on <= on:
        raise ValidationError({"follow_up_on": f"Die Wiedervorlage muss nach dem {on:%d.%m.%Y} liegen."})


def _refuse_unmet(against: Sequence[Finding], exception_reason: str, by: Any) -> None:
    if not against:
        return
    if exception_reason.strip() and by.has_perm("clearing.decide_exception"):
        return
    texts = [finding.text for finding in against]
    if by.has_perm("clearing.decide_exception"):
        way_out = "Begründen Sie die Einzelfallentscheidung, wenn Sie den Schritt trotzdem gehen."
    else:
        way_out = "Den Schritt kann nur die Koordination als Einzelfall entscheiden."
    raise ValidationError([ValidationError(text, code="unmet") for text in (*texts, way_out)])


def _record_move(person: Participant, change: PhaseChange, by: Any, today: date) -> None:
    back_dated = f", rückwirkend ab {change.effective_on:%d.%m.%Y}" if change.effective_on < today else ""
    outcome = f" ({change.get_outcome_display()})" if change.outcome else ""
    exception = ", Einzelfallentscheidung" if change.exception_reason else ""
    record_event(
        EventKind.MOVED,
        participant=person,
        by=by,
        summary=f"Status: {change.get_phase_display()}{outcome}{back_dated}{exception}",
        reason=change.reason,
    )
    end_with_case(person, by=by, on=change.effective_on)


def can_undo(change: PhaseChange, *, by: Any, today: date) -> bool:
    """The author may take back the last step on the day it was recorded; the first step never."""
    if change.recorded_by_id != by.pk or timezone.localtime(change.recorded_at).date() != today:
        return False
    log = list(change.participant.phase_changes.in_force().order_by("id"))
    return len(log) > 1 and log[-1].pk == change.pk


@transaction.atomic
def undo(change: PhaseChange, *, by: Any, today: date) -> None:
    """Takes back the own last step of the same day. Raises ValidationError when it is too late."""
    # The lock first: a step that somebody takes meanwhile must not be taken for the last one.
    Participant.objects.select_for_update().get(pk=change.participant_id)
    change.refresh_from_db()
    if change.revoked_at is None and not can_undo(change, by=by, today=today):
        raise ValidationError(
            "Rückgängig geht nur für den letzten eigenen Schritt und nur am selben Tag."
            " Nehmen Sie den Eintrag mit einer Begründung zurück."
        )
    revoke(change, by=by, reason="Am selben Tag rückgängig gemacht.")


@transaction.atomic
def revoke(change: PhaseChange, *, by: Any, reason: str) -> None:
    """Takes back a wrong step with a reason; it stays readable. The remaining steps must still fit.

    Raises ValidationError without a reason, for the first step, for a step already taken back, and where
    no way would lead from the step before to the step after.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Begründen Sie die Rücknahme in einem Satz."})
    person = Participant.objects.select_for_update().get(pk=change.participant_id)
    row = person.phase_changes.get(pk=change.pk)
    if row.revoked_at is not None:
        raise ValidationError("Dieser Schritt ist schon zurückgenommen.")
    before = _refuse_broken_chain(person, row)
    row.participant = person
    revoke_phase(row, by=by, reason=reason)
    go_on_with_case(person, row, by=by)
    what = "Wiedervorlage" if row.phase == before.phase else row.get_phase_display()
    record_event(
        EventKind.MOVE_REVOKED,
        participant=person,
        by=by,
        summary=f"Zurückgenommen: {what} ab {row.effective_on:%d.%m.%Y}",
        reason=reason,
    )


def _refuse_broken_chain(person: Participant, row: PhaseChange) -> PhaseChange:
    log = log_of(person)
    place = log.index(row)
    if place == 0:
        raise ValidationError("Der erste Eintrag kann nicht zurückgenommen werden.")
    before, after = log[place - 1], log[place + 1 :]
    if after and not _leads(before.phase, after[0].phase):
        raise ValidationError(f"Nehmen Sie zuerst {after[0]} zurück.")
    return before


@transaction.atomic
def finish_follow_up(
    participant: Participant, *, by: Any, note: str, next_on: date | None, seen: int | None = None
) -> PhaseChange:
    """Ticks off the Wiedervorlage of a parked case and sets the next one, or none (next_on=None).

    Raises ValidationError without a note, for a case that does not rest, and when `seen` is overtaken.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    log = log_of(person)
    _refuse_if_overtaken(person, log, seen, by)
    if person.phase not in PARKED_PHASES:
        raise ValidationError("Der Fall ruht nicht mehr; es gibt keine Wiedervorlage.")
    if not note.strip():
        raise ValidationError({"note": "Halten Sie in einem Satz fest, was sich ergeben hat."})
    last = log[-1]
    change = append_phase(
        person,
        person.phase,
        on=last.effective_on,
        by=by,
        reason=note,
        park_reason=last.park_reason,
        follow_up_on=next_on,
        no_follow_up=next_on is None,
    )
    record_event(
        EventKind.FOLLOW_UP_DONE, participant=person, by=by, summary="Wiedervorlage erledigt", reason=note
    )
    return change
