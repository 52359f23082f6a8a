"""The plan of a person as pages and print show it: needs with measures and goals, and what is settled."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from participants.facts import facts_of
from participants.models import Participant
from participants.rules import Facts

from .catalogue import Zielstand
from .gates import Gate, gates
from .models import Goal, Measure, Need, Referral
from .progress import is_absent_again


@dataclass
class MeasureRow:
    """A measure with what is to be looked at, in words."""

    measure: Measure
    day: date

    @property
    def state(self) -> str:
        """Where the measure stands, in words."""
        measure = self.measure
        if measure.ended_on is not None:
            reason = f" ({measure.get_break_off_display()})" if measure.break_off else ""
            return f"{measure.get_result_display()}{reason}"
        return "läuft" if measure.started_on else "geplant"

    @property
    def is_open(self) -> bool:
        return self.measure.ended_on is None

    @property
    def runs(self) -> bool:
        return self.is_open and self.measure.started_on is not None

    @property
    def until(self) -> date | None:
        return self.measure.ended_on or self.measure.planned_until

    @property
    def hints(self) -> list[str]:
        """What somebody should look at now; nothing for a measure that is over."""
        measure, found = self.measure, list[str]()
        if not self.is_open:
            return found
        if self.runs and is_absent_again(measure.attendances.all()):
            found.append("Zweimal hintereinander ohne Nachricht gefehlt. Fragen Sie nach, was los ist.")
        if not self.runs and measure.planned_from and measure.planned_from < self.day:
            found.append("Der geplante Beginn ist vorbei. Hat die Maßnahme begonnen?")
        if measure.planned_until and measure.planned_until < self.day:
            found.append("Das geplante Ende ist vorbei. Wie ist die Maßnahme ausgegangen?")
        if measure.review_on and measure.review_on <= self.day:
            found.append("Die Prüfung ist fällig.")
        return found


@dataclass
class NeedRow:
    """A need with everything that belongs to it."""

    need: Need
    measures: list[MeasureRow]
    goals: list[Goal]
    # A hint that several planned measures share is told once.
    gates: list[Gate]
    # Without those that were withdrawn as mistakes.
    referrals: list[Referral]

    @property
    def is_settled(self) -> bool:
        """Whether it ended in a measure, a referral or „zurzeit nicht bearbeitbar“, for now or for good."""
        return bool(
            self.need.closed_on
            or self.need.deferred_reason
            or any(each.is_open for each in self.measures)
            or any(each.settles for each in self.referrals)
        )

    @property
    def state(self) -> str:
        if self.need.closed_on is not None:
            return f"erledigt: {self.need.get_closed_because_display()}"
        if any(each.runs for each in self.measures):
            return "Maßnahme läuft"
        if any(each.is_open for each in self.measures):
            return "Maßnahme geplant"
        if settled_by := [each for each in self.referrals if each.settles]:
            return f"verwiesen, {settled_by[0].get_result_display() or 'Ergebnis noch offen'}"
        if self.need.deferred_reason:
            return "zurzeit nicht bearbeitbar"
        if self.measures:
            return "Maßnahme vorbei, Bedarf noch offen"
        return "Verweis ohne Erfolg, Bedarf noch offen" if self.referrals else "noch nichts vereinbart"


@dataclass
class Plan:
    """All needs of a person on a day; the number of queries does not grow with them."""

    participant: Participant
    day: date

    @cached_property
    def facts(self) -> Facts:
        return facts_of(self.participant, self.day)

    @cached_property
    def referrals(self) -> list[Referral]:
        """All of them, the latest first, the withdrawn ones included."""
        related = ("organisation", "service", "need", "task", "recorded_by", "transfer__consent")
        return list(self.participant.referrals.select_related(*related))

    @property
    def further_referrals(self) -> list[Referral]:
        """Those that stand with no open need: without one, with a closed one, withdrawn."""
        shown = {each.pk for row in self.open for each in row.referrals}
        return [each for each in self.referrals if each.pk not in shown]

    @cached_property
    def _rows(self) -> list[NeedRow]:
        needs = self.participant.needs.prefetch_related("measures__attendances", "measures__goal", "goals")
        return [self._row(need) for need in needs]

    def _row(self, need: Need) -> NeedRow:
        measures = [MeasureRow(each, self.day) for each in need.measures.all()]
        ahead = [each.measure.kind for each in measures if each.is_open and not each.runs]
        found = [gate for kind in dict.fromkeys(ahead) for gate in gates(kind, self.facts, self.day)]
        referred = [each for each in self.referrals if each.need_id == need.pk and not each.withdrawn_at]
        return NeedRow(need, measures, list(need.goals.all()), list(dict.fromkeys(found)), referred)

    @property
    def open(self) -> list[NeedRow]:
        return [row for row in self._rows if row.need.closed_on is None]

    @property
    def closed(self) -> list[NeedRow]:
        """What was closed last comes first."""
        done = [row for row in self._rows if row.need.closed_on is not None]
        return sorted(done, key=lambda row: (row.need.closed_on, row.need.pk), reverse=True)

    @cached_property
    def goals(self) -> list[Goal]:
        """All goals, those that are open first."""
        found = self.participant.goals.prefetch_related("needs")
        return sorted(found, key=lambda goal: (goal.state != Zielstand.OFFEN, goal.set_on, goal.pk))

    @property
    def count(self) -> str:
        """„2 von 3 Bedarfen geregelt“; empty where no need is open."""
        total = len(self.open)
        if not total:
            return ""
        settled = sum(row.is_settled for row in self.open)
        return f"{settled} von {total} {'Bedarf' if total == 1 else 'Bedarfen'} geregelt"
