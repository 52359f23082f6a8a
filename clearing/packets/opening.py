"""The new case of a person who came with a packet, entered through the services like any other."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from participants import services as people
from participants.choices import Einwilligung, EventKind, Zugang
from participants.models import Participant
from participants.services import record_event

from ..catalogue import Aufgabenherkunft
from ..models import CertificateGained, Need, Packet
from ..services import ensure_task, open_need, record_certificate
from .content import SOURCES, Source, thawed


def open_case(packet: Packet, *, by: Any, responsible: Any, today: date) -> Participant:
    """Part of the acceptance. What a service refuses is left out and named in the history of the case.

    The consent in taking part was given to the other Kommune; here it is asked for anew.
    """
    known = thawed(SOURCES[0], packet.content[SOURCES[0].key][0])
    new = people.register(
        packet.to,
        by=by,
        on=today,
        talk_held=packet.talk_held,
        reason=_first_reason(packet),
        channel=Zugang.ANDERE_KOMMUNE,
        responsible=responsible,
        consent=Einwilligung.WIRD_EINGEHOLT,
        **known,
    )
    left_out = [
        str(source.model._meta.verbose_name)
        for source in SOURCES[1:]
        for values in packet.content.get(source.key, ())
        if not _taken(_entry(source, new, thawed(source, values), by, today))
    ]
    record_event(
        EventKind.TAKEN_OVER,
        participant=new,
        by=by,
        summary=f"Übernommen von {packet.kommune}, dort {packet.case_number}",
        reason=f"Nicht eingetragen werden konnte: {', '.join(left_out)}." if left_out else "",
    )
    ensure_task(
        new,
        by=by,
        title="Aus anderer Kommune gekommen: kennenlernen und Einwilligung einholen",
        due=today,
        origin=Aufgabenherkunft.REGEL,
        origin_key=f"uebernommen-{new.pk}",
    )
    return new


def _first_reason(packet: Packet) -> str:
    said = "hat dort stattgefunden" if packet.talk_held else "hat noch nicht stattgefunden"
    return f"Übernommen von {packet.kommune}. Das Gespräch über einen persönlichen Termin {said}."


def _entry(
    source: Source, new: Participant, values: dict[str, Any], by: Any, today: date
) -> Callable[[], Any]:
    if source.key == "residence":
        return partial(people.record_residence_status, new, by=by, **values)
    if source.key in ("jobs", "trainings"):
        return partial(people.record_episode, new, source.model, by=by, **values)  # type: ignore[type-var]
    if source.model is CertificateGained:
        return partial(record_certificate, new, by=by, **values)
    if source.model is Need:
        return partial(open_need, new, by=by, opened_on=today, **values)
    return partial(people.state, new, source.model, by=by, **values)  # type: ignore[type-var]


def _taken(enter: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            enter()
    except ValidationError:
        return False
    return True
