"""Findings and verdicts: what a rule says about one person on one day."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Self

NBSP = "\u00a0"
_BEFORE_NUMBER = re.compile(r"(§§?|Abs\.|Nr\.|S\.|Art\.|Hs\.|UAbs\.) (?=[\w§])")


def law(text: str) -> str:
    """The text with no-break spaces after §, Abs., S., Nr. and their kind."""
    return _BEFORE_NUMBER.sub(rf"\1{NBSP}", text)


class Outcome(StrEnum):
    ERFUELLT = "erfuellt"
    NICHT_ERFUELLT = "nicht_erfuellt"
    OFFEN = "offen"  # a fact is missing: a task, never a refusal
    ANDERSWO = "anderswo"  # only another authority decides, and we hold no fact
    ENTFAELLT = "entfaellt"  # displaced, waived or not applicable; only in the ways to a title


class Finding(NamedTuple):
    """One condition judged for one person; `ab` is the day from which time alone satisfies it."""

    id: str
    outcome: Outcome
    text: str
    source: str
    since: date
    until: date | None = None
    ab: date | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON with the keys of the facts files; `bis` and `ab` only where they are set."""
        stored = {
            "id": self.id,
            "ergebnis": str(self.outcome),
            "text": self.text,
            "quelle": self.source,
            "seit": self.since.isoformat(),
        }
        if self.until:
            stored["bis"] = self.until.isoformat()
        if self.ab:
            stored["ab"] = self.ab.isoformat()
        return stored

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Self:
        """The finding that `as_dict` wrote."""
        return cls(
            id=stored["id"],
            outcome=Outcome(stored["ergebnis"]),
            text=stored["text"],
            source=stored["quelle"],
            since=date.fromisoformat(stored["seit"]),
            until=_day(stored.get("bis")),
            ab=_day(stored.get("ab")),
        )


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


class Ergebnis(StrEnum):
    """What the programme rules say together."""

    FOERDERFAEHIG = "foerderfaehig"
    NUR_CLEARING = "nur_clearing"
    VERWEISBERATUNG = "verweisberatung"
    AUSGESCHLOSSEN = "ausgeschlossen"
    UNKLAR = "unklar"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The programme rules for one person on one day."""

    day: date
    ergebnis: Ergebnis
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON with the keys of the facts files."""
        return {
            "am": self.day.isoformat(),
            "ergebnis": str(self.ergebnis),
            "bedingungen": [finding.as_dict() for finding in self.findings],
        }

    @classmethod
    def from_dict(cls, stored: dict[str, Any]) -> Self:
        """The verdict that `as_dict` wrote."""
        return cls(
            day=date.fromisoformat(stored["am"]),
            ergebnis=Ergebnis(stored["ergebnis"]),
            findings=tuple(Finding.from_dict(each) for each in stored["bedingungen"]),
        )
