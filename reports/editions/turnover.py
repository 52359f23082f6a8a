"""Counts how many people changed in each table since the editions that were published."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q

from participants.models import Participant, ResidenceStatus

from .. import catalogue, monthly
from ..edition_models import PublicEdition
from ..publication import TABLES, Changes


class Place(NamedTuple):
    """In which row of each table somebody is; in the order of TABLES."""

    status: str
    residence: str
    age: str
    gender: str


class _Person(NamedTuple):
    gender: str
    birth_date: date | None
    birth_precision: str


def places(kommune: Any, day: date, cutoff: datetime | None = None) -> dict[int, Place]:
    """
    By person all rows on the day, of everybody in one of the five statuses.

    With ``cutoff`` statuses and papers are those known at that moment, as in ``monthly_figures``.
    """
    phases = {stay.participant_id: stay.phase for stay in monthly.stays_between(kommune, day, day, cutoff)}
    kinds = _kinds(phases, day, cutoff)
    groups = {kind: key for key, _, several in catalogue.RESIDENCE_GROUPS for kind in several}
    people = Participant.objects.filter(pk__in=phases).order_by()
    return {
        number: Place(
            phases[number],
            groups.get(kinds.get(number, ""), ""),
            _age_band(_Person(*traits), day),
            traits[0],
        )
        for number, *traits in people.values_list("pk", *_Person._fields)
    }


def _age_band(person: Any, day: date) -> str:
    return monthly.age_band(person, day)


def _kinds(people: Iterable[int], day: date, cutoff: datetime | None) -> dict[int, str]:
    """By person the kind of the paper that began last."""
    papers = ResidenceStatus.objects.in_force()
    if cutoff is not None:
        kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=cutoff)
        papers = ResidenceStatus.objects.filter(kept, recorded_at__lte=cutoff)
    rows = papers.filter(participant__in=list(people), valid_from__lte=day).order_by("valid_from", "id")
    return dict(rows.values_list("participant_id", "kind"))


def changes_since(kommune: Any, stichtag: date, editions: Iterable[PublicEdition]) -> Changes:
    """
    By day of the numbers, for each table: of how many people the row is another now, or of one of both only.

    Compared is with what was known when those numbers were counted, so that late entries count as well.
    """
    now = places(kommune, stichtag)
    renewed = {edition.counted_on: edition.counted_cutoff for edition in editions if edition.is_renewed}
    return {day: _changes(places(kommune, day, cutoff), now) for day, cutoff in renewed.items()}


def _changes(before: dict[int, Place], after: dict[int, Place]) -> dict[str, int]:
    numbers = before.keys() | after.keys()
    return {
        key: sum(
            getattr(before.get(number), key, None) != getattr(after.get(number), key, None)
            for number in numbers
        )
        for key in TABLES
    }
