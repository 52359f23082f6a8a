"""Silencing deadlines: applications, snoozes with a reason, and how early a Kommune is warned."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from spurwechsel.conflict import Settings, check_version
from spurwechsel.german import format_day

from ..choices import Antragsende, Antragsziel, Aufenthaltsstatus, EventKind, Fristart
from ..models import Application, DeadlineStep, Participant, ResidenceStatus, Snooze
from ..rules.verdict import law
from .log import moment_of_recording, record_event

# A deadline that has passed may be put off once more, but not out of sight.
LONGEST_WHEN_OVERDUE = timedelta(days=90)
MOST_STEPS, FARTHEST_STEP = 10, 1095
TITLES = tuple(
    kind for kind in Aufenthaltsstatus if kind.startswith("ae_") or kind == Aufenthaltsstatus.SONSTIGE
)


@transaction.atomic
def file_application(
    paper: ResidenceStatus, *, by: Any, purpose: str, filed_on: date, keeps_rights: bool
) -> Application:
    """Records that something was applied for while the paper was held.

    With `keeps_rights` (Fiktionswirkung, § 81 Abs. 4 AufenthG) the deadline of the paper is silent until the
    application ends. Raises ValidationError where the law knows no such effect.
    """
    person = Participant.objects.select_for_update().get(pk=paper.participant_id)
    if keeps_rights:
        _require_effect(paper, purpose, filed_on)
    application = Application(
        participant=person,
        paper=paper,
        purpose=purpose,
        filed_on=filed_on,
        keeps_rights=keeps_rights,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    application.full_clean()
    application.save()
    effect = "mit" if keeps_rights else "ohne"
    record_event(
        EventKind.APPLICATION_FILED,
        participant=person,
        by=by,
        summary=(
            f"Antrag gestellt am {format_day(filed_on)}, {effect} Fiktionswirkung: "
            f"{application.get_purpose_display()}"
        ),
    )
    return application


def _require_effect(paper: ResidenceStatus, purpose: str, filed_on: date) -> None:
    if paper.kind not in TITLES:
        raise ValidationError(
            {
                "keeps_rights": "Eine Fiktionswirkung gibt es nur, wenn das Papier ein Aufenthaltstitel ist. "
                "Duldung und Gestattung werden verlängert."
            }
        )
    if purpose in (Antragsziel.P60C, Antragsziel.P60D):
        raise ValidationError(
            {
                "keeps_rights": "Eine Duldung ist kein Aufenthaltstitel; ein Antrag darauf hat keine "
                "Fiktionswirkung."
            }
        )
    if paper.kind == Aufenthaltsstatus.AE_104C and purpose not in (Antragsziel.P25A, Antragsziel.P25B):
        raise ValidationError(
            {
                "keeps_rights": law(
                    "Beim Chancen-Aufenthalt nach § 104c haben nur Anträge nach § 25a oder § 25b AufenthG "
                    "eine Fiktionswirkung."
                )
            }
        )
    if paper.valid_until and filed_on > paper.valid_until:
        raise ValidationError(
            {
                "keeps_rights": "Nach Ablauf des Titels gestellt, wirkt der Antrag nur, wenn die Behörde es "
                "anordnet. Tragen Sie dann die Fiktionsbescheinigung als Papier ein."
            }
        )


@transaction.atomic
def end_application(application: Application, *, by: Any, ended_on: date, ended_because: str) -> Application:
    """Records how an application ended; the deadline of the paper counts again from then on."""
    row: Application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if row.ended_on:
        raise ValidationError("Dieser Antrag ist schon abgeschlossen.")
    row.ended_on, row.ended_because = ended_on, ended_because
    row.full_clean()
    row.save()
    record_event(
        EventKind.APPLICATION_ENDED,
        participant=row.participant,
        by=by,
        summary=(
            f"Antrag vom {format_day(row.filed_on)} am {format_day(ended_on)}: "
            f"{Antragsende(ended_because).label}"
        ),
    )
    return row


# Three refusals and one row, read from top to bottom.
@transaction.atomic
def snooze(
    participant: Participant,
    *,
    by: Any,
    key: str,
    kind: str,
    due: date,
    until: date,
    reason: str,
    today: date,
) -> Snooze:
    """Puts a deadline off to the day `until`, when it is shown again.

    Never beyond the deadline itself; one that has passed for at most 90 days. Raises ValidationError without
    a reason or for a day outside these limits.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if not reason.strip():
        raise ValidationError({"reason": "Begründen Sie in einem Satz, warum die Frist warten kann."})
    latest = due if due > today else today + LONGEST_WHEN_OVERDUE
    if until <= today:
        raise ValidationError({"until": "Der Tag muss nach heute liegen."})
    if until > latest:
        raise ValidationError({"until": f"Die Frist wird spätestens am {format_day(latest)} wieder gezeigt."})
    # A snooze whose day has come makes room for the next one.
    for old in Snooze.objects.filter(participant=person, key=key, resumed_at=None, until__lte=today):
        _resume(old, by=by)
    row = Snooze(
        participant=person,
        key=key,
        kind=kind,
        due=due,
        until=until,
        reason=reason.strip(),
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    row.full_clean()
    row.save()
    record_event(
        EventKind.DEADLINE_SNOOZED,
        participant=person,
        by=by,
        summary=f"{Fristart(kind).label}, {format_day(due)}: zurückgestellt bis {format_day(until)}",
        reason=row.reason,
    )
    return row


@transaction.atomic
def resume(row: Snooze, *, by: Any) -> None:
    """Shows a deadline again before its day."""
    held = Snooze.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.resumed_at:
        raise ValidationError("Diese Frist wird schon wieder gezeigt.")
    _resume(held, by=by)
    record_event(
        EventKind.DEADLINE_RESUMED,
        participant=held.participant,
        by=by,
        summary=f"{held.get_kind_display()}, {format_day(held.due)}: wird wieder gezeigt",
    )


def _resume(row: Snooze, *, by: Any) -> None:
    row.resumed_at, row.resumed_by = moment_of_recording(), by
    row.save(update_fields=["resumed_at", "resumed_by"])


@transaction.atomic
def set_steps(
    kommune: Any, *, by: Any, steps: Mapping[str, Iterable[int] | None], version: int | None = None
) -> None:
    """Sets how many days ahead the Kommune is warned, by kind; None takes the usual steps again.

    `version` is that of `steps_of` as they were seen. Raises ValidationError keyed to the kind, and Conflict
    where somebody else has set others since.
    """
    # Without a row there is nothing to lock but the Kommune.
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    held = steps_of(kommune)
    if version is not None:
        check_version(held, version)
    errors, changes = {}, {}
    for kind, wanted in steps.items():
        days = None if wanted is None else sorted(set(wanted), reverse=True)
        if refusal := _refused(days):
            errors[kind] = refusal
            continue
        old = held.values.get(kind)
        if days != old:
            changes[Fristart(kind).label] = [_in_words(old), _in_words(days)]
            _store(kommune, kind, days)
    if errors:
        raise ValidationError(errors)
    if changes:
        record_event(
            EventKind.SETTINGS_CHANGED,
            by=by,
            kommune_id=kommune.pk,
            summary="Vorwarnungen für Fristen geändert",
            changes=changes,
        )


def steps_of(kommune: Any) -> Settings:
    """The own steps of the Kommune by kind; a kind without any has the usual ones."""
    return Settings({row.kind: row.days for row in DeadlineStep.objects.filter(kommune=kommune)})


def _refused(days: list[int] | None) -> str:
    if days is None:
        return ""
    if not 1 <= len(days) <= MOST_STEPS:
        return f"Geben Sie 1 bis {MOST_STEPS} Zahlen ein."
    if days[0] > FARTHEST_STEP or days[-1] < 0:
        return f"Jede Zahl muss zwischen 0 und {FARTHEST_STEP} liegen."
    return ""


def _in_words(days: list[int] | None) -> str:
    return "wie üblich" if days is None else ", ".join(map(str, days))


def _store(kommune: Any, kind: str, days: list[int] | None) -> None:
    if days is None:
        DeadlineStep.objects.filter(kommune=kommune, kind=kind).delete()
    else:
        DeadlineStep.objects.update_or_create(kommune=kommune, kind=kind, defaults={"days": days})
