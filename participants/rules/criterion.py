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
class Group:
    """How a condition combines with others. Parts of its text are separated by a blank:

    `all` must hold by itself · `any:K` one of the same K is enough · `with:ID` only together with
    alternative ID · `waives:IDS` sets others aside when met · `kann:IDS` stands in for others with
    mode kann · `anderswo:IDS` leaves others to the authority · `if:ID` only when alternative ID is
    relied on · `bar` closes the way while it applies · `final` missed for good · `consent` an
    authority must agree · `upgrade:M` lifts the mode · `mode:M` the mode while this holds ·
    `closed` no new grants · `time` depends on time alone.
    """

    any_of: str = ""
    part_of: str = ""
    waives: tuple[str, ...] = ()
    stands_in_for: tuple[str, ...] = ()
    leaves: tuple[str, ...] = ()
    only_if: str = ""
    mode: str = ""
    upgrade: str = ""
    bar: bool = False
    final: bool = False
    time: bool = False
    counted: bool = False
    closed: bool = False


def parse_group(text: str) -> Group:
    parts = dict(part.partition(":")[::2] for part in text.split())
    unknown = parts.keys() - {"all", "consent", "closed", *_FIELDS, *_FLAGS}
    if unknown:
        raise ValueError(f"unknown part of a group: {sorted(unknown)}")

    def ids(name: str) -> tuple[str, ...]:
        return tuple(filter(None, parts.get(name, "").split(",")))

    return Group(
        any_of=parts.get("any", ""),
        part_of=parts.get("with", ""),
        waives=ids("waives"),
        stands_in_for=ids("kann"),
        leaves=ids("anderswo"),
        only_if=parts.get("if", ""),
        mode=parts.get("mode", ""),
        upgrade=parts.get("upgrade", ""),
        bar=bool(parts.keys() & {"bar", "closed"}),
        final="final" in parts,
        time="time" in parts,
        closed="closed" in parts,
        counted=bool(parts.keys() & {"all", "bar", "closed", "consent"}),
    )


_FIELDS = ("any", "with", "waives", "kann", "anderswo", "if", "mode", "upgrade")
_FLAGS = ("bar", "final", "time")


@dataclass(frozen=True, slots=True, eq=False)
class Criterion:
    """One version of one condition; `since` and `until` belong to it."""

    id: str
    source: str
    since: date
    until: date | None
    group: Group
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
        version = Criterion(id, law(source), date.fromisoformat(since), end, parse_group(group), judge)
        REGISTER.append(version)
        return version

    return register


@dataclass(frozen=True, slots=True)
class Note:
    """A rule that is shown, or that changes how time or mode is reckoned, but is no condition."""

    id: str
    text: str
    source: str
    since: date
    until: date | None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


NOTES: list[Note] = []


def note(id: str, text: str, *, source: str, since: str, until: str | None = None) -> Note:
    """Register a rule that is no condition; both days belong to it."""
    end = date.fromisoformat(until) if until else None
    entry = Note(id, law(text), law(source), date.fromisoformat(since), end)
    NOTES.append(entry)
    return entry


def in_force(criteria: Iterable[Criterion], day: date) -> tuple[Criterion, ...]:
    """The versions in force on the day, in the order given."""
    return tuple(each for each in criteria if each.in_force(day))


def overlaps_and_gaps(versions: Iterable[Criterion | Note]) -> list[tuple[str, date]]:
    """Pairs (id, first day of a version) where it does not follow its forerunner to the day."""
    broken = []
    latest: dict[str, Criterion | Note] = {}
    for version in sorted(versions, key=lambda each: (each.id, each.since)):
        before = latest.get(version.id)
        if before and (not before.until or before.until + timedelta(days=1) != version.since):
            broken.append((version.id, version.since))
        latest[version.id] = version
    return broken
