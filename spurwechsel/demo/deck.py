"""Chance without long runs: cards in fixed shares, shuffled, dealt, and shuffled anew when all are dealt."""

from collections.abc import Iterable, Mapping
from random import Random
from typing import Generic, TypeVar

Card = TypeVar("Card")


class Deck(Generic[Card]):
    def __init__(self, rng: Random, cards: Iterable[Card] | Mapping[Card, int]) -> None:
        """`cards` as a list, or as {card: how many of it}."""
        self._rng = rng
        if isinstance(cards, Mapping):
            cards = [card for card, count in cards.items() for _ in range(count)]
        self._cards = list(cards)
        self._left: list[Card] = []

    def deal(self) -> Card:
        if not self._left:
            self._left = self._cards.copy()
            self._rng.shuffle(self._left)
        return self._left.pop()
