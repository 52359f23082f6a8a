"""Verweisberatung with a case: keeping a referral, what became of it, correcting and taking it back."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from network.models import Organisation, Service
from participants.choices import EventKind
from participants.models import Participant
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..catalogue import Aufgabenherkunft, Bedarfsende
from ..models import Need, Referral
from ..models.transfers import never_to
from ..referral_catalogue import AT_AUSLAENDERBEHOERDE, IN_VAIN, Verweisart, names_auslaenderbehoerde
from .rows import locked, put, store
from .tasks import ensure_task, finish_task

TITLE_LENGTH = 160


@transaction.atomic
def record_referral(
    participant: Participant,
    *,
    by: Any,
    referred_on: date,
    kind: str,
    need: Need | None = None,
    next_on: date | None = None,
    **fields: Any,
) -> Referral:
    """Keeps to whom the person was referred; a need that was „zurzeit nicht bearbeitbar“ no longer is.

    `fields`: organisation and service of the directory or place in words with its group; note. `next_on`
    becomes a task. Raises ValidationError for a closed need, for an organisation that the Kommune does not
    know, and where the Ausländerbehörde would get more than the person (§ 87 AufenthG).
    """
    if kind == Verweisart.DATEN:
        raise ValidationError({"kind": "Daten gehen nur mit „Daten übermitteln“ hinaus."})
    fields |= {"referred_on": referred_on, "kind": kind}
    return keep_referral(participant, by=by, need=need, next_on=next_on, **fields)


def keep_referral(
    participant: Participant,
    *,
    by: Any,
    need: Need | None,
    next_on: date | None = None,
    **fields: Any,
) -> Referral:
    """What record_referral does, for those with data too; called inside the transaction of a service."""
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    referral = Referral(
        participant=person,
        need=own_open_need(person, need),
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **fields,
    )
    _check(referral, [person.kommune_id])
    _refuse_twice(referral)
    referral.save()
    if need is not None:
        _resume(need)
    record_event(EventKind.REFERRED, participant=person, by=by, summary=_what(referral))
    _ask_on(referral, next_on, by)
    return referral


@transaction.atomic
def state_referral(
    referral: Referral, *, by: Any, version: int, result: str, result_on: date, next_on: date | None = None
) -> Referral:
    """Says what became of it; the task to ask is done, and `next_on` makes a new one."""
    row = locked(referral, version)
    _refuse_withdrawn(row)
    if result_on < row.referred_on:
        text = f"Verwiesen wurde erst am {format_day(row.referred_on)}."
        raise ValidationError({"result_on": text})
    if result in IN_VAIN:
        _refuse_alone(row)
    changes = put(row, {"result": result, "result_on": result_on})
    if changes:
        store(row)
        summary = f"{row}: {row.get_result_display()}"[:300]
        record_event(
            EventKind.REFERRAL_CHANGED, participant=row.participant, by=by, summary=summary, changes=changes
        )
        _stop_asking(row, by)
    _ask_on(row, next_on, by)
    return row


@transaction.atomic
def change_referral(
    referral: Referral, *, by: Any, version: int, reason: str, need: Need | None, **fields: Any
) -> Referral:
    """Corrects target, day, kind, need or note. Raises Conflict on a newer version."""
    row = locked(referral, version)
    _refuse_withdrawn(row)
    chosen = need if need is not None and need.pk == row.need_id else own_open_need(row.participant, need)
    known = {row.participant.kommune_id}
    before = row.organisation_id
    if chosen != row.need:
        _refuse_alone(row)
    changes = put(row, {"need": chosen, **fields})
    if not changes:
        return row
    _check(row, known, before)
    store(row)
    record_event(
        EventKind.REFERRAL_CHANGED,
        participant=row.participant,
        by=by,
        summary=f"{row} berichtigt"[:300],
        reason=reason,
        changes=changes,
    )
    return row


@transaction.atomic
def withdraw_referral(referral: Referral, *, by: Any, version: int, reason: str) -> Referral:
    """Marks a referral as entered by mistake; it stays readable and counts for nothing."""
    row = locked(referral, version)
    _refuse_withdrawn(row)
    _refuse_alone(row)
    row.withdrawn_at = moment_of_recording()
    store(row)
    record_event(
        EventKind.REFERRAL_WITHDRAWN,
        participant=row.participant,
        by=by,
        summary=f"{row} zurückgenommen"[:300],
        reason=reason,
    )
    _stop_asking(row, by)
    return row


def _what(referral: Referral) -> str:
    return f"{referral} am {format_day(referral.referred_on)}, {referral.get_kind_display()}"


def own_open_need(person: Participant, need: Need | None) -> Need | None:
    """The need, locked. Raises ValidationError for a closed one and for that of somebody else."""
    if need is None:
        return None
    if need.participant_id != person.pk:
        raise ValidationError({"need": "Wählen Sie einen Bedarf dieser Person aus."})
    row = locked(need)
    if row.closed_on is not None:
        raise ValidationError({"need": "Dieser Bedarf ist erledigt. Nehmen Sie ihn zuerst wieder in Arbeit."})
    return row


def _check(referral: Referral, kommunen: Any, known: int | None = None) -> None:
    """`known` is the organisation so far, which may have been laid aside since."""
    organisation, service = referral.organisation, referral.service
    if organisation is not None:
        referral.group, referral.place = organisation.group, ""
        usable = Organisation.objects.known_in(kommunen).filter(pk=organisation.pk)
        if organisation.pk != known and not usable.exists():
            raise ValidationError({"place": "Diese Organisation steht nicht im Verzeichnis der Kommune."})
    _refuse_foreign(service, organisation)
    _refuse_more_than_the_person(referral)
    referral.full_clean()


def _refuse_foreign(service: Service | None, organisation: Organisation | None) -> None:
    if service is not None and (organisation is None or service.organisation_id != organisation.pk):
        raise ValidationError({"service": "Dieses Angebot hat eine andere Organisation."})


def _refuse_more_than_the_person(referral: Referral) -> None:
    organisation = referral.organisation
    there = never_to(organisation) if organisation else names_auslaenderbehoerde(referral.place)
    if there and referral.kind not in AT_AUSLAENDERBEHOERDE:
        text = "Zur Ausländerbehörde geht die Person selbst oder wird begleitet; anderes gibt es hier nicht."
        raise ValidationError({"kind": text})
    if not there and referral.kind == Verweisart.SELBST:
        text = "„geht selbst“ gibt es nur bei der Ausländerbehörde. Wählen Sie „Information mitgegeben“."
        raise ValidationError({"kind": text})


def _refuse_twice(referral: Referral) -> None:
    names = ("need", "organisation", "service", "place", "referred_on", "kind")
    same = {name: getattr(referral, name) for name in names}
    if referral.participant.referrals.in_force().filter(**_or_null(same)).exists():
        raise ValidationError({"place": "Dieser Verweis ist für diesen Tag schon eingetragen."})


def _or_null(values: dict[str, Any]) -> dict[str, Any]:
    return {
        f"{name}__isnull" if value is None else name: value is None or value for name, value in values.items()
    }


def _refuse_withdrawn(row: Referral) -> None:
    if row.withdrawn_at is not None:
        raise ValidationError("Dieser Verweis ist schon zurückgenommen.")
    if row.kind == Verweisart.DATEN:
        raise ValidationError("Dieser Verweis folgt der Übermittlung. Ändern Sie ihren Stand.")


def _refuse_alone(row: Referral) -> None:
    """A need that was closed with a referral needs one that was not in vain."""
    need = row.need
    if need is None or need.closed_because != Bedarfsende.VERWIESEN:
        return
    if not any(each.settles for each in need.referrals.exclude(pk=row.pk)):
        text = "Mit diesem Verweis ist ein Bedarf abgeschlossen. Nehmen Sie ihn erst wieder auf."
        raise ValidationError(text)


def _resume(need: Need) -> None:
    row = locked(need)
    if row.deferred_reason:
        row.deferred_reason = ""
        store(row)


def _ask_on(row: Referral, next_on: date | None, by: Any) -> None:
    if next_on is None:
        return
    if next_on <= row.referred_on:
        raise ValidationError({"next_on": "Der nächste Kontakt liegt nach dem Tag des Verweises."})
    row.task = ensure_task(
        row.participant,
        by=by,
        title=f"Nachfragen: {row}"[:TITLE_LENGTH],
        due=next_on,
        origin=Aufgabenherkunft.VERWEIS,
        origin_key=f"verweis-{row.pk}",
    )
    row.save(update_fields=["task"])


def _stop_asking(row: Referral, by: Any) -> None:
    if row.task is not None:
        finish_task(row.task, by=by)
