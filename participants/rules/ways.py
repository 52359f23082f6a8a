"""A way to a title: its conditions judged and combined. It informs and never blocks a step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .case import Case
from .criterion import Answer, Criterion, Note, in_force
from .outlook import Aussicht, Modus, WayFinding
from .verdict import Outcome, law


@dataclass(frozen=True, eq=False)
class Way:
    """One way to a title: when it is in force, how it binds, and its conditions in order.

    `mode` tells the mode before alternatives and upgrades; `last_day` tells the last day on which
    time can still help this person. `leans_on` names other ways whose result a condition asks for.
    """

    key: str
    titel: str
    since: date
    mode: Callable[[Case], Modus]
    criteria: tuple[Criterion, ...]
    notes: tuple[Note, ...] = ()
    last_day: Callable[[Case], date | None] = lambda case: None
    leans_on: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        return self.since <= day

    def judge(self, case: Case) -> WayFinding:
        """The way for the person of the case, by the law of the day that its `law` names."""
        case = case.for_way(self.key)
        known = case.memo.get(self.key)
        if not isinstance(known, WayFinding):
            known = _combine(self, case)
            case.memo[self.key] = known
        return known


def way(
    key: str,
    titel: str,
    since: str,
    mode: Modus | Callable[[Case], Modus],
    criteria: tuple[Criterion, ...],
    *,
    notes: tuple[Note, ...] = (),
    last_day: Callable[[Case], date | None] = lambda case: None,
    leans_on: tuple[str, ...] = (),
) -> Way:
    """A way; `mode` may be fixed or a function of the case."""
    fixed = mode
    choose = (lambda case: fixed) if isinstance(fixed, Modus) else fixed
    return Way(key, law(titel), date.fromisoformat(since), choose, criteria, notes, last_day, leans_on)


@dataclass(frozen=True, slots=True)
class Plan:
    """The conditions of a way in force on a day, sorted by how they combine."""

    rows: tuple[Criterion, ...]
    alternatives: dict[str, tuple[Criterion, ...]]
    parts: dict[str, tuple[Criterion, ...]]
    waivers: tuple[Criterion, ...]
    relying: tuple[Criterion, ...]
    stand_ins: tuple[Criterion, ...]
    upgrades: tuple[Criterion, ...]
    single: tuple[Criterion, ...]


@lru_cache(maxsize=4096)
def _plan(way: Way, day: date) -> Plan:
    rows = in_force(way.criteria, day)
    alternatives: dict[str, list[Criterion]] = {}
    parts: dict[str, list[Criterion]] = {}
    # Alternatives without a mode of their own go first.
    for each in sorted(rows, key=lambda row: bool(row.group.mode)):
        if each.group.any_of:
            alternatives.setdefault(each.group.any_of, []).append(each)
        if each.group.part_of:
            parts.setdefault(each.group.part_of, []).append(each)
    return Plan(
        rows,
        {key: tuple(members) for key, members in alternatives.items()},
        {key: tuple(members) for key, members in parts.items()},
        tuple(each for each in rows if each.group.waives or each.group.leaves),
        tuple(each for each in rows if each.group.only_if),
        tuple(each for each in rows if each.group.stands_in_for),
        tuple(each for each in rows if each.group.upgrade),
        tuple(each for each in rows if each.group.counted),
    )


NOT_NEEDED = "Nicht nötig: Eine andere Möglichkeit ist erfüllt."
PART_UNUSED = "Nicht nötig: Die Möglichkeit, zu der dies gehört, wird nicht genutzt."
ONLY_THERE = "Gilt nur für eine andere Fallgruppe."
IN_TIME = "Nicht nötig: Ein Ersatz für eine versäumte Voraussetzung wird nicht gebraucht."


class _Sheet:
    """The answers of one way while they are combined."""

    def __init__(self, plan: Plan, case: Case) -> None:
        self.plan = plan
        self.answers = {each.id: answer for each in plan.rows if (answer := each.judge(case)) is not None}
        self.mode: str = ""
        self.weighed: list[tuple[Answer, bool]] = []  # what counts, and whether it is a matter of time
        self.chosen: dict[str, str] = {}  # alternative id → "used", "candidate" or "no"

    def set_aside(self, id: str, text: str) -> None:
        self.answers[id] = Answer(Outcome.ENTFAELLT, text)

    def waive(self) -> None:
        for row in self.plan.waivers:
            answer = self.answers[row.id]
            if answer.outcome is Outcome.ERFUELLT:
                for id in row.group.waives:
                    if id in self.answers:
                        self.set_aside(id, f"Davon wird abgesehen: {answer.text}")
            if answer.outcome is Outcome.ANDERSWO:
                for id in row.group.leaves:
                    if id in self.answers:
                        self.answers[id] = answer

    def together(self, row: Criterion) -> Outcome:
        """The outcome of an alternative with the parts that belong to it."""
        own = self.answers[row.id].outcome
        if own in (Outcome.NICHT_ERFUELLT, Outcome.ENTFAELLT):
            return own
        parts = {self.answers[each.id].outcome for each in self.plan.parts.get(row.id, ())}
        for worse in (Outcome.NICHT_ERFUELLT, Outcome.OFFEN):
            if worse in parts:
                return worse
        return own

    def choose(self) -> None:
        """One alternative is enough; the others are displaced."""
        for members in self.plan.alternatives.values():
            outcomes = [self.together(each) for each in members]
            if Outcome.ERFUELLT in outcomes:
                used = members[outcomes.index(Outcome.ERFUELLT)]
                self._use(used, members)
                continue
            for each, outcome in zip(members, outcomes, strict=True):
                idle = outcome in (Outcome.NICHT_ERFUELLT, Outcome.ENTFAELLT)
                self.chosen[each.id] = "no" if idle else "candidate"
                if self.answers[each.id].outcome in (Outcome.NICHT_ERFUELLT, Outcome.ENTFAELLT):
                    self._drop_parts(each, PART_UNUSED)
            self._weigh_unmet(members, outcomes)

    def _use(self, used: Criterion, members: tuple[Criterion, ...]) -> None:
        self.mode = used.group.mode or self.mode
        for each in members:
            self.chosen[each.id] = "used" if each is used else "no"
            if each is not used:
                if self.answers[each.id].outcome is not Outcome.ENTFAELLT:
                    self.set_aside(each.id, NOT_NEEDED)
                self._drop_parts(each, NOT_NEEDED)

    def _drop_parts(self, row: Criterion, text: str) -> None:
        for part in self.plan.parts.get(row.id, ()):
            self.set_aside(part.id, text)

    def _weigh_unmet(self, members: tuple[Criterion, ...], outcomes: list[Outcome]) -> None:
        if all(outcome is Outcome.ENTFAELLT for outcome in outcomes):
            return
        timed = any(each.group.time for each in members)
        answers = [self.answers[each.id] for each in members]
        for outcome in (Outcome.OFFEN, Outcome.ANDERSWO):
            if outcome in outcomes:
                self.weighed.append((Answer(outcome, ""), timed))
                return
        days = [each.ab for each in answers if each.ab]
        first = None if any(each.vague for each in answers) or not days else min(days)
        self.weighed.append((Answer(Outcome.NICHT_ERFUELLT, "", first), timed))

    def rely(self) -> None:
        for row in self.plan.relying:
            if self.chosen.get(row.group.only_if, "no") == "no":
                self.set_aside(row.id, ONLY_THERE)

    def stand_in(self) -> None:
        """A kann alternative for what is missed; unmet itself, it is all that is left."""
        for row in self.plan.stand_ins:
            targets = [id for id in row.group.stands_in_for if id in self.answers]
            missed = [id for id in targets if self.answers[id].outcome is Outcome.NICHT_ERFUELLT]
            if missed:
                self.mode = Modus.KANN
                if self.answers[row.id].outcome is Outcome.ERFUELLT:
                    for id in missed:
                        self.set_aside(id, f"Stattdessen im Ermessen: {self.answers[row.id].text}")
            elif all(self.answers[id].outcome is not Outcome.OFFEN for id in targets):
                self.set_aside(row.id, IN_TIME)

    def weigh(self) -> None:
        for row in self.plan.single:
            if row.id in self.answers:
                self.weighed.append((self.answers[row.id], row.group.time))

    def closed(self) -> bool:
        return any(
            (row.group.bar or row.group.final) and self.answers[row.id].outcome is Outcome.NICHT_ERFUELLT
            for row in self.plan.single
            if row.id in self.answers
        )

    def aussicht(self) -> Aussicht:
        outcomes = {answer.outcome for answer, _ in self.weighed}
        if self.closed():
            return Aussicht.GESPERRT
        if Outcome.NICHT_ERFUELLT in outcomes:
            return Aussicht.FEHLT_NOCH
        return Aussicht.UNKLAR if Outcome.OFFEN in outcomes else Aussicht.MOEGLICH

    def fruehestens(self, day: date) -> date | None:
        first = day
        for answer, timed in self.weighed:
            if answer.outcome is Outcome.NICHT_ERFUELLT and answer.ab:
                first = max(first, answer.ab)
            elif timed and answer.outcome in (Outcome.NICHT_ERFUELLT, Outcome.OFFEN):
                return None
        return first


def _combine(way: Way, case: Case) -> WayFinding:
    plan = _plan(way, case.law)
    sheet = _Sheet(plan, case)
    sheet.waive()
    sheet.choose()
    sheet.rely()
    sheet.stand_in()
    sheet.weigh()
    ergebnis = sheet.aussicht()
    answers = sheet.answers
    return WayFinding(
        way.key,
        way.titel,
        ergebnis,
        _mode(way, case, sheet),
        _fruehestens(way, case, sheet, ergebnis),
        tuple(each.finding(answers[each.id]) for each in plan.rows if each.id in answers),
    )


def _mode(way: Way, case: Case, sheet: _Sheet) -> Modus:
    base = way.mode(case)
    for row in sheet.plan.upgrades:
        if sheet.answers[row.id].outcome is Outcome.ERFUELLT:
            base = Modus(row.group.upgrade)
    return Modus(sheet.mode) if sheet.mode else base


def _fruehestens(way: Way, case: Case, sheet: _Sheet, ergebnis: Aussicht) -> date | None:
    if ergebnis is Aussicht.GESPERRT:
        return None
    first, last = sheet.fruehestens(case.day), way.last_day(case)
    return None if first and last and first > last else first
