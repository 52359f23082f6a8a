"""Divides the reached people by how long their paper holds, nationality, German and schooling."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from participants.choices import nationality_choices
from participants.rules.calendar import deadline_after

from . import profile_catalogue as catalogue
from .figures import Breakdown, Cell

NATIONALITY = "nationality"


class Person(Protocol):
    """What these tables divide people by; empty where it is not known."""

    @property
    def paper_kind(self) -> str | None: ...
    @property
    def paper_until(self) -> date | None: ...
    @property
    def nationality(self) -> str: ...
    @property
    def speaking(self) -> str | None: ...
    @property
    def schooling(self) -> str | None: ...


class Trait(NamedTuple):
    """One table: its key and title, its rows, and in which row each person is, empty for none."""

    key: str
    title: str
    rows: tuple[tuple[str, str], ...]
    places: tuple[str, ...]


def expiry_row(person: Person, day: date) -> str:
    """The row of the remaining months; the last day of a paper still belongs to it."""
    if person.paper_kind is None:
        return ""
    if person.paper_until is not None:
        if person.paper_until < day:
            return catalogue.EXPIRIES[0][0]
        for key, _, months in catalogue.EXPIRIES[1:]:
            if person.paper_until <= deadline_after(day, months):
                return key
    return catalogue.LONGER[0]


def most_frequent(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Code and name of the most frequent countries, by name, so that the order tells no numbers."""
    names = dict(nationality_choices())
    counts = Counter(code for code in codes if code in names)
    first = sorted(counts, key=lambda code: (-counts[code], names[code]))[: catalogue.MOST_COUNTRIES]
    return tuple((code, names[code]) for code in names if code in first)


def traits(people: Sequence[Person], day: date, gone: Mapping[str, int]) -> tuple[Trait, ...]:
    """
    All people in all tables, in the order of the people.

    ``gone`` is how many of each nationality were there and are erased: they decide too which get a row.
    """
    top = most_frequent([*(person.nationality for person in people), *Counter(gone).elements()])
    single = {code for code, _ in top}
    levels = {level: key for key, _, group in catalogue.GERMAN for level in group}
    expiries = (*((key, label) for key, label, _ in catalogue.EXPIRIES), catalogue.LONGER)
    other = catalogue.OTHER_COUNTRIES
    return (
        Trait("expiry", "Geltung der Papiere", expiries, tuple(expiry_row(one, day) for one in people)),
        Trait(
            NATIONALITY,
            "Staatsangehörigkeit",
            (*top, other),
            tuple(
                one.nationality if one.nationality in single else other[0] if one.nationality else ""
                for one in people
            ),
        ),
        Trait(
            "german",
            "Deutsch",
            tuple((key, label) for key, label, _ in catalogue.GERMAN),
            tuple(levels.get(one.speaking or "", "") for one in people),
        ),
        Trait("schooling", "Schulbildung", catalogue.SCHOOLING, tuple(one.schooling or "" for one in people)),
    )


_ABOUT = {
    "expiry": catalogue.expiry,
    NATIONALITY: catalogue.nationality,
    "german": catalogue.german,
    "schooling": catalogue.schooling,
}


def profile_breakdowns(people: Sequence[Person], day: date, gone: Mapping[str, int]) -> tuple[Breakdown, ...]:
    """One table a trait; nobody about whom nothing is known is left out. See ``traits`` for ``gone``."""
    found = []
    for trait in traits(people, day, gone):
        counts = Counter(trait.places)
        cells = tuple(Cell(key, label, counts[key]) for key, label in trait.rows)
        unknown = len(people) - sum(cell.persons or 0 for cell in cells)
        about = _ABOUT[trait.key](day)
        cells = (*cells, Cell("ohne_angabe", "ohne Angabe", unknown))
        found.append(Breakdown(trait.key, trait.title, trait.title, about, cells))
    return tuple(found)
