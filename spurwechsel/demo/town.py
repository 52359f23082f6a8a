"""What every town needs to tell its stories: people to draw, words, caseworkers, and one source of chance."""

from collections.abc import Iterator
from datetime import date
from random import Random

from participants.choices import Aufenthaltsstatus

from .deck import Deck
from .flow import Flow
from .papers import KINDS, held_on
from .people import Population
from .sentences import Sentences
from .staff import CASEWORKERS
from .story import Story


class Town:
    def __init__(self, key: str, seed: int, phones: Iterator[str], taken: set[tuple[str, str]]) -> None:
        """`taken` are the names that nobody else may bear, in any town."""
        self.key = key
        self.rng = Random(f"{seed} {key}")  # noqa: S311  chance for sample data
        self.people = Population(self.rng, phones, taken)
        self.say = Sentences(self.rng)
        self.stories: list[Story] = []
        self.flow = Flow(self.rng, self.stories, self.arrival)
        self._kinds: Deck[str] = Deck(self.rng, KINDS)
        self._workers = Deck(self.rng, CASEWORKERS[key])

    def story(self, kind: str, on: date) -> Story:
        """Somebody who holds a paper of the kind on the day; nothing is entered yet."""
        return Story(
            kommune=self.key,
            worker=self._workers.deal(),
            facts=self.people.draw(kind, on),
            paper=held_on(self.rng, kind, on),
            rng=self.rng,
            say=self.say,
        )

    def kind(self, on: date) -> str:
        """A kind of paper in its share, of those that are still granted."""
        kind = self._kinds.deal()
        if kind == Aufenthaltsstatus.AE_104C and on > date(2026, 6, 30):
            return Aufenthaltsstatus.DULDUNG_60A
        return kind

    def arrival(self, on: date) -> Story:
        """Somebody who becomes known to the office on the day, four of five before any talk."""
        story = self.story(self.kind(on), on)
        story.registered(on, talk_held=self.rng.random() < 0.2)
        return story
