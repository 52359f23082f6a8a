"""Many people in many Kommunen, for measuring: the same rows as the services write, but all at once."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from itertools import product
from random import Random
from string import ascii_uppercase
from typing import Any, NamedTuple, cast

from django.db import transaction

from participants.choices import (
    PARK_REASONS,
    PARKED_PHASES,
    Abschluss,
    Aufenthaltsstatus,
    Einwilligung,
    EventKind,
    Phase,
)
from participants.models import (
    CaseNumberSeries,
    Event,
    Participant,
    PhaseChange,
    PhasePeriod,
    ResidenceStatus,
)
from participants.rules import RULE_VERSION, Facts, assess_programme
from participants.rules import facts as vocabulary
from participants.services import periods_of
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from spurwechsel.services import create_user

from .copying import analyze, copy_rows, next_ids
from .people import Population, film_phone_numbers
from .sentences import Sentences
from .workdays import office_moment, workdays

KOMMUNEN = 200
KEY_PREFIX = "muster-"
EVERYWHERE = "landesweit@example.org"
FIRST_DAY = date(2023, 10, 4)
NEW, T, C, B, K, U, END = Phase
WAYS: dict[tuple[Phase, ...], int] = {
    (NEW,): 14,
    (NEW, T): 10,
    (T,): 10,
    (T, C): 7,
    (T, C, B): 16,
    (NEW, T, C, B): 4,
    (T, C, K): 14,
    (T, C, U): 7,
    (T, C, B, U): 2,
    (T, C, U, C, B): 3,
    (T, END): 4,
    (T, C, B, END): 9,
}
KINDS = {
    Aufenthaltsstatus.DULDUNG_60A: 55,
    Aufenthaltsstatus.GESTATTUNG_55: 18,
    Aufenthaltsstatus.AE_104C: 9,
    Aufenthaltsstatus.AE_25_5: 8,
    Aufenthaltsstatus.DULDUNG_60B: 5,
    Aufenthaltsstatus.DULDUNG_60C: 3,
    Aufenthaltsstatus.AE_23_1: 2,
}


class Worker(NamedTuple):
    """The one Fallbegleitung of a Kommune."""

    user_id: int
    kommune_id: int
    prefix: str


class Step(NamedTuple):
    """What periods_of reads of a PhaseChange."""

    phase: str
    effective_on: date
    kommune_id: int


@dataclass
class Rows:
    """What is to be written, by table."""

    people: list[dict[str, Any]] = field(default_factory=list)
    papers: list[dict[str, Any]] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    periods: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    numbers: Counter[tuple[int, int]] = field(default_factory=Counter)


@transaction.atomic
def make_many(count: int, *, seed: int, today: date, by: User) -> bool:
    """`count` people in 200 further Kommunen with one Fallbegleitung each, and one log-in for all of them.

    Does nothing and returns False where such Kommunen exist already.
    """
    if Kommune.objects.filter(key__startswith=KEY_PREFIX).exists():
        return False
    workers = _open_kommunen()
    rows = Rows()
    writer = _Writer(Random(seed), today, rows)  # noqa: S311  chance for sample data
    for number, person_id in enumerate(next_ids(Participant, count)):
        writer.write(person_id, workers[number % KOMMUNEN])
    # The papers first, so that no trigger looks for the newest one of each person: it is in the row already.
    copy_rows(ResidenceStatus, rows.papers)
    copy_rows(Participant, rows.people)
    copy_rows(PhaseChange, rows.changes)
    copy_rows(PhasePeriod, rows.periods)
    copy_rows(Event, rows.events)
    copy_rows(
        CaseNumberSeries,
        (
            {"kommune_id": kommune_id, "year": year, "last": last}
            for (kommune_id, year), last in rows.numbers.items()
        ),
    )
    create_user(
        email=EVERYWHERE,
        name="L. Weit",
        role=Role.FALLBEGLEITUNG,
        kommune=Kommune.objects.get(pk=workers[0].kommune_id),
        further_kommunen=Kommune.objects.exclude(pk=workers[0].kommune_id),
        is_demo=True,
        by=by,
    )
    analyze()
    return True


def _open_kommunen() -> list[Worker]:
    prefixes = ("".join(letters) for letters in product("X", ascii_uppercase, ascii_uppercase))
    kommunen = Kommune.objects.bulk_create(
        Kommune(name=f"Musterkommune {number:03}", key=f"{KEY_PREFIX}{number:03}", case_prefix=next(prefixes))
        for number in range(1, KOMMUNEN + 1)
    )
    users = User.objects.bulk_create(
        User(
            email=f"fallbegleitung@{kommune.key}.example.org",
            name=f"F. {kommune.key.title()}",
            role=Role.FALLBEGLEITUNG,
            kommune=kommune,
            is_demo=True,
            password="!",  # noqa: S106  no password: this log-in is not for use
        )
        for kommune in kommunen
    )
    return [
        Worker(user.pk, kommune.pk, kommune.case_prefix)
        for user, kommune in zip(users, kommunen, strict=True)
    ]


class _Writer:
    def __init__(self, rng: Random, today: date, rows: Rows) -> None:
        self._rng = rng
        self._today = today
        self._rows = rows
        self._people = Population(rng, film_phone_numbers(), set(), unique=False)
        self._say = Sentences(rng)
        self._days = workdays(FIRST_DAY, today - timedelta(days=1))

    def write(self, person_id: int, worker: Worker) -> None:
        way = self._rng.choices(list(WAYS), list(WAYS.values()))[0]
        kind = self._rng.choices(list(KINDS), list(KINDS.values()))[0]
        days = [self._days[place] for place in sorted(self._rng.sample(range(len(self._days)), len(way)))]
        steps = [Step(phase, day, worker.kommune_id) for phase, day in zip(way, days, strict=True)]
        self._write_paper(person_id, worker, kind, days)
        before = ""
        details: dict[str, Any] = {}
        for step in steps:
            details = self._write_step(person_id, worker, kind, step, before)
            before = step.phase
        for period in periods_of(cast("list[PhaseChange]", steps)):
            self._rows.periods.append(
                {
                    "participant_id": person_id,
                    "kommune_id": period.kommune_id,
                    "phase": period.phase,
                    "from_day": period.start,
                    "until_day": period.until,
                }
            )
        self._write_person(person_id, worker, kind, steps, details.get("follow_up_on"))

    def _write_person(
        self, person_id: int, worker: Worker, kind: str, steps: list[Step], follow_up_on: date | None
    ) -> None:
        facts = self._people.draw(kind, steps[0].effective_on)
        talked_on = next((step.effective_on for step in steps if step.phase != NEW), None)
        consent = Einwilligung.LIEGT_VOR if talked_on else Einwilligung.WIRD_EINGEHOLT
        paper = self._rows.papers[-1]
        self._rows.people.append(
            {
                "id": person_id,
                "kommune_id": worker.kommune_id,
                "case_number": self._take_number(worker, steps[0].effective_on.year),
                **facts,
                "responsible_id": worker.user_id,
                "consent": consent,
                "consent_on": talked_on,
                "consent_language": facts["language"] if talked_on else "",
                "phase": steps[-1].phase,
                "phase_since": steps[-1].effective_on,
                "follow_up_on": follow_up_on,
                "newest_kind": paper["kind"],
                "newest_from": paper["valid_from"],
                "newest_until": paper["valid_until"],
            }
        )

    def _take_number(self, worker: Worker, year: int) -> str:
        numbers = self._rows.numbers
        numbers[worker.kommune_id, year] += 1
        return f"SW-{worker.prefix}-{year}-{numbers[worker.kommune_id, year]:04}"

    def _write_paper(self, person_id: int, worker: Worker, kind: str, days: list[date]) -> None:
        self._rows.papers.append(
            {
                "participant_id": person_id,
                "kind": kind,
                "valid_from": days[0] - timedelta(days=self._rng.randint(5, 200)),
                "valid_until": max(days[-1], self._today) + timedelta(days=self._rng.randint(-20, 500)),
                "recorded_at": office_moment(self._rng, days[0]),
                "recorded_by_id": worker.user_id,
            }
        )

    def _write_step(
        self, person_id: int, worker: Worker, kind: str, step: Step, before: str
    ) -> dict[str, Any]:
        moment = office_moment(self._rng, step.effective_on)
        details = self._details(step) if before else {}
        reason = self._reason(step.phase, before, details)
        if before:
            details |= {"findings": _findings(kind, step.effective_on), "rule_version": RULE_VERSION}
        self._rows.changes.append(
            {
                "participant_id": person_id,
                "kommune_id": step.kommune_id,
                "phase": step.phase,
                "effective_on": step.effective_on,
                "reason": reason,
                "recorded_at": moment,
                "recorded_by_id": worker.user_id,
                **details,
            }
        )
        self._write_event(person_id, worker, step, moment, reason if before else "")
        return details

    def _write_event(self, person_id: int, worker: Worker, step: Step, moment: datetime, reason: str) -> None:
        label = Phase(step.phase).label
        self._rows.events.append(
            {
                "participant_id": person_id,
                "kommune_id": step.kommune_id,
                "kind": EventKind.MOVED if reason else EventKind.REGISTERED,
                "summary": f"Status: {label}" if reason else f"Aufgenommen mit Status {label}",
                "reason": reason,
                "at": moment,
                "by_id": worker.user_id,
            }
        )

    def _details(self, step: Step) -> dict[str, Any]:
        if step.phase == END:
            return {"outcome": self._rng.choice((Abschluss.ARBEIT, Abschluss.AUSBILDUNG, Abschluss.VERZOGEN))}
        if step.phase not in PARKED_PHASES:
            return {}
        parked = {"park_reason": self._rng.choice(PARK_REASONS[Phase(step.phase)])}
        if self._rng.random() < 0.3:
            return parked | {"no_follow_up": True}
        return parked | {"follow_up_on": step.effective_on + timedelta(days=self._rng.randint(60, 300))}

    def _reason(self, phase: str, before: str, details: dict[str, Any]) -> str:
        if not before:
            return "Aufnahme." if phase == NEW else "Rücksprache zum Beratungsgespräch ist erfolgt."
        if phase == END:
            return self._say.ending(details["outcome"])
        return self._say.parking(details["park_reason"]) if details else self._say.move(before, phase)


@cache
def _findings(kind: str, day: date) -> list[dict[str, Any]]:
    """Paper and consent are known, nothing else has been asked: the same for everybody with this paper."""
    facts = Facts(status=(vocabulary.StatusPeriod(art=vocabulary.Status(kind)),), einwilligung=True)
    return [finding.as_dict() for finding in assess_programme(facts, day).findings]
