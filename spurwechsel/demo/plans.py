"""From needs to goals and measures: what is found in a talk is worked on in the Betreuung or waits."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from clearing.catalogue import Bedarf, Bedarfsende, Zielstand
from participants.choices import PARKED_PHASES, Abschluss, Anerkennung, ParkReason, Phase

from . import plan_words as words
from .diary import BREATH, Diary
from .measures import Course, run
from .offers import FOUND, OFFERS, Offer
from .profiles import LEVELS
from .stays import Stay
from .talks import Talks
from .workdays import workday_from

HIGHEST_COURSE = LEVELS.index("C1")
SUCCESSFUL = (Abschluss.ARBEIT, Abschluss.AUSBILDUNG, Abschluss.SPURWECHSEL)
WAITS = "waits"
WITHOUT_MEASURE = (
    Bedarfsende.KEIN_ANGEBOT,
    Bedarfsende.KEIN_ANGEBOT,
    Bedarfsende.NICHT_MEHR,
    Bedarfsende.NICHT_GEWUENSCHT,
    WAITS,
)
RECOGNISED = (
    Anerkennung.TEILWEISE,
    Anerkennung.GLEICHWERTIG,
    Anerkennung.VERGLEICHBAR,
    Anerkennung.TEILWEISE,
    Anerkennung.ABGELEHNT,
)
AT_THE_END = (
    Bedarfsende.NICHT_MEHR,
    Bedarfsende.GEDECKT,
    Bedarfsende.NICHT_MEHR,
    Bedarfsende.KEIN_ANGEBOT,
    Bedarfsende.NICHT_GEWUENSCHT,
)


@dataclass
class OpenNeed:
    """A need that nobody has closed yet; `moment` is that of the last entry about it."""

    name: str
    kind: str
    moment: datetime
    level: str = ""
    deferred: bool = False
    closed_because: str = ""


class Plans:
    """The needs of one person and what becomes of them."""

    def __init__(self, diary: Diary, talks: Talks, today: date) -> None:
        self._today = today
        self._diary = diary
        self._hand = diary.hand
        self._talks = talks
        self._open: dict[str, OpenNeed] = {}
        self._count = 0

    def find(self, stay: Stay, after: datetime) -> None:
        """The needs of a talk; where no Betreuung follows they are closed or wait."""
        for kind in self._kinds_after(stay):
            after = self._open_need(kind, stay.on, after)
        if stay.then in (*PARKED_PHASES, Phase.ABGESCHLOSSEN):
            self._rest(stay)

    def _kinds_after(self, stay: Stay) -> list[str]:
        """What the next step speaks of, and a few more."""
        reason = stay.details.get("park_reason", "")
        if reason == ParkReason.KEIN_BEDARF:
            return []
        told = words.needs_told(stay.then_reason)[:3]
        if reason in words.PARKED_WITH:
            told = [words.PARKED_WITH[reason], *told][:2]
        elif stay.then in ("", Phase.BETREUUNG):
            wanted = 2 if self._diary.story.is_reached else 1
            while len(set(told)) < wanted:
                told.append(self._hand.deal("need", FOUND))
        elif not told and self._hand.happens(0.6):
            told = [self._hand.deal("need", FOUND)]
        return list(dict.fromkeys(told))

    def _open_need(self, kind: str, on: date, after: datetime) -> datetime:
        if kind == Bedarf.SPRACHKURS and LEVELS.index(self._talks.level or LEVELS[0]) >= HIGHEST_COURSE:
            kind = Bedarf.WEITERBILDUNG
        if kind in self._open:
            return after
        self._count += 1
        level = ""
        if kind == Bedarf.SPRACHKURS:
            level = LEVELS[LEVELS.index(self._talks.level or LEVELS[0]) + 1]
        need = OpenNeed(f"need {self._count}", kind, after, level)
        need.moment = self._diary.enter(
            "need",
            on,
            after=after,
            key=need.name,
            talk=self._talks.name,
            kind=kind,
            target_level=level,
            priority=self._hand.deal("priority", (1, 2, 2, 3)),
            note=self._hand.deal("need note", words.NEED_NOTES),
        )
        self._open[kind] = need
        return need.moment

    def leave(self, stay: Stay) -> None:
        """After a pause: whoever does not go on has no need that is open."""
        if stay.then in (Phase.KEINE_BEDARFE, Phase.ABGESCHLOSSEN):
            self._rest(stay)

    def follow(self, stay: Stay) -> None:
        """A Betreuung: a goal, measures for every need, and what is left at its end."""
        after = stay.moment
        if not self._open:
            kinds = words.needs_told(stay.reason)[:2] or [self._hand.deal("need", FOUND)]
            for kind in kinds:
                after = self._open_need(kind, stay.on, after)
        needs = list(self._open.values())
        goal, moment = self._set_goal(needs[0], stay, max(after, *(each.moment for each in needs)))
        if stay.until is None and self._hand.happens(0.08):
            self._diary.note("agree", stay.on, moment + BREATH * 30)
        for need in needs:
            need.moment = max(need.moment, moment)
            self._serve(need, goal, stay)
        if stay.until is None:
            self._look_at(goal, needs[0])
            self._go_on(needs, stay)
        if stay.then in (*PARKED_PHASES, Phase.ABGESCHLOSSEN):
            self._rest(stay)
        self._look_back(goal, needs[0], stay, moment)

    def _serve(self, need: OpenNeed, goal: str, stay: Stay) -> None:
        """Up to three measures, until one of them covers the need."""
        wanted = stay.on
        for _ in range(3):
            if not self._diary.story.succeeds_at and self._hand.happens(0.2):
                self._do_without(need, stay, wanted)
                return
            offer = self._offer(need.kind, stay.reason)
            need.deferred = False
            if run(self._diary, Course(offer, need, goal, stay, wanted), self._talks):
                if need.kind == Bedarf.ANERKENNUNG:
                    self._recognise(need)
                self._close(need, stay, Bedarfsende.GEDECKT, need.moment.date(), days=self._hand.days(0, 6))
                return
            wanted = workday_from(need.moment.date() + timedelta(days=self._hand.days(14, 40)))
            if wanted >= self._end_of(stay):
                return

    def _offer(self, kind: str, reason: str) -> Offer:
        """The one of which the caseworker wrote, else one of all."""
        offers = OFFERS[kind]
        told = [offer for offer in offers if offer.name.partition(",")[0] in reason]
        if told or self._diary.story.succeeds_at:
            return (*told, *offers)[0]
        return self._hand.deal(f"offer {kind}", offers)

    def _recognise(self, need: OpenNeed) -> None:
        result = self._hand.deal("recognised", RECOGNISED)
        if self._diary.story.succeeds_at:
            result = Anerkennung.VERGLEICHBAR
        need.moment = self._diary.enter(
            "certificate",
            need.moment.date(),
            after=need.moment,
            recognition=result,
            name="Bewertung des Abschlusses",
        )

    def _end_of(self, stay: Stay) -> date:
        return stay.until or self._today

    def _look_at(self, goal: str, need: OpenNeed) -> None:
        """While the Betreuung lasts a goal ends with its need."""
        if not need.closed_because:
            return
        state, why = Zielstand.AUFGEGEBEN, words.CHANGED_PLANS
        if need.closed_because == Bedarfsende.GEDECKT:
            state, why = Zielstand.ERREICHT, ""
        on, after = need.moment.date(), need.moment
        need.moment = self._diary.enter("reach", on, after=after, key=goal, state=state, state_reason=why)

    def _go_on(self, needs: list[OpenNeed], stay: Stay) -> None:
        """Where everything is covered and the Betreuung lasts, the next need follows with its own goal."""
        for _ in range(4):
            last = max(each.moment for each in needs)
            on = workday_from(last.date() + timedelta(days=self._hand.days(5, 40)))
            if self._open or on >= self._today:
                return
            kind = self._hand.deal("need", FOUND)
            self._open_need(kind, on, last)
            needs, later = list(self._open.values()), replace(stay, on=on)
            goal, moment = self._set_goal(needs[0], later, needs[0].moment)
            for need in needs:
                need.moment = max(need.moment, moment)
                self._serve(need, goal, later)
            self._look_at(goal, needs[0])

    def _set_goal(self, need: OpenNeed, stay: Stay, after: datetime) -> tuple[str, datetime]:
        texts = words.GOALS.get(need.kind, words.OTHER_GOALS)
        name, moment = f"goal {self._count} {stay.on}", after + BREATH
        self._diary.note(
            "goal",
            stay.on,
            moment,
            key=name,
            needs=[need.name],
            text=self._hand.deal(f"goal {need.kind}", texts),
            until=stay.on + timedelta(days=self._hand.days(120, 400)),
        )
        return name, moment

    def _do_without(self, need: OpenNeed, stay: Stay, wanted: date) -> None:
        because = self._hand.deal("without", WITHOUT_MEASURE)
        if because == WAITS:
            if stay.until is None and not need.deferred:
                self._defer(need, wanted, self._hand.deal("waiting", words.WAITING))
            return
        self._close(need, stay, because, wanted, days=self._hand.days(20, 90))

    def _close(self, need: OpenNeed, stay: Stay, because: str, first: date, *, days: int) -> None:
        on = stay.last_before(workday_from(first + timedelta(days=days)))
        need.moment = self._diary.enter("close", on, after=need.moment, key=need.name, because=because)
        need.closed_because = because
        del self._open[need.kind]

    def _defer(self, need: OpenNeed, on: date, reason: str) -> None:
        need.moment = self._diary.enter("defer", on, after=need.moment, key=need.name, reason=reason)
        need.deferred = True

    def _rest(self, stay: Stay) -> None:
        """A pause makes the needs wait; a case without needs, or at its end, has none that is open."""
        for need in list(self._open.values()):
            if stay.then == Phase.UNVEREINBARKEIT:
                if not need.deferred:
                    reason = words.DEFERRED[stay.details["park_reason"]]
                    self._defer(need, self._end_of(stay), reason)
                continue
            because = self._hand.deal("at the end", AT_THE_END)
            if stay.details.get("park_reason") == ParkReason.NICHT_BEARBEITBAR:
                because = Bedarfsende.KEIN_ANGEBOT
            need.moment = self._diary.enter(
                "close", self._end_of(stay), after=need.moment, key=need.name, because=because
            )
            need.closed_because = because
            del self._open[need.kind]

    def _look_back(self, goal: str, need: OpenNeed, stay: Stay, after: datetime) -> None:
        """How far the goal was reached, at the end of the Betreuung."""
        if stay.until is None or stay.then == Phase.CLEARING or self._hand.happens(0.15):
            return
        state, why = Zielstand.ERREICHT, ""
        gained = need.closed_because == Bedarfsende.GEDECKT or self._diary.story.succeeds_at
        if stay.details.get("outcome") not in SUCCESSFUL and not gained:
            state = self._hand.deal("reached", (Zielstand.TEILWEISE, Zielstand.AUFGEGEBEN))
            why = self._why(state, need.kind)
        self._diary.enter("reach", stay.until, after=after, key=goal, state=state, state_reason=why)

    def _why(self, state: str, kind: str) -> str:
        if state == Zielstand.TEILWEISE:
            exam = kind == Bedarf.SPRACHKURS
            return self._hand.deal(
                f"why {exam}", words.WHY_NOT_ALL_OF_THE_EXAM if exam else words.WHY_NOT_ALL
            )
        if kind in (Bedarf.ARBEIT, Bedarf.ERLAUBNIS):
            return words.CHANGED_PLANS
        return self._hand.deal("why given up", words.WHY_GIVEN_UP)
