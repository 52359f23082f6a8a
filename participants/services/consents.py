"""Consent in single purposes: given, taken back, and all of it taken back with the participation."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from spurwechsel.german import format_day

from ..choices import Einwilligung, EventKind
from ..models import Participant, PurposeConsent
from .log import moment_of_recording, record_event

# Apps above add what has to stop in the same transaction: (consent that was just taken back, who did it).
STOPPING: list[Callable[[PurposeConsent, Any], None]] = []


@transaction.atomic
def give_purpose(
    participant: Participant,
    *,
    by: Any,
    purpose: str,
    given_on: date,
    language: str,
    form_version: str = "",
    partner: str = "",
    partner_key: int | None = None,
) -> PurposeConsent:
    """Records the consent in one purpose, with the language and the version of the form.

    `partner_key` is the row of the partner in the directory; without it the consent hangs on the name alone.
    Raises ValidationError without the consent in taking part, before it, and for the same purpose twice.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    if person.consent != Einwilligung.LIEGT_VOR or person.consent_on is None:
        raise ValidationError("Zuerst braucht es die Einwilligung in die Teilnahme.")
    if given_on < person.consent_on:
        first = format_day(person.consent_on)
        raise ValidationError({"given_on": f"Die Einwilligung in die Teilnahme ist erst vom {first}."})
    row = PurposeConsent(
        participant=person,
        purpose=purpose,
        partner=partner,
        partner_key=partner_key,
        given_on=given_on,
        language=language,
        form_version=form_version,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    row.full_clean()
    row.save()
    _tell(row, by, f"Eingewilligt: {row}")
    return row


@transaction.atomic
def withdraw_purpose(consent: PurposeConsent, *, by: Any, withdrawn_on: date) -> PurposeConsent:
    """Records that the consent in one purpose was taken back. Raises ValidationError where it already was."""
    # The person first, as everywhere: what is sent on the consent waits for that lock too.
    Participant.objects.select_for_update().get(pk=consent.participant_id)
    row: PurposeConsent = PurposeConsent.objects.select_for_update().get(pk=consent.pk)
    if row.withdrawn_on is not None:
        raise ValidationError("Diese Einwilligung ist schon widerrufen.")
    row.withdrawn_on = withdrawn_on
    row.full_clean()
    row.save(update_fields=["withdrawn_on"])
    _tell(row, by, f"Widerrufen: {row}")
    for stop in STOPPING:
        stop(row, by)
    return row


def end_purposes(participant: Participant, *, by: Any, on: date) -> list[PurposeConsent]:
    """Takes back every purpose, because the consent in taking part on which they rest is gone."""
    rows = list(participant.purposeconsents.in_force())
    for row in rows:
        withdraw_purpose(row, by=by, withdrawn_on=max(on, row.given_on))
    return rows


def _tell(row: PurposeConsent, by: Any, summary: str) -> None:
    record_event(EventKind.CONSENT_CHANGED, participant=row.participant, by=by, summary=summary)
