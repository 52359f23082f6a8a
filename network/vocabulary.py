"""Words of the people and of the process, lent by the apps that own them, so that nothing is listed twice."""

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError


class Word(NamedTuple):
    code: str
    label: str


NEEDS = "needs"
STATUSES = "statuses"
LANGUAGES = "languages"
LEVELS = "levels"
OCCUPATIONS = "occupations"

# Filled while Django starts; by the name of the column that holds the codes.
_LENT: dict[str, dict[str, str]] = {}
_RANKS: dict[str, int] = {}


def lend(**words: Iterable[tuple[str, str]]) -> None:
    """Makes known needs, residence statuses, languages, levels of German from low to high, occupations."""
    for name, pairs in words.items():
        _LENT[name] = {str(code): str(label) for code, label in pairs}
    _RANKS.update((code, place) for place, code in enumerate(_LENT.get(LEVELS, ())))


def words(name: str) -> list[Word]:
    """The words of one of the lists in their order."""
    return [Word(code, label) for code, label in _LENT[name].items()]


def label(name: str, code: str) -> str:
    """What a code is called; a code that is no longer lent is shown as it is."""
    return _LENT[name].get(code, code)


def labels(name: str, codes: Iterable[str]) -> list[str]:
    return [label(name, code) for code in codes]


def rank(level: str) -> int:
    """The place of a level of German, so that two can be compared."""
    return _RANKS[level]


def refuse_unknown(name: str, codes: Iterable[str]) -> None:
    """Raises ValidationError for the first code that is none of the list."""
    for code in codes:
        if code not in _LENT[name]:
            raise ValidationError("„%(code)s“ steht nicht zur Wahl.", params={"code": code}, code="unknown")
