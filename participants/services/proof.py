"""Proves that the read models say what log and papers say, and derives them anew where they do not."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from ..models import Participant, PhaseChange, PhasePeriod, ResidenceStatus
from .log import DerivedPeriod, derive_phase, periods_of

AT_A_TIME = 1000


def departures() -> list[str]:
    """The numbers of the cases whose status, periods or newest paper do not follow from what is recorded.

    A case that is being changed meanwhile is looked at again under its lock, so that it is no false alarm.
    """
    numbers = Participant.objects.order_by("pk").values_list("pk", flat=True)
    suspects = [person.pk for chunk in _chunks(list(numbers)) for person in chunk if not _follows_log(person)]
    return [person.case_number for person in (_locked(pk) for pk in suspects) if not _follows_log(person)]


@transaction.atomic
def derive_again(case_numbers: Iterable[str]) -> int:
    """Rewrites the read models of these cases from their logs; returns how many could be rewritten.

    A case without a single entry has nothing to be derived from and stays as it is.
    """
    people = Participant.objects.select_for_update().filter(case_number__in=list(case_numbers))
    with_log = [person for person in people.order_by("pk") if person.phase_changes.in_force().exists()]
    for person in with_log:
        derive_phase(person)
    return len(with_log)


def _chunks(numbers: list[int]) -> Iterator[list[Participant]]:
    for start in range(0, len(numbers), AT_A_TIME):
        yield list(_with_log(Participant.objects.filter(pk__in=numbers[start : start + AT_A_TIME])))


@transaction.atomic
def _locked(pk: int) -> Participant:
    Participant.objects.select_for_update().get(pk=pk)
    person: Participant = _with_log(Participant.objects.filter(pk=pk)).get()
    return person


def _with_log(people: QuerySet[Participant]) -> QuerySet[Participant]:
    changes = PhaseChange.objects.in_force().chronological()
    periods = PhasePeriod.objects.order_by("from_day", "pk")
    return people.prefetch_related(
        Prefetch("phase_changes", changes, to_attr="log"),
        Prefetch("phase_periods", periods, to_attr="stored"),
        Prefetch("residence", ResidenceStatus.objects.in_force(), to_attr="papers"),
    )


def _follows_log(person: Participant) -> bool:
    changes: list[PhaseChange] = person.log  # type: ignore[attr-defined]
    stored = [
        DerivedPeriod(period.phase, period.kommune_id, period.from_day, period.until_day)
        for period in person.stored  # type: ignore[attr-defined]
    ]
    if not changes or stored != periods_of(changes):
        return False
    shown = (person.phase, person.phase_since, person.follow_up_on)
    follows = shown == (stored[-1].phase, stored[-1].start, changes[-1].follow_up_on)
    return follows and _knows_newest_paper(person)


def _knows_newest_paper(person: Participant) -> bool:
    papers: list[ResidenceStatus] = person.papers  # type: ignore[attr-defined]
    newest = max(papers, key=lambda paper: (paper.valid_from, paper.pk), default=None)
    shown = (person.newest_kind, person.newest_from, person.newest_until)
    return shown == ((newest.kind, newest.valid_from, newest.valid_until) if newest else (None,) * 3)
