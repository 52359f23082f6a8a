"""What comes of a way to a title: outlook, mode, first day, findings."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .verdict import Finding


class Aussicht(StrEnum):
    """What the conditions of a way say together; the first that applies wins."""

    GESPERRT = "gesperrt"
    FEHLT_NOCH = "fehlt_noch"
    UNKLAR = "unklar"
    MOEGLICH = "moeglich"


class Modus(StrEnum):
    """How far the law binds the authority once the conditions are met."""

    ANSPRUCH = "anspruch"
    SOLL = "soll"
    REGEL = "regel"
    KANN = "kann"
    DARF = "darf"


@dataclass(frozen=True, slots=True)
class WayFinding:
    """A way judged for one person on one day; `fruehestens` as far as time alone decides."""

    key: str
    titel: str
    ergebnis: Aussicht
    modus: Modus
    fruehestens: date | None
    findings: tuple[Finding, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON with the keys of the facts files."""
        return {
            "titel": self.titel,
            "ergebnis": str(self.ergebnis),
            "modus": str(self.modus),
            "fruehestens": self.fruehestens.isoformat() if self.fruehestens else None,
            "bedingungen": [_with_ab(each) for each in self.findings],
        }


def _with_ab(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "ergebnis": str(finding.outcome),
        "text": finding.text,
        "quelle": finding.source,
        "seit": finding.since.isoformat(),
        "ab": finding.ab.isoformat() if finding.ab else None,
    }
