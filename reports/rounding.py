"""Rounds the numbers of an edition for publication, and tells what a rounded number still says."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

FINE, COARSE = 5, 10
# Below this number of people a Kommune is rounded to tens from the start.
SMALLEST_FOR_FINE = 50

# Smallest and largest exact number, both included.
Interval = tuple[int, int]


def rounded(count: int, base: int) -> int:
    """To the nearest multiple of the base; five is halfway between two tens and goes up."""
    return base * ((count + base // 2) // base)


def exact_values(value: int, base: int) -> Interval:
    """All exact numbers that are rounded to this value."""
    return max(0, value - base // 2), value + (base - 1) // 2


@dataclass(frozen=True)
class Box:
    """What a reader can compute: for each cell, and for all together, the smallest and largest number."""

    total: Interval
    cells: tuple[Interval, ...]

    @classmethod
    def of(cls, total: int, total_base: int, cells: Sequence[int], base: int) -> Self:
        """Who knows the rules also knows that fives are used from fifty people on only."""
        low, high = exact_values(total, total_base)
        if total_base == FINE:
            low = max(low, SMALLEST_FOR_FINE)
        return cls((low, high), tuple(exact_values(value, base) for value in cells))

    def within(self, total: Interval) -> Self:
        """The same where the number of people is known more closely."""
        low, high = max(self.total[0], total[0]), min(self.total[1], total[1])
        return replace(self, total=(low, high))

    @property
    def possible_totals(self) -> Interval:
        """The number of people, as the sum of the cells narrows it down."""
        low = max(self.total[0], sum(cell[0] for cell in self.cells))
        return low, min(self.total[1], sum(cell[1] for cell in self.cells))

    def narrowed(self) -> tuple[Interval, ...]:
        """Each cell as the total and all other cells narrow it down; both ends are reached."""
        low_sum = sum(cell[0] for cell in self.cells)
        high_sum = sum(cell[1] for cell in self.cells)
        low, high = self.total
        return tuple(
            (max(cell[0], low - (high_sum - cell[1])), min(cell[1], high - (low_sum - cell[0])))
            for cell in self.cells
        )


def joint_total(boxes: Sequence[Box]) -> Interval:
    """The number of people as all tables of an edition together narrow it down."""
    totals = [box.possible_totals for box in boxes]
    return max(low for low, _ in totals), min(high for _, high in totals)
