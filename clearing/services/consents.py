"""A consent in one purpose is taken back, and in the same transaction what rests on it stops."""

from datetime import date
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from participants.choices import EventKind, Zweck
from participants.consents import has_withdrawn
from participants.models import Participant, PurposeConsent
from participants.services import record_event, withdraw_purpose

from ..catalogue import Terminstand
from ..deletions import DELETION
from ..models import Task
from .rows import locked, put, store

_NO_MORE = {
    Zweck.SPRACHMITTLUNG: "Neue Termine gibt es nur noch ohne Sprachmittlung.",
    Zweck.NACHFRAGE: "Nachfragen werden nicht mehr fällig und nicht mehr angenommen.",
    Zweck.ESF: "ESF-Angaben werden nicht mehr verlangt und nicht mehr angenommen.",
    Zweck.BEISPIEL: "Erzählen Sie den Weg der Person nicht weiter.",
    Zweck.WEITERGABE: "An diese Stelle geht nichts mehr.",
    Zweck.VERMITTLUNG: "Das Profil wird nicht mehr verglichen, Vorschläge für Stellen sind beendet.",
}

_ASKED = "Eine Aufgabe erinnert daran, beim Empfänger die Löschung zu erbitten."


@transaction.atomic
def take_back_purpose(consent: PurposeConsent, *, by: Any, withdrawn_on: date, today: date) -> str:
    """Withdraws the consent and stops what needs it; returns what stops, in a sentence to say aloud.

    Planned appointments from `today` on lose their interpreting. Raises ValidationError where the consent
    was taken back before.
    """
    sent, asked = consent.transfers.under_way().count(), _asked(consent)
    row = withdraw_purpose(consent, by=by, withdrawn_on=withdrawn_on)
    return " ".join(filter(None, [_stopped(row, by, today, sent), _ASKED if _asked(row) > asked else ""]))


def _asked(row: PurposeConsent) -> int:
    """How many tasks there are to ask a recipient for deletion."""
    rows = Task.objects.filter(participant=row.participant_id, origin_key__startswith=DELETION)
    return int(rows.count())


def _stopped(row: PurposeConsent, by: Any, today: date, sent: int) -> str:
    if sent:
        return (
            "An diese Stelle geht nichts mehr; was gesendet war, ist zurückgezogen, der Link gilt nicht mehr."
        )
    if row.purpose == Zweck.SPRACHMITTLUNG:
        number = _cancel_interpreting(row.participant, by, today)
        planned = "einem geplanten Termin" if number == 1 else f"{number} geplanten Terminen"
        return f"Sprachmittlung ist bei {planned} gestrichen." if number else _NO_MORE[Zweck.SPRACHMITTLUNG]
    return _NO_MORE[Zweck(row.purpose)]


def _cancel_interpreting(participant: Participant, by: Any, today: date) -> int:
    planned = participant.appointments.filter(state=Terminstand.GEPLANT, day__gte=today)
    number = 0
    for found in planned.exclude(interpreting_language=""):
        row = locked(found)
        none = {"interpreting_language": "", "interpreter": "", "interpreter_confirmed": False}
        changes = put(row, none)
        store(row)
        record_event(
            EventKind.APPOINTMENT_CHANGED,
            participant=participant,
            by=by,
            summary=f"Sprachmittlung gestrichen: {row}",
            changes=changes,
        )
        number += 1
    return number


def refuse_withdrawn(participant: Participant, purpose: Zweck, field: str = NON_FIELD_ERRORS) -> None:
    """Raises ValidationError for the field where the person took back the consent in the purpose."""
    if has_withdrawn(participant, purpose):
        raise ValidationError({field: f"Die Einwilligung ist widerrufen: {purpose.label}."})
