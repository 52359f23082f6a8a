"""Readers who attack editions for publication, and six Kommunen whose people come and go for three years."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from reports.figures import Breakdown, Cell, MonthlyFigures
from reports.publication import TABLES, PublicFigures
from reports.rounding import Box, exact_values, joint_total
from tests.reports import samples

KEYS = {
    "status": tuple(samples.SEED),
    "residence": ("ae_104c", "ae_25_5", "ae_23_1", "duldung", "gestattung", "fiktion", "andere", "ohne"),
    "age": ("unter_18", "18_24", "25_29", "30_54", "ab_55", "ohne"),
    "gender": ("w", "m", "d", "ohne"),
}
WEIGHTS = {
    "status": (32, 12, 31, 38, 12),
    "residence": (47, 19, 20, 22, 11, 4, 2, 0.2),
    "age": (1, 22, 29, 66, 7, 0.2),
    "gender": (45, 75, 3, 2),
}
# People on the first day, and how many are new or gone in a month at most.
TOWNS = ((12, 2), (24, 3), (45, 3), (62, 4), (95, 5), (150, 8))

Person = dict[str, str]
Flow = tuple[str, Person]


def table_of(key: str, counts: Counter[str]) -> Breakdown:
    cells = tuple(Cell(name, name, counts[name]) for name in KEYS[key])
    return Breakdown(key, key, key, samples.figures().status_about, cells)


def figures_of(people: Sequence[Person], stichtag: date) -> MonthlyFigures:
    sample = samples.figures()
    counts = {key: Counter(person[key] for person in people) for key in TABLES}
    return replace(
        sample,
        stichtag=stichtag,
        reached=replace(sample.reached, persons=len(people)),
        statuses=tuple(replace(row, persons=counts["status"][row.key]) for row in sample.statuses),
        breakdowns=tuple(table_of(key, counts[key]) for key in TABLES[1:]),
    )


@dataclass
class Town:
    """People by number, so that it can be told who changed since an earlier month."""

    random: Random
    largest_flow: int
    people: dict[int, Person] = field(default_factory=dict)
    next_number: int = 0

    def arrive(self) -> Person:
        person = {key: self.random.choices(KEYS[key], WEIGHTS[key])[0] for key in TABLES}
        self.people[self.next_number] = person
        self.next_number += 1
        return person

    def live_a_month(self) -> list[Flow]:
        flows = [("arrival", dict(self.arrive())) for _ in range(self.random.randint(0, self.largest_flow))]
        for _ in range(self.random.randint(0, min(self.largest_flow, len(self.people) - 1))):
            number = self.random.choice(list(self.people))
            flows.append(("departure", self.people.pop(number)))
        for number in self.random.sample(list(self.people), min(len(self.people), self.largest_flow)):
            key = self.random.choice(("status", "residence"))
            self.people[number] = self.people[number] | {key: self.random.choices(KEYS[key], WEIGHTS[key])[0]}
        return flows

    def snapshot(self) -> dict[int, Person]:
        return dict(self.people)


def months(
    seed: int, size: int, largest_flow: int, number: int = 36
) -> Iterator[tuple[date, Any, list[Flow]]]:
    """Day, people, who came and went in the month."""
    town = Town(Random(seed), largest_flow)
    for _ in range(size):
        town.arrive()
    for place in range(number):
        flows = town.live_a_month() if place else []
        yield date(2023 + (place + 9) // 12, (place + 9) % 12 + 1, 28), town.snapshot(), flows


def changes_between(before: dict[int, Person], after: dict[int, Person]) -> dict[str, int]:
    numbers = before.keys() | after.keys()
    return {
        key: sum(before.get(one, {}).get(key) != after.get(one, {}).get(key) for one in numbers)
        for key in TABLES
    }


def box_of(figures: PublicFigures, key: str) -> Box | None:
    """What the reader takes from one table, with the total as all of them narrow it down."""
    if figures.total is None or not figures.table(key).counts:
        return None
    total = exact_values(figures.total, figures.base)
    boxes = {
        table.key: Box(total, tuple(exact_values(count, table.base) for count in table.counts))
        for table in figures.tables
        if table.counts
    }
    return boxes[key].within(joint_total(list(boxes.values())))


def reader_finds(before: Box, after: Box, way: int, changes: int) -> list[int]:
    """
    Cells in which a known newcomer (way 1), or somebody who left (−1), may be, by integer programming.

    Unknown are the older cells, and what the other changes add to and take from each.
    """
    size = len(before.cells)
    one = np.eye(size)
    ones, zeros = np.ones(size), np.zeros(size)
    found = []
    for place in range(size):
        own = np.array([way if number == place else 0 for number in range(size)])
        old_low, old_high = np.array(before.cells).T
        new_low, new_high = np.array(after.cells).T
        if way < 0:
            old_low = np.maximum(old_low, -own)
        else:
            new_low = np.maximum(new_low, own)
        constraints = [
            LinearConstraint(np.hstack([one, one, -one]), new_low - own, new_high - own),
            LinearConstraint(np.hstack([ones, zeros, zeros])[None], *before.total),
            LinearConstraint(np.hstack([ones, ones, -ones])[None], *(end - way for end in after.total)),
            LinearConstraint(np.hstack([zeros, ones, zeros])[None], 0, changes - 1),
            LinearConstraint(np.hstack([zeros, zeros, ones])[None], 0, changes - 1),
        ]
        limits = np.full(size, changes)
        bounds = Bounds(np.hstack([old_low, zeros, zeros]), np.hstack([old_high, limits, limits]))
        answer = milp(
            np.zeros(3 * size), constraints=constraints, bounds=bounds, integrality=np.ones(3 * size)
        )
        if answer.status == 0:
            found.append(place)
    return found
