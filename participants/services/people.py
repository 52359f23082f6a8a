"""Registering a person, correcting what is recorded, and the consent."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from spurwechsel.conflict import check_version

from ..choices import Einwilligung, EventKind, Phase
from ..models import CaseNumberSeries, Participant
from .changes import changes_between, snapshot
from .consents import end_purposes
from .log import append_phase, moment_of_recording, record_event
from .residence import add_status


@transaction.atomic
def take_case_number(kommune: Any, year: int) -> str:
    """The next number of the Kommune's series, such as SW-CB-2024-0031; waits for others at the series."""
    CaseNumberSeries.objects.get_or_create(kommune=kommune, year=year)
    series = CaseNumberSeries.objects.select_for_update().get(kommune=kommune, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"SW-{kommune.case_prefix}-{year}-{series.last:04}"


@transaction.atomic
def register(
    kommune: Any,
    *,
    by: Any,
    on: date,
    talk_held: bool,
    residence_kind: str = "",
    residence_from: date | None = None,
    residence_until: date | None = None,
    reason: str = "",
    **fields: Any,
) -> Participant:
    """Records a new person on day `on`, identifiziert until the first talk has been held.

    The paper starts on `residence_from`; without one its beginning is unknown and lies before `on`. `reason`
    stands with the first step instead of the usual one. Raises ValidationError keyed to the wrong field.
    """
    phase = Phase.TERMINVEREINBARUNG if talk_held else Phase.IDENTIFIZIERT
    participant = Participant(kommune=kommune, phase=phase, phase_since=on, **fields)
    participant.full_clean(exclude=["case_number"])
    participant.case_number = take_case_number(kommune, on.year)
    participant.save()
    if residence_kind:
        status = {
            "kind": residence_kind,
            "valid_from": residence_from or on,
            "valid_until": residence_until,
            "begin_unknown": residence_from is None,
        }
        add_status(participant, by=by, **_started_before_expiry(status))
    usual = "Rücksprache zum Beratungsgespräch ist erfolgt." if talk_held else "Aufnahme."
    append_phase(participant, phase, on=on, by=by, reason=reason or usual)
    record_event(
        EventKind.REGISTERED,
        participant=participant,
        by=by,
        summary=f"Aufgenommen mit Status {phase.label}",
    )
    return participant


def _started_before_expiry(status: dict[str, Any]) -> dict[str, Any]:
    """A paper that had run out before the person came: its only known day is the last one."""
    until = status["valid_until"]
    if until is not None and until < status["valid_from"]:
        return status | {"valid_from": until}
    return status


@transaction.atomic
def correct(participant: Participant, *, by: Any, version: int, **fields: Any) -> Participant:
    """Changes recorded facts of a person. Raises Conflict if somebody saved after the form was filled."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    check_version(person, version)
    before = snapshot(person, fields)
    for name, value in fields.items():
        setattr(person, name, value)
    changes = changes_between(person, before)
    if not changes:
        return person
    person.version += 1
    person.full_clean()
    person.save()
    record_event(
        EventKind.CORRECTED,
        participant=person,
        by=by,
        summary="Stammdaten geändert: " + ", ".join(changes),
        changes=changes,
    )
    return person


# Long by its signature: a consent is five answers that are kept or withdrawn together.
@transaction.atomic
def record_consent(
    participant: Participant,
    *,
    by: Any,
    version: int,
    consent: str,
    consent_on: date | None = None,
    consent_language: str = "",
    consent_form: str = "",
    consent_withdrawn_on: date | None = None,
) -> Participant:
    """Records that consent was given, refused or withdrawn. The day it was given is kept on withdrawal.

    `consent_form` names the form that was signed and its edition. Raises Conflict on a newer version,
    ValidationError where a day is missing or impossible.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    check_version(person, version)
    names = ("consent", "consent_on", "consent_language", "consent_form", "consent_withdrawn_on")
    before = snapshot(person, names)
    if consent == Einwilligung.WIDERRUFEN:
        if person.consent_on is None:
            raise ValidationError({"consent": "Nur eine erteilte Einwilligung kann widerrufen werden."})
        consent_on, consent_language = person.consent_on, person.consent_language
        consent_form = person.consent_form
    person.consent, person.consent_on = consent, consent_on
    person.consent_language, person.consent_form = consent_language, consent_form
    person.consent_withdrawn_on = consent_withdrawn_on
    person.version += 1
    person.full_clean()
    person.save()
    record_event(
        EventKind.CONSENT_CHANGED,
        participant=person,
        by=by,
        summary=f"Einwilligung: {person.get_consent_display()}",
        changes=changes_between(person, before),
    )
    if consent != Einwilligung.LIEGT_VOR:
        end_purposes(person, by=by, on=consent_withdrawn_on or timezone.localdate(moment_of_recording()))
    return person
