"""Enters what was done with one person beside the steps: who, for which day, and at which moment."""

from datetime import date, datetime, timedelta
from typing import Any

from .hand import Hand
from .story import Step, Story
from .workdays import office_moment, workday_from

# Between two entries that belong together.
BREATH = timedelta(minutes=1)


class Diary:
    def __init__(self, story: Story, hand: Hand) -> None:
        self.story = story
        self.hand = hand

    def enter(self, verb: str, on: date, *, after: datetime, **details: Any) -> datetime:
        """An entry for the day, made on it or on the next workday, but after what it builds on."""
        moment = office_moment(self.hand.rng, workday_from(on))
        if moment <= after:
            moment = after + BREATH
        self.note(verb, on, moment, **details)
        return moment

    def note(self, verb: str, on: date, moment: datetime, **details: Any) -> None:
        """An entry for the day, made at that very moment."""
        self.story.work.append(Step(moment, verb, self.story.worker, on, details))
