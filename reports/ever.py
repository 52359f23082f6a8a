"""Counts who was ever in each of the five statuses, in the month and since January, everybody once."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

from participants.choices import FIVE_PHASES

from .catalogue import PERSONS, in_period
from .numbers import About
from .tallies import Tally, TallyRow
from .work_catalogue import PERIODS

ANY = "jemals"


class Stay(Protocol):
    """One person in one status; both days included, ``until`` None while it goes on."""

    @property
    def participant_id(self) -> int: ...
    @property
    def phase(self) -> str: ...
    @property
    def start(self) -> date: ...
    @property
    def until(self) -> date | None: ...


def ever_in(stays: Iterable[Stay], first: date, last: date) -> set[tuple[str, int]]:
    """Status and person for every stay that shares a day with the period; also all of them in one row."""
    found = {
        (stay.phase, stay.participant_id)
        for stay in stays
        if stay.start <= last and (stay.until is None or stay.until >= first)
    }
    return found | {(ANY, person) for _, person in found}


def ever_tally(stays: Iterable[Stay], stichtag: date) -> Tally:
    """``stays`` are at least all of the year up to the Stichtag."""
    known = list(stays)
    january, month = date(stichtag.year, 1, 1), stichtag.replace(day=1)
    columns = [ever_in(known, first, stichtag) for first in (month, january)]
    rows = [*((phase.value, str(phase.label)) for phase in FIVE_PHASES), (ANY, "in irgendeinem der fünf")]
    return Tally(
        "ever",
        "Jemals in einem Status",
        "Status",
        PERIODS,
        about(january, stichtag),
        tuple(
            TallyRow(key, label, tuple(sum(row == key for row, _ in column) for column in columns))
            for key, label in rows
        ),
    )


def about(first: date, last: date) -> About:
    return About(
        "Personen, die im Zeitraum mindestens einen Tag den Status hatten, jede je Zeile einmal, auch wenn "
        "sie ihn verließ und wieder bekam.",
        PERSONS,
        in_period(first, last),
    )


def people_ever_in(stays: Iterable[Any], stichtag: date) -> list[tuple[str, int, int]]:
    """Row, column and person, as the table counts them."""
    known = list(stays)
    firsts = (stichtag.replace(day=1), date(stichtag.year, 1, 1))
    return [
        (row, place, person)
        for place, first in enumerate(firsts)
        for row, person in ever_in(known, first, stichtag)
    ]
