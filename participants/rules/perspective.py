"""All ways to a title for one person on one day. A hint, no legal advice: it never blocks a step."""

from datetime import date
from typing import Any

from . import (
    einbuergerung,
    p16g,
    p18a_18b,
    p18g,
    p19c2,
    p19d,
    p23a,
    p25_5,
    p25a,
    p25b,
    p26_4,
    p28,
    p60c,
    p60d,
    p104c,
)
from .case import Case
from .facts import Facts
from .outlook import WayFinding
from .ways import Way

HINWEIS = "Hinweis, keine Rechtsberatung"

WAYS: tuple[Way, ...] = (
    p25a.WAY,
    p25b.WAY,
    p60d.WAY,
    p60c.WAY,
    p16g.WAY,
    p19d.WAY,
    p25_5.WAY,
    p23a.WAY,
    p18a_18b.WAY,
    p18g.WAY,
    p19c2.WAY,
    p28.WAY,
    p26_4.WAY,
    einbuergerung.WAY,
    p104c.WAY,
)


def assess_ways(facts: Facts, day: date) -> dict[str, WayFinding]:
    """Every way in force on the day, by its key, judged by the law of that day."""
    case = Case(facts, day)
    return {way.key: way.judge(case) for way in WAYS if way.in_force(day)}


def perspective_as_dict(facts: Facts, day: date) -> dict[str, Any]:
    """JSON with the keys of the facts files."""
    return {
        "am": day.isoformat(),
        "hinweis": HINWEIS,
        "wege": {key: found.as_dict() for key, found in assess_ways(facts, day).items()},
    }
