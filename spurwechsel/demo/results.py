"""What came of it: jobs and trainings, the questions after months, and the ESF+ set where it is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from clearing.catalogue import EsfAntwort, EsfArbeit, EsfBildung, EsfZeitpunkt, Verbleib
from clearing.progress import LASTING, MONTHS
from participants.choices import (
    Abschluss,
    Aufenthaltsstatus,
    Ausbildungsart,
    Ausbildungsvertrag,
    Beendigung,
    Beschaeftigungsart,
    Erlaubnis,
    Phase,
)
from participants.rules.calendar import holds_from

from .diary import BREATH, Diary
from .offers import EMPLOYERS
from .staff import ESF_PLUS_FROM
from .stays import Stay, paper_on
from .talks import Talks
from .workdays import workday_from

GONE = (Abschluss.VERSTORBEN, Abschluss.AUSGEREIST, Abschluss.WIDERRUF)
NOBODY_ASKS = (Abschluss.VERSTORBEN, Abschluss.WIDERRUF)
JOBS = (*[Beschaeftigungsart.SV] * 4, *[Beschaeftigungsart.MINIJOB] * 3, *Beschaeftigungsart)
HOURS: dict[str, tuple[int, ...]] = {
    Beschaeftigungsart.SV: (30, 35, 40, 25, 39),
    Beschaeftigungsart.MINIJOB: (8, 10),
}
NEEDS_PERMIT = (
    Aufenthaltsstatus.DULDUNG_60A,
    Aufenthaltsstatus.DULDUNG_60C,
    Aufenthaltsstatus.DULDUNG_60D,
    Aufenthaltsstatus.GESTATTUNG_55,
)
# How work ends for somebody who does not go on with other work.
ENDS = (Beendigung.VERTRAGSENDE, Beendigung.BETRIEB, Beendigung.PERSON, Beendigung.SONSTIGES)
ENDS_OF_STEPS = (*ENDS, Beendigung.ABGESCHLOSSEN, Beendigung.AUFENTHALT)
STILL_AT_WORK = (*[Verbleib.IN_ARBEIT] * 6, Verbleib.NICHT_ERREICHT, Verbleib.NICHT_MEHR)
STILL_IN_TRAINING = (*[Verbleib.IN_AUSBILDUNG] * 6, Verbleib.NICHT_ERREICHT, Verbleib.NICHT_MEHR)
ENTRY_ANSWERS = (*[EsfAntwort.NEIN] * 4, *EsfAntwort)
EXIT_ANSWERS = (*[EsfAntwort.JA] * 3, *[EsfAntwort.NEIN] * 2, EsfAntwort.KEINE_ANGABE)
LATE = (18, 25, 33, 41, 54)  # days after the day on which a question is due
LABOUR = (*[EsfArbeit.NICHT_ERWERBSTAETIG] * 3, *[EsfArbeit.LANGZEIT] * 2, *EsfArbeit)


@dataclass
class _Begun:
    """A job or training that is asked about: when it was entered, and what was answered."""

    moment: datetime
    answers: Sequence[str]
    answered: set[int] = field(default_factory=set)
    last_day: date = date.max


class Results:
    """The jobs and trainings of one person, one after the other."""

    def __init__(self, diary: Diary, talks: Talks) -> None:
        self._diary = diary
        self._hand = diary.hand
        self._talks = talks
        self._count = 0
        # Name, first day and moment of the entry of what nobody has ended yet.
        self._current: tuple[str, date, datetime] | None = None
        # Nothing new begins before the last end was entered.
        self._free_from = date.min
        self._last_end: datetime | None = None
        self._asked: tuple[date, datetime, Sequence[str]] | None = None
        # What is asked about later, by its first day.
        self._begun: dict[date, _Begun] = {}

    def work_during(self, stay: Stay) -> None:
        """A job on the way, for some; the last one may go on."""
        if self._works_for_the_paper():
            self._keep_the_job(stay)
            return
        first = workday_from(stay.on + timedelta(days=self._hand.days(30, 200)))
        if (
            self._diary.story.succeeds_at
            or not self._hand.happens(0.4)
            or (stay.until and first >= stay.until)
        ):
            return
        kind = self._hand.deal("job", JOBS)
        self._take_job(first, stay, kind=kind)
        if kind not in LASTING and stay.until is not None:
            self._leave(stay.until, self._hand.deal("step ended", ENDS_OF_STEPS))

    def rest(self, stay: Stay) -> None:
        """Who works or learns already, as the caseworker wrote."""
        if self._current is not None:
            return
        if self._works_for_the_paper():
            self._keep_the_job(stay)
            return
        first = workday_from(stay.on - timedelta(days=self._hand.days(5, 60)))
        if any(
            word in stay.reason for word in ("Vollzeit", "beschäftigt", "Schichten", "Saisonarbeit", "Stelle")
        ):
            self._take_job(first, stay, kind=Beschaeftigungsart.SV)
        elif "Ausbildung;" in stay.reason:
            self._take_training(first, stay)

    def _works_for_the_paper(self) -> bool:
        return self._diary.story.paper.kind == Aufenthaltsstatus.DULDUNG_60D

    def _keep_the_job(self, stay: Stay) -> None:
        """A Beschäftigungsduldung needs work for twelve months before it, and goes on with it."""
        if self._current is None:
            since = self._diary.story.paper.start - timedelta(days=self._hand.days(380, 500))
            self._take_job(workday_from(since), stay, kind=Beschaeftigungsart.SV)

    def end(self, stay: Stay) -> None:
        """The result with which a participation ended."""
        outcome = stay.given.get("outcome")
        first = workday_from(stay.on + timedelta(days=self._hand.days(0, 14)))
        if outcome in GONE:
            self._leave(stay.on, Beendigung.SONSTIGES)
        elif outcome == Abschluss.AUSBILDUNG:
            self._take_training(first, stay)
        elif outcome == Abschluss.ARBEIT:
            self._take_job(first, stay, kind=Beschaeftigungsart.SV)
        elif outcome == Abschluss.SPURWECHSEL and self._current is None:
            self._take_job(
                stay.on - timedelta(days=self._hand.days(20, 90)), stay, kind=Beschaeftigungsart.SV
            )

    def _take_job(self, first: date, stay: Stay, *, kind: str) -> None:
        told = self._diary.story.succeeds_at
        employer, occupation = told or self._hand.deal("employer", EMPLOYERS)
        details: dict[str, Any] = {
            "employer": employer,
            "occupation": occupation,
            "kind": kind,
            "hours": self._hand.deal(f"hours {kind}", HOURS.get(kind, (20, 30))),
            "is_qualified": kind == Beschaeftigungsart.SV and (bool(told) or self._hand.happens(0.3)),
            "permit": Erlaubnis.NICHT_NOETIG,
        }
        if (
            paper_on(self._diary.story, stay.moment) in NEEDS_PERMIT
            and kind != Beschaeftigungsart.SELBSTAENDIG
        ):
            details["permit"] = self._hand.deal("permit", (*[Erlaubnis.ERTEILT] * 5, Erlaubnis.BEANTRAGT))
            details["permit_applied_on"] = first - timedelta(days=self._hand.days(14, 50))
        first, moment = self._take("job", first, stay, **details)
        if kind in LASTING:
            self._will_be_asked(first, moment, (Verbleib.IN_ARBEIT,) if told else STILL_AT_WORK)

    def _take_training(self, first: date, stay: Stay) -> None:
        employer, occupation = self._hand.deal("employer", EMPLOYERS)
        arts = (*[Ausbildungsart.QUALIFIZIERT] * 4, Ausbildungsart.HELFER_ENGPASS)
        first, moment = self._take(
            "training",
            first,
            stay,
            employer=employer,
            occupation=occupation,
            kind=self._hand.deal("training", arts),
            contract=self._hand.deal("contract", tuple(Ausbildungsvertrag)[:3]),
        )
        self._will_be_asked(first, moment, STILL_IN_TRAINING)

    def _will_be_asked(self, first: date, moment: datetime, answers: Sequence[str]) -> None:
        self._asked = (first, moment, answers)
        self._begun[first] = _Begun(moment, answers)

    def _take(self, verb: str, first: date, stay: Stay, **details: Any) -> tuple[date, datetime]:
        """What went on before ends on the day before."""
        self.ask_until(first)
        first = max(first, self._free_from)
        if self._current is not None:
            _, since, _ = self._current
            first = max(first, since + timedelta(days=1))
            self._leave(first - timedelta(days=1), Beendigung.ANDERE_ARBEIT)
        self._count += 1
        name = f"episode {self._count}"
        after = max(stay.moment, self._last_end or stay.moment) + BREATH
        moment = self._diary.enter(verb, first, after=after, key=name, **details)
        self._current = (name, first, moment)
        return first, moment

    def _leave(self, on: date, because: str) -> None:
        self.ask_until(on)
        if self._current is None:
            return
        name, since, moment = self._current
        self._last_end = self._diary.enter("leave", max(on, since), after=moment, key=name, because=because)
        if since in self._begun:
            self._begun[since].last_day = max(on, since)
        self._free_from = self._last_end.date() + timedelta(days=1)
        self._current = None

    def ask_until(self, day: date) -> None:
        """The questions of the current job or training that come before the day."""
        if self._asked is None:
            return
        since, moment, answers = self._asked
        self._asked = None
        for months in MONTHS:
            on = workday_from(holds_from(since, months) + timedelta(days=self._hand.days(0, 9)))
            on = max(on, moment.date())  # of a job that began long ago one asks when one hears of it
            if on >= day:
                return
            if not self._hand.happens(0.85) or (self._is_gone() and self._last_day() <= on):
                continue
            answer = self._hand.deal("still there", answers)
            moment = self._diary.enter("ask", on, after=moment, since=since, months=months, answer=answer)
            self._begun[since].answered.add(months)
            if answer == Verbleib.NICHT_MEHR:
                ended = on - timedelta(days=self._hand.days(5, 30))
                self._leave(ended, self._hand.deal("ended", ENDS))
                return

    def catch_up(self) -> None:
        """Questions that nobody asked in their time are asked some weeks later, for the office is busy."""
        for since, begun in self._begun.items():
            moment = begun.moment
            for months in MONTHS:
                late = timedelta(days=LATE[(since.toordinal() + months) % len(LATE)])
                on = max(workday_from(holds_from(since, months) + late), moment.date())
                if months not in begun.answered and not (
                    self._is_gone(NOBODY_ASKS) and self._last_day() <= on
                ):
                    answer = self._then(on, begun.answers[0])
                    moment = self._diary.enter(
                        "ask", on, after=moment, since=since, months=months, answer=answer
                    )

    def _then(self, day: date, usual: str) -> str:
        if self._is_gone() and self._last_day() <= day:
            return Verbleib.NICHT_ERREICHT
        at_work = any(since <= day <= begun.last_day for since, begun in self._begun.items())
        return usual if at_work else Verbleib.NICHT_MEHR

    def _is_gone(self, ends: Sequence[str] = GONE) -> bool:
        return self._diary.story.outcome in ends

    def _last_day(self) -> date:
        return self._diary.story.since

    def answer_esf(self, stays: Sequence[Stay]) -> None:
        """The set on entry, after the exit and six months later, from the day on which it is asked."""
        begin = ESF_PLUS_FROM.get(self._diary.story.kommune)
        talks = [stay for stay in stays if stay.phase == Phase.CLEARING]
        if begin is None or not talks:
            return
        entered = max(talks[0].on, begin)
        last = stays[-1]
        if last.phase == Phase.ABGESCHLOSSEN and last.on <= entered:
            return
        after = self._answer(EsfZeitpunkt.EINTRITT, workday_from(entered), talks[0].moment + BREATH * 20)
        if last.phase == Phase.ABGESCHLOSSEN and last.given.get("outcome") not in GONE:
            after = self._answer(EsfZeitpunkt.AUSTRITT, workday_from(last.on), max(after, last.moment))
            on = workday_from(holds_from(last.on, 6) + timedelta(days=self._hand.days(0, 8)))
            self._answer(EsfZeitpunkt.SECHS_MONATE, on, after)

    def _answer(self, moment: str, on: date, after: datetime) -> datetime:
        answers: dict[str, str] = {}
        if moment == EsfZeitpunkt.EINTRITT:
            answers = {
                "labour": self._hand.deal("labour", LABOUR),
                "education": self._hand.deal("education", tuple(EsfBildung)),
                "foreign_origin": EsfAntwort.JA,
                "rural": EsfAntwort.NEIN,
            }
            for name in ("homeless", "disability", "minority"):
                answers[name] = self._hand.deal(name, ENTRY_ANSWERS)
        elif moment == EsfZeitpunkt.AUSTRITT:
            for name in ("seeking_work", "in_education", "qualified", "in_work"):
                answers[name] = self._hand.deal(name, EXIT_ANSWERS)
        else:
            for name in ("in_work", "improved"):
                answers[name] = self._hand.deal(name, EXIT_ANSWERS)
        return self._diary.enter("esf", on, after=after, asked=moment, **answers)
