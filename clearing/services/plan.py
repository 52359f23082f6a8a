"""Needs, the person's goals, and the plan both sides agree on."""

import hashlib
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..catalogue import Bedarf, Bedarfsende, Zielstand
from ..models import Goal, Need, PlanAgreement
from ..progress import proven_level, rank
from .rows import locked, put, store

LANGUAGE_NEEDS = (Bedarf.SPRACHKURS,)


@transaction.atomic
def open_need(participant: Participant, *, by: Any, kind: str, opened_on: date, **fields: Any) -> Need:
    """Notes a need of the catalogue from its day on; `fields` are priority, target_level, note, interview.

    Raises ValidationError where the same need is open already, and for a target level that is proven.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    need = Need(
        participant=person,
        kind=kind,
        opened_on=opened_on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **fields,
    )
    _check_need(need)
    need.save()
    record_event(EventKind.NEED_OPENED, participant=person, by=by, summary=f"Bedarf: {need}")
    return need


@transaction.atomic
def change_need(need: Need, *, by: Any, version: int, **fields: Any) -> Need:
    """Changes priority, target level, day or note. Raises Conflict on a newer version."""
    row = locked(need, version)
    changes = put(row, fields)
    if not changes:
        return row
    _check_need(row)
    if row.closed_on is None and row.measures.filter(ended_on__lt=row.opened_on).exists():
        raise ValidationError({"opened_on": "Eine Maßnahme zu diesem Bedarf ist schon früher beendet."})
    return _need_changed(row, by, f"Bedarf geändert: {row}", changes=changes)


@transaction.atomic
def defer_need(need: Need, *, by: Any, version: int, reason: str) -> Need:
    """„Zurzeit nicht bearbeitbar“ with the reason; it stays open and counts as settled for now."""
    row = locked(need, version)
    _refuse_closed(row)
    if not reason.strip():
        raise ValidationError({"deferred_reason": "Begründen Sie in einem Satz, woran es zurzeit liegt."})
    if row.measures.filter(ended_on__isnull=True).exists():
        raise ValidationError("Zu diesem Bedarf läuft eine Maßnahme oder ist eine geplant.")
    changes = put(row, {"deferred_reason": reason})
    return _need_changed(row, by, f"Zurzeit nicht bearbeitbar: {row}", changes=changes)


@transaction.atomic
def resume_need(need: Need, *, by: Any, version: int) -> Need:
    """The need can be worked on: no longer „zurzeit nicht bearbeitbar“, and open again if it was closed."""
    row = locked(need, version)
    changes = put(row, {"deferred_reason": "", "closed_on": None, "closed_because": ""})
    if not changes:
        return row
    return _need_changed(row, by, f"Wieder in Arbeit: {row}", changes=changes)


@transaction.atomic
def close_need(need: Need, *, by: Any, version: int, closed_on: date, closed_because: str) -> Need:
    """Ends a need with its day and the reason; kein_angebot feeds the statistic of gaps.

    Raises ValidationError while a measure for it is planned or runs, and for „verwiesen“ without a referral.
    """
    row = locked(need, version)
    _refuse_closed(row)
    measure = row.measures.filter(ended_on__isnull=True).first()
    if measure is not None:
        state = "läuft noch" if measure.started_on else "ist noch geplant"
        raise ValidationError(f"Die Maßnahme „{measure}“ {state}. Tragen Sie zuerst ihr Ergebnis ein.")
    if closed_because == Bedarfsende.VERWIESEN and not any(each.settles for each in row.referrals.all()):
        text = "Halten Sie zuerst den Verweis fest, mit dem der Bedarf geregelt ist."
        raise ValidationError({"closed_because": text})
    if closed_on < row.opened_on:
        text = f"Der Bedarf besteht erst seit dem {format_day(row.opened_on)}."
        raise ValidationError({"closed_on": text})
    changes = put(row, {"closed_on": closed_on, "closed_because": closed_because})
    store(row)
    record_event(
        EventKind.NEED_CLOSED,
        participant=row.participant,
        by=by,
        summary=f"Bedarf erledigt: {row} ({row.get_closed_because_display()})",
        changes=changes,
    )
    return row


def _check_need(need: Need) -> None:
    need.full_clean()
    if need.target_level and need.kind not in LANGUAGE_NEEDS:
        raise ValidationError({"target_level": "Ein Zielniveau gibt es nur beim Sprachkurs."})
    proven = proven_level(need.participant, need.opened_on)
    if need.target_level and proven and rank(need.target_level) <= rank(proven):
        raise ValidationError(
            {"target_level": f"{proven} ist schon nachgewiesen. Wählen Sie ein höheres Niveau."}
        )


def _refuse_closed(need: Need) -> None:
    if need.closed_on is not None:
        raise ValidationError(f"Dieser Bedarf ist seit dem {format_day(need.closed_on)} erledigt.")


def _need_changed(need: Need, by: Any, summary: str, *, changes: dict[str, list[str]]) -> Need:
    store(need)
    record_event(
        EventKind.NEED_CHANGED, participant=need.participant, by=by, summary=summary, changes=changes
    )
    return need


@transaction.atomic
def set_goal(
    participant: Participant, *, by: Any, text: str, needs: Iterable[Need], set_on: date, **fields: Any
) -> Goal:
    """Keeps a goal in the person's own words with the needs it answers; `fields`: until."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    chosen = _own_needs(person, needs)
    if person.goals.filter(text=text, set_on=set_on, state=Zielstand.OFFEN).exists():
        raise ValidationError({"text": "Dieses Ziel ist schon eingetragen."})
    goal = Goal(
        participant=person,
        text=text,
        set_on=set_on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **fields,
    )
    goal.full_clean()
    goal.save()
    goal.needs.set(chosen)
    record_event(EventKind.GOAL_SET, participant=person, by=by, summary=f"{goal} vereinbart")
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: Any, version: int, needs: Iterable[Need], **fields: Any) -> Goal:
    """Changes text, days or needs of a goal. Raises Conflict on a newer version."""
    row = locked(goal, version)
    changes = put(row, fields)
    chosen, before = _own_needs(row.participant, needs), list(row.needs.all())
    if {need.pk for need in chosen} != {need.pk for need in before}:
        changes["gehört zu"] = [_names(before), _names(chosen)]
    if not changes:
        return row
    store(row)
    row.needs.set(chosen)
    record_event(
        EventKind.GOAL_CHANGED, participant=row.participant, by=by, summary=f"{row} geändert", changes=changes
    )
    return row


@transaction.atomic
def state_goal(
    goal: Goal, *, by: Any, version: int, state: str, state_on: date | None, state_reason: str = ""
) -> Goal:
    """Says how far a goal is, as of a day; giving it up or reaching a part needs a word why."""
    row = locked(goal, version)
    if state in (Zielstand.AUFGEGEBEN, Zielstand.TEILWEISE) and not state_reason.strip():
        raise ValidationError({"state_reason": "Schreiben Sie in einem Satz, warum."})
    if state != Zielstand.OFFEN and (state_on is None or state_on < row.set_on):
        raise ValidationError(
            {"state_on": f"Geben Sie einen Tag ab der Vereinbarung am {format_day(row.set_on)} ein."}
        )
    changes = put(row, {"state": state, "state_on": state_on, "state_reason": state_reason})
    if not changes:
        return row
    store(row)
    summary = f"{row}: {row.get_state_display()}"
    record_event(EventKind.GOAL_CHANGED, participant=row.participant, by=by, summary=summary, changes=changes)
    return row


def _own_needs(participant: Participant, needs: Iterable[Need]) -> list[Need]:
    chosen = list(needs)
    if any(need.participant_id != participant.pk for need in chosen):
        raise ValidationError({"needs": "Wählen Sie Bedarfe dieser Person aus."})
    return chosen


def _names(needs: Iterable[Need]) -> str:
    return ", ".join(sorted(str(need) for need in needs)) or "keine"


@transaction.atomic
def agree_plan(participant: Participant, *, by: Any, agreed_on: date, document: bytes) -> PlanAgreement:
    """Keeps the plan as it was handed out (`document`, a PDF) with its day and its SHA-256."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if not person.needs.filter(closed_on__isnull=True).exists():
        raise ValidationError("Ein Plan braucht mindestens einen offenen Bedarf.")
    digest = hashlib.sha256(document).hexdigest()
    same: PlanAgreement | None = person.planagreements.filter(agreed_on=agreed_on, sha256=digest).first()
    if same is not None:
        return same
    agreement = PlanAgreement(
        participant=person,
        agreed_on=agreed_on,
        pdf=document,
        sha256=digest,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    agreement.full_clean()
    agreement.save()
    record_event(EventKind.PLAN_AGREED, participant=person, by=by, summary=f"{agreement} vereinbart")
    return agreement
