"""What a report says in words beside its figures, and what a newer edition says differently."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, NamedTuple, Self

from .blocks import LABELS

HIGHLIGHTS = "Das Wichtigste"


class Told(NamedTuple):
    """One text block as it is read."""

    label: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """What people wrote for one report: „Das Wichtigste“, and by key the text blocks that say anything."""

    highlights: str
    blocks: Mapping[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> dict[str, tuple[str, ...]]:
        """All texts as paragraphs, for comparison: how lines end makes no difference."""
        texts = {"highlights": self.highlights, **self.blocks}
        return {key: found for key, text in texts.items() if (found := paragraphs(text))}

    @property
    def told(self) -> tuple[Told, ...]:
        """The text blocks as they are read, in their order."""
        lines = self.lines
        return tuple(Told(label, lines[key]) for key, label in LABELS.items() if key in lines)


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


def rewordings(before: tuple[Letterhead, Words], after: tuple[Letterhead, Words]) -> tuple[Rewording, ...]:
    """Compares letterhead and texts of two editions; how lines end makes no difference."""
    old, new = before[1].lines, after[1].lines
    labels = {"highlights": HIGHLIGHTS, **LABELS}
    texts = (Rewording(label) for key, label in labels.items() if old.get(key) != new.get(key))
    return (*texts, *before[0].differences(after[0]))


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
