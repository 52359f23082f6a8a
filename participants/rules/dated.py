"""Days that stand inside conditions: changes of law, ends of deadlines, days that tell facts apart.

A day in a condition is declared here, so that the calendar of changes knows it and no rule moves unseen.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .verdict import law


class Kind(StrEnum):
    WECHSEL = "wechsel"  # from this day on the conditions judge otherwise
    FRIST = "frist"  # the last day of a deadline the law sets for everybody
    STICHTAG = "stichtag"  # tells facts apart by their day; nothing moves on the day itself


@dataclass(frozen=True, slots=True)
class Dated:
    """A day inside the conditions named in `ids`; `text` says what it does where anything moves by it."""

    day: date
    kind: Kind
    ids: tuple[str, ...]
    text: str = ""
    source: str = ""

    @property
    def moves_on(self) -> date | None:
        """The first day on which it makes a difference, None for a Stichtag."""
        if self.kind is Kind.STICHTAG:
            return None
        return self.day + timedelta(days=1) if self.kind is Kind.FRIST else self.day


DATED: list[Dated] = []


def _declared(day: str, kind: Kind, ids: str, text: str = "", source: str = "") -> date:
    found = Dated(date.fromisoformat(day), kind, tuple(ids.split()), law(text), law(source))
    DATED.append(found)
    return found.day


def wechsel(day: str, ids: str, text: str, *, source: str) -> date:
    """The first day of a rule that conditions (ids, separated by blanks) apply from then on."""
    return _declared(day, Kind.WECHSEL, ids, text, source)


def frist(day: str, ids: str, text: str, *, source: str) -> date:
    """The last day of a deadline; the text completes „Frist abgelaufen: “."""
    return _declared(day, Kind.FRIST, ids, text, source)


def stichtag(day: str, ids: str) -> date:
    """A day by which the conditions tell facts apart."""
    return _declared(day, Kind.STICHTAG, ids)
