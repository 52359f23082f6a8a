"""Finds names and case numbers of people in the text of a report, which must not name anybody."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from participants.models import Participant

from .preflight import SHOWN, Case, Finding, case_of

# SW-CB-2024-0031, as participants.services gives them out.
_NUMBER = re.compile(r"\bSW-[A-Z]{1,6}-\d{4}-\d{4,}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
# The longest name that is looked for, in words.
_WORDS_OF_A_NAME = 4
# Shorter names are words of every text.
_SHORTEST = 3


def people_named(texts: Iterable[str], *, user: Any) -> tuple[Finding, ...]:
    """
    Who of the people the user may see is named in the texts, and any case number.

    A name counts only as it is written in the case, also with the s of the genitive. Two queries at most.
    """
    text = "\n".join(texts)
    return (*_numbers(text), *_names(text, user))


def refuse_case_numbers(texts: Mapping[str, str]) -> None:
    """Raises ValidationError, by the name of each text with a case number, of whichever Kommune it is.

    In a draft one may stand until it is taken out; in what is released it would stand for ever.
    """
    found = {name: numbers for name, text in texts.items() if (numbers := _numbers_in(text))}
    if found:
        sentence = "Nehmen Sie die Fallnummer heraus: {}. Ein Bericht nennt niemanden."
        raise ValidationError({name: sentence.format(", ".join(each)) for name, each in found.items()})


def _numbers_in(text: str) -> list[str]:
    return sorted({number.upper() for number in _NUMBER.findall(text)})


def _numbers(text: str) -> Iterator[Finding]:
    found = _numbers_in(text)
    if found:
        words = "Im Text steht eine Fallnummer" if len(found) == 1 else "Im Text stehen Fallnummern"
        yield Finding("number", f"{words}: {', '.join(found[:SHOWN])}.", page="text")


def _names(text: str, user: Any) -> Iterator[Finding]:
    written = _possible_names(text)
    if not written:
        return
    people = Participant.objects.visible_to(user).filter(
        Q(family_name__in=written) | Q(given_name__in=written)
    )
    number = people.count()
    if not number:
        return
    shown = people.select_related("responsible").order_by("family_name", "given_name", "pk")[:SHOWN]
    verb = (
        "Im Text steht, wie 1 Person heißt" if number == 1 else f"Im Text steht, wie {number} Personen heißen"
    )
    cases: tuple[Case, ...] = tuple(case_of(person) for person in shown)
    yield Finding("name", f"{verb}.", page="participant_detail", cases=cases, others=max(0, number - SHOWN))


def _possible_names(text: str) -> set[str]:
    """Every word of the text that may be a name, and up to four words in a row."""
    found: set[str] = set()
    for line in text.splitlines():
        words = _WORD.findall(line)
        for length in range(1, _WORDS_OF_A_NAME + 1):
            for start in range(len(words) - length + 1):
                found |= _spellings(" ".join(words[start : start + length]))
    return {name for name in found if len(name) >= _SHORTEST and not name.islower()}


def _spellings(name: str) -> set[str]:
    return {name, name.removesuffix("s"), name.removesuffix("'"), name.removesuffix("’")}
