"""What happened to one person, written down in the order in which somebody entered it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from participants.choices import PARKED_PHASES, Aufenthaltsstatus, Einwilligung, Phase

from .sentences import Sentences
from .workdays import office_moment, workday_from

# Who was reached by this day was entered by this day: the report of 27.03.2024 was never overtaken.
BOOKS_CLOSED_ON = date(2024, 3, 26)
PAUSE = timedelta(minutes=7)


@dataclass(frozen=True)
class Step:
    """One entry: when it was made, by whom (key of staff.py), what (a verb of play.py), and for which day."""

    moment: datetime
    verb: str
    by: str
    on: date
    details: dict[str, Any]


@dataclass(frozen=True)
class Paper:
    """A residence paper; both days belong to it."""

    kind: str
    start: date
    until: date | None
    art: str = ""
    work: str = ""

    @property
    def is_title_to_stay(self) -> bool:
        """The aim is reached: the paper is none of the fundable ones any more."""
        return self.kind in _AIMS


_AIMS = (
    Aufenthaltsstatus.AE_25A,
    Aufenthaltsstatus.AE_25B,
    Aufenthaltsstatus.AE_16G,
    Aufenthaltsstatus.AE_19D,
    Aufenthaltsstatus.SONSTIGE,
)


@dataclass
class Story:
    kommune: str
    worker: str
    facts: dict[str, Any]
    paper: Paper
    rng: Random
    say: Sentences
    steps: list[Step] = field(default_factory=list)
    # What was done beside the steps: talks, plan, measures, results. Its own chance moves no step.
    work: list[Step] = field(default_factory=list)
    # Where everything goes well: the employer with the KldB code of the job, as the story tells it.
    succeeds_at: tuple[str, str] | None = None
    phase: str = ""
    since: date = date.min
    outcome: str = ""
    follow_up_on: date | None = None
    noted: bool = False
    _before: tuple[str, date, str, date | None] = ("", date.min, "", None)

    @property
    def name(self) -> tuple[str, str]:
        return self.facts["family_name"], self.facts["given_name"]

    @property
    def is_reached(self) -> bool:
        """One of the five statuses, as the reports count."""
        return self.phase not in ("", Phase.IDENTIFIZIERT, Phase.ABGESCHLOSSEN)

    def registered(self, on: date, *, talk_held: bool, refuses: bool = False) -> None:
        """Consent is given or refused at the first talk; before it, nobody has been asked."""
        consent = self._consent_given(on) if talk_held else {"consent": Einwilligung.WIRD_EINGEHOLT}
        if refuses:
            consent = {"consent": Einwilligung.NICHT_ERTEILT}
        # Before the talk only the kind is known, from the Amt that named the person.
        heard = {} if talk_held else self._heard_of_paper()
        self._enter("register", on, talk_held=talk_held, **self.facts, **consent, **heard)
        self.phase = Phase.TERMINVEREINBARUNG if talk_held else Phase.IDENTIFIZIERT
        self.since = on
        if talk_held:
            self.holds(self.paper, on)

    def holds(self, paper: Paper, on: date, *, ends_previous: bool = True) -> None:
        """A paper is entered on the day on which somebody sees it."""
        self._enter(
            "paper",
            on,
            kind=paper.kind,
            valid_from=paper.start,
            valid_until=paper.until,
            duldungsart=paper.art,
            work_note=paper.work,
            document_seen_on=on,
            ends_previous=ends_previous,
        )
        self.paper = paper

    def moves(
        self, to: str, on: date, reason: str = "", *, late: int = 0, by: str = "", **details: Any
    ) -> None:
        """A step effective `on`, entered `late` days after. Wanting details are filled in by chance."""
        if self.phase == Phase.IDENTIFIZIERT and to != Phase.ABGESCHLOSSEN:
            self.consents(on)
        self._before = (self.phase, self.since, self.outcome, self.follow_up_on)
        self.follow_up_on = details.get("follow_up_on")
        if to in PARKED_PHASES:
            details.setdefault("no_follow_up", self.follow_up_on is None)
        self.outcome = details.get("outcome", "")
        reason = reason or self._reason(to, details)
        self._enter("move", on, late=late, by=by, to=to, reason=reason, **details)
        self.phase, self.since = to, on

    def consents(self, on: date) -> None:
        self._enter("consent", on, **self._consent_given(on))

    def withdraws_consent(self, on: date) -> None:
        self._enter("consent", on, consent=Einwilligung.WIDERRUFEN, consent_withdrawn_on=on)

    def notes(self, on: date, *, identity: str = "", exclusion: str = "", by: str = "") -> None:
        """What is known of the two exclusion criteria, as dated notes."""
        if identity:
            self._enter("identity", on, by=by, state=identity, stated_on=on)
        if exclusion:
            self._enter("exclusion", on, by=by, state=exclusion, stated_on=on)
        self.noted = True

    def takes_back(self, on: date, reason: str) -> None:
        """The step before was a mistake."""
        self._enter("revoke", on, reason=reason)
        self.phase, self.since, self.outcome, self.follow_up_on = self._before

    def follows_up(self, on: date, note: str, next_on: date | None) -> None:
        self._enter("follow_up", on, note=note, next_on=next_on)
        self.follow_up_on = next_on

    def corrects(self, on: date, **facts: Any) -> None:
        self._enter("correct", on, **facts)

    def _heard_of_paper(self) -> dict[str, Any]:
        paper = self.paper
        return {
            "residence_kind": paper.kind,
            "residence_from": paper.start,
            "residence_until": paper.until,
        }

    def _reason(self, to: str, details: dict[str, Any]) -> str:
        if to == Phase.ABGESCHLOSSEN:
            return self.say.ending(details["outcome"], talk_held=self.phase != Phase.IDENTIFIZIERT)
        if to in PARKED_PHASES:
            return self.say.parking(details["park_reason"])
        return self.say.move(self.phase, to)

    def _consent_given(self, on: date) -> dict[str, Any]:
        language = self.facts["language"]
        return {"consent": Einwilligung.LIEGT_VOR, "consent_on": on, "consent_language": language}

    def _enter(self, verb: str, on: date, *, late: int = 0, by: str = "", **details: Any) -> None:
        day = workday_from(on + timedelta(days=late))
        if on <= BOOKS_CLOSED_ON:
            day = min(day, BOOKS_CLOSED_ON)
        moment = office_moment(self.rng, day)
        if self.steps:
            moment = max(moment, self.steps[-1].moment + PAUSE)
        self.steps.append(Step(moment, verb, by or self.worker, on, details))


def in_order_of_entry(stories: list[Story], until: datetime) -> Iterator[tuple[Story, Step]]:
    """All entries of all stories up to the moment, as the office made them."""
    entries = [
        (step.moment, number, place, story, step)
        for number, story in enumerate(stories)
        for place, step in enumerate([*story.steps, *story.work])
        if step.moment <= until
    ]
    for *_, story, step in sorted(entries, key=lambda entry: entry[:3]):
        yield story, step
