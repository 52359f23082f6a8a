"""No reader can compute a small number, neither by arithmetic nor by knowing how the protection works."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from reports.disclosure import choose, protect, protect_breakdown
from reports.figures import Figure
from tests.reports import samples

Published = tuple[int | None, ...]


def publish(counts: Sequence[int], threshold: int = 3) -> Published | None:
    """What stands in the report; None for a breakdown that is withheld."""
    protection = choose(counts, threshold)
    if protection.withheld:
        return None
    return tuple(None if place in protection.hidden else count for place, count in enumerate(counts))


def attack(tables: Iterable[Published], total: int) -> list[tuple[int, int]]:
    """
    The interval of every secret cell, by linear programming over all tables of a report at once.

    The attacker knows the total and that zeros are published, hence that a secret cell is at least 1.
    """
    cells = [cell for table in tables for cell in table]
    equations, sums, place = [], [], 0
    for table in tables:
        equations.append([1 if place <= n < place + len(table) else 0 for n in range(len(cells))])
        sums.append(total)
        place += len(table)
    bounds = [(1, total) if cell is None else (cell, cell) for cell in cells]
    intervals = []
    for place, cell in enumerate(cells):
        if cell is None:
            aim = [1 if n == place else 0 for n in range(len(cells))]
            ends = [
                linprog([way * one for one in aim], A_eq=equations, b_eq=sums, bounds=bounds).x[place]
                for way in (1, -1)
            ]
            intervals.append((round(ends[0]), round(ends[1])))
    return intervals


tables = st.lists(st.integers(0, 40), min_size=1, max_size=9).filter(lambda counts: sum(counts) >= 10)


@given(tables, st.integers(3, 6))
def test_no_secret_cell_lies_in_a_narrow_interval(counts: list[int], threshold: int) -> None:
    published = publish(counts, threshold)
    if published is not None:
        assert [ends for ends in attack([published], sum(counts)) if ends[1] - ends[0] < threshold] == []


@given(tables, st.integers(3, 6))
def test_no_small_cell_is_published_and_no_zero_is_secret(counts: list[int], threshold: int) -> None:
    published = publish(counts, threshold) or ()
    assert [cell for cell in published if cell is not None and 0 < cell < threshold] == []
    assert [counts[place] for place, cell in enumerate(published) if cell is None and not counts[place]] == []


def test_all_breakdowns_of_a_report_together_give_nothing_away() -> None:
    figures = protect(samples.figures())
    published = [tuple(cell.persons for cell in table.cells) for table in figures.breakdowns]
    intervals = attack(published, figures.total)
    assert len(intervals) == 4
    assert min(high - low for low, high in intervals) >= 3


def test_the_attack_finds_cells_where_only_the_small_ones_are_hidden() -> None:
    """The positive control: without partners the attack works."""
    assert attack([(40, 84, None)], 125) == [(1, 1)]
    assert attack([(40, None, None)], 43) == [(1, 2), (1, 2)]


@pytest.mark.parametrize(("cells", "largest"), [(2, 25), (3, 22), (4, 15), (5, 9)])
def test_who_knows_the_method_cannot_compute_a_cell_either(cells: int, largest: int) -> None:
    """Of all tables that lead to one page, every secret cell has at least two different values."""
    origins: dict[tuple[int, Published], list[tuple[int, ...]]] = defaultdict(list)
    for counts in product(range(largest + 1), repeat=cells):
        published = publish(counts)
        if published is not None:
            origins[sum(counts), published].append(counts)
    pinned = 0
    for (total, published), tables in origins.items():
        # Pages whose secret cells could exceed the range enumerated here are not complete.
        if total - sum(cell or 0 for cell in published) <= largest:
            pinned += sum(
                len({table[place] for table in tables}) == 1
                for place, cell in enumerate(published)
                if cell is None
            )
    assert pinned == 0


def test_the_partner_is_the_smallest_that_gives_room() -> None:
    assert publish([1, 22, 29, 66, 7]) == (None, 22, 29, 66, None)
    assert publish([1, 3, 4, 100]) == (None, 3, None, 100)


def test_equal_partners_are_secret_together() -> None:
    assert publish([2, 8, 8, 50]) == (None, None, None, 50)


def test_three_and_zero_are_published_and_two_is_not() -> None:
    assert publish([3, 0, 97]) == (3, 0, 97)
    assert publish([2, 0, 98]) == (None, 0, None)


def test_under_ten_people_there_is_no_breakdown() -> None:
    assert publish([9, 0]) is None
    assert publish([10, 0]) == (10, 0)
    assert publish([0, 0]) == (0, 0)


def test_a_breakdown_of_many_tiny_cells_is_withheld_as_a_whole() -> None:
    table = samples.breakdown("age", "Alter", {str(n): 1 for n in range(12)})
    protected = protect_breakdown(table)
    assert protected.withheld
    assert {cell.persons for cell in protected.cells} == {None}
    assert protected.explanation == (
        "Nicht veröffentlicht: Die Zahlen sind so klein, dass sie sich nicht einzeln schützen lassen."
    )


def test_the_explanation_names_the_threshold() -> None:
    table = samples.breakdown("age", "Alter", {"unter 18": 2, "ab 18": 60})
    assert protect_breakdown(table, 3).explanation == (
        "2 Werte bleiben geheim (·): Angaben zu 1 oder 2 Personen und weitere, "
        "damit sie nicht berechenbar sind."
    )
    assert protect_breakdown(table, 5).explanation == (
        "2 Werte bleiben geheim (·): Angaben zu 1 bis 4 Personen und weitere, "
        "damit sie nicht berechenbar sind."
    )


def test_the_five_statuses_and_their_bridge_stay_exact() -> None:
    figures = samples.figures()
    protected = protect(figures, 5)
    assert protected.statuses == figures.statuses
    assert protected.bridge == figures.bridge


@pytest.mark.parametrize(("decisions", "published"), [(0, 0), (1, None), (2, None), (3, 3)])
def test_few_exceptions_are_secret(decisions: int, published: int | None) -> None:
    figures = samples.figures()
    figures = samples.figures(exceptions=Figure("Ausnahmen", decisions, figures.exceptions.about))
    assert protect(figures).exceptions.persons == published
