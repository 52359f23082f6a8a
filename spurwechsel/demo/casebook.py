"""Tells cases one by one: fixed name and facts, days counted back from today."""

from collections.abc import Iterable
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


class Casebook:
    def __init__(self, town: Town, today: date) -> None:
        self.town = town
        self.today = today
        self.stories: list[Story] = []
        self._upcoming: dict[int, list[Paper]] = {}

    def ago(self, days: int) -> date:
        """The workday that many days ago, but never before April 2024."""
        return max(workday_until(self.today - timedelta(days=days)), NOT_BEFORE)

    def person(
        self,
        name: tuple[str, str],
        papers: Paper | Iterable[Paper],
        *,
        worker: str = "beispiel",
        kommune: str = COTTBUS,
        **facts: Any,
    ) -> Story:
        """Somebody with the facts; what is not named is ordinary. Papers in the order of time."""
        held = [papers] if isinstance(papers, Paper) else list(papers)
        ordinary = {
            "family_name": name[0],
            "given_name": name[1],
            "gender": Gender.MAENNLICH,
            "needs_interpreting": True,
            "phone": f"030 23125 {FIRST_PHONE + len(self.stories)}",
            "birth_date": date(1991, 7, 14),
            "entry_date": date(2018, 5, 3),
            "channel": Zugang.NETZWERK,
        }
        story = Story(kommune, worker, ordinary | facts, held[0], self.town.rng, self.town.say)
        self.stories.append(story)
        self._upcoming[id(story)] = held[1:]
        return story

    def begins(self, story: Story, days_ago: int, *, talk_held: bool = True, refuses: bool = False) -> None:
        on = self.ago(days_ago)
        story.registered(on, talk_held=talk_held, refuses=refuses)
        self._papers_until(story, on)

    def goes(self, story: Story, to: str, days_ago: int, reason: str = "", **details: Any) -> None:
        on = self.ago(days_ago)
        self._papers_until(story, on)
        story.moves(to, on, reason, **details)

    def known(self, story: Story, days_ago: int, state: str = Identitaetsklaerung.GEKLAERT) -> None:
        """What the Clearing has shown about the two exclusion criteria: nothing against the person."""
        story.notes(self.ago(days_ago), identity=state, exclusion=Ausschlusshinweis.KEIN_HINWEIS)

    def close(self) -> None:
        """Enters the papers that came after the last step."""
        for story in self.stories:
            self._papers_until(story, date.max)

    def _papers_until(self, story: Story, day: date) -> None:
        upcoming = self._upcoming[id(story)]
        while upcoming and upcoming[0].start <= day:
            paper = upcoming.pop(0)
            story.holds(paper, max(workday_from(paper.start), story.steps[-1].on))


def chain(kind: str, start: date, today: date, months: int = 12, **details: str) -> list[Paper]:
    """Papers of one kind without a gap from start until one of them covers today."""
    papers = [lasting(kind, start, months, **details)]
    while papers[-1].until is not None and papers[-1].until < today:
        papers.append(lasting(kind, papers[-1].until + timedelta(days=1), months, **details))
    return papers
