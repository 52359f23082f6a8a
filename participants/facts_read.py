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
        self.read: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        self.read[name] = value = getattr(self._facts, name)
        return value


def is_empty(value: Any) -> bool:
    """Whether a fact says nothing: unknown, no row, or an object of nothing but unknowns."""
    if is_dataclass(value):
        return all(is_empty(getattr(value, each.name)) for each in fields(value))
    return value is None or value == ()


def _has_gaps(value: Any) -> bool:
    return is_dataclass(value) and any(is_empty(getattr(value, each.name)) for each in fields(value))


def facts_read(criterion: Criterion, facts: Facts, day: date, way: str = "") -> dict[str, bool]:
    """The names of the facts the condition looks at for this person, each with whether it says nothing.

    Where none of them is empty, it is those with gaps. That nothing is applied for is no gap.
    """
    watched = _Watched(facts)
    criterion.judge(Case(cast(Facts, watched), day, way))
    read = {
        name: value
        for name, value in watched.read.items()
        if name in TOPIC_OF and not (name == "antraege" and is_empty(value))
    }
    says_nothing = is_empty if any(map(is_empty, read.values())) else _has_gaps
    return {name: says_nothing(value) for name, value in read.items()}
