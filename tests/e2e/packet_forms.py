"""The forms of moving a case to another Kommune and of erasing one; see every_form.py."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from clearing.models import Packet
from clearing.packets.content import digest, frozen
from clearing.packets.services import offer_packet
from participants.choices import Phase
from participants.models import Participant
from reports.erasure_models import Erasure
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.e2e.every_form import Opened, Town, found, new_person, of_person, word
from tests.factories import make_kommune, make_user, move_to


def erase(town: Town) -> Opened:
    person = new_person(town)
    move_to(person, Phase.ABGESCHLOSSEN, by=town.koordination, on=date(2024, 3, 1))
    return Opened(
        town.koordination,
        reverse("erasure_add", args=[person.case_number]),
        {"reason": "verlangen", "case_number": person.case_number},
        found(Erasure.objects.all(), reason="reason", case_number="case_number"),
        wrong={"case_number": "SW-CB-1999-0001"},
        comes_back=False,
    )


def elsewhere() -> User:
    """Who decides in a Kommune of its own."""
    return make_user(Role.KOORDINATION, make_kommune(word().lower(), case_prefix=word()[:4].upper()))


def offer(town: Town) -> Opened:
    person, there = new_person(town), elsewhere()
    rows = Packet.objects.filter(participant=person, sections=["stammdaten", "papiere"])
    return of_person(
        town,
        "packet_add",
        person,
        typed={
            "to": str(there.kommune_id),
            "sections": "papiere",
            "given_on": "12.03.2024",
            "language": "tr",
        },
        stored=found(rows, to="to"),
        wrong={"given_on": "31.02.2024"},
        comes_back=False,
        is_previewed=True,
    )


def _offered(town: Town, there: User) -> Packet:
    # The server asks for its own day whether the offer still holds.
    person, today = new_person(town), timezone.localdate()
    return offer_packet(
        person,
        by=town.koordination,
        to=there.kommune,
        sections=[],
        given_on=today,
        language="tr",
        seen=digest(frozen(person, [], today)),
        today=today,
    )


def accept(town: Town) -> Opened:
    there = elsewhere()
    return Opened(
        there,
        reverse("packet_accept", args=[_offered(town, there).pk]),
        {"responsible": str(there.pk)},
        found(Participant.objects.filter(kommune=there.kommune), responsible="responsible"),
        comes_back=False,
    )


def refuse(town: Town) -> Opened:
    there = elsewhere()
    packet = _offered(town, there)
    return Opened(
        there,
        reverse("packet_refuse", args=[packet.pk]),
        {"reason": "nicht_zustaendig"},
        found(Packet.objects.filter(pk=packet.pk), refusal="reason"),
        comes_back=False,
    )


FORMS = [erase, offer]
# Nothing can be typed into them that is wrong; who takes a case over is chosen in one click once more.
CHOICES = [accept, refuse]
