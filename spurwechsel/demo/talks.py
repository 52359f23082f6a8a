"""Clearing talks: one at the beginning of every Clearing, with as many sections as there was time for."""

from datetime import date, datetime, timedelta
from typing import Any

from clearing.catalogue import Abschnitt, Identitaetsschritt, Nachweisort
from participants.choices import Aufenthaltsstatus, Gender, Identitaetsklaerung, Sprachnachweis

from .diary import Diary
from .profiles import LEVELS, Values, sections_of
from .stays import Stay, paper_on
from .workdays import workday_from

# Of earlier talks only what the reports ask for was entered; the rest lies on paper.
ENTERED_BEFORE = (Abschnitt.RAHMEN, Abschnitt.SPRACHE)
FIRST = (Abschnitt.RAHMEN, Abschnitt.SPRACHE, Abschnitt.BILDUNG)
PROOFS = (Nachweisort.PERSON, Nachweisort.PERSON, Nachweisort.BEHOERDE, Nachweisort.KEINER)
AFTER_THE_STEP = timedelta(minutes=2)


class Talks:
    """The talks of one person; each begins with what the last one and a certificate have shown."""

    def __init__(self, diary: Diary) -> None:
        self._diary = diary
        self._hand = diary.hand
        self.number = 0
        self.level = ""
        self.certified: tuple[str, date] | None = None

    @property
    def name(self) -> str:
        return f"talk {self.number}"

    def hold(self, stay: Stay, *, everything: bool, aim: str = "") -> datetime:
        """The talk on the first day of a Clearing; `aim` is the level of the course that follows."""
        self.number += 1
        story = self._diary.story
        kind = paper_on(story, stay.moment)
        sections = sections_of(story.facts, kind, stay.on, self.number, self._hand)
        known = next_course(stay.reason) if story.succeeds_at else ""
        self._fit(sections[Abschnitt.SPRACHE], aim, known)
        asked = [
            self._section(section, values, unfinished=stay.until is None)
            for section, values in sections.items()
            if everything or section in ENTERED_BEFORE
        ]
        moment = stay.moment + AFTER_THE_STEP
        self._diary.note(
            "talk",
            stay.on,
            moment,
            key=self.name,
            sections=[each for each in asked if each],
            ended=stay.until is not None or self._hand.happens(0.4),
        )
        if kind != Aufenthaltsstatus.GESTATTUNG_55 and self.number == 1:
            self._clear_identity(stay, moment)
        return moment

    def _fit(self, language: Values, aim: str, known: str) -> None:
        """A course begins one level above; who has a certificate keeps what it proves."""
        level = LEVELS[LEVELS.index(aim) - 1] if aim else known or language["writing"]
        if self.level:
            level = LEVELS[max(LEVELS.index(level), LEVELS.index(self.level))]
        spoken = LEVELS[
            max(LEVELS.index(level), min(LEVELS.index(language["speaking"]), LEVELS.index(level) + 1))
        ]
        language |= {"reading": level, "writing": level, "speaking": spoken, "listening": spoken}
        self.level = level
        if self.certified:
            proven, day = self.certified
            language |= {"evidence": Sprachnachweis.ZERTIFIKAT, "evidence_level": proven, "evidence_on": day}
        elif level == LEVELS[0]:
            for name in ("evidence", "evidence_level", "evidence_on"):
                language.pop(name, None)
        elif "evidence" in language:
            language["evidence_level"] = level
        if language.get("evidence") == Sprachnachweis.ZERTIFIKAT and not self.certified:
            self.certified = (language["evidence_level"], language["evidence_on"])

    def _section(self, section: str, values: Values, *, unfinished: bool) -> tuple[str, Values, bool] | None:
        """Done, begun or left for later; „Rahmen“ is always done, language nearly always."""
        late = section not in FIRST
        if section == Abschnitt.RAHMEN or not self._hand.happens(0.6 if unfinished and late else 0.12):
            return section, values, True
        if self._hand.happens(0.4):
            return None
        if self._hand.happens(0.2):
            return section, {}, False
        some = list(values.items())[: max(2, len(values) // 2)]
        return section, dict(some), False

    def _clear_identity(self, stay: Stay, moment: datetime) -> None:
        """Efforts before and after the talk; nobody in the asylum procedure is sent to the embassy."""
        if not self._hand.happens(0.35 if stay.until else 0.6):
            return
        for number in range(self._hand.days(1, 3)):
            day = workday_from(stay.on + timedelta(days=14 * number + self._hand.days(-30, 10)))
            if self._is_cleared(day):
                continue
            details: dict[str, Any] = {
                "step": self._hand.deal("effort", self._efforts()),
                "proof": self._hand.deal("effort proof", PROOFS),
            }
            if self._hand.happens(0.3):
                details["next_on"] = workday_from(day + timedelta(days=self._hand.days(30, 90)))
            self._diary.enter("effort", day, after=moment, **details)

    def _is_cleared(self, day: date) -> bool:
        """From when on nothing is left to be done."""
        notes = [step for step in self._diary.story.steps if step.verb == "identity"]
        return any(step.on <= day and step.details["state"] == Identitaetsklaerung.GEKLAERT for step in notes)

    def _efforts(self) -> tuple[Identitaetsschritt, ...]:
        """Military service is asked of men."""
        if self._diary.story.facts["gender"] == Gender.MAENNLICH:
            return tuple(Identitaetsschritt)
        return tuple(each for each in Identitaetsschritt if each != Identitaetsschritt.WEHRPFLICHT)


def next_course(reason: str) -> str:
    """The level that a sentence names for a course, A1 to B2."""
    return next((level for level in ("B2", "B1", "A2", "A1") if f"Deutsch {level}" in reason), "")
