"""Whose cases are behind a number of a report, counted by the same steps; for those who may see them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from participants.choices import FIVE_PHASES, Phase

from . import catalogue, network, reach, reach_catalogue, work
from .esf import esf_answers, people_of_esf
from .ever import people_ever_in
from .facts import by_cell, erased_by
from .monthly import ACTIVE, Stay, Traits, age_band, people_with_traits, stays_between
from .outcomes import kept_by_person, reasons_of
from .profile import NATIONALITY, traits


class Asked(NamedTuple):
    """A Kommune on a Stichtag, as it was known at a moment; None is now."""

    kommune: Any
    stichtag: date
    cutoff: datetime | None

    @property
    def span(self) -> work.Span:
        return work.Span.up_to(self.stichtag)

    @property
    def stays(self) -> list[Stay]:
        eve = self.span.month - timedelta(days=1)
        return list(stays_between(self.kommune, eve, self.stichtag, self.cutoff))

    def on_the_day(self, phases: Iterable[str] = FIVE_PHASES) -> set[int]:
        return {
            stay.participant_id for stay in self.stays if stay.phase in phases and stay.covers(self.stichtag)
        }


def people_behind(asked: Asked, path: str) -> set[int]:
    """
    Ids of the people whom the number at ``path`` counts (see ``figures.Entry``); empty for an unknown one.

    Where it counts other things than people, those whom they are about.
    """
    first, *rest = path.split("/")
    if first == "reached" and not rest:
        return asked.on_the_day()
    if first == "status" and len(rest) == 1:
        return asked.on_the_day(rest)
    if first == "bridge" and len(rest) == 2:
        return _in_bridge(asked, *rest)
    if first == "work" and len(rest) == 3 and rest[2].isdecimal():
        return _at_work(asked, rest[0], rest[1], int(rest[2]))
    return _in_breakdown(asked, first, rest[0]) if len(rest) == 1 else set()


def _in_bridge(asked: Asked, phase: str, column: str) -> set[int]:
    eve = asked.span.month - timedelta(days=1)
    stays = asked.stays
    if column in ("before", "after"):
        day = eve if column == "before" else asked.stichtag
        return {stay.participant_id for stay in stays if stay.phase == phase and stay.covers(day)}
    begins = {(stay.participant_id, stay.start) for stay in stays}
    ends = {(stay.participant_id, stay.until + timedelta(days=1)) for stay in stays if stay.until}
    own = [stay for stay in stays if stay.phase == phase]
    inward = {(stay.participant_id, stay.start) for stay in own}
    outward = {(stay.participant_id, stay.until + timedelta(days=1)) for stay in own if stay.until}
    found = {
        "entered": inward - ends,
        "moved_in": inward & ends,
        "left": outward - begins,
        "moved_out": outward & begins,
    }
    return {person for person, day in found.get(column, ()) if eve < day <= asked.stichtag}


def _in_breakdown(asked: Asked, key: str, cell: str) -> set[int]:
    people = people_with_traits(asked.on_the_day(), asked.kommune, asked.stichtag, asked.cutoff)
    gone = by_cell(erased_by(asked.kommune, asked.stichtag), NATIONALITY)
    rows, places = _places(people, key, asked.stichtag, gone)
    if cell == catalogue.UNKNOWN[0]:
        return {one.pk for one, place in zip(people, places, strict=True) if place not in rows}
    return {one.pk for one, place in zip(people, places, strict=True) if place == cell and cell in rows}


def _places(people: list[Traits], key: str, day: date, gone: Mapping[str, int]) -> tuple[set[str], list[str]]:
    """The rows of a breakdown, and in which of them each person is."""
    if key == "residence":
        kinds = {kind: row for row, _, group in catalogue.RESIDENCE_GROUPS for kind in group}
        return set(kinds.values()), [kinds.get(one.paper_kind or "", "") for one in people]
    if key == "age":
        return {band for band, *_ in catalogue.AGE_BANDS}, [age_band(one, day) for one in people]
    if key == "gender":
        return {code for code, _ in catalogue.GENDERS}, [one.gender for one in people]
    for trait in traits(people, day, gone):
        if trait.key == key:
            return {row for row, _ in trait.rows}, list(trait.places)
    # An unknown table has no rows and nobody in it.
    return {""}, ["" for _ in people]


def _at_work(asked: Asked, table: str, row: str, column: int) -> set[int]:
    found = _TABLES[table](asked) if table in _TABLES else ()
    return {person for key, place, person in found if place == column and row in (key, "total")}


# Row, column and person of everything a table counts.
Marks = Iterable[tuple[str, int, int]]


def _needs(asked: Asked) -> Marks:
    active = asked.on_the_day(ACTIVE)
    known = work.open_needs(asked.kommune, asked.stichtag, active, asked.cutoff)
    return [(kind, 0, person) for person, kind in known]


def _measures(asked: Asked) -> Marks:
    return work.measured(asked.kommune, asked.span, asked.cutoff)


def _gaps(asked: Asked) -> Marks:
    closed = work.closed_without_offer(asked.kommune, asked.span, asked.cutoff)
    return [(kind, 0, person) for kind, _, person in closed]


def _by_month_and_year(asked: Asked, reached: Iterable[work.Reached]) -> Marks:
    found = list(reached)
    this_month = [(key, 0, person) for key, person, day in found if day >= asked.span.month]
    return [*this_month, *((key, 1, person) for key, person, _ in found)]


def _results(asked: Asked) -> Marks:
    return _by_month_and_year(asked, work.results_reached(asked.kommune, asked.span, asked.cutoff))


def _titles(asked: Asked) -> Marks:
    return _by_month_and_year(asked, work.titles_reached(asked.kommune, asked.span, asked.cutoff))


def _kept(asked: Asked) -> Marks:
    rows = {True: "kept", False: "lost"}
    found = kept_by_person(asked.kommune, asked.stichtag, asked.cutoff)
    return [(rows[kept], 0, person) for person, kept in found.items() if kept is not None]


def _obstacles(asked: Asked) -> Marks:
    resting = asked.on_the_day((Phase.UNVEREINBARKEIT,))
    reasons = reasons_of(asked.kommune, asked.stichtag, resting, asked.cutoff)
    return [(reason, 0, person) for person, reason in reasons.items()]


def _attempts(asked: Asked) -> Marks:
    """Nobody where nobody has entered an attempt, as in the table."""
    talks, _ = reach.first_days(asked.kommune)
    tried = reach.attempts_of(asked.kommune, asked.cutoff)
    people = reach.of_period(talks, (asked.span.year, asked.stichtag))
    if not any(person in tried for person, _ in people):
        return []
    numbers = [
        (person, reach.attempts_until((each for each, _ in tried.get(person, ())), day))
        for person, day in people
    ]
    return [(reach_catalogue.attempts_row(number), 0, person) for person, number in numbers]


def _waiting(asked: Asked) -> Marks:
    talks, clearings = reach.first_days(asked.kommune)
    tried = reach.attempts_of(asked.kommune, asked.cutoff)
    found = []
    for person, day in reach.of_period(clearings, (asked.span.year, asked.stichtag)):
        first = min([*reach.days_reached(tried, person), talks[person]])
        found.append((reach_catalogue.waiting_row(reach.waiting_days(first, day)), 0, person))
    return found


def _referrals(asked: Asked) -> Marks:
    found = network.referred(asked.kommune, asked.span.year, asked.stichtag, asked.cutoff)
    return _by_month_and_year(asked, found)


def _chance(asked: Asked) -> Marks:
    people = people_with_traits(asked.on_the_day(), asked.kommune, asked.stichtag, asked.cutoff)
    rows = zip(people, network.chance_rows(people, asked.stichtag), strict=True)
    return [(row, 0, person.pk) for person, row in rows if row]


def _ever(asked: Asked) -> Marks:
    stays = stays_between(asked.kommune, asked.span.year, asked.stichtag, asked.cutoff)
    return people_ever_in(stays, asked.stichtag)


def _esf(table: str) -> Callable[[Asked], Marks]:
    return lambda asked: people_of_esf(esf_answers(asked.kommune, asked.stichtag, asked.cutoff)).get(
        table, []
    )


_TABLES: dict[str, Callable[[Asked], Marks]] = {
    "needs": _needs,
    "measures": _measures,
    "gaps": _gaps,
    "results": _results,
    "titles": _titles,
    "kept": _kept,
    "obstacles": _obstacles,
    "attempts": _attempts,
    "waiting": _waiting,
    "referrals": _referrals,
    "chance": _chance,
    "ever": _ever,
    "esf_labour": _esf("esf_labour"),
    "esf_education": _esf("esf_education"),
    "esf_entry": _esf("esf_entry"),
    "esf_exit": _esf("esf_exit"),
    "esf_later": _esf("esf_later"),
}
