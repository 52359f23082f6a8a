"""What is checked before a step: the programme rules of the day, and a talk before the Betreuung."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from participants.choices import Phase
from participants.facts import facts_of
from participants.models import Participant
from participants.rules import Finding, Outcome, assess_programme, obstacles
from participants.rules import Verdict as ProgrammeVerdict
from spurwechsel.german import format_day

TALK = "gespraech"
SOURCE = "Ablauf im Projekt: Das Clearing geht der Betreuung voraus"
SINCE = date(2023, 10, 1)


@dataclass(frozen=True)
class Checked:
    """What the programme rules of a day say, and whether a talk was held by then."""

    participant: Participant
    day: date
    programme: ProgrammeVerdict

    @cached_property
    def talk(self) -> Finding:
        """Looked up only where a step asks for it."""
        return _talk(self.participant, self.day)

    def against(self, to: str) -> tuple[Finding, ...]:
        """The findings that stand against the step; open facts are tasks and stand against nothing.

        A missing talk stands against the Betreuung alone: it works on needs, which a talk brings to light.
        Keine Bedarfe and Unvereinbarkeit let the case rest; whoever wants no talk may have that at once.
        It is passed like an unmet condition, as an Einzelfallentscheidung: the talk may lie on paper still,
        or another Kommune has held it.
        """
        unmet = obstacles(self.programme, to)
        if to == Phase.BETREUUNG and self.talk.outcome is Outcome.NICHT_ERFUELLT:
            return (*unmet, self.talk)
        return unmet

    def findings_for(self, *steps: str) -> tuple[Finding, ...]:
        """Everything that was judged; the talk only where one of the steps asks for it."""
        talk = (self.talk,) if Phase.BETREUUNG in steps else ()
        return (*self.programme.findings, *talk)


def check(participant: Participant, day: date) -> Checked:
    """Judges one person on the day (included), from what is stored."""
    return Checked(participant, day, assess_programme(facts_of(participant, day), day))


def _talk(participant: Participant, day: date) -> Finding:
    held = participant.interviews.filter(held_on__lte=day).order_by("-held_on", "-number")
    last = held.values_list("held_on", flat=True).first()
    if last is not None:
        text = f"Ein Clearing-Gespräch ist geführt, zuletzt am {format_day(last)}."
        return _finding(Outcome.ERFUELLT, text)
    # Whoever was in Betreuung before has had a Clearing, with or without a talk in this application.
    if participant.phase_changes.in_force().filter(phase=Phase.BETREUUNG, effective_on__lte=day).exists():
        return _finding(Outcome.ERFUELLT, "Die Person war schon in Betreuung; das Clearing liegt zurück.")
    return _finding(
        Outcome.NICHT_ERFUELLT,
        "Noch kein Clearing-Gespräch festgehalten. Beginnen Sie eines oder tragen Sie es nach:"
        " Es zählt ab dem Tag des Gesprächs.",
    )


def _finding(outcome: Outcome, text: str) -> Finding:
    return Finding(TALK, outcome, text, SOURCE, SINCE)
