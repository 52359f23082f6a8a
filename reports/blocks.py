"""The text blocks of a report beside „Das Wichtigste“, and what any of its texts must be to be printed."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from spurwechsel.german import grouped
from spurwechsel.pdf import unprintable

TEXT_LENGTH = 3000


class Block(NamedTuple):
    """``key`` is the name of the column of the draft and of the field of the form."""

    key: str
    label: str
    hint: str


BLOCKS = (
    Block("successes", "Erfolge", "Was gelungen ist. Ein Beispiel nur so, dass niemand zu erkennen ist."),
    Block("problems", "Probleme", "Was in diesem Monat schwierig war und woran es lag."),
    Block(
        "obstacles",
        "Hindernisse",
        "Was Menschen aufhält, soweit es nicht in der Tabelle der Hindernisse steht.",
    ),
    Block("outlook", "Ausblick", "Was im nächsten Monat geplant ist."),
)
LABELS: dict[str, str] = {block.key: block.label for block in BLOCKS}


def filled(texts: Mapping[str, str]) -> dict[str, str]:
    """Those that say anything, in the order of the report."""
    return {block.key: texts[block.key] for block in BLOCKS if texts.get(block.key, "").strip()}


def blocks_of(row: Any) -> dict[str, str]:
    """The blocks of a draft, which has one column each."""
    return filled({block.key: getattr(row, block.key) for block in BLOCKS})


def check_texts(texts: Mapping[str, str], *, longest: int = TEXT_LENGTH) -> None:
    """Raises ValidationError keyed to the field for what is too long or has signs the font does not have."""
    too_long = {
        name: f"Kürzen Sie den Text auf höchstens {grouped(longest)} Zeichen. Es sind {grouped(len(text))}."
        for name, text in texts.items()
        if len(text) > longest
    }
    if too_long:
        raise ValidationError(too_long)
    check_printable(texts)


def check_printable(texts: Mapping[str, str]) -> None:
    """Raises ValidationError keyed to the field."""
    refused = {
        name: f"Die Schrift des Berichts kann diese Zeichen nicht drucken: {signs[:20]}"
        for name, text in texts.items()
        if (signs := unprintable(text))
    }
    if refused:
        raise ValidationError(refused)
