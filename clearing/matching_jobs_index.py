"""Many people beside many positions: people stand in bit sets by what they hold, so no pair is looked at.

One bit is one person. Equal questions of two positions are answered once, and what a position asks for
together is a handful of operations on whole sets.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from .matching_jobs import CRITERIA, Fit
from .matching_jobs_criteria import Criterion, Key
from .matching_jobs_facts import Applicant, Job, Outcome

Bits = int


class Fitting(NamedTuple):
    """How many of the people fit a position in each way, and the first of them, best first."""

    counts: dict[Fit, int]
    first: dict[Fit, list[Applicant]]


class People:
    """Applicants in the order in which they are to be named where they fit equally well."""

    def __init__(self, applicants: Iterable[Applicant], day: date) -> None:
        self.applicants: Sequence[Applicant] = list(applicants)
        self.day = day
        self.everybody: Bits = (1 << len(self.applicants)) - 1
        self._held = [_by_key(each, self.applicants) for each in CRITERIA]
        self._answers: list[dict[Key, dict[Outcome, Bits]]] = [{} for _ in CRITERIA]

    def fitting(self, job: Job, most: int) -> Fitting:
        """Everybody beside one position; of each kind at most so many by name."""
        sets = self._sets(job)
        named = {fit: self._named(parts, most) for fit, parts in sets.items()}
        counts = {fit: sum(part.bit_count() for part in parts) for fit, parts in sets.items()}
        return Fitting(counts, named)

    def _sets(self, job: Job) -> dict[Fit, list[Bits]]:
        """By fit the people, those with fewer open questions first."""
        missing: Bits = 0
        near: Bits = 0
        near_again: Bits = 0
        # open_[n]: people of whom at least n + 1 things are not known.
        open_: list[Bits] = []
        for place in range(len(CRITERIA)):
            answer = self._answer(place, job)
            missing |= answer[Outcome.FEHLT]
            near_again |= near & answer[Outcome.BEINAHE]
            near |= answer[Outcome.BEINAHE]
            carry = answer[Outcome.OFFEN]
            for step, known in enumerate(open_):
                open_[step], carry = known | carry, known & carry
            open_.append(carry)
        missing |= near_again
        by_questions = list(_exactly(open_, self.everybody))
        fits, almost = self.everybody & ~missing & ~near, near & ~missing
        return {
            Fit.PASST: [fits & by_questions[0]],
            Fit.SOWEIT_BEKANNT: [fits & part for part in by_questions[1:]],
            Fit.BEINAHE: [almost & part for part in by_questions],
            Fit.PASST_NICHT: [missing & part for part in by_questions],
        }

    def _answer(self, place: int, job: Job) -> dict[Outcome, Bits]:
        criterion, known = CRITERIA[place], self._answers[place]
        asked = criterion.asked(job, self.day)
        if asked not in known:
            answer: dict[Outcome, Bits] = dict.fromkeys(Outcome, 0)
            for held, people in self._held[place].items():
                answer[criterion.outcome(asked, held)] |= people
            known[asked] = answer
        return known[asked]

    def _named(self, parts: Iterable[Bits], most: int) -> list[Applicant]:
        found: list[Applicant] = []
        for part in parts:
            while part and len(found) < most:
                lowest = part & -part
                found.append(self.applicants[lowest.bit_length() - 1])
                part ^= lowest
        return found


def _by_key(criterion: Criterion, applicants: Sequence[Applicant]) -> dict[Key, Bits]:
    """By what they hold the people who hold it."""
    places: dict[Key, list[int]] = {}
    for place, person in enumerate(applicants):
        places.setdefault(criterion.held(person), []).append(place)
    return {key: _bits(found, len(applicants)) for key, found in places.items()}


def _bits(places: Iterable[int], size: int) -> Bits:
    """Set in bytes first: setting single bits of a long number would copy it each time."""
    row = bytearray(size // 8 + 1)
    for place in places:
        row[place // 8] |= 1 << place % 8
    return int.from_bytes(row, "little")


def _exactly(at_least: Sequence[Bits], everybody: Bits) -> Iterator[Bits]:
    """People of whom exactly 0, 1, 2 … things are open, from those of whom at least 1, 2, 3 … are."""
    above = everybody
    for part in at_least:
        yield above & ~part
        above = part
    yield above
