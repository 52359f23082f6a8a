"""The Regelwerk as pages show it: rules with their versions, and what changes when. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .rules import Facts
from .rules.calendar import german
from .rules.case import Case
from .rules.catalogue import Entry, catalogue, changes
from .rules.courses import CRITERIA as COURSES
from .rules.criterion import Criterion, Note
from .rules.dated import DATED
from .rules.facts import Status, StatusPeriod
from .rules.perspective import WAYS
from .rules.programme import CRITERIA as PROGRAMME
from .rules.values import READ_BY, VALUES
from .rules.ways import Way
from .rules.work import WAYS as WORK
from .statutes import statute_url

# The day on which the wording of every cited law was last compared with the rules.
CHECKED_ON = date(2026, 8, 19)
VALUE_NAMES = {
    "anlage_ii": "Sichere Herkunftsstaaten (Anlage II zum AsylG)",
    "verordnung_29b": "Sichere Herkunftsstaaten (Rechtsverordnung)",
    "eu_liste": "Sichere Herkunftsstaaten (EU-Liste)",
    "bbg_jahr": "Beitragsbemessungsgrenze der Rentenversicherung",
    "bafoeg_12": "Bedarf nach dem BAföG",
}
_WORD = re.compile(r"[a-z0-9äöüß]+")
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Version:
    since: date
    until: date | None
    source: str
    statute: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule with its versions, the oldest first; `not_judged` says why nobody is judged by it."""

    id: str
    sentence: str
    not_judged: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    heading: str
    rules: tuple[Rule, ...]

    @property
    def key(self) -> str:
        """The heading as a part of an address."""
        return "-".join(_WORD.findall(self.heading.lower()))


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which the law changed: what is new or worded anew, what is gone, which values moved."""

    day: date
    new: tuple[tuple[str, tuple[str, ...]], ...]
    gone: tuple[tuple[str, tuple[str, ...]], ...]
    values: tuple[str, ...]


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """Everything, in the order of the paragraphs."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in catalogue():
        found.setdefault(entry.heading, {}).setdefault(entry.id, []).append(entry)
    return tuple(
        Chapter(heading, tuple(_rule(id, versions) for id, versions in rules.items()))
        for heading, rules in found.items()
    )


def _rule(id: str, entries: list[Entry]) -> Rule:
    entries = sorted(entries, key=lambda entry: entry.since)
    latest = entries[-1]
    return Rule(
        id,
        latest.text or _sentences().get((id, latest.since), ""),
        latest.not_judged,
        tuple(Version(each.since, each.until, each.source, statute_url(each.source)) for each in entries),
    )


@lru_cache(maxsize=1)
def _sentences() -> dict[tuple[str, date], str]:
    """What each condition says of somebody of whom nothing is known: it names what it is about."""
    criteria: list[Criterion] = [*PROGRAMME, *COURSES]
    for way in (*WAYS, *WORK):
        criteria += way.criteria
    found = {}
    for each in criteria:
        answers = (each.judge(Case(facts, each.since)) for facts in (Facts(), _with_fiktion(each.since)))
        answer = next(filter(None, answers), None)
        if answer:
            found[each.id, each.since] = answer.text.replace(f" am {german(each.since)}", "")
    return found


def _with_fiktion(day: date) -> Facts:
    """Some rules have nothing to say of anybody else."""
    return Facts(status=(StatusPeriod(Status.FIKTION_81_4, day),))


def matching(text: str, key: str) -> tuple[Chapter, ...]:
    """The chapters with the rules in which every word occurs, a citation (§ …) as a whole.

    No word and no key match all.
    """
    plain = " ".join(text.casefold().split())
    words = [plain] if plain.startswith("§") else plain.split()
    found = (
        Chapter(chapter.heading, tuple(rule for rule in chapter.rules if _has(chapter, rule, words)))
        for chapter in chapters()
        if not key or chapter.key == key
    )
    return tuple(chapter for chapter in found if chapter.rules)


def _has(chapter: Chapter, rule: Rule, words: Iterable[str]) -> bool:
    sources = " ".join(version.source for version in rule.versions)
    said = f"{chapter.heading} {rule.id} {rule.sentence} {sources}".replace("\xa0", " ").casefold()
    return all(word in said for word in words)


@lru_cache(maxsize=1)
def change_calendar() -> tuple[ChangeDay, ...]:
    """Every day on which a rule or a value changed or will change, the earliest first."""
    moved: dict[date, list[str]] = {}
    for name, rows in VALUES.items():
        for row in rows[1:]:
            moved.setdefault(row.since, []).append(VALUE_NAMES.get(name, name))
    by_day = {change.day: change for change in changes(date.min + ONE_DAY, date.max)}
    days = sorted({*by_day, *moved})
    return tuple(
        ChangeDay(
            day,
            _by_heading(by_day[day].begun if day in by_day else ()),
            _by_heading(_gone(by_day[day].begun, by_day[day].ended) if day in by_day else ()),
            tuple(moved.get(day, ())),
        )
        for day in days
    )


def _gone(begun: Iterable[Entry], ended: Iterable[Entry]) -> tuple[Entry, ...]:
    """What ended without a new version of the same rule."""
    renewed = {(each.heading, each.id) for each in begun}
    return tuple(each for each in ended if (each.heading, each.id) not in renewed)


def _by_heading(entries: Iterable[Entry]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for each in entries:
        found.setdefault(each.heading, []).append(each.id)
    return tuple((heading, tuple(dict.fromkeys(ids))) for heading, ids in found.items())


def touched_ways(day: date) -> tuple[str, ...]:
    """The ways whose rules differ between the day before and the day.

    That is by a version, by a value or a day inside a condition, or by another way that a condition asks for.
    """
    moved = _moved_within(day)
    keys = {way.key for way in WAYS if way.since == day or _touched(way, day, moved)}
    return tuple(way.key for way in WAYS if way.key in keys or keys & set(way.leans_on))


def _touched(way: Way, day: date, moved: frozenset[str]) -> bool:
    rules: tuple[Criterion | Note, ...] = (*way.criteria, *way.notes)
    return any(_changes(each, day) or (each.id in moved and each.in_force(day)) for each in rules)


def _moved_within(day: date) -> frozenset[str]:
    """The rules that judge otherwise from the day on though their version stays."""
    ids = {id for each in DATED if each.moves_on == day for id in each.ids}
    for name, rows in VALUES.items():
        if any(row.since == day for row in rows):
            ids.update(READ_BY[name])
    return frozenset(ids)


def _changes(rule: Criterion | Note, day: date) -> bool:
    return rule.since == day or (rule.until is not None and rule.until + ONE_DAY == day)
