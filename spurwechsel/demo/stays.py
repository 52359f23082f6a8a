"""The phases of a story as periods, each with what came after it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from participants.choices import Phase

from .story import Step, Story


@dataclass(frozen=True)
class Stay:
    """A phase from its first day on; `until` is the day of the next step, None while it lasts."""

    phase: str
    on: date
    moment: datetime
    reason: str
    until: date | None
    then: str
    then_reason: str
    # Of the step that began the phase, and of the one that ended it.
    given: dict[str, Any]
    details: dict[str, Any]

    def last_before(self, day: date) -> date:
        """The day itself, but none after the end of the phase."""
        return min(day, self.until) if self.until else day


def stays_of(story: Story) -> list[Stay]:
    """The phases in their order, without the steps that were taken back as mistakes."""
    steps: list[Step] = []
    for step in story.steps:
        if step.verb == "revoke":
            steps.pop()
        elif step.verb in ("register", "move"):
            steps.append(step)
    return [_stay(step, steps[place] if place < len(steps) else None) for place, step in enumerate(steps, 1)]


def _stay(step: Step, after: Step | None) -> Stay:
    entered = Phase.TERMINVEREINBARUNG if step.details.get("talk_held") else Phase.IDENTIFIZIERT
    return Stay(
        phase=step.details.get("to", entered),
        on=step.on,
        moment=step.moment,
        reason=step.details.get("reason", ""),
        until=after.on if after else None,
        then=after.details["to"] if after else "",
        then_reason=after.details["reason"] if after else "",
        given=step.details,
        details=after.details if after else {},
    )


def paper_on(story: Story, moment: datetime) -> str:
    """The kind of paper that was entered last by the moment."""
    kinds = [step.details["kind"] for step in story.steps if step.verb == "paper" and step.moment <= moment]
    return kinds[-1] if kinds else story.paper.kind
