"""Which text of a letter counts now: the newest of the Kommune, else the one that comes with the software."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, cast

from participants.choices import Language
from spurwechsel.german import format_day

from .letter_catalogue import Briefart
from .models import LetterText
from .models.letters import GERMAN

SAMPLE = "Muster, nicht verwenden, bis übersetzt und geprüft"
# Dari and Farsi are close enough for a sample that nobody may use unchecked.
_SAMPLE_OF = {Language.DARI: Language.FARSI}


class Words(NamedTuple):
    """A text with all that tells whether it may be used; `number` 0 comes with the software."""

    kind: str
    language: str
    number: int
    subject: str
    body: str
    label: str
    checked: bool
    # Of a translation: the German version that it renders.
    german_number: int | None = None


def words_of(kommune: Any, kind: str, language: str = GERMAN) -> Words | None:
    """The text that counts now; None where there is neither a translation nor a sample."""
    row = LetterText.objects.filter(kommune=kommune, kind=kind, language=language).order_by("-number").first()
    return _stored(row) if row else shipped(kind, language)


def german_of(kommune: Any, kind: str) -> Words:
    """The German text; there always is one."""
    return cast(Words, words_of(kommune, kind))


def all_words(kommune: Any) -> dict[tuple[str, str], Words]:
    """By kind and language: everything there is, in one query."""
    shipped_ones = (shipped(kind, language) for kind in Briefart.values for language in Language.values)
    found = {(words.kind, words.language): words for words in shipped_ones if words}
    rows = LetterText.objects.filter(kommune=kommune).newest()
    return found | {(row.kind, row.language): _stored(row) for row in rows}


def why_not(german: Words, translation: Words | None) -> str:
    """Why a translation may not go out, as a sentence; empty where it may."""
    if translation is None:
        return "Für diese Sprache gibt es noch keine Übersetzung."
    if not translation.checked:
        return f"{SAMPLE}."
    if translation.german_number != german.number:
        return "Der deutsche Text wurde geändert; die Übersetzung gehört noch zur früheren Fassung."
    return ""


def _stored(row: LetterText) -> Words:
    label = row.label
    if row.translator:
        day = format_day(row.translated_on)
        label = f"{label}, übersetzt von {row.translator} am {day}, {row.source}"
    return Words(
        row.kind,
        row.language,
        row.number,
        row.subject,
        row.body,
        label,
        row.is_checked,
        row.german_number,
    )


def shipped(kind: str, language: str) -> Words | None:
    """The German text or the sample of a translation that comes with the software."""
    text = _file(_SAMPLE_OF.get(Language(language), language)).get(kind)
    if text is None:
        return None
    german = language == GERMAN
    label = f"mitgelieferter Text, Stand {_file(GERMAN)['stand']}" if german else SAMPLE
    return Words(
        kind, language, 0, text["subject"], text["body"].strip(), label, german, None if german else 0
    )


@lru_cache
def _file(language: str) -> dict[str, Any]:
    path = Path(__file__).parent / "texts" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
