"""Shortcuts to a packet for another Kommune: offered as it was seen, and accepted."""

from datetime import date
from typing import Any

from clearing.models import Packet
from clearing.packets import services
from clearing.packets.catalogue import Paketteil
from clearing.packets.content import digest, frozen
from participants.models import Participant
from spurwechsel.models import Kommune, User

TODAY = date(2024, 4, 16)
ALL = [part.value for part in Paketteil]


def offer(person: Participant, by: User, to: Kommune, **fields: Any) -> Packet:
    values = {"sections": ALL, "given_on": TODAY, "language": "prs", "today": TODAY} | fields
    seen = digest(frozen(person, values["sections"], values["today"]))
    return services.offer_packet(person, by=by, to=to, seen=values.pop("seen", seen), **values)


def accept(packet: Packet, by: User, **fields: Any) -> Participant:
    return services.accept_packet(packet, by=by, **({"responsible": by, "today": TODAY} | fields))
