"""Counts the work with people up to a Stichtag: needs, measures, results, new titles, gaps."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from clearing.models import CertificateGained, Measure, Need
from participants.choices import FIKTIONEN, FIVE_PHASES
from participants.models import Employment, PhasePeriod, ResidenceStatus, Training

from . import reach_catalogue
from . import work_catalogue as catalogue
from .network import brief_tally, referrals_tally
from .numbers import Figure
from .outcomes import kept_tally, obstacles_tally
from .reach import reach_tallies
from .tallies import Tally, TallyRow

# What keeps people away, how long they waited and who asked is told beside the work, never alone.
OPENING = frozenset(
    {"measures", "needs", "gaps", "results", "kept", "titles", reach_catalogue.ATTEMPTS_TABLE, "referrals"}
)


class Span(NamedTuple):
    """First of January, first of the month, Stichtag; all of them included."""

    year: date
    month: date
    stichtag: date

    @classmethod
    def up_to(cls, stichtag: date) -> "Span":
        return cls(date(stichtag.year, 1, 1), stichtag.replace(day=1), stichtag)


def work_tallies(
    kommune: Any,
    stichtag: date,
    active: Collection[int],
    cutoff: datetime | None = None,
    *,
    resting: Collection[int] = (),
    told: Collection[str] = (),
) -> tuple[Tally, ...]:
    """
    Tables as exact numbers, empty where none of OPENING has anything to tell and none is in ``told``.

    ``active`` are the people in Clearing or Betreuung on the Stichtag, ``resting`` those in Unvereinbarkeit.
    With ``cutoff`` only what was recorded by that moment counts, with days and results as they are known
    now. The number of queries does not depend on the number of people.
    """
    span = Span.up_to(stichtag)
    tables = (
        measures_tally(kommune, span, cutoff),
        _needs(kommune, span, active, cutoff),
        _gaps(kommune, span, cutoff),
        _results(kommune, span, cutoff),
        kept_tally(kommune, stichtag, cutoff),
        _titles(kommune, span, cutoff),
    )
    attempts, waiting = reach_tallies(kommune, stichtag, cutoff, told=told)
    referrals = referrals_tally(kommune, stichtag, cutoff)
    if OPENING.isdisjoint(told) and all(table.is_empty for table in (*tables, attempts, referrals)):
        return ()
    obstacles = obstacles_tally(kommune, stichtag, resting, cutoff)
    brief = brief_tally(kommune, stichtag)
    return (*tables[:3], obstacles, *tables[3:], attempts, waiting, referrals, brief)


def _recorded(rows: QuerySet[Any, Any], cutoff: datetime | None) -> QuerySet[Any, Any]:
    return rows if cutoff is None else rows.filter(recorded_at__lte=cutoff)


def _in_force(rows: QuerySet[Any, Any], cutoff: datetime | None) -> QuerySet[Any, Any]:
    """Without what was withdrawn, or what was withdrawn by then."""
    if cutoff is None:
        return rows.filter(withdrawn_at__isnull=True)
    kept = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=cutoff)
    return rows.filter(kept, recorded_at__lte=cutoff)


def _needs(kommune: Any, span: Span, active: Collection[int], cutoff: datetime | None) -> Tally:
    known = open_needs(kommune, span.stichtag, active, cutoff)
    counts = Counter(kind for _, kind in known)
    about = catalogue.needs(span.stichtag)
    return Tally(
        "needs",
        "Offene Bedarfe",
        "Bedarf",
        ("Personen",),
        about,
        tuple(TallyRow(key, label, (counts[key],)) for key, label in catalogue.NEEDS),
        totals=(len(known),),
        total_label="Nennungen",
        singles=(
            Figure("Personen mit mindestens einem offenen Bedarf", len({each[0] for each in known}), about),
        ),
        base=len(active),
    )


def open_needs(
    kommune: Any, stichtag: date, active: Collection[int], cutoff: datetime | None
) -> list[tuple[int, str]]:
    """Person and kind, everybody once for each kind; two levels of the Sprachkurs are one need."""
    still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=stichtag)
    rows = Need.objects.filter(still_open, participant__kommune=kommune, opened_on__lte=stichtag)
    pairs = _recorded(rows, cutoff).order_by().values_list("participant_id", "kind").distinct()
    return [(person, kind) for person, kind in pairs if person in active]


def measured(kommune: Any, span: Span, cutoff: datetime | None) -> Iterator[tuple[str, int, int]]:
    """Row, column and person of each participation that counts there."""
    rows = Measure.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=span.month),
        participant__kommune=kommune,
        started_on__lte=span.stichtag,
    )
    groups = {kind: key for key, _, kinds in catalogue.MEASURES for kind in kinds}
    columns = ("kind", "started_on", "ended_on", "result", "participant_id")
    for kind, start, end, result, person in _recorded(rows, cutoff).order_by().values_list(*columns):
        ended = end is not None and end <= span.stichtag
        counted = (
            not ended,
            start >= span.month,
            ended and result in catalogue.FINISHED,
            ended and result == catalogue.BROKEN_OFF,
        )
        yield from ((groups[kind], place, person) for place, counts in enumerate(counted) if counts)


def measures_tally(kommune: Any, span: Span, cutoff: datetime | None) -> Tally:
    """What runs on the last day, and what began and ended from the day ``span.month`` on."""
    counts = Counter((key, place) for key, place, _ in measured(kommune, span, cutoff))
    columns = range(len(catalogue.MEASURE_COLUMNS))
    return Tally(
        "measures",
        "Maßnahmen",
        "Art der Maßnahme",
        catalogue.MEASURE_COLUMNS,
        catalogue.measures(span.month, span.stichtag),
        tuple(
            TallyRow(key, label, tuple(counts[key, place] for place in columns))
            for key, label, _ in catalogue.MEASURES
        ),
        totals=tuple(sum(counts[key, place] for key, *_ in catalogue.MEASURES) for place in columns),
    )


# Who reached what, and when: (row of the table, person, day).
Reached = tuple[str, int, date]


def _by_month_and_year(
    rows: Iterable[tuple[str, str]], reached: Iterable[Reached], span: Span
) -> tuple[TallyRow, ...]:
    """Everybody once in a row and column, however often."""
    found = list(reached)
    people: dict[str, list[set[int]]] = {key: [set(), set()] for key, _ in rows}
    for key, person, day in found:
        people[key][1].add(person)
        if day >= span.month:
            people[key][0].add(person)
    return tuple(TallyRow(key, label, tuple(len(column) for column in people[key])) for key, label in rows)


def _since_january(rows: QuerySet[Any, Any], kommune: Any, day: str, span: Span) -> QuerySet[Any, Any]:
    """Of people who were already reached by the project on the day in the column ``day``."""
    stays = PhasePeriod.objects.filter(
        participant=OuterRef("participant"),
        kommune=kommune,
        phase__in=FIVE_PHASES,
        from_day__lte=OuterRef(day),
    )
    dated = {f"{day}__range": (span.year, span.stichtag)}
    return rows.filter(Exists(stays), participant__kommune=kommune, **dated).order_by()


def results_reached(kommune: Any, span: Span, cutoff: datetime | None) -> list[Reached]:
    """All results since January; the same may be reached more than once."""
    reached: list[Reached] = []
    sources: tuple[tuple[type[Any], str, tuple[str, ...], Callable[..., str | None]], ...] = (
        (Employment, "valid_from", ("kind",), catalogue.JOBS.get),
        (Training, "valid_from", (), lambda: "training"),
        (CertificateGained, "gained_on", ("level", "recognition"), catalogue.certificate_row),
    )
    for model, day, columns, row_of in sources:
        rows = _since_january(_in_force(model.objects.all(), cutoff), kommune, day, span)
        for person, when, *values in rows.values_list("participant_id", day, *columns):
            if key := row_of(*values):
                reached.append((key, person, when))
    return reached


def _results(kommune: Any, span: Span, cutoff: datetime | None) -> Tally:
    reached = results_reached(kommune, span, cutoff)
    return Tally(
        "results",
        "Ergebnisse",
        "Ergebnis",
        catalogue.PERIODS,
        catalogue.results(span.year, span.stichtag),
        _by_month_and_year(catalogue.RESULTS, reached, span),
    )


def titles_reached(kommune: Any, span: Span, cutoff: datetime | None) -> list[Reached]:
    """A title that follows a paper of another kind; a Fiktion in between changes nothing."""
    papers = _in_force(ResidenceStatus.objects.exclude(kind__in=FIKTIONEN), cutoff)
    granted = _since_january(papers.filter(kind__in=catalogue.TITLES), kommune, "valid_from", span)
    # Asked for by themselves: nested in the next question, PostgreSQL may ask again for every paper.
    new = dict(granted.values_list("id", "participant_id"))
    of_those = papers.filter(participant__in=set(new.values()), valid_from__lte=span.stichtag)
    ordered = of_those.order_by("participant_id", "valid_from", "id")
    reached: list[Reached] = []
    listed = ordered.values_list("participant_id", "id", "kind", "valid_from")
    for person, history in groupby(listed, key=lambda paper: paper[0]):
        before = ""
        for _, paper, kind, day in history:
            if paper in new and before and kind != before:
                reached.append((catalogue.title_row(before, kind), person, day))
            before = kind
    return reached


def _titles(kommune: Any, span: Span, cutoff: datetime | None) -> Tally:
    reached = titles_reached(kommune, span, cutoff)
    return Tally(
        "titles",
        "Neue Aufenthaltstitel",
        "von → nach",
        catalogue.PERIODS,
        catalogue.titles(span.year, span.stichtag),
        _by_month_and_year([(key, label) for key, label, *_ in catalogue.TITLE_ROWS], reached, span),
    )


def closed_without_offer(kommune: Any, span: Span, cutoff: datetime | None) -> list[tuple[str, date, int]]:
    """Kind, day and person of each need that nobody could meet, since January."""
    rows = Need.objects.filter(
        participant__kommune=kommune,
        closed_because=catalogue.NO_OFFER,
        closed_on__range=(span.year, span.stichtag),
    )
    columns = ("kind", "closed_on", "participant_id")
    return list(_recorded(rows, cutoff).order_by().values_list(*columns))


def _gaps(kommune: Any, span: Span, cutoff: datetime | None) -> Tally:
    closed = closed_without_offer(kommune, span, cutoff)
    counts = Counter(kind for kind, _, _ in closed)
    this_month = sum(day >= span.month for _, day, _ in closed)
    return Tally(
        "gaps",
        "Bedarfe ohne Angebot",
        "Bedarf",
        catalogue.PERIODS[1:],
        catalogue.gaps(span.year, span.stichtag),
        tuple(TallyRow(key, label, (counts[key],)) for key, label in catalogue.NEEDS),
        totals=(len(closed),),
        singles=(Figure(catalogue.IN_THE_MONTH, this_month, catalogue.gaps(span.month, span.stichtag)),),
    )
