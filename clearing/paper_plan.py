"""The plan in plain German for the person who takes it home: one page, no notes, no rules."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from participants.choices import Anerkennung
from participants.models import Participant
from spurwechsel.german import format_day

from .catalogue import Massnahmenergebnis, Zielstand
from .models import CertificateGained, Referral
from .planning import MeasureRow, NeedRow, Plan
from .referral_catalogue import Verweisart, Verweisergebnis

# More would not fit on the page.
DONE = 6
# So many entries fit on the page in large type; above it is set smaller.
IN_LARGE_TYPE = 12
NEXT_STEP = {
    Verweisart.INFORMATION: "Sie haben die Adresse und melden sich dort.",
    Verweisart.TERMIN: "Sie haben dort einen Termin.",
    Verweisart.BEGLEITET: "Wir gehen mit Ihnen dorthin.",
    Verweisart.SELBST: "Sie gehen selbst dorthin.",
    Verweisart.DATEN: "Wir haben dort für Sie angefragt.",
}


@dataclass
class PaperPlan:
    """What stands on the page, in the order of the page."""

    participant: Participant
    day: date

    @cached_property
    def plan(self) -> Plan:
        return Plan(self.participant, self.day)

    @property
    def goals(self) -> list[str]:
        """Open goals in the person's words, each with its day where there is one."""
        return [
            f"{goal.text} (bis {format_day(goal.until)})" if goal.until else goal.text
            for goal in self.plan.goals
            if goal.state == Zielstand.OFFEN
        ]

    @cached_property
    def steps(self) -> list[tuple[str, list[str]]]:
        """Every open need with what is planned for it, in sentences."""
        return [(str(row.need), _sentences(row)) for row in self.plan.open]

    @cached_property
    def done(self) -> list[str]:
        """What is reached, the latest first: measures that ended well, certificates, recognitions."""
        rows = [*self.plan.open, *self.plan.closed]
        ended = [
            (each.measure.ended_on, str(each.measure))
            for row in rows
            for each in row.measures
            if each.measure.result in (Massnahmenergebnis.BEENDET, Massnahmenergebnis.ZERTIFIKAT)
        ]
        # A recognition that was refused is no achievement.
        gained = self.participant.certificategaineds.in_force().exclude(recognition=Anerkennung.ABGELEHNT)
        ended += [(each.gained_on, _of_certificate(each)) for each in gained]
        return [f"{what} ({format_day(when)})" for when, what in sorted(ended, reverse=True)[:DONE] if when]

    @property
    def is_full(self) -> bool:
        """More than fits on one page in large type."""
        sentences = sum(len(each) for _, each in self.steps)
        return len(self.goals) + sentences + len(self.done) > IN_LARGE_TYPE

    @property
    def text(self) -> str:
        """Every word of the person on the page, to see whether it can be printed."""
        words = [self.participant.full_name, *self.goals, *self.done]
        words += [part for need, sentences in self.steps for part in (need, *sentences)]
        return "\n".join(words)


def _of_certificate(gained: CertificateGained) -> str:
    if gained.name:
        return f"Nachweis: {gained.name}"
    if gained.level:
        return f"Nachweis: Deutsch {gained.level}"
    return f"Anerkennung: {gained.get_recognition_display()}"


def _sentences(row: NeedRow) -> list[str]:
    live = [_of_measure(each) for each in row.measures if each.is_open]
    live += [_of_referral(each) for each in row.referrals if each.settles]
    if live:
        return live
    if row.need.deferred_reason:
        return [f"Das geht zurzeit nicht. Grund: {row.need.deferred_reason}"]
    return ["Wir suchen noch nach einem passenden Angebot."]


def _of_referral(referral: Referral) -> str:
    where = f"{referral.service}, {referral.target}" if referral.service else referral.target
    if referral.result in (Verweisergebnis.ANGEKOMMEN, Verweisergebnis.BEGONNEN):
        return f"{where}. Dort waren Sie schon."
    return f"{where}. {NEXT_STEP[Verweisart(referral.kind)]}"


def _of_measure(row: MeasureRow) -> str:
    measure = row.measure
    where = f" bei {measure.provider}" if measure.provider else ""
    hours = f", {measure.hours} Stunden pro Woche" if measure.hours else ""
    return f"{measure}{where}{hours}. {_when(row)}"


def _when(row: MeasureRow) -> str:
    measure = row.measure
    until = f" Ende: {format_day(measure.planned_until)}." if measure.planned_until else ""
    if measure.started_on:
        return f"Läuft seit {format_day(measure.started_on)}.{until}"
    if measure.planned_from:
        return f"Beginn: {format_day(measure.planned_from)}.{until}"
    return f"Der Beginn steht noch nicht fest.{until}"
