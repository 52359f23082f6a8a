"""Nobody can be found in the series of all editions for publication, and what is coarsened says why."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.differencing import candidates
from reports.public_rules import USUAL, PublicMethod, PublicRules, check_not_looser
from reports.publication import Decision, PublicFigures, decide
from reports.rounding import Box, exact_values, rounded
from tests.reports import attacks

Shown = dict[date, dict[int, attacks.Person]]
STICHTAG = date(2024, 3, 31)
WAYS = {"arrival": 1, "departure": -1}


def attack_three_years(
    seed: int,
    size: int,
    flow: int,
    *,
    gate: bool = True,
    rules: Callable[[int], PublicRules] = lambda month: USUAL,
) -> tuple[int, int, int]:
    """How many people came or went and are told apart, how many were looked for, how many cells are known."""
    published: list[PublicFigures] = []
    shown: Shown = {}
    since: list[attacks.Flow] = []
    found = looked_for = known_cells = 0
    for month, (day, people, flows) in enumerate(attacks.months(seed, size, flow)):
        since += flows
        changes = {when: attacks.changes_between(then, people) for when, then in shown.items()}
        exact = attacks.figures_of(list(people.values()), day)
        edition = decide(exact, *((published, changes) if gate else ([], {})), rules(month)).figures
        known_cells += sum(_known_cells(edition, key) for key in attacks.TABLES)
        if edition.is_renewed:
            looked_for += len(since) if shown else 0
            for before in (each for each in published if each.is_renewed):
                found += told_apart(before, edition, since, changes[before.counted_on])
            shown[day], since = people, []
        published.append(edition)
    return found, looked_for, known_cells


def _known_cells(edition: PublicFigures, key: str) -> int:
    box = attacks.box_of(edition, key)
    return sum(high - low < 2 for low, high in box.narrowed()) if box else 0


def told_apart(
    before: PublicFigures, after: PublicFigures, flows: list[attacks.Flow], changes: dict[str, int]
) -> int:
    """People of whom fewer than three cells of a table are left, to a reader who knows of them alone."""
    found = 0
    for way in {way for way, _ in flows}:
        for key in attacks.TABLES:
            boxes = attacks.box_of(before, key), attacks.box_of(after, key)
            if boxes[0] and boxes[1] and len(candidates(*boxes, WAYS[way], changes[key], 3)) < 3:
                found += sum(one == way for one, _ in flows)
    return found


def test_three_years_of_six_kommunen_tell_of_nobody() -> None:
    results = [attack_three_years(seed, *town) for seed, town in enumerate(attacks.TOWNS)]
    assert [(found, cells) for found, _, cells in results] == [(0, 0)] * 6
    assert sum(looked_for for _, looked_for, _ in results) > 300


def test_without_the_gate_the_attack_finds_people() -> None:
    """The positive control: rounded numbers that are new every month give people away."""
    found, looked_for, _ = attack_three_years(3, 62, 1, gate=False)
    assert (found > 10, looked_for > 10) == (True, True)


@pytest.mark.parametrize(
    "later",
    [
        PublicRules(PublicMethod.TENS),
        PublicRules(PublicMethod.FIVES, 9),
        PublicRules(PublicMethod.TENS, 20),
        PublicRules(PublicMethod.TOTAL),
    ],
)
def test_a_stricter_programme_after_a_year_tells_of_nobody(later: PublicRules) -> None:
    """
    The series goes on across the change of the method, and so does the attack.

    Not in the smallest and the largest of the six, where it would find nobody without the gate either.
    """
    results = [
        attack_three_years(seed, *town, rules=lambda month: later if month >= 12 else USUAL)
        for seed, town in list(enumerate(attacks.TOWNS))[1:5]
    ]
    assert [(found, cells) for found, _, cells in results] == [(0, 0)] * 4


intervals = st.tuples(st.integers(0, 6), st.integers(0, 3)).map(lambda each: (each[0], each[0] + each[1]))


@st.composite
def pairs_of_boxes(draw: st.DrawFn) -> tuple[Box, Box]:
    size = draw(st.integers(2, 3))
    cells = [tuple(draw(intervals) for _ in range(size)) for _ in range(2)]
    totals = [draw(st.integers(0, 15)) for _ in range(2)]
    return tuple(Box((low, low + 4), box) for low, box in zip(totals, cells, strict=True))


def exact_tables(box: Box) -> list[tuple[int, ...]]:
    every = product(*(range(low, high + 1) for low, high in box.cells))
    return [cells for cells in every if box.total[0] <= sum(cells) <= box.total[1]]


@settings(max_examples=60, deadline=None)
@given(pairs_of_boxes(), st.sampled_from((1, -1)), st.integers(1, 5))
def test_the_gate_finds_what_trying_everything_finds(boxes: tuple[Box, Box], way: int, changes: int) -> None:
    before, after = boxes
    possible = set()
    for old, new in product(exact_tables(before), exact_tables(after)):
        for place in range(len(old)):
            others = [now - then for then, now in zip(old, new, strict=True)]
            others[place] -= way
            gained = sum(max(0, one) for one in others)
            lost = sum(max(0, -one) for one in others)
            there = new[place] if way == 1 else old[place]
            if there and max(gained, lost) <= changes - 1:
                possible.add(place)
    assert candidates(before, after, way, changes) == sorted(possible)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from((1, -1)), st.integers(1, 5))
def test_the_gate_finds_what_integer_programming_finds(seed: int, way: int, changes: int) -> None:
    """With tables as large as they are, before and after one month."""
    (_, first, _), (_, second, _) = attacks.months(seed, 60, 2, 2)
    editions = [
        decide(attacks.figures_of(list(people.values()), STICHTAG), [], {}).figures
        for people in (first, second)
    ]
    before, after = (attacks.box_of(edition, "residence") for edition in editions)
    if before and after:
        assert candidates(before, after, way, changes) == attacks.reader_finds(before, after, way, changes)


def test_a_narrowed_cell_has_exactly_the_numbers_that_are_possible() -> None:
    box = Box((8, 12), ((0, 2),) * 4)
    assert box.narrowed() == ((2, 2),) * 4  # 2 + 2 + 2 + 2 = 8 is the only way to ten
    box = Box((4, 6), ((0, 2), (3, 7)))
    assert box.narrowed() == ((0, 2), (3, 6))


def test_rounding_and_back() -> None:
    for base in (5, 10):
        for count in range(120):
            low, high = exact_values(rounded(count, base), base)
            assert low <= count <= high
            assert {rounded(each, base) for each in range(low, high + 1)} == {rounded(count, base)}


# --- what is decided, in words -----------------------------------------------------------------------------


def people(number: int, **fixed: str) -> list[attacks.Person]:
    town = attacks.Town(attacks.Random(7), 1)
    for _ in range(number):
        town.arrive()
    return [person | fixed for person in town.people.values()]


def decision(number: int, rules: PublicRules = USUAL, **fixed: str) -> Decision:
    return decide(attacks.figures_of(people(number, **fixed), STICHTAG), [], {}, rules)


def test_under_ten_people_nothing_is_told() -> None:
    few = decision(9)
    assert few.figures.total is None
    assert {table.counts for table in few.figures.tables} == {()}
    assert few.reasons == ("Nicht aufgegliedert: Es sind unter 10 Personen.",)
    assert decision(10).figures.total == 10


def test_under_fifty_people_are_told_in_tens() -> None:
    assert decision(49).figures.base == 10
    assert decision(49).reasons == ("Alle Zahlen sind auf 10 gerundet: Es sind unter 50 Personen.",)
    assert (decision(50).figures.base, decision(50).reasons) == (5, ())


def test_what_is_the_same_for_nearly_all_is_not_told() -> None:
    told = decision(80, gender="w")
    assert told.figures.table("gender").counts == ()
    assert told.reasons == ("gender: nicht veröffentlicht, weil fast alle in derselben Zeile stehen.",)


def test_fewer_than_five_changes_repeat_the_numbers_that_were_published() -> None:
    first = decision(80).figures
    later = attacks.figures_of(people(90), date(2024, 4, 30))
    few = decide(later, [first], {STICHTAG: {"status": 9, "residence": 5, "age": 4, "gender": 5}})
    assert few.figures == replace(first, stichtag=date(2024, 4, 30))
    assert few.figures.counted_on == STICHTAG
    assert few.reasons == (
        "Die Zahlen vom 31.03.2024 werden wiederholt: Gegenüber einer veröffentlichten Fassung haben "
        "sich weniger als fünf Personen geändert (age). Neue Zahlen würden sie verraten.",
    )
    enough = decide(later, [first], {STICHTAG: dict.fromkeys(attacks.TABLES, 15)})
    assert (enough.figures.counted_on, enough.figures.total) == (date(2024, 4, 30), 90)


def test_editions_come_back_from_json() -> None:
    for number in (5, 30, 80):
        for rules in (USUAL, PublicRules(smallest_change=9)):
            figures = decision(number, rules).figures
            assert PublicFigures.from_json(figures.to_json()) == figures
    assert "smallest_change" not in decision(80).figures.to_json()


def test_everything_in_tens_if_the_programme_says_so() -> None:
    told = decision(80, PublicRules(PublicMethod.TENS))
    assert {table.base for table in told.figures.tables if table.counts} == {10}
    assert (told.figures.base, told.reasons[0]) == (
        10,
        "Alle Zahlen sind auf 10 gerundet, wie es das Förderprogramm vorsieht.",
    )


def test_nothing_but_the_total_if_the_programme_says_so() -> None:
    told = decision(80, PublicRules(PublicMethod.TOTAL))
    assert (told.figures.total, {table.counts for table in told.figures.tables}) == (80, {()})
    assert told.reasons == ("Nicht aufgegliedert, wie es das Förderprogramm vorsieht.",)
    first = decision(80).figures
    later = attacks.figures_of(people(90), date(2024, 4, 30))
    few = {STICHTAG: dict.fromkeys(attacks.TABLES, 4)}
    repeated = decide(later, [first], few, PublicRules(PublicMethod.TOTAL)).figures
    assert (repeated.counted_on, repeated.total) == (STICHTAG, 80)
    assert {table.counts for table in repeated.tables} == {()}


@pytest.mark.parametrize(("changes", "is_renewed"), [(8, False), (9, True)])
def test_a_programme_waits_for_more_changes(changes: int, is_renewed: bool) -> None:
    rules = PublicRules(smallest_change=9)
    later = attacks.figures_of(people(90), date(2024, 4, 30))
    found = decide(later, [decision(80).figures], {STICHTAG: dict.fromkeys(attacks.TABLES, changes)}, rules)
    assert (found.figures.is_renewed, found.figures.smallest_change) == (is_renewed, 9)
    assert ("weniger als 9 Personen" in "".join(found.reasons)) is not is_renewed


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        (USUAL, USUAL, []),
        (USUAL, PublicRules(PublicMethod.TENS, 6), []),
        (PublicRules(PublicMethod.TENS), USUAL, ["public_method"]),
        (
            PublicRules(PublicMethod.NONE, 9),
            PublicRules(PublicMethod.TOTAL, 8),
            ["public_method", "public_change"],
        ),
        (PublicRules(smallest_change=6), PublicRules(PublicMethod.TENS, 5), ["public_change"]),
    ],
)
def test_the_rules_only_become_stricter(before: PublicRules, after: PublicRules, refused: list[str]) -> None:
    found: list[str] = []
    try:
        check_not_looser(before, after)
    except ValidationError as error:
        found = list(error.message_dict)
    assert found == refused
