"""No reader of the tables of the work can narrow down a small number."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.numbers import About, Figure
from reports.tallies import Tally, TallyRow
from reports.tally_protection import protect_tally

ABOUT = About("Personen.", "Personen", "Stand")


def rows_of(*counts: Sequence[int]) -> tuple[TallyRow, ...]:
    return tuple(TallyRow(f"k{place}", f"Zeile {place}", tuple(row)) for place, row in enumerate(counts))


def pairs(*counts: tuple[int, int]) -> Tally:
    return Tally("results", "Ergebnisse", "Ergebnis", ("Monat", "Jahr"), ABOUT, rows_of(*counts))


def needs(counts: Sequence[int], people: int, base: int) -> Tally:
    single = Figure("Personen mit Bedarf", people, ABOUT)
    rows = rows_of(*((count,) for count in counts))
    return Tally(
        *("needs", "Bedarfe", "Bedarf", ("Personen",), ABOUT, rows),
        totals=(sum(counts),),
        singles=(single,),
        base=base,
    )


def gaps(counts: Sequence[int], month: int) -> Tally:
    rows = rows_of(*((count,) for count in counts))
    single = (Figure("Davon im Berichtsmonat", month, ABOUT),)
    return Tally(*("gaps", "Lücken", "Bedarf", ("Jahr",), ABOUT, rows), totals=(sum(counts),), singles=single)


# --- month and year ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        ((0, 0), (0, 0)),
        ((0, 2), (0, None)),
        ((0, 3), (0, 3)),
        ((1, 1), (None, None)),
        ((2, 5), (None, 5)),
        ((3, 3), (3, 3)),
        ((3, 4), (3, None)),  # the year would tell of one person before
        ((3, 5), (3, None)),
        ((3, 6), (3, 6)),
        ((5, 20), (5, 20)),
    ],
)
def test_month_and_year(exact: tuple[int, int], shown: tuple[int | None, ...]) -> None:
    assert protect_tally(pairs(exact)).rows[0].counts == shown


@given(st.integers(0, 30), st.integers(0, 30), st.integers(3, 6))
def test_neither_month_nor_the_months_before_are_small(month: int, earlier: int, threshold: int) -> None:
    shown_month, shown_year = protect_tally(pairs((month, month + earlier)), threshold).rows[0].counts
    assert shown_month is None or shown_month == 0 or shown_month >= threshold
    if shown_month is not None and shown_year is not None:
        before = shown_year - shown_month
        assert before == 0 or before >= threshold


# --- a column with its sum ---------------------------------------------------------------------------------


def test_needs_keep_only_rows_that_tell_something() -> None:
    table = protect_tally(needs([12, 0, 2, 9, 5], people=20, base=24))
    assert [(row.key, row.counts) for row in table.rows] == [
        ("k0", (12,)),
        ("k2", (None,)),
        ("k3", (9,)),
        ("k4", (None,)),
    ]
    assert (table.totals, table.singles[0].persons, table.explanation) == ((28,), 20, "")


@pytest.mark.parametrize(
    ("counts", "people", "base", "sentence"),
    [
        ([9, 9], 9, 30, "Nicht aufgegliedert: Hinter den Zahlen stehen zu wenige Personen."),
        ([5, 4], 10, 30, "Nicht aufgegliedert: Unter 10 gibt es keine Aufgliederung."),
        ([0, 0], 0, 30, ""),
    ],
)
def test_few_people_are_not_divided(counts: list[int], people: int, base: int, sentence: str) -> None:
    table = protect_tally(needs(counts, people, base))
    assert (table.rows, table.explanation) == ((), sentence)


@pytest.mark.parametrize(
    ("people", "shown"), [(0, 0), (2, None), (3, 3), (27, 27), (28, None), (29, None), (30, 30)]
)
def test_with_and_without_a_need_are_both_large(people: int, shown: int | None) -> None:
    assert protect_tally(needs([20, 20], people, 30)).singles[0].persons == shown


@pytest.mark.parametrize(("month", "shown"), [(0, 0), (1, None), (3, 3), (17, 17), (18, None), (20, 20)])
def test_gaps_of_the_month_and_before(month: int, shown: int | None) -> None:
    assert protect_tally(gaps([10, 10], month)).singles[0].persons == shown


def test_a_small_sum_is_secret_too() -> None:
    table = protect_tally(gaps([2, 0], 0))
    assert (table.rows, table.totals) == ((), (None,))


def possible(shown: Sequence[int | None], total: int, people: int) -> list[tuple[int, ...]]:
    """All columns that lead to what is shown, as a reader computes them: none beyond the people."""
    ranges = [range(1, people + 1) if count is None else [count] for count in shown]
    return [guess for guess in product(*ranges) if sum(guess) == total]


@given(st.data(), st.lists(st.integers(0, 12), min_size=2, max_size=4), st.integers(3, 4))
def test_no_need_is_narrowed_down(data: st.DataObject, counts: list[int], threshold: int) -> None:
    """With the number of people as the bound that no row exceeds."""
    people = data.draw(st.integers(max([*counts, 1]), 14))
    table = protect_tally(needs(counts, people, 40), threshold)
    shown = [row.counts[0] for row in table.rows]
    if None not in shown:
        return
    guesses = possible(shown, sum(counts), people)
    for place in (place for place, count in enumerate(shown) if count is None):
        values = [guess[place] for guess in guesses]
        assert max(values) - min(values) >= threshold


# --- several columns ---------------------------------------------------------------------------------------


def test_each_column_is_protected_by_itself() -> None:
    rows = rows_of((12, 4), (8, 0), (2, 3))
    table = Tally("measures", "Maßnahmen", "Art", ("läuft", "neu"), ABOUT, rows, totals=(22, 7))
    safe = protect_tally(table)
    assert [row.counts for row in safe.rows] == [(12, None), (None, None), (None, None)]
    assert safe.totals == (22, 7)


def test_protected_tables_come_back_from_json() -> None:
    for table in (needs([12, 0, 2, 9, 5], 20, 24), gaps([2, 0], 0), pairs((1, 5), (3, 9))):
        safe = protect_tally(table)
        assert Tally.from_json(safe.to_json()) == safe
