"""Which cells of a column of numbers with a known sum have to stay secret, so that none can be computed."""

from collections.abc import Sequence
from dataclasses import dataclass

SMALLEST_THRESHOLD = 3
# Below this number of people a breakdown says more about persons than about the project.
SMALLEST_BASE = 10


@dataclass(frozen=True)
class Protection:
    """Positions of the secret cells, or ``withheld`` where no choice of cells is safe."""

    hidden: frozenset[int]
    withheld: bool = False


def choose(counts: Sequence[int], threshold: int = SMALLEST_THRESHOLD) -> Protection:
    """Which cells of a breakdown to keep secret, given that its total is known."""
    total = sum(counts)
    hidden = {position for position, count in enumerate(counts) if 0 < count < threshold}
    if total < SMALLEST_BASE:
        return Protection(frozenset(), withheld=total > 0)
    if not hidden:
        return Protection(frozenset())
    # The small cells themselves never count as room: then the choice does not depend on their values.
    missing = threshold
    while missing > 0:
        candidates = {position for position, count in enumerate(counts) if count and position not in hidden}
        if not candidates:
            return Protection(frozenset(), withheld=True)
        value = _cheapest([counts[position] for position in candidates], missing)
        partners = {position for position in candidates if counts[position] == value}
        hidden |= partners
        missing -= len(partners) * (value - 1)
    return Protection(frozenset(hidden))


def _cheapest(values: Sequence[int], missing: int) -> int:
    """The smallest value that alone gives enough room, else the largest there is."""
    return min((value for value in values if value > missing), default=max(values))
