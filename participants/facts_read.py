"""Which facts a condition looks at for a person, found out by watching it judge."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, cast

from .rules import Facts
from .rules.case import Case
from .rules.criterion import Criterion
from .topics import TOPIC_OF


class _Watched:
    """Facts that note which of them a condition reads, and whether there was anything."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.read: dict[str, bool] = {}

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._facts, name)
        self.read[name] = is_empty(value)
        return value


def is_empty(value: Any) -> bool:
    """Whether a fact says nothing: unknown, no row, or an object of nothing but unknowns."""
    if is_dataclass(value):
        return all(is_empty(getattr(value, each.name)) for each in fields(value))
    return value is None or value == ()


def facts_read(criterion: Criterion, facts: Facts, day: date, way: str = "") -> dict[str, bool]:
    """The names of the facts the condition looks at for this person, each with whether it is empty.

    That nothing is applied for is no gap.
    """
    watched = _Watched(facts)
    criterion.judge(Case(cast(Facts, watched), day, way))
    return {
        name: empty
        for name, empty in watched.read.items()
        if name in TOPIC_OF and not (empty and name == "antraege")
    }
