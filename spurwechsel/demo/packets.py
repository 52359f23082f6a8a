"""People who go to the other town: one was taken over, one was refused, one waits for an answer."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from clearing.models import Packet
from clearing.packets.catalogue import Ablehnung, Paketteil
from clearing.packets.content import digest, frozen
from clearing.packets.services import accept_packet, offer_packet, refuse_packet
from participants.choices import Einwilligung, Phase
from participants.models import Participant
from participants.services import recording_at
from spurwechsel.models import Kommune, User

from .staff import COORDINATORS, COTTBUS, POTSDAM
from .workdays import workday_until

ALL = [part.value for part in Paketteil]


def hand_over_people(today: date, kommunen: Mapping[str, Kommune], staff: Mapping[str, User]) -> None:
    """Offered in the last days, decided in the evening of the last working day."""
    last = workday_until(today - timedelta(days=1))
    here, there = kommunen[COTTBUS], kommunen[POTSDAM]
    taken = _offer(here, there, ALL, workday_until(last - timedelta(days=6)))
    refused = _offer(here, there, [Paketteil.PAPIERE], workday_until(last - timedelta(days=4)))
    _offer(there, here, [Paketteil.PAPIERE, Paketteil.PROFIL, Paketteil.BEDARFE], last)
    with recording_at(_at(last, 16)):
        by = staff[COORDINATORS[POTSDAM]]
        accept_packet(taken, by=by, responsible=None, today=last)
        refuse_packet(refused, by=by, reason=Ablehnung.KEINE_AUFNAHME, today=last)


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 40)))


def _offer(kommune: Kommune, to: Kommune, sections: list[str], on: date) -> Packet:
    """Of somebody in Clearing, best of all one for whom nothing else is under way."""
    people = Participant.objects.filter(
        kommune=kommune,
        phase=Phase.CLEARING,
        phase_since__lt=on,
        consent=Einwilligung.LIEGT_VOR,
        responsible__is_active=True,
        packets=None,
    )
    under_way = Count("referrals", distinct=True) + Count("placements", distinct=True)
    person = people.annotate(under_way=under_way).earliest("under_way", "case_number")
    with recording_at(_at(on, 11)):
        return offer_packet(
            person,
            by=person.responsible,
            to=to,
            sections=sections,
            given_on=on,
            language=person.consent_language or person.language,
            seen=digest(frozen(person, sections, on)),
            today=on,
        )
