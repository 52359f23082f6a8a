"""Conditions with their versions: the @criterion decorator and the register it fills."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from .case import Case
from .verdict import Finding, Outcome, law


class Answer(NamedTuple):
    """What a condition says; `vague` marks a no whose `ab` depends on a missing fact."""

    outcome: Outcome
    text: str
    ab: date | None = None
    vague: bool = False


Judge = Callable[[Case], Answer | None]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One version of one condition. `group` says how it combines with others (see ways.py)."""

    id: str
    source: str
    since: date
    until: date | None
    group: str
    judge: Judge

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def finding(self, answer: Answer) -> Finding:
        return Finding(self.id, answer.outcome, answer.text, self.source, self.since, self.until, answer.ab)


REGISTER: list[Criterion] = []


def criterion(
    id: str, *, source: str, since: str, until: str | None = None, group: str = "all"
) -> Callable[[Judge], Criterion]:
    """Turn a function Case → Answer into a registered version; both days belong to it.

    A function that returns None has nothing to say about this person and stays unlisted.
    """

    def register(judge: Judge) -> Criterion:
        end = date.fromisoformat(until) if until else None
        version = Criterion(id, law(source), date.fromisoformat(since), end, group, judge)
        REGISTER.append(version)
        return version

    return register


def in_force(criteria: Iterable[Criterion], day: date) -> tuple[Criterion, ...]:
    """The versions in force on the day, in the order given."""
    return tuple(each for each in criteria if each.in_force(day))


def overlaps_and_gaps(versions: Iterable[Criterion]) -> list[tuple[str, date]]:
    """Pairs (id, first day of a version) where it does not follow its forerunner to the day."""
    broken = []
    latest: dict[str, Criterion] = {}
    for version in sorted(versions, key=lambda each: (each.id, each.since)):
        before = latest.get(version.id)
        if before and (not before.until or before.until + timedelta(days=1) != version.since):
            broken.append((version.id, version.since))
        latest[version.id] = version
    return broken
