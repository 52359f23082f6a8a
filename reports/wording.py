"""What a report says in words beside its figures, and what a newer edition says differently."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

HIGHLIGHTS = "Das Wichtigste"


@dataclass(frozen=True)
class Rewording:
    """Words that differ from the edition before, as one line each; empty where only the fact is told."""

    label: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Letterhead:
    """Who writes to whom, and who pays; lines of the addressee as on the envelope."""

    kommune: str
    department: str
    team: str
    contact: str
    programme: str
    subtitle: str
    addressee: tuple[str, ...]
    funder_line: str
    logo_text: str
    funding_code: str

    @classmethod
    def of(cls, kommune: Any, programme: Any) -> Self:
        """As a Kommune and its programme stand in the settings at this moment."""
        return cls(
            kommune=kommune.name,
            department=kommune.department,
            team=kommune.team,
            contact=kommune.contact,
            programme=programme.name,
            subtitle=programme.subtitle,
            addressee=tuple(line.strip() for line in programme.addressee.splitlines() if line.strip()),
            funder_line=programme.funder_line,
            logo_text=programme.logo_text,
            funding_code=programme.funding_code,
        )

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """The inverse of ``to_json``."""
        return cls(**{**raw, "addressee": tuple(raw["addressee"])})

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "addressee": list(self.addressee)}

    def differences(self, newer: "Letterhead") -> tuple[Rewording, ...]:
        pairs = [
            (_LABELS[field.name], _line(getattr(self, field.name)), _line(getattr(newer, field.name)))
            for field in fields(self)
        ]
        return tuple(Rewording(*pair) for pair in pairs if pair[1] != pair[2])


_LABELS = {
    "kommune": "Name der Kommune",
    "department": "Dezernat oder Amt",
    "team": "Team",
    "contact": "Kontakt für Rückfragen",
    "programme": "Name des Programms",
    "subtitle": "Untertitel",
    "addressee": "Empfänger",
    "funder_line": "Hinweis auf die Förderung",
    "logo_text": "Pflichthinweis neben dem Logo",
    "funding_code": "Förderkennzeichen",
}


def _line(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else ", ".join(text)


def rewordings(before: tuple[Letterhead, str], after: tuple[Letterhead, str]) -> tuple[Rewording, ...]:
    """Compares letterhead and „Das Wichtigste“ of two editions; how lines end makes no difference."""
    found = before[0].differences(after[0])
    if paragraphs(before[1]) != paragraphs(after[1]):
        found = (Rewording(HIGHLIGHTS), *found)
    return found


def paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def corrected(numbers: int, reworded: Sequence[Rewording]) -> str:
    """„Geändert sind 6 Zahlen und der Text: Empfänger.“; empty if nothing is."""
    figures = "eine Zahl" if numbers == 1 else f"{numbers} Zahlen"
    words = ", ".join(each.label for each in reworded)
    if not reworded:
        return f"Geändert {_verb(numbers)} {figures}." if numbers else ""
    if not numbers:
        return f"Geändert ist der Text: {words}. Die Zahlen sind gleich geblieben."
    return f"Geändert sind {figures} und der Text: {words}."


def _verb(count: int) -> str:
    return "ist" if count == 1 else "sind"
