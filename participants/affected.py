"""Wen betrifft das? Who gains, loses or becomes unclear on a day on which the law changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from .assumptions import GAINS, LOSES, Assumptions, assumed, turn
from .changes import touched_ways
from .choices import Phase
from .facts_bulk import bulk_facts_of
from .models import Participant
from .perspective import paper_first
from .perspective_words import MODES, WORDS
from .rules import Aussicht, Facts, Outcome, WayFinding
from .rules.case import Case
from .rules.perspective import WAYS
from .rules.ways import Way

PAPER = "zuerst ein anderes Papier nötig"


@dataclass(frozen=True, slots=True)
class Turn:
    """One way of one person before and after; `what` is „gewinnt“, „verliert“ or „wird unklar“."""

    person: Participant
    way: str
    what: str
    before: str
    after: str


def affected(people: QuerySet[Participant], day: date, today: date) -> list[Turn]:
    """Open cases in which a way stands otherwise by the law of the day than by that of the day before.

    The facts are those of the day in both, so that nothing moves by time alone. Of a day ahead they are
    what is known today, as if the papers were renewed until then.
    """
    keys = touched_ways(day)
    if not keys:
        return []
    ways = [way for way in WAYS if way.key in keys]
    persons = list(
        people.exclude(phase=Phase.ABGESCHLOSSEN).select_related("responsible").order_by("sort_key")
    )
    facts = bulk_facts_of(persons, min(day, today))
    return [
        found for person in persons for found in _turns(person, _at(facts[person.pk], day, today), ways, day)
    ]


def _at(facts: Facts, day: date, today: date) -> Facts:
    return assumed(facts, Assumptions(papers_go_on=True), today, day) if day > today else facts


def _turns(person: Participant, facts: Facts, ways: Iterable[Way], day: date) -> Iterable[Turn]:
    eve = day - timedelta(days=1)
    before, after = Case(facts, day, law=eve), Case(facts, day)
    for way in ways:
        was = way.judge(before) if way.in_force(eve) else None
        now = way.judge(after) if way.in_force(day) else None
        what, said = turn(was, now), [_words(was), _words(now)]
        if was and now and _unmet(was) != _unmet(now):
            behind = [paper_first(way.criteria, was, facts, eve), paper_first(way.criteria, now, facts, day)]
            if behind[0] != behind[1]:
                # Out of reach with the paper: a better mode or fewer conditions do not make up for it.
                what = LOSES if behind[1] else GAINS
                said = [PAPER if asks else each for each, asks in zip(said, behind, strict=True)]
        if what:
            yield Turn(person, way.titel, what, *said)


def _unmet(way: WayFinding) -> set[str]:
    return {each.id for each in way.findings if each.outcome is Outcome.NICHT_ERFUELLT}


def _words(way: WayFinding | None) -> str:
    if way is None:
        return "gab es nicht"
    word = WORDS[way.ergebnis]
    return word if way.ergebnis is Aussicht.GESPERRT else f"{word} ({MODES[way.modus][0]})"
