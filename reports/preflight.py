"""What would distort a monthly report: missing or contradictory facts and jumps, each with whose it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from statistics import mean
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from clearing.models import Interview, Measure
from participants.choices import FIVE_PHASES, Phase
from participants.models import Participant, PhasePeriod, ResidenceStatus
from spurwechsel.german import format_day, format_month

from .figures import MonthlyFigures
from .models import IssuedReport

SHOWN = 20
# A number jumps if it differs from the mean of the last reports by at least both.
JUMP_PERSONS = 5
JUMP_PERCENT = 25
COMPARED_REPORTS = 3


@dataclass(frozen=True)
class Case:
    """Somebody whose record is to be looked at, and who looks after them."""

    number: str
    name: str
    owner: str


@dataclass(frozen=True)
class Finding:
    """
    One kind of doubt. ``page`` is the name of the address that puts a case right.

    Without cases it is about a number, and ``status`` is whose list to look at, empty for all.
    """

    code: str
    sentence: str
    page: str = ""
    cases: tuple[Case, ...] = ()
    others: int = 0
    status: str = ""


@dataclass(frozen=True)
class _Check:
    """``concerns`` looks at the annotated person; ``words`` are for one and for several."""

    code: str
    page: str
    words: tuple[str, str]
    concerns: Callable[[Any], bool]


_CHECKS = (
    _Check(
        "no_paper",
        "residence_add",
        ("hat kein Aufenthaltspapier", "haben kein Aufenthaltspapier"),
        lambda person: not person.had_a_paper,
    ),
    _Check(
        "expired",
        "residence_list",
        ("hat ein abgelaufenes Papier", "haben ein abgelaufenes Papier"),
        lambda person: person.had_a_paper and not person.has_a_paper,
    ),
    _Check(
        "no_talk",
        "talk_list",
        ("ist in Betreuung ohne ein Clearinggespräch", "sind in Betreuung ohne ein Clearinggespräch"),
        lambda person: person.phase_then == Phase.BETREUUNG and not person.was_talked_to,
    ),
    _Check(
        "no_birth",
        "participant_edit",
        ("hat kein Geburtsdatum", "haben kein Geburtsdatum"),
        lambda person: person.birth_date is None,
    ),
    _Check(
        "no_gender",
        "participant_edit",
        ("ist ohne Angabe zum Geschlecht", "sind ohne Angabe zum Geschlecht"),
        lambda person: not person.gender,
    ),
)
_RUNNING = (
    "ist nicht erschlossen, aber in einer laufenden Maßnahme",
    "sind nicht erschlossen, aber in laufenden Maßnahmen",
)


def preflight(figures: MonthlyFigures, kommune: Any, *, user: Any) -> tuple[Finding, ...]:
    """
    What to look at before release, of the people whom the user may see; figures are the exact ones.

    That somebody has two statuses at once is not asked: the database refuses it. The number of queries does
    not depend on the number of people.
    """
    return (
        *_missing(kommune, figures.stichtag, user),
        *_running(kommune, figures.stichtag, user),
        *jumps(figures, _reported(kommune, figures.stichtag)),
    )


def unfinished(stichtag: date, today: date) -> Iterator[Finding]:
    """That the month of the Stichtag goes on, up to and with its last day; releasing it settles the day."""
    if (stichtag.year, stichtag.month) == (today.year, today.month):
        sentence = (
            f"Der Monat ist noch nicht zu Ende. Mit der Freigabe gilt der {format_day(stichtag)} als "
            f"Stichtag für {format_month(stichtag)}."
        )
        yield Finding("unfinished", sentence, page="text")


def _missing(kommune: Any, day: date, user: Any) -> Iterator[Finding]:
    people = list(_doubtful(kommune, day, user))
    for check in _CHECKS:
        found = [person for person in people if check.concerns(person)]
        if found:
            yield _finding(check.code, check.page, check.words, found)


def _finding(code: str, page: str, words: tuple[str, str], people: list[Any]) -> Finding:
    number = len(people)
    sentence = f"1 Person {words[0]}." if number == 1 else f"{number} Personen {words[1]}."
    cases = tuple(case_of(person) for person in people[:SHOWN])
    return Finding(code, sentence, page, cases, others=max(0, number - SHOWN))


def case_of(person: Any) -> Case:
    owner = person.responsible.name if person.responsible else "noch niemand zuständig"
    return Case(person.case_number, person.full_name, owner)


def _doubtful(kommune: Any, day: date, user: Any) -> QuerySet[Participant]:
    """Who was reached on the day and has something missing."""
    stays = PhasePeriod.objects.on(day).filter(
        participant=OuterRef("pk"), kommune=kommune, phase__in=FIVE_PHASES
    )
    papers = ResidenceStatus.objects.in_force().filter(participant=OuterRef("pk"), valid_from__lte=day)
    talks = Interview.objects.filter(participant=OuterRef("pk"), held_on__lte=day)
    people = Participant.objects.visible_to(user).annotate(
        phase_then=Subquery(stays.values("phase")[:1]),
        had_a_paper=Exists(papers),
        has_a_paper=Exists(papers.on(day)),
        was_talked_to=Exists(talks),
    )
    return people.filter(
        Q(has_a_paper=False)
        | Q(phase_then=Phase.BETREUUNG, was_talked_to=False)
        | Q(birth_date__isnull=True)
        | Q(gender=""),
        phase_then__isnull=False,
    ).select_related("responsible")


def _running(kommune: Any, day: date, user: Any) -> Iterator[Finding]:
    """Who is counted among the measures that run, but not among the people."""
    stays = PhasePeriod.objects.on(day).filter(
        participant=OuterRef("pk"), kommune=kommune, phase__in=FIVE_PHASES
    )
    measures = Measure.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=day), participant=OuterRef("pk"), started_on__lte=day
    )
    people = Participant.objects.visible_to(user).filter(Exists(measures), ~Exists(stays), kommune=kommune)
    found = list(people.select_related("responsible"))
    if found:
        yield _finding("running", "plan_detail", _RUNNING, found)


def _reported(kommune: Any, day: date) -> list[MonthlyFigures]:
    """The last reports before the day, the newest edition of each."""
    earlier = IssuedReport.objects.without_files().before(kommune, day).filter(replaced_by__isnull=True)
    return [report.figures for report in earlier[:COMPARED_REPORTS]]


def jumps(figures: MonthlyFigures, earlier: list[MonthlyFigures]) -> Iterator[Finding]:
    """Numbers far from the mean of the last reports; none without an earlier report."""
    numbers = [("", "Erschlossene", figures.total, [one.total for one in earlier])]
    numbers += [
        (row.key, row.label, row.persons, [one.persons(row.key) for one in earlier])
        for row in figures.statuses
    ]
    for status, label, now, before in numbers:
        if before and is_jump(now, mean(before)):
            usual = round(mean(before))
            sentence = f"{label}: {now} statt zuletzt im Mittel {usual}. Stimmt dieser Sprung?"
            yield Finding("jump", sentence, status=status)


def is_jump(now: int, usual: float) -> bool:
    """Whether a number is further from the usual one than the thresholds, both of them reached."""
    return abs(now - usual) >= JUMP_PERSONS and 100 * abs(now - usual) >= JUMP_PERCENT * usual
