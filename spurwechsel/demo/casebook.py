"""Tells cases one by one: fixed name and facts, days counted back from today."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from participants.choices import Ausschlusshinweis, Gender, Identitaetsklaerung, Zugang

from .papers import lasting
from .staff import COTTBUS
from .story import Paper, Story
from .town import Town
from .workdays import workday_from, workday_until

# Nothing of this may touch the published figures of 27.03.2024.
NOT_BEFORE = date(2024, 4, 2)
FIRST_PHONE = 900
ORDINARY: dict[str, Any] = {
    "gender": Gender.MAENNLICH,
    "needs_interpreting": True,
    "channel": Zugang.NETZWERK,
}
WOMAN: dict[str, Any] = {"gender": Gender.WEIBLICH}
# Everybody has a birthday of their own, or each would pass for each other; all grown up when they came.
YOUNGEST, APART = date(1996, 11, 3), timedelta(days=97)
# Likewise a day of entry of their own, all in little more than a year.
FIRST_ENTRY, ENTRY_APART, ENTRIES_WITHIN = date(2018, 5, 3), 37, 400


class Casebook:
    def __init__(self, town: Town, today: date) -> None:
        self._town = town
        self.today = today
        self.stories: list[Story] = []

    def tell(
        self,
        name: tuple[str, str],
        papers: Paper | Iterable[Paper],
        *chapters: "Chapter",
        worker: str = "beispiel",
        kommune: str = COTTBUS,
        **facts: Any,
    ) -> None:
        """One person: papers in the order of time, then what happened. Other facts are ordinary."""
        held = [papers] if isinstance(papers, Paper) else list(papers)
        known = {
            "family_name": name[0],
            "given_name": name[1],
            "phone": f"030 23125 {FIRST_PHONE + len(self.stories)}",
            "birth_date": YOUNGEST - APART * len(self.stories),
            "entry_date": FIRST_ENTRY + timedelta(days=ENTRY_APART * len(self.stories) % ENTRIES_WITHIN),
            **ORDINARY,
            **facts,
        }
        story = Story(kommune, worker, known, held[0], self._town.rng, self._town.say)
        self.stories.append(story)
        upcoming = held[1:]
        for days_ago, enter in chapters:
            day = self.ago(days_ago)
            _show_papers(story, upcoming, day)
            enter(story, day)
        _show_papers(story, upcoming, date.max)

    def ago(self, days: int) -> date:
        """The workday that many days ago, but never before April 2024."""
        return max(workday_until(self.today - timedelta(days=days)), NOT_BEFORE)

    def ahead(self, days: int) -> date:
        return workday_from(self.today + timedelta(days=days))


def _show_papers(story: Story, upcoming: list[Paper], until: date) -> None:
    """Whoever is registered shows a new paper as soon as it holds."""
    while story.steps and upcoming and upcoming[0].start <= until:
        paper = upcoming.pop(0)
        story.holds(paper, max(workday_from(paper.start), story.steps[-1].on))


# How many days ago, and what is entered for that day.
Chapter = tuple[int, Callable[[Story, date], None]]


def came(days_ago: int, *, talk_held: bool = True, refuses: bool = False) -> Chapter:
    return days_ago, lambda story, day: story.registered(day, talk_held=talk_held, refuses=refuses)


def went(days_ago: int, to: str, reason: str = "", **details: Any) -> Chapter:
    return days_ago, lambda story, day: story.moves(to, day, reason, **details)


def known(days_ago: int, identity: str = Identitaetsklaerung.GEKLAERT) -> Chapter:
    """The Clearing has shown nothing that speaks against the person."""
    return noted(days_ago, identity=identity, exclusion=Ausschlusshinweis.KEIN_HINWEIS)


def noted(days_ago: int, **notes: str) -> Chapter:
    return days_ago, lambda story, day: story.notes(day, **notes)


def withdrew_consent(days_ago: int) -> Chapter:
    return days_ago, lambda story, day: story.withdraws_consent(day)


def was_mistaken(days_ago: int, reason: str) -> Chapter:
    return days_ago, lambda story, day: story.takes_back(day, reason)


def chain(kind: str, start: date, today: date, months: int = 12, **details: Any) -> list[Paper]:
    """Papers of one kind without a gap from start until one of them covers today."""
    papers = [lasting(kind, start, months, **details)]
    while papers[-1].until is not None and papers[-1].until < today:
        papers.append(lasting(kind, papers[-1].until + timedelta(days=1), months, **details))
    return papers
