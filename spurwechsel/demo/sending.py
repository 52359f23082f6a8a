"""Data that went to partners in the last weeks: one transfer in every state, some answered by link."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from clearing import services
from clearing.models import Need, Transfer
from clearing.services.transfer_moves import end_tasks
from clearing.transfer_catalogue import Ablehnungsgrund, Angabe, Ausgang, Stand
from network.models import Service
from participants.choices import Phase, Zweck
from participants.services import give_purpose, recording_at
from spurwechsel.models import Kommune

from .workdays import workday_until

ACTIVE = (Phase.BETREUUNG, Phase.CLEARING)
GOAL = "Beratung zu den nächsten Schritten und ein Platz im Angebot"
NAMES = ("Frau Anders", "Herr Beyer", "Frau Conrad", "Herr Dorn")


class Told(NamedTuple):
    """How many days before the last working day it was sent, and what the partner said when."""

    days_ago: int
    answers: tuple[tuple[int, str, dict[str, str]], ...] = ()
    by_link: bool = True


_YES, _RUNS = (2, Stand.ANGENOMMEN, {}), (9, Stand.LAEUFT, {})
TOLD = (
    Told(3),
    Told(18),
    Told(12, (_YES,)),
    Told(30, ((5, Stand.ABGELEHNT, {"decline_reason": Ablehnungsgrund.VOLL}),)),
    Told(40, (_YES, _RUNS)),
    Told(70, ((4, Stand.ANGENOMMEN, {}), _RUNS, (60, Stand.BEENDET, {"outcome": Ausgang.ERREICHT}))),
    Told(45, ((6, Stand.ANGENOMMEN, {}), (20, Stand.BEENDET, {"outcome": Ausgang.NICHT_ERSCHIENEN})), False),
    Told(60),
)
DRAFTS = 2
# What a partner answered before that, somebody has taken care of.
LOOKED_AT = timedelta(days=10)


def send_data(today: date, kommunen: Mapping[str, Kommune]) -> None:
    """Each step at noon of its day; what is left without answer runs out as the nightly work would do it."""
    last = workday_until(today - timedelta(days=1))
    for kommune in kommunen.values():
        found = _needs(kommune)
        for told, (need, service) in zip(TOLD, found, strict=False):
            _send(need, service, told, last)
        for need, service in [pair for _, pair in zip(range(DRAFTS), found, strict=False)]:
            with _noon(last):
                _prepare(need, service, last)
        _take_one_back(kommune, last)
    with _noon(last):
        services.chase_transfers(today=last)


def _noon(day: date) -> Any:
    return recording_at(timezone.make_aware(datetime.combine(day, time(12))))


def _needs(kommune: Kommune) -> Iterator[tuple[Need, Service]]:
    """Open needs that somebody in the town answers, one of each person."""
    needs = Need.objects.filter(
        participant__kommune=kommune,
        participant__phase__in=ACTIVE,
        participant__responsible__isnull=False,
        participant__consent="liegt_vor",
        closed_on=None,
        referrals=None,
    ).order_by("-participant__case_number", "pk")
    offered = Service.objects.in_use().filter(
        organisation__kommune=kommune, organisation__auslaenderbehoerde=False
    )
    seen: set[int] = set()
    for need in needs.select_related("participant__responsible"):
        service = offered.answering(need.kind).select_related("organisation").last()
        if service is not None and need.participant_id not in seen:
            seen.add(need.participant_id)
            yield need, service


def _prepare(need: Need, service: Service, day: date) -> Transfer:
    person = need.participant
    shared = [Angabe.NAME, Angabe.SPRACHE, Angabe.ZIEL] + [Angabe.KONTAKT] * bool(person.phone)
    return services.prepare_transfer(
        person,
        by=person.responsible,
        need=need,
        organisation=service.organisation,
        service=service,
        shared=[each.value for each in Angabe if each in shared],
        goal=GOAL,
    )


def _send(need: Need, service: Service, told: Told, last: date) -> None:
    person, by = need.participant, need.participant.responsible
    first = max(need.opened_on, person.consent_on or need.opened_on)
    day = max(workday_until(last - timedelta(days=told.days_ago)), first)
    if person.consent_on is None or day > last:
        return
    with _noon(day):
        give_purpose(
            person,
            by=by,
            purpose=Zweck.WEITERGABE,
            partner=service.organisation.name,
            partner_key=service.organisation_id,
            given_on=day,
            language=person.language,
        )
        row = services.send_transfer(_prepare(need, service, day), by=by, version=1, today=day)
        code = services.make_answer_link(row, by=by, today=day)
    said = day
    for place, (days, state, answer) in enumerate(told.answers):
        said = min(day + timedelta(days=days), last)
        with _noon(said):
            _answer(
                row, code if told.by_link else "", said, NAMES[(row.pk + place) % len(NAMES)], state, answer
            )

    if told.answers and said < last - LOOKED_AT:
        with _noon(said):
            end_tasks(Transfer.objects.get(pk=row.pk), by)


def _answer(row: Transfer, code: str, day: date, name: str, state: str, answer: dict[str, str]) -> None:
    if code:
        services.open_answer(code, today=day)
        services.answer_transfer(code, today=day, name=name, state=state, **answer)
        return
    current = Transfer.objects.get(pk=row.pk)
    services.move_transfer(
        current, by=row.recorded_by, version=current.version, state=state, on=day, answered_by=name, **answer
    )


def _take_one_back(kommune: Kommune, last: date) -> None:
    """Somebody withdraws the consent while the partner has not answered yet."""
    found = Transfer.objects.filter(participant__kommune=kommune, state=Stand.GESENDET).order_by("sent_on")
    row = found.select_related("consent", "recorded_by").last()
    if row is not None and row.consent is not None and found.count() > 1:
        with _noon(last):
            services.take_back_purpose(row.consent, by=row.recorded_by, withdrawn_on=last, today=last)
