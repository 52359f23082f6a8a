"""Builders for the tests of the rules: facts as in the files, and what the rules say of them."""

from datetime import date
from typing import Any

from participants.fact_files import parse_facts
from participants.rules import Facts, WayFinding, assess_ways
from participants.rules.case import Case
from participants.rules.outlook import Aussicht
from participants.rules.perspective import WAYS

WAYS_BY_KEY = {way.key: way for way in WAYS}

DULDUNG = {"art": "duldung_60a", "duldungsart": "60a_2_s1"}


def status(*periods: str) -> list[dict[str, str]]:
    """Papers from words like "duldung_60a 2020-01-01 2021-12-31", the end left out where it runs on."""
    return [dict(zip(("art", "von", "bis"), each.split(), strict=False)) for each in periods]


def day(text: str) -> date:
    return date.fromisoformat(text)


def facts(*periods: str, **changes: Any) -> Facts:
    """Facts with the papers named and nothing else but the changes."""
    return parse_facts({"status": status(*periods), **changes})


def judged(key: str, person: Facts, on: str) -> WayFinding:
    """One way for a person on a day."""
    return WAYS_BY_KEY[key].judge(Case(person, day(on)))


def outcome(key: str, id: str, person: Facts, on: str) -> str:
    """The outcome of one condition, with the day time alone brings it where there is one."""
    found = {each.id: each for each in judged(key, person, on).findings}[id]
    return f"{found.outcome} ab {found.ab}" if found.ab else str(found.outcome)


def outcomes(key: str, person: Facts, on: str) -> dict[str, str]:
    return {each.id: str(each.outcome) for each in judged(key, person, on).findings}


def missing(key: str, person: Facts, on: str) -> dict[str, str]:
    """The conditions that are not met or open, as a short way to see what stands against a way."""
    against = ("nicht_erfuellt", "offen")
    return {id: found for id, found in outcomes(key, person, on).items() if found in against}


def aussicht(key: str, person: Facts, on: str) -> Aussicht:
    return judged(key, person, on).ergebnis


def keys_on(on: str) -> set[str]:
    return set(assess_ways(facts(), day(on)))
