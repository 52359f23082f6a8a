"""The Regelwerk for everybody: every rule with its versions and ways, and what changes when."""

from dataclasses import dataclass
from datetime import date, timedelta

from . import general
from .courses import CRITERIA as COURSES
from .criterion import Criterion, Group, Note
from .not_judged import NOT_JUDGED
from .perspective import WAYS
from .programme import CRITERIA as PROGRAMME
from .verdict import law
from .work import WAYS as WORK


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of one rule under one heading; `text` and `not_judged` where it is only shown.

    `closes` tells that nobody new can go the way while it is in force.
    """

    heading: str
    id: str
    since: date
    until: date | None
    source: str
    text: str = ""
    not_judged: str = ""
    group: Group | None = None
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What begins on a day and what ended with the day before."""

    day: date
    begun: tuple[Entry, ...]
    ended: tuple[Entry, ...]


def _entry(heading: str, rule: Criterion | Note) -> Entry:
    shown = (heading, rule.id, rule.since, rule.until, rule.source)
    if isinstance(rule, Note):
        return Entry(*shown, rule.text, NOT_JUDGED.get(rule.id, ""))
    return Entry(*shown, group=rule.group, closes=rule.group.closed)


def catalogue() -> tuple[Entry, ...]:
    """Every version of every rule, by heading, in the order of the text."""
    entries = [_entry("Teilnahme am Projekt", each) for each in PROGRAMME]
    entries += [
        _entry(law("Allgemeine Regeln der §§ 5, 10, 11 und 79 AufenthG"), each) for each in general.NOTES
    ]
    for way in (*WAYS, *WORK):
        rules: tuple[Criterion | Note, ...] = (*way.criteria, *way.notes)
        entries += [_entry(way.titel, each) for each in rules]
    entries += [_entry("Deutschkurse", each) for each in COURSES]
    return tuple(entries)


def changes(first: date, last: date) -> tuple[Change, ...]:
    """The days from `first` to `last`, both included, on which a rule begins or has just ended."""
    entries = catalogue()
    begun: dict[date, list[Entry]] = {}
    ended: dict[date, list[Entry]] = {}
    for each in entries:
        begun.setdefault(each.since, []).append(each)
        if each.until:
            ended.setdefault(each.until + timedelta(days=1), []).append(each)
    days = sorted(day for day in begun.keys() | ended.keys() if first <= day <= last)
    return tuple(Change(day, tuple(begun.get(day, ())), tuple(ended.get(day, ()))) for day in days)
