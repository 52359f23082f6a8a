"""The attack on two rounded editions by a reader who knows of one arrival or departure between them."""

from collections.abc import Mapping
from itertools import product

from .rounding import Box, Interval

ARRIVAL, DEPARTURE = 1, -1

# One cell in both editions.
_Cell = tuple[Interval, Interval]
# Whether the older edition, the newer one, arrivals and departures belong to the set.
_Inside = tuple[bool, bool, bool, bool]
_SIDES: tuple[_Inside, ...] = tuple(product((False, True), (False, True), (False, True), (False, True)))


def candidates(older: Box, newer: Box, way: int, changes: int, enough: int | None = None) -> list[int]:
    """
    Which cells somebody may be in of whom is known that they arrived, or left, between the two editions.

    The reader also knows that at most ``changes`` people changed, that person included, and how the numbers
    were rounded. Everybody who changed came into one cell, left one, or did both. Stops at ``enough``.
    """
    cells = list(zip(older.cells, newer.cells, strict=True))
    totals, others = (older.total, newer.total), changes - 1
    worse = {inside: [max(_excess(cell, inside, others)) for cell in cells] for inside in _SIDES}
    of_all = {inside: sum(excesses) for inside, excesses in worse.items()}
    found: list[int] = []
    for place, cell in enumerate(cells):
        if enough is not None and len(found) >= enough:
            break
        of_the_rest = {inside: of_all[inside] - worse[inside][place] for inside in _SIDES}
        if _is_possible(cell, of_the_rest, totals, way, others):
            found.append(place)
    return found


def _is_possible(
    cell: _Cell, of_the_rest: Mapping[_Inside, int], totals: _Cell, way: int, others: int
) -> bool:
    """
    Whether exact numbers exist for both editions that differ by a person in that cell and ``others``.

    People are a flow: from the older edition and from arrivals into the cells, from there into the newer
    edition and to departures. By Hoffman's theorem it exists in whole numbers exactly if nowhere more has to
    leave a set of nodes than may enter it. Of all sets, each cell can choose by itself on which side it is
    worse, which comes to ``of_the_rest`` for the other cells; what remains are the sides of the four ends and
    of the world outside.
    """
    old, new = cell
    # Whoever arrived is there afterwards, whoever left was there before.
    own = (old, (max(new[0], 1), new[1])) if way == ARRIVAL else ((max(old[0], 1), old[1]), new)
    if any(low > high for low, high in own):
        return False
    for inside, excess in of_the_rest.items():
        within, outside = _excess(own, inside, others)
        for world in (False, True):
            # The known person is one who enters from the world, or leaves for it.
            if way == ARRIVAL:
                person = within - (not world), outside + world
            else:
                person = within + (not world), outside - world
            if excess + max(person) + _excess_of_ends(totals, inside, world, others) > 0:
                return False
    return True


def _excess(cell: _Cell, inside: _Inside, others: int) -> tuple[int, int]:
    """What must leave the set minus what may enter it, with the cell within the set and outside of it."""
    (old_low, old_high), (new_low, new_high) = cell
    older, newer, arrivals, departures = inside
    within = (0 if newer else new_low) - (0 if older else old_high) - (0 if arrivals else others)
    outside = (old_low if older else 0) - (new_high if newer else 0) - (others if departures else 0)
    return within, outside


def _excess_of_ends(totals: _Cell, inside: _Inside, world: bool, others: int) -> int:
    """The same for the four ends: what they take from the world or give to it is known within limits."""
    (old_low, old_high), (new_low, new_high) = totals
    older, newer, arrivals, departures = inside
    if world:
        return (0 if older else old_low) - (new_high if not newer else 0) - (others if not departures else 0)
    return (new_low if newer else 0) - (old_high if older else 0) - (others if arrivals else 0)
