"""How cases move on, month by month: papers are renewed, follow-ups fall due, people come and go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from participants.choices import (
    FIKTIONEN,
    PARKED_PHASES,
    Abschluss,
    Ausschlusshinweis,
    Identitaetsklaerung,
    ParkReason,
    Phase,
)

from .deck import Deck
from .papers import RENEWABLE, following, renewed
from .story import Story
from .workdays import months, workday_from, workdays

IDENTITY = {
    Identitaetsklaerung.GEKLAERT: 9,
    Identitaetsklaerung.IN_KLAERUNG: 5,
    Identitaetsklaerung.MASSNAHMEN_ERGRIFFEN: 3,
    Identitaetsklaerung.OFFEN: 2,
}
PARKING: Mapping[str, Mapping[str, int]] = {
    Phase.KEINE_BEDARFE: {
        ParkReason.KEIN_BEDARF: 6,
        ParkReason.NICHT_BEARBEITBAR: 3,
        ParkReason.ANDERE_STELLE: 4,
    },
    Phase.UNVEREINBARKEIT: {
        ParkReason.KINDERBETREUUNG: 6,
        ParkReason.ARBEITSZEIT: 4,
        ParkReason.GESUNDHEIT: 2,
        ParkReason.WOHNSITUATION: 2,
        ParkReason.UMZUG: 2,
        ParkReason.KEIN_INTERESSE: 3,
        ParkReason.SONSTIGES: 1,
    },
}
EARLY_ENDINGS = {
    Abschluss.EIGENER_WUNSCH: 6,
    Abschluss.VERZOGEN: 3,
    Abschluss.AUSGEREIST: 2,
    Abschluss.WIDERRUF: 1,
}
ENDINGS = {
    Abschluss.ARBEIT: 9,
    Abschluss.AUSBILDUNG: 4,
    Abschluss.VERZOGEN: 3,
    Abschluss.EIGENER_WUNSCH: 2,
    Abschluss.AUSGEREIST: 1,
}
MAY_RETURN = (Abschluss.ARBEIT, Abschluss.VERZOGEN, Abschluss.EIGENER_WUNSCH)
END = Phase.ABGESCHLOSSEN

# The chance of a step per month, and where it leads.
RATES: Mapping[str, float] = {
    Phase.IDENTIFIZIERT: 0.10,
    Phase.TERMINVEREINBARUNG: 0.15,
    Phase.CLEARING: 0.36,
    Phase.BETREUUNG: 0.075,
    Phase.KEINE_BEDARFE: 0.035,
    Phase.UNVEREINBARKEIT: 0.08,
    Phase.ABGESCHLOSSEN: 0.012,
}
WAYS: Mapping[str, Mapping[str, int]] = {
    Phase.IDENTIFIZIERT: {Phase.TERMINVEREINBARUNG: 78, END: 22},
    Phase.TERMINVEREINBARUNG: {Phase.CLEARING: 80, END: 20},
    Phase.CLEARING: {Phase.BETREUUNG: 52, Phase.KEINE_BEDARFE: 25, Phase.UNVEREINBARKEIT: 14, END: 9},
    Phase.BETREUUNG: {END: 66, Phase.KEINE_BEDARFE: 14, Phase.UNVEREINBARKEIT: 15, Phase.CLEARING: 5},
    Phase.KEINE_BEDARFE: {Phase.CLEARING: 36, Phase.BETREUUNG: 10, Phase.UNVEREINBARKEIT: 8, END: 46},
    Phase.UNVEREINBARKEIT: {Phase.CLEARING: 36, Phase.BETREUUNG: 24, Phase.KEINE_BEDARFE: 10, END: 30},
    Phase.ABGESCHLOSSEN: {Phase.CLEARING: 1},
}


# Nobody waits for a talk or in the Clearing for years.
WAITING = (Phase.IDENTIFIZIERT, Phase.TERMINVEREINBARUNG, Phase.CLEARING)
LONG = timedelta(days=150)


def _patience(story: Story, day: date) -> float:
    return 2.5 if story.phase in WAITING and day - story.since > LONG else 1


@dataclass
class Flow:
    """The course of one Kommune. `arrive(day)` makes a story for somebody who is registered that day."""

    rng: Random
    stories: list[Story]
    arrive: Callable[[date], Story]

    def __post_init__(self) -> None:
        self._identity, self._endings = Deck(self.rng, IDENTITY), Deck(self.rng, ENDINGS)
        self._early = Deck(self.rng, EARLY_ENDINGS)
        self._parking = {phase: Deck(self.rng, reasons) for phase, reasons in PARKING.items()}

    def run(self, first: date, last: date, *, stock: int, pace: float = 1.0) -> None:
        """Lives from first to the end of the month of last; arrivals hold the number of people reached.

        `pace` stretches the chances of a step: 0.5 for an office with half of its people.
        """
        for start, end in months(first, last):
            start = max(start, first)
            for story in self.stories:
                self._renew(story, end)
                self._follow_up(story, start, end)
                self._step(story, start, end, pace)
            reached = sum(story.is_reached for story in self.stories)
            newcomers = round(3.4 * pace + (stock - reached) * 0.2 + self.rng.gauss(0, 1))
            for _ in range(max(newcomers, 0)):
                self.stories.append(self.arrive(self._workday(start, end)))

    def _renew(self, story: Story, end: date) -> None:
        """A new paper is seen soon after the old one has run out; sometimes only months later."""
        until = story.paper.until
        if not story.is_reached or until is None or until > end:
            return
        seen = workday_from(max(until + timedelta(days=self.rng.randint(-6, 12)), story.since))
        if self.rng.random() < (0.7 if story.phase == Phase.TERMINVEREINBARUNG else 0.06):
            return
        paper = following(self.rng, story.paper, story.facts)
        if paper.until and paper.until < seen:
            paper = following(self.rng, paper, story.facts)
        story.holds(paper, max(seen, paper.start))

    def _follow_up(self, story: Story, start: date, end: date) -> None:
        due = story.follow_up_on
        if story.phase not in PARKED_PHASES or due is None or due > end or self.rng.random() < 0.05:
            return
        on = workday_from(max(due, start) + timedelta(days=self.rng.randint(0, 3)))
        later = workday_from(on + timedelta(days=self.rng.randint(90, 300)))
        story.follows_up(on, story.say.follow_up(), later if self.rng.random() < 0.8 else None)

    def _step(self, story: Story, start: date, end: date, pace: float) -> None:
        earliest = max(start, story.since + timedelta(days=6), story.steps[-1].on + timedelta(days=1))
        if story.paper.is_title_to_stay and story.is_reached:
            if earliest <= end:
                self._end(story, self._workday(earliest, end), Abschluss.SPURWECHSEL)
            return
        if self.rng.random() > RATES[story.phase] * pace * _patience(story, start) or earliest > end:
            return
        ways = {to: weight for to, weight in WAYS[story.phase].items() if self._open(story, to)}
        if ways:
            to = self.rng.choices(list(ways), list(ways.values()))[0]
            self.go(story, to, self._workday(earliest, end))

    def renew_until(self, story: Story, day: date) -> None:
        """Papers of the same kind follow each other up to the day, as they are seen in the office."""
        while story.is_reached and story.paper.until and story.paper.until < day:
            seen = workday_from(story.paper.until + timedelta(days=self.rng.randint(1, 10)))
            if seen > day:
                return
            story.holds(renewed(self.rng, story.paper), max(seen, story.since))

    def go(self, story: Story, to: str, on: date) -> None:
        """One step with all that belongs to it."""
        if to == END:
            decided = story.phase in (Phase.BETREUUNG, *PARKED_PHASES)
            self._end(story, on, (self._endings if decided else self._early).deal())
            return
        details: dict[str, Any] = {}
        if to in PARKED_PHASES:
            details["park_reason"] = self._parking[to].deal()
            if to == Phase.UNVEREINBARKEIT or self.rng.random() < 0.5:
                details["follow_up_on"] = workday_from(on + timedelta(days=self.rng.randint(60, 240)))
        if to == Phase.CLEARING and story.paper.kind in RENEWABLE:
            self.renew_until(story, on)
        late = self.rng.randint(2, 15) if self.rng.random() < 0.12 else 0
        story.moves(to, on, late=late, **details)
        if to == Phase.CLEARING and not story.noted and self.rng.random() < 0.65:
            story.notes(on, identity=self._identity.deal(), exclusion=Ausschlusshinweis.KEIN_HINWEIS)

    def _end(self, story: Story, on: date, outcome: str) -> None:
        if outcome == Abschluss.WIDERRUF and story.phase == Phase.IDENTIFIZIERT:
            outcome = Abschluss.EIGENER_WUNSCH
        if outcome == Abschluss.WIDERRUF:
            story.withdraws_consent(on)
        story.moves(END, on, outcome=outcome)

    def _open(self, story: Story, to: str) -> bool:
        if story.phase == END:
            return story.outcome in MAY_RETURN and not story.paper.is_title_to_stay
        if to in (Phase.CLEARING, Phase.BETREUUNG) and story.paper.is_title_to_stay:
            return False
        return not (to == Phase.BETREUUNG and story.paper.kind in FIKTIONEN)

    def _workday(self, first: date, last: date) -> date:
        """By chance one of the days; where none of them is a workday, the next one."""
        return self.rng.choice(workdays(first, last) or [workday_from(last)])
