"""Offering a case to another Kommune, taking it back, deciding on it, and what stops it by itself."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from participants import services as people
from participants.choices import Abschluss, Einwilligung, EventKind, Phase, Zweck
from participants.consents import consent_on
from participants.models import Participant, PurposeConsent
from participants.services import record_event
from participants.services.consents import STOPPING
from participants.services.log import moment_of_recording
from spurwechsel.german import format_day

from ..catalogue import Abbruchgrund, Aufgabenherkunft, Bedarfsende, Massnahmenergebnis, Terminstand
from ..models import Measure, Packet
from ..pipeline import move
from ..services import close_need, end_measure, ensure_task, state_appointment
from .catalogue import ALWAYS, DAYS_OPEN, Paketstand, Paketteil
from .content import Content, digest, frozen
from .opening import open_case


def partner_of(kommune: Any) -> str:
    """What a consent to passing on names where the data go to the Spurwechsel of another Kommune."""
    return f"Spurwechsel {kommune}"[: PurposeConsent._meta.get_field("partner").max_length]


# Long by its signature and the columns of one row; the refusals stand in functions of their own.
@transaction.atomic
def offer_packet(
    participant: Participant,
    *,
    by: Any,
    to: Any,
    sections: list[str],
    given_on: date,
    language: str,
    seen: str,
    today: date,
) -> Packet:
    """Freezes the sections and offers them to the other Kommune, with the consent of the day `given_on`.

    A consent to this Kommune that holds already is used. `seen` is the digest of the content that was looked
    at. Raises ValidationError with the code "changed" where it is another one by now, without the consent
    in taking part, for a case that has ended and while a packet waits.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    _refuse_ended(person)
    _forget_old(person, today)
    partner = partner_of(to)
    consent = consent_on(person, Zweck.WEITERGABE, today, partner) or people.give_purpose(
        person, by=by, purpose=Zweck.WEITERGABE, partner=partner, given_on=given_on, language=language
    )
    wanted = [part for part in Paketteil if part in {ALWAYS, *sections}]
    row = Packet(
        participant=person,
        consent=consent,
        case_number=person.case_number,
        kommune_id=person.kommune_id,
        to=to,
        sections=wanted,
        talk_held=talk_held(person),
        content=_as_seen(frozen(person, wanted, today), seen),
        offered_on=today,
        offered_by=by,
        expires_on=today + timedelta(days=DAYS_OPEN),
    )
    row.full_clean(exclude=["new_participant", "decided_on", "decided_by", "status_days"])
    row.save()
    _tell(row, EventKind.PACKET_OFFERED, by, f"Wechsel angeboten: {to}")
    return row


def _as_seen(content: Content, seen: str) -> Content:
    if digest(content) != seen:
        raise ValidationError(
            "Inzwischen hat sich an den Angaben etwas geändert. Prüfen Sie die Vorschau noch einmal.",
            code="changed",
        )
    return content


def _forget_old(person: Participant, today: date) -> None:
    """A packet whose days are over makes room for the next one."""
    for row in Packet.objects.waiting().filter(participant=person, expires_on__lt=today):
        _end(row, Paketstand.ABGELAUFEN, None, today)


@transaction.atomic
def withdraw_packet(packet: Packet, *, by: Any, today: date) -> Packet:
    """Takes back what the other side has not decided yet. Raises ValidationError where it has."""
    row, _ = _waiting(packet)
    _end(row, Paketstand.ZURUECKGEZOGEN, by, today)
    _tell(row, EventKind.PACKET_STOPPED, by, f"Wechsel zurückgezogen: {row.to}")
    return row


@transaction.atomic
def refuse_packet(packet: Packet, *, by: Any, reason: str, today: date) -> Packet:
    """Refuses a packet for a reason of the list; who looks after the person gets a task.

    Raises ValidationError where it is decided or its days are over.
    """
    row, person = _waiting(packet)
    _refuse_late(row, today)
    row.refusal = reason
    _end(row, Paketstand.ABGELEHNT, by, today)
    _tell(row, EventKind.PACKET_STOPPED, by, f"Wechsel abgelehnt: {row.to}, {row.get_refusal_display()}")
    ensure_task(
        person,
        by=by,
        title=f"Wechsel nach {row.to} ist abgelehnt: mit der Person besprechen, wie es weitergeht",
        due=today,
        origin=Aufgabenherkunft.REGEL,
        origin_key=f"wechsel-{row.pk}",
    )
    return row


def stop_packets(consent: PurposeConsent, by: Any) -> None:
    """Stops what waits on a consent that was just taken back; part of that transaction."""
    for row in Packet.objects.waiting().filter(consent=consent).select_for_update():
        day = max(timezone.localdate(moment_of_recording()), row.offered_on)
        _end(row, Paketstand.WIDERRUFEN, by, day)
        _tell(row, EventKind.PACKET_STOPPED, by, f"Wechsel gestoppt: {row.to}, Einwilligung widerrufen")


@transaction.atomic
def expire_packets(*, today: date, dry_run: bool = False) -> int:
    """Empties packets on which nobody decided in time; returns how many there are."""
    over = Packet.objects.waiting().filter(expires_on__lt=today)
    if dry_run:
        return over.count()
    rows = list(over.select_for_update())
    for row in rows:
        _end(row, Paketstand.ABGELAUFEN, None, today)
        _tell(row, EventKind.PACKET_STOPPED, row.offered_by, f"Wechsel abgelaufen: {row.to}")
    return len(rows)


@transaction.atomic
def accept_packet(packet: Packet, *, by: Any, responsible: Any, today: date) -> Participant:
    """Opens the case here and ends it there on the same day, so that exactly one Kommune looks after it.

    There it is sealed: what stays to be seen is its number, the days of its statuses, where it went and
    when. Raises ValidationError where the packet is decided, late or no longer allowed.
    """
    row, person = _waiting(packet)
    _refuse_late(row, today)
    _refuse_ended(person)
    consent = row.consent
    if consent is None or consent.withdrawn_on or person.consent != Einwilligung.LIEGT_VOR:
        raise ValidationError("Die Einwilligung gilt nicht mehr. Der Wechsel ist damit gestoppt.")
    # Held since the offer, it counts as an Abgang here, so there as a Zugang.
    row.talk_held = talk_held(person)
    new = open_case(row, by=by, responsible=responsible, today=today)
    _finish_there(row, person, by, today)
    row.new_participant, row.new_case_number = new, new.case_number
    periods = person.phase_periods.exclude(phase=Phase.ABGESCHLOSSEN).order_by("from_day")
    row.status_days = [
        [phase, str(first), str(last)]
        for phase, first, last in periods.values_list("phase", "from_day", "until_day")
    ]
    _end(row, Paketstand.ANGENOMMEN, by, today)
    _tell(row, EventKind.PACKET_ACCEPTED, by, f"Übergeben an {row.to}")
    return new


def talk_held(person: Participant) -> bool:
    """Whether the talk about an appointment has taken place: the very step out of Identifiziert."""
    return bool(person.phase != Phase.IDENTIFIZIERT)


def _finish_there(row: Packet, person: Participant, by: Any, today: date) -> None:
    """The case ends on the day, with it what still runs; from then on nobody there opens it."""
    for measure in person.measures.filter(ended_on__isnull=True):
        _end_measure(measure, by, today)
    for need in person.needs.filter(closed_on__isnull=True):
        ended = {"closed_on": max(today, need.opened_on), "closed_because": Bedarfsende.NICHT_MEHR}
        close_need(need, by=by, version=need.version, **ended)
    for planned in person.appointments.filter(state=Terminstand.GEPLANT, day__gte=today):
        state = {"state": Terminstand.ABGESAGT, "today": today, "reason": "Wechsel der Kommune"}
        state_appointment(planned, by=by, version=planned.version, **state)
    move(
        person,
        Phase.ABGESCHLOSSEN,
        on=today,
        by=by,
        reason=f"Übernommen von {row.to}.",
        today=today,
        outcome=Abschluss.UEBERGEBEN,
    )
    for consent in person.purposeconsents.in_force():
        # Nothing goes from there to anybody any more.
        for stop in STOPPING:
            if stop is not stop_packets:
                stop(consent, by)
    Participant.objects.filter(pk=person.pk).update(sealed_on=today)


def _end_measure(measure: Measure, by: Any, today: date) -> None:
    ended: dict[str, Any] = {"ended_on": today, "result": Massnahmenergebnis.NICHT_ANGETRETEN}
    if measure.started_on is not None:
        ended = {
            "ended_on": max(today, measure.started_on),
            "result": Massnahmenergebnis.ABGEBROCHEN,
            "break_off": Abbruchgrund.UMZUG,
        }
    end_measure(measure, by=by, version=measure.version, **ended)


def _waiting(packet: Packet) -> tuple[Packet, Participant]:
    """Locked, the person first as everywhere. Raises ValidationError where somebody was faster."""
    if packet.participant_id is None:
        raise ValidationError("Diesen Fall gibt es nicht mehr.")
    person = Participant.objects.select_for_update().get(pk=packet.participant_id)
    rows = Packet.objects.select_related("to", "kommune", "consent").select_for_update(of=("self",))
    row = rows.get(pk=packet.pk)
    if row.state != Paketstand.WARTET:
        raise ValidationError(f"Über diesen Wechsel ist schon entschieden: {row.get_state_display()}.")
    return row, person


def _refuse_late(row: Packet, today: date) -> None:
    if row.is_over(today):
        raise ValidationError(f"Dieses Angebot galt bis zum {format_day(row.expires_on)}.")


def _refuse_ended(person: Participant) -> None:
    if person.phase == Phase.ABGESCHLOSSEN or person.sealed_on is not None:
        raise ValidationError("Der Fall ist beendet und kann nicht mehr übergeben werden.")


def _end(row: Packet, state: Paketstand, by: Any, day: date) -> None:
    """Whatever comes of it, the content is gone."""
    row.state, row.content, row.decided_by, row.decided_on = state, {}, by, day
    row.save()


def _tell(row: Packet, kind: EventKind, by: Any, summary: str) -> None:
    record_event(kind, participant=row.participant, kommune_id=row.kommune_id, by=by, summary=summary)
