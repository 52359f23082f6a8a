"""What came of it: certificates, recognitions, answers after 3, 6 and 12 months, the ESF+ set."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction

from participants.choices import Anerkennung, EventKind, Niveau, Phase, Sprachnachweis, Zweck
from participants.models import EducationProfile, LanguageProfile, Participant
from participants.rules.calendar import holds_from
from participants.services import add_statement, record_event
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..catalogue import EsfZeitpunkt
from ..models import CertificateGained, EsfAnswer, FollowUp, Measure
from ..progress import MONTHS, proven_level, rank
from .consents import refuse_withdrawn
from .rows import locked, put, store

# Outcomes of a recognition that are a result; the others are steps on the way.
RECOGNISED = (
    Anerkennung.TEILWEISE,
    Anerkennung.GLEICHWERTIG,
    Anerkennung.VERGLEICHBAR,
    Anerkennung.ABGELEHNT,
)
SKILLS = ("listening", "speaking", "reading", "writing")


@transaction.atomic
def record_certificate(
    participant: Participant, *, by: Any, gained_on: date, **fields: Any
) -> CertificateGained:
    """Keeps a language certificate (`level`) or the outcome of a recognition (`recognition`), with `name`.

    The statement about language or training follows, so that rules and the next talk know it. Raises
    ValidationError below a level proven by then, and where the same is entered already.
    """
    certificate = add_certificate(participant, by=by, gained_on=gained_on, **fields)
    record_event(
        EventKind.RESULT_RECORDED,
        participant=certificate.participant,
        by=by,
        summary=f"{_what(certificate)} vom {format_day(gained_on)}",
    )
    return certificate


@transaction.atomic
def add_certificate(
    participant: Participant,
    *,
    by: Any,
    gained_on: date,
    level: str = "",
    recognition: str = "",
    name: str = "",
    measure: Measure | None = None,
) -> CertificateGained:
    """Like record_certificate, without an event of its own, for use inside another service."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    _refuse_impossible(person, gained_on, level, recognition)
    certificate = CertificateGained(
        participant=person,
        measure=measure,
        gained_on=gained_on,
        level=level,
        recognition=recognition,
        name=name,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    certificate.full_clean()
    certificate.save()
    if level:
        _state_language(person, level, gained_on, by)
    else:
        _state(person, EducationProfile, gained_on, by, recognition=recognition)
    return certificate


def _refuse_impossible(person: Participant, gained_on: date, level: str, recognition: str) -> None:
    if bool(level) == bool(recognition):
        text = "Wählen Sie ein Sprachniveau oder das Ergebnis einer Anerkennung, eines von beiden."
        raise ValidationError({"level": text})
    if level == Niveau.KEINE or (recognition and recognition not in RECOGNISED):
        raise ValidationError({"level" if level else "recognition": "Wählen Sie ein Ergebnis aus."})
    if person.birth_date and gained_on < person.birth_date:
        raise ValidationError({"gained_on": "Der Tag darf nicht vor der Geburt liegen."})
    proven = proven_level(person, gained_on) if level else ""
    if proven and rank(level) < rank(proven):
        text = f"Bis dahin ist schon {proven} nachgewiesen. Prüfen Sie Niveau und Tag."
        raise ValidationError({"level": text})
    same = person.certificategaineds.in_force().filter(level=level, recognition=recognition)
    if same.filter(gained_on=gained_on).exists():
        raise ValidationError({"gained_on": "Das ist für diesen Tag schon eingetragen."})


def _state_language(person: Participant, level: str, gained_on: date, by: Any) -> None:
    """A certificate speaks for all four skills; what is known to be better stays."""
    newest = LanguageProfile.objects.filter(participant=person).first() or LanguageProfile()
    certified = newest.evidence == Sprachnachweis.ZERTIFIKAT and newest.evidence_level
    if certified and rank(certified) >= rank(level):
        return
    skills = {name: _higher(getattr(newest, name), level) for name in SKILLS}
    proof = {"evidence": Sprachnachweis.ZERTIFIKAT, "evidence_level": level, "evidence_on": gained_on}
    _state(person, LanguageProfile, gained_on, by, **skills, **proof)


def _higher(known: str, level: str) -> str:
    return known if known and rank(known) > rank(level) else level


def _state(person: Participant, kind: type[Any], gained_on: date, by: Any, **fields: Any) -> None:
    """Stated for the day of the paper, or for the day of a later talk that did not know of it."""
    newest = kind.objects.filter(participant=person).first()
    stated_on = max(gained_on, newest.stated_on) if newest else gained_on
    add_statement(person, kind, by=by, stated_on=stated_on, **fields)


def _what(certificate: CertificateGained) -> str:
    if certificate.level:
        return f"Sprachzertifikat {certificate.level}"
    return f"Anerkennung: {certificate.get_recognition_display()}"


@transaction.atomic
def withdraw_certificate(certificate: CertificateGained, *, by: Any, version: int) -> CertificateGained:
    """Marks an entry as a mistake; it stays readable. Statements are corrected in a talk."""
    row = locked(certificate, version)
    if row.withdrawn_at is not None:
        raise ValidationError("Dieser Eintrag ist schon zurückgenommen.")
    row.withdrawn_at = moment_of_recording()
    row.version += 1
    row.save(update_fields=["withdrawn_at", "version"])
    record_event(
        EventKind.RESULT_WITHDRAWN,
        participant=row.participant,
        by=by,
        summary=f"Zurückgenommen: {_what(row)} vom {format_day(row.gained_on)}",
    )
    return row


@transaction.atomic
def answer_follow_up(
    participant: Participant,
    *,
    by: Any,
    since: date,
    months: int,
    asked_on: date,
    answer: str,
    version: int = 0,
) -> FollowUp:
    """Keeps what became of somebody so many months after `since`; a second answer corrects the first.

    `version` is that of the answer seen, 0 for none. Raises Conflict where somebody else was faster, and
    ValidationError where no job or training began on that day or the months are not over.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    refuse_withdrawn(person, Zweck.NACHFRAGE)
    _refuse_odd_question(person, since, months, asked_on)
    row = _answer_so_far(person, since, months, version, by)
    is_correction = row.pk is not None
    changes = put(row, {"asked_on": asked_on, "answer": answer})
    if not changes:
        return row
    store(row)
    record_event(
        EventKind.ASKED_LATER,
        participant=person,
        by=by,
        summary=f"Beginn {format_day(since)}, {row}",
        changes=changes if is_correction else {},
    )
    return row


def _answer_so_far(person: Participant, since: date, months: int, version: int, by: Any) -> FollowUp:
    """The stored answer, locked and in the version seen, or an empty one."""
    row: FollowUp | None = person.followups.filter(since=since, months=months).first()
    if row is not None:
        return locked(row, version)
    return FollowUp(
        participant=person,
        since=since,
        months=months,
        version=0,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )


def _refuse_odd_question(person: Participant, since: date, months: int, asked_on: date) -> None:
    begun = models.Q(valid_from=since)
    known = (person.employments.in_force(), person.trainings.in_force())
    if months not in MONTHS or not any(rows.filter(begun).exists() for rows in known):
        raise ValidationError("Zu diesem Tag ist keine Arbeit oder Ausbildung eingetragen.")
    due = holds_from(since, months)
    if asked_on < due:
        raise ValidationError({"asked_on": f"Die {months} Monate sind erst am {format_day(due)} um."})


@transaction.atomic
def answer_esf(
    participant: Participant, *, by: Any, moment: str, answered_on: date, version: int = 0, **fields: Any
) -> EsfAnswer:
    """Keeps the answers of one moment; a second call corrects them. `version` is that seen, 0 for none.

    Raises ValidationError for the exit before the participation ended, and for the question after six
    months before they are over.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    refuse_withdrawn(person, Zweck.ESF)
    _refuse_too_early(person, moment, answered_on)
    row = person.esfanswers.filter(moment=moment).first()
    if row is None:
        row = EsfAnswer(
            participant=person, moment=moment, version=0, recorded_by=by, recorded_at=moment_of_recording()
        )
    else:
        row = locked(row, version)
    if not put(row, {"answered_on": answered_on, **fields}):
        return row
    store(row)
    # Without the answers themselves: some of them are of the kind of Art. 9 DSGVO.
    record_event(EventKind.ESF_ANSWERED, participant=person, by=by, summary=str(row))
    return row


def _refuse_too_early(person: Participant, moment: str, answered_on: date) -> None:
    if moment == EsfZeitpunkt.EINTRITT:
        return
    if person.phase != Phase.ABGESCHLOSSEN:
        raise ValidationError({"answered_on": "Diese Angaben sind erst nach dem Abschluss dran."})
    months = 6 if moment == EsfZeitpunkt.SECHS_MONATE else 0
    first = holds_from(person.phase_since, months)
    if answered_on < first:
        raise ValidationError({"answered_on": f"Diese Angaben sind erst ab dem {format_day(first)} dran."})
