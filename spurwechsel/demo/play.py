"""Lets the stories happen: every entry goes through the services, as of its own day and by its author."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from clearing import pipeline
from participants import services
from participants.models import Participant, PhaseChange
from spurwechsel.models import Kommune, User

from .desk import Desk
from .story import Step, Story


class Stage:
    """The office: its towns, its people, and which case belongs to which story."""

    def __init__(self, kommunen: Mapping[str, Kommune], staff: Mapping[str, User]) -> None:
        self._kommunen = kommunen
        self._staff = staff
        self._people: dict[int, Participant] = {}
        self._desks: dict[int, Desk] = {}
        self._last_steps: dict[int, PhaseChange] = {}
        self._verbs: dict[str, Callable[..., None]] = {
            "register": self._register,
            "paper": self._paper,
            "move": self._move,
            "revoke": self._revoke,
            "consent": self._consent,
            "identity": self._identity,
            "exclusion": self._exclusion,
            "follow_up": self._follow_up,
            "correct": self._correct,
        }

    def play(self, entries: Iterable[tuple[Story, Step]]) -> None:
        for story, step in entries:
            with services.recording_at(step.moment):
                by = self._staff[step.by]
                if step.verb in self._verbs:
                    self._verbs[step.verb](story, step, by, **step.details)
                else:
                    self._desks[id(story)].do(step, by)

    def _register(self, story: Story, step: Step, by: User, **facts: Any) -> None:
        self._people[id(story)] = services.register(
            self._kommunen[story.kommune],
            by=by,
            on=step.on,
            responsible=self._staff[story.worker],
            **facts,
        )
        self._desks[id(story)] = Desk(self._people[id(story)])

    def _paper(self, story: Story, step: Step, by: User, **fields: Any) -> None:
        services.record_residence_status(self._people[id(story)], by=by, **fields)

    def _move(self, story: Story, step: Step, by: User, *, to: str, **details: Any) -> None:
        self._last_steps[id(story)] = pipeline.move(
            self._people[id(story)], to, on=step.on, by=by, today=step.moment.date(), **details
        )

    def _revoke(self, story: Story, step: Step, by: User, *, reason: str) -> None:
        pipeline.revoke(self._last_steps[id(story)], by=by, reason=reason)

    def _consent(self, story: Story, step: Step, by: User, **fields: Any) -> None:
        person = self._people[id(story)]
        self._people[id(story)] = services.record_consent(person, by=by, version=person.version, **fields)

    def _identity(self, story: Story, step: Step, by: User, **note: Any) -> None:
        services.note_identity(self._people[id(story)], by=by, **note)

    def _exclusion(self, story: Story, step: Step, by: User, **note: Any) -> None:
        services.note_exclusion(self._people[id(story)], by=by, **note)

    def _follow_up(self, story: Story, step: Step, by: User, **note: Any) -> None:
        pipeline.finish_follow_up(self._people[id(story)], by=by, **note)

    def _correct(self, story: Story, step: Step, by: User, **facts: Any) -> None:
        person = self._people[id(story)]
        self._people[id(story)] = services.correct(person, by=by, version=person.version, **facts)
