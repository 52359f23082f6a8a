"""Jobs and trainings as dated episodes: recorded, corrected with a reason, ended, withdrawn as a mistake."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from spurwechsel.conflict import check_version
from spurwechsel.german import format_day, format_number

from ..choices import Beschaeftigungsart, Erlaubnis, EventKind
from ..models import Employment, Participant, Training
from .changes import changes_between, snapshot
from .log import moment_of_recording, record_event

AnyEpisode = TypeVar("AnyEpisode", Employment, Training)

# § 3 ArbZG: ten hours on six days at most, all employers together (§ 2 Abs. 1).
WEEKLY_LIMIT = Decimal(60)


@transaction.atomic
def record_episode(participant: Participant, what: type[AnyEpisode], *, by: Any, **fields: Any) -> AnyEpisode:
    """Adds a job (`what` is Employment) or a training (Training) to the history of a person.

    Raises ValidationError, keyed to the column where one is wrong: days in an impossible order, more than
    60 hours a week subject to social insurance, two trainings at a time, the same entry twice.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    episode = what(participant=person, recorded_by=by, recorded_at=moment_of_recording(), **fields)
    _check(episode)
    episode.save()
    record_event(
        EventKind.WORK_RECORDED, participant=person, by=by, summary=f"Eingetragen: {_in_words(episode)}"
    )
    return episode


@transaction.atomic
def correct_episode(episode: AnyEpisode, *, by: Any, version: int, reason: str, **fields: Any) -> AnyEpisode:
    """Corrects what was entered wrongly; old and new words stay in the history.

    Raises Conflict on a newer version, ValidationError without a reason and as record_episode does.
    """
    _require_reason(reason)
    row = _locked(episode, version)
    before = snapshot(row, fields)
    for name, value in fields.items():
        setattr(row, name, value)
    changes = changes_between(row, before)
    if not changes:
        return row
    _save(row)
    record_event(
        EventKind.WORK_CORRECTED,
        participant=row.participant,
        by=by,
        summary=f"Berichtigt: {_in_words(row)}",
        reason=reason,
        changes=changes,
    )
    return row


@transaction.atomic
def end_episode(
    episode: AnyEpisode, *, by: Any, version: int, valid_until: date, ended_because: str
) -> AnyEpisode:
    """Ends a job or training with its last day (included) and the reason."""
    row = _locked(episode, version)
    if row.valid_until is not None and row.ended_because:
        raise ValidationError(f"Das Ende am {format_day(row.valid_until)} ist schon eingetragen.")
    row.valid_until, row.ended_because = valid_until, ended_because
    if not ended_because:
        raise ValidationError({"ended_because": "Wählen Sie den Grund des Endes aus."})
    _save(row)
    record_event(
        EventKind.WORK_CORRECTED,
        participant=row.participant,
        by=by,
        summary=f"Beendet am {format_day(valid_until)} ({row.get_ended_because_display()}): {_name(row)}",
    )
    return row


@transaction.atomic
def withdraw_episode(episode: AnyEpisode, *, by: Any, version: int, reason: str) -> None:
    """Takes back a job or training that never was. The row stays, but counts for nothing."""
    _require_reason(reason)
    row = _locked(episode, version)
    row.withdrawn_at, row.withdrawn_reason = moment_of_recording(), reason
    row.version += 1
    row.save(update_fields=["withdrawn_at", "withdrawn_reason", "version"])
    record_event(
        EventKind.WORK_WITHDRAWN,
        participant=row.participant,
        by=by,
        summary=f"Zurückgenommen: {_in_words(row)}",
        reason=reason,
    )


def _locked(episode: AnyEpisode, version: int) -> AnyEpisode:
    """The row, and the person with it: the hours of all jobs count together."""
    person = Participant.objects.select_for_update().get(pk=episode.participant_id)
    row: AnyEpisode = type(episode).objects.select_for_update(of=("self",)).get(pk=episode.pk)
    row.participant = person
    if row.withdrawn_at is not None:
        raise ValidationError("Dieser Eintrag ist schon zurückgenommen.")
    check_version(row, version)
    return row


def _save(row: Employment | Training) -> None:
    row.version += 1
    _check(row)
    row.save()


def _check(episode: Employment | Training) -> None:
    episode.full_clean()
    _refuse_before_birth(episode)
    if isinstance(episode, Employment):
        _refuse_odd_permit(episode)
        _refuse_second_entry(episode, Employment.objects.filter(kind=episode.kind))
        _refuse_overload(episode)
    else:
        _refuse_second_training(episode)


def _refuse_before_birth(episode: Employment | Training) -> None:
    born = episode.participant.birth_date
    if born and episode.valid_from < born:
        raise ValidationError({"valid_from": "Der Beginn darf nicht vor der Geburt liegen."})


def _refuse_odd_permit(job: Employment) -> None:
    applied, until = job.permit_applied_on, job.permit_until
    if applied and job.permit in ("", Erlaubnis.NICHT_NOETIG):
        raise ValidationError({"permit": "Wählen Sie aus, was aus dem Antrag geworden ist."})
    if until and job.permit != Erlaubnis.ERTEILT:
        raise ValidationError({"permit_until": "Nur eine erteilte Erlaubnis hat ein Ende."})
    if until and until < max(job.valid_from, applied or job.valid_from):
        raise ValidationError(
            {"permit_until": "Die Erlaubnis darf nicht vor dem Beginn oder dem Antrag enden."}
        )


def _refuse_second_entry(episode: Employment | Training, same: Any) -> None:
    same = same.in_force().filter(
        participant=episode.participant, employer=episode.employer, valid_from=episode.valid_from
    )
    if same.exclude(pk=episode.pk).exists():
        raise ValidationError({"employer": "Das ist mit diesem Beginn schon eingetragen."})


def _refuse_overload(job: Employment) -> None:
    if job.kind != Beschaeftigungsart.SV:
        return
    last = job.valid_until or date.max
    others = job.participant.employments.in_force().filter(kind=Beschaeftigungsart.SV)
    beside = list(others.during(job.valid_from, last).exclude(pk=job.pk).order_by("valid_from", "id"))
    hours, day = _fullest_week(job, beside)
    if hours > WEEKLY_LIMIT:
        names = " und ".join(each.employer for each in beside if each.holds_on(day))
        raise ValidationError(
            {
                "hours": (
                    f"Zusammen mit {names} wären es ab dem {format_day(day)} {format_number(hours)} Stunden"
                    " pro Woche; erlaubt sind 60. Prüfen Sie die Stunden oder das Ende der anderen Arbeit."
                )
            }
        )


def _fullest_week(job: Employment, beside: Iterable[Employment]) -> tuple[Decimal, date]:
    """The most hours at a time while the job lasts, and from which day; they grow where a job begins."""
    others = list(beside)
    begins = sorted({max(job.valid_from, each.valid_from) for each in others})
    sums = [
        (job.hours + sum((each.hours for each in others if each.holds_on(day)), Decimal(0)), day)
        for day in begins
    ]
    return max(sums, key=lambda each: each[0], default=(Decimal(0), job.valid_from))


def _refuse_second_training(training: Training) -> None:
    last = training.valid_until or date.max
    others = training.participant.trainings.in_force().during(training.valid_from, last)
    other = others.exclude(pk=training.pk).first()
    if other is not None:
        raise ValidationError(
            {
                "valid_from": (
                    f"In dieser Zeit ist schon eine Ausbildung bei {other.employer} ab dem"
                    f" {format_day(other.valid_from)} eingetragen. Tragen Sie zuerst deren Ende ein."
                )
            }
        )


def _name(episode: Employment | Training) -> str:
    word = "Arbeit" if isinstance(episode, Employment) else "Ausbildung"
    return f"{word} bei {episode.employer}"


def _in_words(episode: Employment | Training) -> str:
    until = f" bis {format_day(episode.valid_until)}" if episode.valid_until else ""
    return f"{_name(episode)} ab {format_day(episode.valid_from)}{until}"


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": "Begründen Sie die Änderung in einem Satz."})
