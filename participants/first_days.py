"""The days on which time alone opens a way, for many people; worked out once until something changes."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Max

from .deadline_words import AFTERWARDS, FirstDay
from .facts_bulk import bulk_facts_of
from .models import Event, Participant
from .rules import RULE_VERSION, Aussicht, Facts, Outcome, WayFinding, assess_ways
from .rules.case import Case
from .rules.criterion import in_force
from .rules.perspective import WAYS

KEEP_SECONDS = 26 * 60 * 60
# Below this it is quicker to judge than to ask whether somebody else has.
FEW = 40
_LENGTH = re.compile(r"[;:] ((?:\d+ (?:Jahre|Monate)))")
_WAYS = {way.key: way for way in WAYS}

FirstDays = dict[int, tuple[FirstDay, ...]]
# Of each person the latest event that was known, and the days.
Kept = dict[int, tuple[int | None, tuple[FirstDay, ...]]]
NEVER: tuple[int, tuple[FirstDay, ...]] = (-1, ())


def first_days_of(persons: list[Participant], today: date) -> FirstDays:
    """By the id of the person: ways whose time is reached from a day on, past ones for a while included.

    What was worked out today is kept for each Kommune; every change of a case leaves an event, so only
    persons with a new one are judged again.
    """
    if len(persons) <= FEW:
        return _judged(persons, today)
    keys = {
        person.kommune_id: f"first-days:{person.kommune_id}:{today:%Y%m%d}:{RULE_VERSION}"
        for person in persons
    }
    kept: dict[str, Kept] = cache.get_many(keys.values())
    latest = _latest_events(persons)
    new = [
        person
        for person in persons
        if kept.get(keys[person.kommune_id], {}).get(person.pk, NEVER)[0] != latest.get(person.pk)
    ]
    judged = _judged(new, today)
    for person in new:
        known = kept.setdefault(keys[person.kommune_id], {})
        known[person.pk] = latest.get(person.pk), judged.get(person.pk, ())
    cache.set_many({keys[person.kommune_id]: kept[keys[person.kommune_id]] for person in new}, KEEP_SECONDS)
    return {person.pk: kept[keys[person.kommune_id]][person.pk][1] for person in persons}


def _latest_events(persons: list[Participant]) -> dict[int, int]:
    events = Event.objects.filter(participant__in=[person.pk for person in persons]).order_by()
    return dict(events.values_list("participant").annotate(Max("pk")))


def last_change(kommune_id: int) -> int | None:
    """Every change of a case leaves an event, so the latest one tells whether anything is different."""
    events = Event.objects.filter(kommune=kommune_id).order_by("-pk")
    return events.values_list("pk", flat=True).first()


def _judged(persons: list[Participant], today: date) -> FirstDays:
    facts = bulk_facts_of(persons, today)
    found = {id: first_days(each, today) for id, each in facts.items()}
    return {id: days for id, days in found.items() if days}


def first_days(facts: Facts, today: date) -> tuple[FirstDay, ...]:
    """The ways of one person that time opens after today, or has opened within the last 30 days.

    Not what time opens too late: after the 27th birthday, or after the rules for holders of § 104c.
    """
    now, case = assess_ways(facts, today), Case(facts, today)
    before = assess_ways(facts, today - AFTERWARDS)
    found = []
    for key, way in now.items():
        if way.ergebnis is Aussicht.GESPERRT:
            continue
        day, judged = _day(way, today), way
        if day is None and key in before:
            day, judged = _day(before[key], today - AFTERWARDS), before[key]
            day = day if day and day <= today else None
        last = _WAYS[key].last_day(case)
        if day and (last is None or day <= last):
            found.append(_first_day(judged, way, day, today))
    return tuple(found)


def _day(way: WayFinding, asked: date) -> date | None:
    """When time alone is enough; where other facts are missing for that, when its first condition is met."""
    if way.fruehestens and way.fruehestens > asked:
        return way.fruehestens
    days = [each.ab for each in way.findings if each.outcome is Outcome.NICHT_ERFUELLT and each.ab]
    return min((day for day in days if day > asked), default=None)


def _first_day(timed: WayFinding, now: WayFinding, day: date, today: date) -> FirstDay:
    sentences = [each.text for each in timed.findings if each.ab == day]
    return FirstDay(now.key, now.titel.partition(" (")[0], day, _reason(sentences), _open_count(now, today))


def _reason(sentences: Iterable[str]) -> str:
    lengths = (_LENGTH.search(each) for each in sentences)
    return next((each[1] for each in lengths if each), "die nötige Zeit")


def _open_count(way: WayFinding, day: date) -> int:
    """Conditions that are missing besides time, alternatives counted once."""
    rows: dict[str, Any] = {each.id: each.group for each in in_force(_WAYS[way.key].criteria, day)}
    by_time = {rows[each.id].any_of or each.id for each in way.findings if each.ab}
    missing = {
        rows[each.id].any_of or each.id
        for each in way.findings
        if each.outcome in (Outcome.OFFEN, Outcome.NICHT_ERFUELLT)
        and (rows[each.id].counted or rows[each.id].any_of)
    }
    return len(missing - by_time)
