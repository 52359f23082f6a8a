"""Numbers and lists that move on their own, each with the day it took effect and its source."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any

from .verdict import law


@dataclass(frozen=True, slots=True)
class Value:
    """A value in force from `since`; it ends with `until` or with the next row."""

    since: date
    value: Any
    source: str
    until: date | None = None


VALUES: dict[str, tuple[Value, ...]] = {}
READ_BY: dict[str, tuple[str, ...]] = {}  # which rules ask for the value


def declare(name: str, *rows: tuple[str, Any, str], rules: str) -> None:
    """Register the rows (since, value, source) of a name, oldest first, and the rules that read it."""
    values = tuple(Value(date.fromisoformat(since), value, law(source)) for since, value, source in rows)
    if list(values) != sorted(values, key=lambda row: row.since):
        raise ValueError(f"{name}: rows are not in order of their days")
    VALUES[name] = values
    READ_BY[name] = tuple(rules.split())


def at(name: str, day: date) -> Any:
    """The value of a name on a day, or None before its first row and after an ended one."""
    rows = VALUES[name]
    place = bisect_right(rows, day, key=lambda row: row.since)
    if not place:
        return None
    row = rows[place - 1]
    return None if row.until and day > row.until else row.value
