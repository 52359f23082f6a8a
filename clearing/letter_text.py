"""How a text of a letter is read: placeholders in braces, paragraphs, headings, lists, boxes to tick."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError

from .letter_catalogue import ALLOWED

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Latin words and numbers turn round between right-to-left words unless they are held together.
_SIGN = "[A-Za-z\u00c0-\u024f0-9]"
_BETWEEN = "[ ,.;:/@+\u2013-]"
_IN_BRACKETS = rf"\((?:{_SIGN}|{_BETWEEN})*\)"
_LATIN = re.compile(rf"(?:{_SIGN}|\+)(?:(?:{_SIGN}|{_BETWEEN}|{_IN_BRACKETS})*(?:{_SIGN}|{_IN_BRACKETS}))?")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
TICK, POINT, HEADING = "[ ] ", "- ", "# "


class Segment(NamedTuple):
    """A piece of a line; `ltr` pieces read from left to right whatever surrounds them."""

    text: str
    ltr: bool


Line = list[Segment]


class Block(NamedTuple):
    """One paragraph (`p`), heading (`h`), list (`list`) or group of boxes to tick (`ticks`)."""

    kind: str
    lines: list[Line]


def placeholders_in(text: str) -> list[str]:
    """The names in braces, each once, in order."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def refuse_unknown(kind: str, field: str, text: str) -> None:
    """Raises ValidationError for the field, naming what a text of the kind may use."""
    may = ", ".join(f"{{{name}}}" for name in ALLOWED[kind])
    for name in placeholders_in(text):
        if name not in ALLOWED[kind]:
            sentence = f"Den Platzhalter {{{name}}} gibt es hier nicht. Möglich sind: {may}."
            raise ValidationError({field: sentence})
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        sentence = f"Eine geschweifte Klammer steht allein. Möglich sind: {may}."
        raise ValidationError({field: sentence})


def filled(text: str, values: Mapping[str, str]) -> str:
    """A single line with the values in place."""
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def blocks_of(text: str, values: Mapping[str, str]) -> list[Block]:
    """The text as it is printed; values are never read as markup."""
    blocks = []
    for part in re.split(r"\n[ \t]*\n", text.strip()):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        blocks += _blocks(lines, values)
    return blocks


def _blocks(lines: list[str], values: Mapping[str, str]) -> Iterator[Block]:
    marks = {HEADING: "h", POINT: "list", TICK: "ticks"}
    kind, taken = "", []
    for line in lines:
        mark = next((each for each in marks if line.startswith(each)), "")
        of_line = marks.get(mark, "p")
        if taken and of_line != kind:
            yield Block(kind, taken)
            taken = []
        kind = of_line
        taken.append(_line(line.removeprefix(mark), values))
    if taken:
        yield Block(kind, taken)


def _line(text: str, values: Mapping[str, str]) -> Line:
    """Values are German or names: held together as a whole, unless a name is written from right to left."""
    line: Line = []
    start = 0
    for found in _PLACEHOLDER.finditer(text):
        value = values[found[1]]
        line += _held_together(text[start : found.start()])
        line.append(Segment(value, not _RIGHT_TO_LEFT.search(value)))
        start = found.end()
    return [*line, *_held_together(text[start:])]


def _held_together(text: str) -> Iterator[Segment]:
    start = 0
    for found in _LATIN.finditer(text):
        if text[start : found.start()]:
            yield Segment(text[start : found.start()], False)
        yield Segment(found[0], True)
        start = found.end()
    if text[start:]:
        yield Segment(text[start:], False)
