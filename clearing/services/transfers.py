"""Referrals with data: preparing, sending, what the partner said on the telephone, taking back."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from network.models import Organisation
from participants.choices import EventKind
from participants.models import Participant
from participants.services.log import moment_of_recording

from ..models import Need, Transfer
from ..models.transfers import NEVER_THERE, never_to
from ..referral_catalogue import Verweisart
from ..transfer_catalogue import Stand, Wer
from ..transfer_fields import address_of, fitting_consent, obstacles, refusal_of, shared_words
from .deletions import ask_for_deletion
from .referrals import keep_referral, own_open_need
from .rows import locked, put, store
from .transfer_moves import Mover, keep_step, moved, refuse_move, tell


@transaction.atomic
def prepare_transfer(
    participant: Participant, *, by: Any, organisation: Organisation, need: Need | None = None, **fields: Any
) -> Transfer:
    """Keeps a draft; nothing leaves by it.

    `fields`: service, shared (codes of Angabe), goal, meeting_on, meeting_at. Raises ValidationError for the
    Ausländerbehörde (§ 87 AufenthG), for an organisation the Kommune does not know, for a closed need.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    draft = Transfer(
        participant=person,
        organisation=organisation,
        need=own_open_need(person, need),
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **fields,
    )
    _check(draft)
    draft.save()
    keep_step(draft, Mover(Wer.TEAM, by), timezone.localdate(draft.recorded_at))
    tell(draft, EventKind.TRANSFER_CHANGED, by, f"{draft} vorbereitet, noch nichts gesendet")
    return draft


@transaction.atomic
def change_transfer(
    transfer: Transfer, *, by: Any, version: int, need: Need | None, **fields: Any
) -> Transfer:
    """Changes a draft; what was sent stays. Raises Conflict on a newer version."""
    row = locked(transfer, version)
    if not row.is_draft:
        raise ValidationError("Diese Übermittlung ist schon gesendet. Was hinausging, bleibt, wie es war.")
    chosen = need if need is not None and need.pk == row.need_id else own_open_need(row.participant, need)
    changes = put(row, {"need": chosen, **fields})
    if not changes:
        return row
    _check(row)
    store(row)
    # The words of the goal would outlive it in the events.
    told = {label: words for label, words in changes.items() if label != "Ziel"}
    tell(row, EventKind.TRANSFER_CHANGED, by, f"{row} geändert, noch nichts gesendet", changes=told)
    return row


@transaction.atomic
def send_transfer(transfer: Transfer, *, by: Any, version: int, today: date) -> Transfer:
    """Freezes what leaves and makes the referral, with the consent that fits recipient, purpose and day.

    Raises ValidationError with every obstacle; nothing leaves then.
    """
    row = locked(transfer, version)
    refuse_move(row, Stand.GESENDET, Wer.TEAM)
    if found := obstacles(row, today):
        raise ValidationError(found)
    row.referral = keep_referral(
        row.participant,
        by=by,
        need=row.need,
        organisation=row.organisation,
        service=row.service,
        kind=Verweisart.DATEN,
        referred_on=today,
    )
    row.consent = fitting_consent(row.participant, row.organisation, today)
    row.sent = [[each.label, each.value] for each in shared_words(row)]
    row.sent_to = address_of(row.organisation)
    row.sent_on, row.state = today, Stand.GESENDET
    row.answer_until = today + timedelta(days=settings.TRANSFER_DAYS)
    store(row)
    keep_step(row, Mover(Wer.TEAM, by), today)
    labels = ", ".join(label for label, _ in row.sent)
    tell(row, EventKind.DATA_SENT, by, f"Übermittelt an {row.organisation}: {labels}")
    return row


@transaction.atomic
def move_transfer(
    transfer: Transfer,
    *,
    by: Any,
    version: int,
    state: str,
    on: date,
    answered_by: str = "",
    decline_reason: str = "",
    outcome: str = "",
) -> Transfer:
    """What the partner said on the telephone. Raises ValidationError where the table knows no such move."""
    row = locked(transfer, version)
    mover = Mover(Wer.TEAM, by, answered_by)
    return moved(row, mover, state=state, on=on, decline_reason=decline_reason, outcome=outcome)


@transaction.atomic
def withdraw_transfer(transfer: Transfer, *, by: Any, version: int, reason: str, today: date) -> Transfer:
    """Takes a draft or a sent one back; the link stops, for what left deletion is to be asked for."""
    row = locked(transfer, version)
    row = moved(row, Mover(Wer.TEAM, by), state=Stand.ZURUECKGEZOGEN, on=today, reason=reason)
    if row.sent_on is not None:
        ask_for_deletion(row, by=by, recipient=row.organisation, left_on=row.sent_on)
    return row


def _check(draft: Transfer) -> None:
    organisation, service = draft.organisation, draft.service
    if never_to(organisation):
        raise ValidationError({"organisation": NEVER_THERE})
    if not Organisation.objects.known_in([draft.participant.kommune_id]).filter(pk=organisation.pk).exists():
        raise ValidationError({"organisation": "Diese Organisation steht nicht im Verzeichnis der Kommune."})
    if service is not None and service.organisation_id != organisation.pk:
        raise ValidationError({"service": "Dieses Angebot hat eine andere Organisation."})
    if wrong := refusal_of(draft):
        raise ValidationError(wrong)
    draft.full_clean()
