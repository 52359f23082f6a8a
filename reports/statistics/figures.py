"""Counts the months of a period from the same stays as the report, and how long each status lasts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from participants.choices import FIVE_PHASES
from spurwechsel.german import format_month

from .. import catalogue
from ..fact_models import ErasedCount
from ..facts import bridge_with
from ..figures import BridgeRow, MonthlyFigures
from ..monthly import Stay, bridge_of, monthly_figures, stays_between
from ..numbers import About
from ..tallies import Tally
from . import definitions

# Tables of the report that the page shows as they stand on its last day.
WORK_TABLES = ("needs", "measures", "results", "kept", "titles")


@dataclass(frozen=True)
class Row:
    label: str
    values: tuple[int | None, ...]


@dataclass(frozen=True)
class Series:
    """One table of the page; None stands for a number that makes no sense there."""

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    about: About

    @property
    def labelled_rows(self) -> list[tuple[str, list[tuple[str, int | None]]]]:
        """Rows whose numbers know the head of their column, which a phone shows beside each."""
        return [(row.label, list(zip(self.head[1:], row.values, strict=True))) for row in self.rows]


@dataclass(frozen=True)
class Month:
    """First and last day that count, both included; the last month may end early."""

    first: date
    last: date
    bridge: tuple[BridgeRow, ...]

    @property
    def label(self) -> str:
        return format_month(self.last)


# Where the paths of erased transitions begin: transitions/<from>/<to>, empty for outside.
TRANSITIONS = "transitions/"


@dataclass(frozen=True)
class Statistics:
    """All numbers of the page; exact, so never for anybody outside the Kommune."""

    kommune: str
    first: date
    last: date
    months: tuple[Month, ...]
    report: MonthlyFigures
    tables: tuple[Series, ...]

    def table(self, key: str) -> Series:
        return next(table for table in self.tables if table.key == key)


def month_spans(first: date, last: date) -> list[tuple[date, date]]:
    """Whole months from that of the first day on; the last one ends with the last day."""
    spans, start = [], first.replace(day=1)
    while start <= last:
        following = (start + timedelta(days=31)).replace(day=1)
        spans.append((start, min(last, following - timedelta(days=1))))
        start = following
    return spans


def statistics(kommune: Any, first: date, last: date) -> Statistics:
    """The months from that of ``first`` up to the day ``last``. The number of queries is fixed."""
    spans = month_spans(first, last)
    eve = spans[0][0] - timedelta(days=1)
    stays = list(stays_between(kommune, eve, last, None))
    erased = _erased(kommune, last)
    months = tuple(Month(start, end, _bridge(stays, erased, start, end)) for start, end in spans)
    report = monthly_figures(kommune, last)
    period = (spans[0][0], last)
    tables = (
        _stock(months, period),
        _flows(months, period),
        _transitions(stays, erased, period),
        _durations(stays, erased, period),
        *(_as_series(tally) for tally in report.work if tally.key in WORK_TABLES),
    )
    return Statistics(kommune.name, spans[0][0], last, months, report, tables)


def _erased(kommune: Any, last: date) -> list[tuple[str, date, int]]:
    """What bridge, transitions and stock lose by people who were erased, by path and day."""
    rows = ErasedCount.objects.filter(kommune=kommune, day__lte=last)
    kept = rows.filter(path__regex=r"^(bridge|status|transitions)/")
    return list(kept.order_by().values_list("path", "day", "number"))


def _bridge(
    stays: Iterable[Stay], erased: Iterable[tuple[str, date, int]], first: date, last: date
) -> tuple[BridgeRow, ...]:
    """The bridge of one month, as the report of its last day has it."""
    more: Counter[str] = Counter()
    for path, day, number in erased:
        if day <= last:
            more[path] += number
    counted = bridge_of(_sharing(stays, first, last), first - timedelta(days=1), last)
    return bridge_with(counted, more)


def _sharing(stays: Iterable[Stay], first: date, last: date) -> list[Stay]:
    """Those with at least one day from the eve of the month to its end."""
    eve = first - timedelta(days=1)
    return [stay for stay in stays if stay.start <= last and (stay.until is None or stay.until >= eve)]


def _stock(months: Sequence[Month], period: tuple[date, date]) -> Series:
    rows = []
    for month in months:
        counts = tuple(row.after for row in month.bridge)
        rows.append(Row(month.label, (*counts, sum(counts))))
    head = ("Monat", *(str(phase.label) for phase in FIVE_PHASES), "Insgesamt")
    return Series("stock", "Bestand am Ende des Monats", head, tuple(rows), definitions.stock(*period))


def _flows(months: Sequence[Month], period: tuple[date, date]) -> Series:
    rows = tuple(
        Row(
            month.label,
            tuple(sum(getattr(row, column) for row in month.bridge) for column in definitions.FLOW_COLUMNS),
        )
        for month in months
    )
    head = ("Monat", *definitions.FLOW_COLUMNS.values())
    return Series("flows", "Zugänge, Abgänge und Wechsel", head, rows, catalogue.bridge(*period))


def transitions(stays: Iterable[Stay]) -> Counter[tuple[str, str, date]]:
    """From where to where on which day; whoever goes on the very next day has moved, as in the report."""
    of_a_person: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        of_a_person[stay.participant_id].append(stay)
    counts: Counter[tuple[str, str, date]] = Counter()
    for own in of_a_person.values():
        ends = {stay.until + timedelta(days=1): stay.phase for stay in own if stay.until}
        starts = {stay.start: stay.phase for stay in own}
        for day in {*ends, *starts}:
            counts[ends.get(day, ""), starts.get(day, ""), day] += 1
    return counts


def _of_period(
    found: Iterable[tuple[str, str, date, int]], period: tuple[date, date]
) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for start, end, day, number in found:
        if period[0] <= day <= period[1]:
            counts[start, end] += number
    return counts


def _erased_transitions(
    erased: Iterable[tuple[str, date, int]], period: tuple[date, date]
) -> Counter[tuple[str, str]]:
    split = ((path.split("/"), day, number) for path, day, number in erased if path.startswith(TRANSITIONS))
    return _of_period(((parts[1], parts[2], day, number) for parts, day, number in split), period)


def _transitions(
    stays: Iterable[Stay], erased: Sequence[tuple[str, date, int]], period: tuple[date, date]
) -> Series:
    counts = _of_period(((*key, number) for key, number in transitions(stays).items()), period)
    counts.update(_erased_transitions(erased, period))
    rows = [Row("von außen", (*(counts["", phase] for phase in FIVE_PHASES), None))]
    for phase in FIVE_PHASES:
        onward = (counts[phase, each] if each != phase else None for each in FIVE_PHASES)
        rows.append(Row(str(phase.label), (*onward, counts[phase, ""])))
    head = ("von", *(f"nach {phase.label}" for phase in FIVE_PHASES), "nach außen")
    about = definitions.transitions(*period)
    return Series("transitions", "Wechsel zwischen den Status", head, tuple(rows), about)


def _durations(
    stays: Iterable[Stay], erased: Sequence[tuple[str, date, int]], period: tuple[date, date]
) -> Series:
    """People who were erased are in the numbers; a median cannot be restored and is that of the others."""
    ended: dict[str, list[int]] = defaultdict(list)
    running: dict[str, list[int]] = defaultdict(list)
    for stay in stays:
        if stay.covers(period[1]):
            running[stay.phase].append((period[1] - stay.start).days)
        elif stay.until and stay.until + timedelta(days=1) >= period[0]:
            ended[stay.phase].append((stay.until - stay.start).days + 1)
    gone, still = Counter[str](), Counter[str]()
    for (start, _), number in _erased_transitions(erased, period).items():
        gone[start] += number
    for path, _, number in erased:
        still[path] += number
    rows = tuple(
        Row(
            str(phase.label),
            (
                *_typical(ended[phase], gone[phase]),
                *_typical(running[phase], still[f"status/{phase.value}"]),
            ),
        )
        for phase in FIVE_PHASES
    )
    about = definitions.durations(*period)
    return Series("durations", "Dauer in einem Status", definitions.DURATION_HEAD, rows, about)


def _typical(days: Sequence[int], erased: int) -> tuple[int, int | None]:
    """How many stays there are, and the median of the days of those that are still known."""
    return len(days) + erased, round(median(days)) if days else None


def _as_series(tally: Tally) -> Series:
    rows = [Row(row.label, row.counts) for row in tally.rows]
    if tally.totals:
        rows.append(Row(tally.total_label, tally.totals))
    return Series(tally.key, tally.title, (tally.head, *tally.columns), tuple(rows), tally.about)
