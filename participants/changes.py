"""What changes in the Regelwerk on which day, in words, and which ways it touches. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from .rulebook import by_heading, said_of
from .rules.catalogue import Entry
from .rules.criterion import Criterion, Note
from .rules.dated import DATED, Dated, Kind
from .rules.perspective import WAYS
from .rules.values import READ_BY, VALUES, Value
from .rules.ways import Way
from .rules.work import WAYS as WORK
from .value_words import NOT_KNOWN, VALUE_NAMES, VALUES_HEADING, country_names, value_said

ONE_DAY = timedelta(days=1)
NEW, CHANGED, CITED = "neu", "geändert", "nur die Fundstelle ist neu"
DEADLINE, VALUE = "Frist abgelaufen", "Wert"
GONE, NO_LONGER_ASKED, NO_LONGER_OPEN = (
    "gilt nicht mehr",
    "wird nicht mehr verlangt",
    "diese Möglichkeit fällt weg",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One change in words; `before` says what a reworded rule asked until then, `ids` which rules it is."""

    what: str
    text: str
    before: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which the law changed, with what changed under which heading."""

    day: date
    groups: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(heading for heading, _ in self.groups)


Found = Iterator[tuple[date, str, Line]]


@lru_cache(maxsize=1)
def change_calendar() -> tuple[ChangeDay, ...]:
    """Every day on which a rule, a value or a day inside a condition changed or will, the earliest first."""
    days: dict[date, dict[str, list[Line]]] = {}
    for day, heading, line in (*_of_rules(), *_of_dated(), *_of_values()):
        lines = days.setdefault(day, {}).setdefault(heading, [])
        if line not in lines:
            lines.append(line)
    order = {heading: place for place, heading in enumerate(by_heading())}
    return tuple(
        ChangeDay(
            day,
            tuple((each, tuple(lines[each])) for each in sorted(lines, key=lambda each: order.get(each, -1))),
        )
        for day, lines in sorted(days.items())
    )


def _of_rules() -> Found:
    begins = {way.titel: way.since for way in (*WAYS, *WORK)}
    for heading, rules in by_heading().items():
        begin = begins.get(heading) or min(each.since for entries in rules.values() for each in entries)
        yield begin, heading, Line(NEW, "Die Regeln dazu gelten von diesem Tag an.")
        found = [each for entries in rules.values() for each in lines_of(entries)]
        closed = {each.since for entries in rules.values() for each in entries if each.closes}
        for day, line in sorted(found, key=lambda each: each[1].what != NEW):
            # What a way asked for matters no more on the day it closes.
            if day > begin and (day not in closed or line.what == NEW):
                yield day, heading, line


def lines_of(entries: list[Entry]) -> Iterator[tuple[date, Line]]:
    """What changes by the versions of one rule, which come the oldest first, and on which day."""
    said = said_of(entries)
    for place, (entry, text) in enumerate(zip(entries, said, strict=True)):
        ids = (entry.id,)
        before = entries[place - 1] if place else None
        if before is None or before.until is None or before.until + ONE_DAY != entry.since:
            yield entry.since, Line(NEW, text, ids=ids)
        elif said[place - 1] == text:
            yield entry.since, Line(CITED, f"{text} {entry.source}", ids=ids)
        else:
            yield entry.since, Line(CHANGED, text, said[place - 1], ids)
        following = entries[place + 1].since if place + 1 < len(entries) else None
        if entry.until and entry.until + ONE_DAY != following:
            yield entry.until + ONE_DAY, Line(_gone(entry), text, ids=ids)


def _gone(entry: Entry) -> str:
    """How the end of a rule is called: of something asked for, of a way to meet it, or of anything else."""
    group = entry.group
    if group is None or group.bar:
        return GONE
    if group.any_of or group.part_of or group.waives or group.stands_in_for:
        return NO_LONGER_OPEN
    return NO_LONGER_ASKED if group.counted else GONE


def _of_dated() -> Found:
    for each in DATED:
        if each.moves_on is None:
            continue
        for heading, rules in by_heading().items():
            ids = tuple(id for id in each.ids if id in rules and rules[id][0].since <= each.moves_on)
            if ids:
                yield each.moves_on, heading, _dated_line(each, ids)


def _dated_line(each: Dated, ids: tuple[str, ...]) -> Line:
    if each.kind is Kind.FRIST:
        return Line(DEADLINE, f"{each.text} Letzter Tag war der {each.day:%d.%m.%Y}.", ids=ids)
    return Line(CHANGED, each.text, ids=ids)


def _of_values() -> Found:
    for key, rows in VALUES.items():
        for before, row in zip((None, *rows), rows, strict=False):
            text = _value_line(key, before, row)
            if text:
                yield row.since, VALUES_HEADING, Line(VALUE, text, ids=READ_BY[key])


def _value_line(key: str, before: Value | None, row: Value) -> str:
    """The first row of a number is where our records begin, not a change."""
    name, said = VALUE_NAMES[key], value_said(key, row.value)
    if isinstance(row.value, frozenset):
        return f"{name}: {_list_said(row.value, before.value if before else frozenset(), said)}."
    if before is None:
        return ""
    if row.value is None:
        return f"{name}: für {row.since.year} {NOT_KNOWN}. Bis dahin bleibt offen, was davon abhängt."
    return f"{name}: {said}, bisher {value_said(key, before.value)}."


def _list_said(now: frozenset[str], was: frozenset[str], said: str) -> str:
    added, left = country_names(now - was), country_names(was - now)
    if not was:
        return said
    parts = [f"neu {', '.join(added)}"] if added else []
    parts += [f"nicht mehr {', '.join(left)}"] if left else []
    return "; ".join(parts)


def touched_ways(day: date) -> tuple[str, ...]:
    """The ways to a title whose rules differ between the day before and the day.

    That is by a version, by a value or a day inside a condition, or by another way that a condition asks for.
    """
    moved = _moved_within(day)
    keys = {way.key for way in WAYS if way.since == day or _touched(way, day, moved)}
    return tuple(way.key for way in WAYS if way.key in keys or keys & set(way.leans_on))


def not_compared(day: date) -> tuple[str, ...]:
    """The headings under which something changes on the day for which nobody is compared before and after."""
    ways = {way.titel for way in WAYS} | {VALUES_HEADING}
    found = next((each for each in change_calendar() if each.day == day), None)
    return tuple(heading for heading in found.headings if heading not in ways) if found else ()


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


def days_of(calendar: Iterable[ChangeDay], today: date) -> tuple[list[ChangeDay], list[ChangeDay]]:
    """What is ahead of the day, the earliest first, and what has been, the latest first."""
    days = list(calendar)
    return [each for each in days if each.day > today], [each for each in days[::-1] if each.day <= today]
