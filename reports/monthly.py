"""Counts the figures of a Kommune for the month up to a Stichtag; the only reader of people in this app."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from participants.choices import FIVE_PHASES, DatePrecision, Phase
from participants.models import (
    EducationProfile,
    LanguageProfile,
    Participant,
    PhaseChange,
    PhasePeriod,
    ResidenceStatus,
)
from participants.services import periods_of
from spurwechsel.german import age_on

from . import catalogue
from .esf import esf_tallies
from .ever import ever_tally
from .facts import by_cell, erased_by, tables_of, with_erased
from .figures import Breakdown, BridgeRow, Cell, Change, Figure, MonthlyFigures, StatusRow
from .models import IssuedReport
from .network import chance_tally
from .profile import NATIONALITY, profile_breakdowns
from .work import work_tallies

# Of whom only the year of birth is known, is taken to be born in the middle of it.
_MIDDLE_OF_THE_YEAR = (7, 1)
# Whose needs the report counts.
ACTIVE = (Phase.CLEARING, Phase.BETREUUNG)


class Stay(NamedTuple):
    """One person in one of the five statuses; both days included, ``until`` None while it goes on."""

    participant_id: int
    phase: str
    start: date
    until: date | None

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.until is None or self.until >= day)


# Long by its docstring and the one value with every part of the report; each part is counted elsewhere.
def monthly_figures(
    kommune: Any, stichtag: date, cutoff: datetime | None = None, *, told: Collection[str] = ()
) -> MonthlyFigures:
    """
    All figures as exact numbers; they must go through ``disclosure.protect`` before anybody else sees them.

    The month begins on its first day and ends with the Stichtag. With ``cutoff`` the statuses, papers and
    exceptions are those recorded by that moment; age and gender are always what is known now. Tables of the
    work in ``told`` are there even where nobody is in them.
    The number of queries does not depend on the number of people.
    """
    first, eve = stichtag.replace(day=1), stichtag.replace(day=1) - timedelta(days=1)
    stays = list(stays_between(kommune, min(eve, date(stichtag.year, 1, 1)), stichtag, cutoff))
    counts = Counter(stay.phase for stay in stays if stay.covers(stichtag))
    members = {stay.participant_id for stay in stays if stay.covers(stichtag)}
    active = {stay.participant_id for stay in stays if stay.phase in ACTIVE and stay.covers(stichtag)}
    parked = (stay for stay in stays if stay.phase == Phase.UNVEREINBARKEIT)
    resting = {stay.participant_id for stay in parked if stay.covers(stichtag)}
    earlier = IssuedReport.objects.without_files().before(kommune, stichtag).first()
    erased = erased_by(kommune, stichtag)
    people = people_with_traits(members, kommune, stichtag, cutoff)
    told = tables_of(erased).union(told)
    work = work_tallies(kommune, stichtag, active, cutoff, resting=resting, told=told)
    beside = (ever_tally(stays, stichtag), chance_tally(people, stichtag))
    work += tuple(tally for tally in beside if work and (tally.key in told or not tally.is_empty))
    work += esf_tallies(kommune, stichtag, cutoff)
    counted = MonthlyFigures(
        kommune=kommune.name,
        kommune_key=kommune.key,
        stichtag=stichtag,
        first_day=first,
        compared_with=earlier.stichtag if earlier else None,
        reached=Figure("Erschlossene Teilnehmende", counts.total(), catalogue.reached(stichtag)),
        identified=_identified(kommune, stichtag),
        exceptions=Figure(
            "Einzelfallentscheidungen",
            _exceptions(kommune, first, stichtag, cutoff),
            catalogue.exceptions(first, stichtag),
        ),
        statuses=_statuses(counts, earlier),
        status_about=catalogue.statuses(stichtag),
        bridge=bridge_of(stays, eve, stichtag),
        bridge_about=catalogue.bridge(first, stichtag),
        breakdowns=_breakdowns(people, stichtag, by_cell(erased, NATIONALITY)),
        work=work,
        late=_late(kommune, earlier, cutoff) if earlier else (),
    )
    return with_erased(counted, erased)


def stays_between(kommune: Any, first: date, last: date, cutoff: datetime | None) -> Iterator[Stay]:
    """Every stay in one of the five that shares a day with first to last."""
    if cutoff is not None:
        yield from _stays_as_known(kommune, first, last, cutoff)
        return
    rows = PhasePeriod.objects.filter(
        Q(until_day__isnull=True) | Q(until_day__gte=first),
        kommune=kommune,
        phase__in=FIVE_PHASES,
        from_day__lte=last,
    )
    for row in rows.order_by().values_list("participant_id", "phase", "from_day", "until_day"):
        yield Stay(*row)


def _stays_as_known(kommune: Any, first: date, last: date, cutoff: datetime) -> Iterator[Stay]:
    """The same from the log, as it stood at that moment."""
    here = PhaseChange.objects.filter(participant=OuterRef("participant"), kommune=kommune)
    log = PhaseChange.objects.known_at(cutoff).filter(Exists(here)).chronological()
    for participant_id, changes in groupby(log, key=lambda change: change.participant_id):
        for period in periods_of(changes):
            stay = Stay(participant_id, period.phase, period.start, period.until)
            if period.kommune_id == kommune.pk and period.phase in FIVE_PHASES and _shares(stay, first, last):
                yield stay


def _shares(stay: Stay, first: date, last: date) -> bool:
    return stay.start <= last and (stay.until is None or stay.until >= first)


def _late(kommune: Any, earlier: IssuedReport, cutoff: datetime | None) -> tuple[Change, ...]:
    """What the report before would say today about its own Stichtag, as far as it differs."""
    day = earlier.stichtag
    stays = stays_between(kommune, day, day, cutoff)
    counts = Counter(f"status/{stay.phase}" for stay in stays)
    counts.update(erased_by(kommune, day))
    rows = ((f"status/{row.key}", row) for row in earlier.figures.statuses)
    return tuple(
        Change(path, row.label, row.persons, counts[path])
        for path, row in rows
        if row.persons != counts[path]
    )


def _statuses(counts: Counter[str], earlier: IssuedReport | None) -> tuple[StatusRow, ...]:
    before = {row.key: row.persons for row in earlier.figures.statuses} if earlier else {}
    return tuple(
        StatusRow(
            key=phase.value,
            label=str(phase.label),
            meaning=catalogue.STATUS_MEANINGS[phase],
            persons=counts[phase],
            change=counts[phase] - before[phase] if phase in before else None,
        )
        for phase in FIVE_PHASES
    )


def bridge_of(stays: Iterable[Stay], eve: date, stichtag: date) -> tuple[BridgeRow, ...]:
    """Stock at the end of the day before the month, flows until the Stichtag, stock on the Stichtag."""
    flows: dict[str, Counter[str]] = defaultdict(Counter)
    of_a_person: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        of_a_person[stay.participant_id].append(stay)
        flows[stay.phase]["before"] += stay.covers(eve)
        flows[stay.phase]["after"] += stay.covers(stichtag)
    for own in of_a_person.values():
        _count_flows(own, flows, eve, stichtag)
    return tuple(
        BridgeRow(
            phase.value,
            str(phase.label),
            *(
                flows[phase][column]
                for column in ("before", "entered", "left", "moved_in", "moved_out", "after")
            ),
        )
        for phase in FIVE_PHASES
    )


def _count_flows(stays: Iterable[Stay], flows: dict[str, Counter[str]], eve: date, last: date) -> None:
    """A stay that follows another the very next day is a move, any other beginning or end is not."""
    ends = {stay.until + timedelta(days=1): stay for stay in stays if stay.until}
    starts = {stay.start: stay for stay in stays}
    for day in {*starts, *ends}:
        if not eve < day <= last:
            continue
        old, new = ends.get(day), starts.get(day)
        if new:
            flows[new.phase]["moved_in" if old else "entered"] += 1
        if old:
            flows[old.phase]["moved_out" if new else "left"] += 1


def _identified(kommune: Any, stichtag: date) -> Figure | None:
    estimate = kommune.estimate_on(stichtag)
    if estimate is None:
        return None
    return Figure("Mögliche Teilnehmende", estimate.count, catalogue.identified(estimate.day))


def _exceptions(kommune: Any, first: date, last: date, cutoff: datetime | None) -> int:
    changes = PhaseChange.objects.in_force() if cutoff is None else PhaseChange.objects.known_at(cutoff)
    in_month = changes.filter(kommune=kommune, effective_on__range=(first, last))
    return in_month.exclude(exception_reason="").count()


class Traits(NamedTuple):
    """What the breakdowns divide people by."""

    pk: int
    gender: str
    birth_date: date | None
    birth_precision: str
    paper_kind: str | None
    paper_until: date | None
    nationality: str
    speaking: str | None
    schooling: str | None


def people_with_traits(members: set[int], kommune: Any, day: date, cutoff: datetime | None) -> list[Traits]:
    stays = PhasePeriod.objects.on(day).filter(participant=OuterRef("pk"), kommune=kommune)
    people = Participant.objects.filter(
        Q(pk__in=members) if cutoff else Exists(stays.filter(phase__in=FIVE_PHASES))
    )
    paper = _latest_paper(day, cutoff)
    rows = people.annotate(
        paper_kind=Subquery(paper.values("kind")[:1]),
        paper_until=Subquery(paper.values("valid_until")[:1]),
        speaking=Subquery(_stated(LanguageProfile, "speaking", day, cutoff)),
        schooling=Subquery(_stated(EducationProfile, "schooling", day, cutoff)),
    ).order_by()
    return [Traits(*row) for row in rows.values_list(*Traits._fields)]


def _stated(model: type[Any], field: str, day: date, cutoff: datetime | None) -> QuerySet[Any, Any]:
    """The last answer up to the day that was not left empty."""
    statements = model.objects.latest_on(day).filter(participant=OuterRef("pk")).exclude(**{field: ""})
    if cutoff is not None:
        statements = statements.filter(recorded_at__lte=cutoff)
    answers: QuerySet[Any, Any] = statements.values(field)[:1]
    return answers


def _latest_paper(day: date, cutoff: datetime | None) -> QuerySet[ResidenceStatus, Any]:
    """The paper that began last up to the day, expired or not, as in every list."""
    papers = ResidenceStatus.objects.in_force()
    if cutoff is not None:
        papers = ResidenceStatus.objects.filter(
            Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=cutoff), recorded_at__lte=cutoff
        )
    of_the_person = papers.filter(participant=OuterRef("pk"), valid_from__lte=day)
    return of_the_person.order_by("-valid_from", "-id")


def _breakdowns(people: Sequence[Traits], day: date, gone: Mapping[str, int]) -> tuple[Breakdown, ...]:
    kinds = {kind: key for key, _, group in catalogue.RESIDENCE_GROUPS for kind in group}
    residence = Counter(kinds.get(one.paper_kind or "", "") for one in people)
    ages = Counter(age_band(one, day) for one in people)
    genders = Counter(one.gender for one in people)
    return (
        Breakdown(
            "residence",
            "Aufenthaltsstatus",
            "Aufenthaltsstatus",
            catalogue.residence(day),
            _cells([(key, label) for key, label, _ in catalogue.RESIDENCE_GROUPS], residence),
        ),
        Breakdown(
            "age",
            "Alter",
            "Alter",
            catalogue.age(day),
            _cells([(key, label) for key, label, *_ in catalogue.AGE_BANDS], ages),
        ),
        Breakdown(
            "gender", "Geschlecht", "Geschlecht", catalogue.gender(day), _cells(catalogue.GENDERS, genders)
        ),
        *profile_breakdowns(people, day, gone),
    )


def _cells(rows: Iterable[tuple[str, str]], counts: Counter[str]) -> tuple[Cell, ...]:
    """One cell a row, and in the last one whoever is in none of them."""
    named = [Cell(key, label, counts[key]) for key, label in rows]
    unknown = counts.total() - sum(cell.persons or 0 for cell in named)
    return (*named, Cell(*catalogue.UNKNOWN, unknown))


def age_band(person: Traits, day: date) -> str:
    birth = person.birth_date
    if birth is None:
        return ""
    if person.birth_precision == DatePrecision.YEAR:
        birth = birth.replace(month=_MIDDLE_OF_THE_YEAR[0], day=_MIDDLE_OF_THE_YEAR[1])
    age = age_on(birth, day)
    return next((key for key, _, low, high in catalogue.AGE_BANDS if low <= age <= high), "")
