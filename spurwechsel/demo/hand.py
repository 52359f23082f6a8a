"""What chance deals to one person: of every list each card in turn, so that among many people all occur."""

from collections import Counter
from collections.abc import Sequence
from math import gcd
from random import Random
from typing import TypeVar

Card = TypeVar("Card")


class Hand:
    """The same for the same seed and place, whatever happens to other people."""

    def __init__(self, seed: int, group: str, place: int) -> None:
        """`place` is that of the person in the group; neighbours are dealt neighbouring cards."""
        self._seed = f"{seed} {group}"
        self._place = place
        self._dealt: Counter[str] = Counter()
        self.rng = Random(f"{self._seed} {place}")  # noqa: S311  chance for sample data

    def deal(self, name: str, cards: Sequence[Card]) -> Card:
        """The next card of the person from the pack of that name, which lies shuffled the same for all."""
        pack = list(cards)
        Random(f"{self._seed} {name}").shuffle(pack)  # noqa: S311  chance for sample data
        # Apart from each other, so that one person's second card is not the first one of the neighbour.
        apart = next(step for step in (7, 5, 3, 2, 1) if gcd(step, len(pack)) == 1)
        card = pack[(self._place + apart * self._dealt[name]) % len(pack)]
        self._dealt[name] += 1
        return card

    def happens(self, chance: float) -> bool:
        return self.rng.random() < chance

    def days(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)
