"""To whom people were referred in the last days, and the short contacts without a name of three months."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from clearing import services
from clearing.catalogue import Bedarfsende
from clearing.models import Need, Referral
from clearing.referral_catalogue import Kurzthema, Verweisart, Verweisergebnis
from network.models import Organisation, Service
from participants.choices import Phase
from participants.models import Participant
from participants.services import recording_at
from spurwechsel.models import Kommune

from .workdays import workday_from, workday_until

ACTIVE = (Phase.BETREUUNG, Phase.CLEARING)
A_TOWN = 9
# "" is not known yet; two of those who arrived have no need any more.
RESULTS = ("angekommen", "", "begonnen", "nicht_angekommen", "", "abgelehnt", "angekommen", "unbekannt", "")
KINDS = (Verweisart.TERMIN, Verweisart.INFORMATION, Verweisart.BEGLEITET)
IN_WORDS = ("Elterncafé in der Unterkunft", "Kleiderkammer", "Sportverein im Stadtteil")
LANGUAGES = ("ar", "prs", "de", "uk", "en", "ar", "ru", "tr")
TOPICS = (*Kurzthema, Kurzthema.ARBEIT, Kurzthema.SPRACHE, Kurzthema.AUFENTHALT, Kurzthema.ARBEIT)
CONTACTS, EVERY = 40, timedelta(days=2)


def refer_people(today: date, kommunen: Mapping[str, Kommune]) -> None:
    """Entered in the afternoon of the last working day."""
    last = workday_until(today - timedelta(days=1))
    eve = timezone.make_aware(datetime.combine(last, time(15, 15)))
    with recording_at(eve):
        for kommune in kommunen.values():
            _refer(kommune, last)
            _go_to_the_authority(kommune, last)


def count_contacts(today: date, kommunen: Mapping[str, Kommune]) -> None:
    """On the days before the last working day; no report may be released before they are there."""
    for kommune in kommunen.values():
        _count(kommune, workday_until(today - timedelta(days=1)))


def _refer(kommune: Kommune, last: date) -> None:
    kinds, results = cycle(KINDS), cycle(RESULTS)
    for place, (need, service) in enumerate(_needs(kommune)):
        result = next(results)
        row = services.record_referral(
            need.participant,
            by=need.participant.responsible,
            need=need,
            organisation=service.organisation,
            service=service,
            kind=next(kinds),
            referred_on=max(need.opened_on, workday_until(last - timedelta(days=2 + place))),
            next_on=None if result else workday_from(last + timedelta(days=3 + place)),
        )
        if result:
            _answer(row, result, last)
    people = Participant.objects.filter(kommune=kommune, phase=Phase.BETREUUNG, responsible__isnull=False)
    for person, where in zip(people.order_by("-case_number"), IN_WORDS, strict=False):
        services.record_referral(
            person, by=person.responsible, kind=Verweisart.INFORMATION, place=where, referred_on=last
        )


def _needs(kommune: Kommune) -> Iterator[tuple[Need, Service]]:
    """Open needs without a measure that somebody in the directory of the town answers."""
    needs = Need.objects.filter(
        participant__kommune=kommune,
        participant__phase__in=ACTIVE,
        participant__responsible__isnull=False,
        closed_on=None,
        deferred_reason="",
    ).exclude(measures__ended_on=None, measures__isnull=False)
    offered = Service.objects.in_use().filter(organisation__kommune=kommune)
    found = 0
    for need in needs.select_related("participant__responsible").order_by("participant__case_number", "pk"):
        service = offered.answering(need.kind).select_related("organisation").first()
        if service is not None and not service.organisation.auslaenderbehoerde:
            yield need, service
            found += 1
        if found == A_TOWN:
            return


def _answer(row: Referral, result: str, last: date) -> None:
    by: Any = row.recorded_by
    row = services.state_referral(row, by=by, version=row.version, result=result, result_on=last)
    if result == Verweisergebnis.ANGEKOMMEN and row.need is not None:
        row.need.refresh_from_db()
        services.close_need(
            row.need,
            by=by,
            version=row.need.version,
            closed_on=last,
            closed_because=Bedarfsende.VERWIESEN,
        )


def _go_to_the_authority(kommune: Kommune, last: date) -> None:
    """One goes there alone, one is accompanied."""
    authority = Organisation.objects.filter(kommune=kommune, auslaenderbehoerde=True).first()
    people = Participant.objects.filter(kommune=kommune, phase=Phase.BETREUUNG, responsible__isnull=False)
    for person, kind in zip(
        people.order_by("case_number"), (Verweisart.SELBST, Verweisart.BEGLEITET), strict=False
    ):
        services.record_referral(
            person,
            by=person.responsible,
            kind=kind,
            referred_on=last,
            **({"organisation": authority} if authority else {"place": "Ausländerbehörde"}),
        )


def _count(kommune: Kommune, last: date) -> None:
    topics, languages = cycle(TOPICS), cycle(LANGUAGES)
    for place in range(CONTACTS):
        day = workday_until(last - EVERY * place)
        services.count_brief_contact(kommune, day=day, topic=next(topics), language=next(languages))
