"""The attack on two rounded editions by a reader who knows of one arrival or departure between them."""

from itertools import product

from .rounding import Box, Interval

ARRIVAL, DEPARTURE = 1, -1

# One cell in both editions.
_Cell = tuple[Interval, Interval]


def candidates(older: Box, newer: Box, way: int, changes: int, enough: int | None = None) -> list[int]:
    """
    Which cells somebody may be in of whom is known that they arrived, or left, between the two editions.

    The reader also knows that at most ``changes`` people changed, that person included, and how the numbers
    were rounded. Everybody who changed came into one cell, left one, or did both. Stops at ``enough``.
    """
    cells = list(zip(older.cells, newer.cells, strict=True))
    totals = older.total, newer.total
    found: list[int] = []
    for place in range(len(cells)):
        if enough is not None and len(found) >= enough:
            break
        if _is_possible(cells, totals, place, way, changes - 1):
            found.append(place)
    return found


def _is_possible(cells: list[_Cell], totals: _Cell, place: int, way: int, others: int) -> bool:
    """
    Whether exact numbers exist for both editions that differ by that person and ``others``.

    People are a flow: from the older edition and from arrivals into the cells, from there into the newer
    edition and to departures. By Hoffman's theorem it exists in whole numbers exactly if nowhere more has to
    leave a set of nodes than may enter it. Of all sets, each cell can choose by itself on which side it is
    worse; what remains are the sides of the four ends and of the world outside.
    """
    old, new = cells[place]
    # Whoever arrived is there afterwards, whoever left was there before.
    own = (old, (max(new[0], 1), new[1])) if way == ARRIVAL else ((max(old[0], 1), old[1]), new)
    if any(low > high for low, high in own):
        return False
    rest = [cell for number, cell in enumerate(cells) if number != place]
    for inside in product((False, True), repeat=4):
        excess = sum(max(_excess(cell, inside, others)) for cell in rest)
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


def _excess(cell: _Cell, inside: tuple[bool, ...], others: int) -> tuple[int, int]:
    """What must leave the set minus what may enter it, with the cell within the set and outside of it."""
    (old_low, old_high), (new_low, new_high) = cell
    older, newer, arrivals, departures = inside
    within = (0 if newer else new_low) - (0 if older else old_high) - (0 if arrivals else others)
    outside = (old_low if older else 0) - (new_high if newer else 0) - (others if departures else 0)
    return within, outside


def _excess_of_ends(totals: _Cell, inside: tuple[bool, ...], world: bool, others: int) -> int:
    """The same for the four ends: what they take from the world or give to it is known within limits."""
    (old_low, old_high), (new_low, new_high) = totals
    older, newer, arrivals, departures = inside
    if world:
        return (0 if older else old_low) - (new_high if not newer else 0) - (others if not departures else 0)
    return (new_low if newer else 0) - (old_high if older else 0) - (others if arrivals else 0)
