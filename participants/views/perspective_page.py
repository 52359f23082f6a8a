"""What the page Bleibeperspektive shows of one person, put together from facts, rules and presentation."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.urls import reverse

from ..assumptions import Assumptions, Move, assumed, continued, judged, moves
from ..facts import full_facts_of
from ..facts_papers import paper_with_work_note
from ..levers import Lever, Strip, levers_of, strip_of
from ..models import Participant
from ..perspective import WayView, perspective_of
from ..rules import HINWEIS, Aussicht, Facts, Finding, WayFinding, assess_courses, assess_work
from ..topics import TOPICS, Place, Places

_PROFILES = {
    "verfahren": "papersprofiles",
    "sprache": "languageprofiles",
    "bildung": "educationprofiles",
    "lebenslage": "lifeprofiles",
    "wuensche": "wishprofiles",
    "identitaet": "identitynotes",
}
WORK_WORDS = {
    Aussicht.MOEGLICH: "Nach dem, was wir wissen, spricht nichts gegen eine Erlaubnis.",
    Aussicht.FEHLT_NOCH: "Es fehlt noch etwas, meist nur Zeit.",
    Aussicht.UNKLAR: "Es fehlen Angaben.",
    Aussicht.GESPERRT: "Zurzeit könnte ein Verbot entgegenstehen; das prüft die Ausländerbehörde.",
}


NEAREST = 4


@dataclass(frozen=True, slots=True)
class LeverRow:
    lever: Lever
    url: str


class PerspectivePage:
    """One person, one day. With `goes_on` the papers of today are taken to be renewed up to the day."""

    hinweis = HINWEIS

    def __init__(self, participant: Participant, day: date, today: date, *, goes_on: bool = False) -> None:
        self.participant, self.day, self.today = participant, day, today
        self.goes_on = goes_on and day > today
        self.known = full_facts_of(participant, day)

    @cached_property
    def facts(self) -> Facts:
        if not self.goes_on:
            return self.known
        return assumed(self.known, Assumptions(papers_go_on=True), self.today, self.day)

    @property
    def papers_end_before(self) -> bool:
        """Whether the status of the day is unknown only because the papers run out before it."""
        on = self.known.status
        return self.day > self.today and not self.goes_on and continued(on, self.today, self.day) != on

    @cached_property
    def places(self) -> Places:
        """Of each topic the day its facts were stated and the page where they are entered."""
        person = self.participant
        return {
            key: Place(self._stated(key), reverse(topic.page, args=[person.case_number, *topic.page_args]))
            for key, topic in TOPICS.items()
        }

    def _stated(self, key: str) -> date | None:
        if key not in _PROFILES:
            return None
        rows = getattr(self.participant, _PROFILES[key]).latest_on(self.day)
        found: date | None = rows.values_list("stated_on", flat=True).first()
        return found

    @cached_property
    def ways(self) -> tuple[WayView, ...]:
        return perspective_of(self.facts, self.day, self.places)

    @property
    def near(self) -> list[WayView]:
        return [way for way in self.ways if way.ergebnis is not Aussicht.GESPERRT]

    @property
    def nearest(self) -> list[WayView]:
        """As many as fit on a sheet that somebody reads at home."""
        return [way for way in self.near if way.is_advice][:NEAREST]

    @property
    def closed(self) -> list[WayView]:
        return [way for way in self.ways if way.ergebnis is Aussicht.GESPERRT]

    @cached_property
    def levers(self) -> list[LeverRow]:
        found = levers_of(self.facts, self.day, self.ways)
        return [LeverRow(lever, self.places[lever.topic].url) for lever in found]

    @cached_property
    def strip(self) -> Strip:
        return strip_of(self.facts, self.day)

    @cached_property
    def work(self) -> WayFinding | None:
        return assess_work(self.facts, self.day)

    @property
    def work_sentence(self) -> str:
        return WORK_WORDS[self.work.ergebnis] if self.work else "Der Aufenthaltsstatus ist nicht bekannt."

    @property
    def work_note(self) -> str:
        """The Nebenbestimmung as copied from the paper of the day."""
        paper = paper_with_work_note(self.participant, self.day)
        return paper.get_work_note_display() if paper else ""

    @cached_property
    def courses(self) -> tuple[Finding, ...]:
        return assess_courses(self.facts, self.day)

    def moved_by(self, what: Assumptions, day: date | None) -> tuple[Move, ...]:
        """The ways that would move by what is assumed, and by asking for another day."""
        then = day or self.day
        go_on = then > self.today and (day is not None or self.goes_on)
        known = full_facts_of(self.participant, then) if day else self.known
        facts = assumed(known, what, self.today, then)
        if go_on:
            facts = assumed(facts, Assumptions(papers_go_on=True), self.today, then)
        return moves(judged(self.facts, self.day), judged(facts, then))
