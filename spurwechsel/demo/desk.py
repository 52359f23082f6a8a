"""Lets the work with people happen: talks, plan, measures and results, each through its service."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from clearing import services as clearing
from clearing.catalogue import Abschnitt
from clearing.collisions import collisions_of
from clearing.models import Appointment, Goal, Interview, Measure, Need
from clearing.paper_plan import PaperPlan
from clearing.talk_forms import FORMS
from participants import services as people
from participants.models import Employment, Participant, Training
from spurwechsel.models import User
from spurwechsel.pdf import PdfUnavailable, render_pdf

from .story import Step

# Of boxes that nobody ticks a browser sends nothing.
TICKED = ("other_languages",)


class Desk:
    """The open records of one person, by the names that the story gives them."""

    def __init__(self, person: Participant) -> None:
        self._person = person
        self._talks: dict[str, Interview] = {}
        self._needs: dict[str, Need] = {}
        self._goals: dict[str, Goal] = {}
        self._measures: dict[str, Measure] = {}
        self._episodes: dict[str, Any] = {}

    def do(self, step: Step, by: User) -> None:
        """The verb of the step is the name of one of the methods below."""
        deed: Callable[..., None] = getattr(self, step.verb)
        deed(step, by, **step.details)

    def attempt(self, step: Step, by: User, **fields: Any) -> None:
        clearing.record_attempt(self._person, by=by, tried_on=step.on, **fields)

    def appointment(self, step: Step, by: User, *, hour: int, room: str, language: str) -> None:
        """A Clearing talk as it was agreed and held, whatever else was at that hour."""
        fields = {"day": step.on, "begins": time(hour), "ends": time(hour + 1), "host": by, "room": room}
        against = collisions_of(Appointment(participant=self._person, **fields))
        row = clearing.book_appointment(
            self._person,
            by=by,
            kind="clearing",
            place="buero",
            interpreting_language=language,
            interpreter_confirmed=bool(language),
            despite=against,
            **fields,
        )
        clearing.state_appointment(
            row, by=by, version=row.version, state="wahrgenommen", today=step.moment.date()
        )

    def talk(self, step: Step, by: User, *, key: str, sections: list[Any], ended: bool) -> None:
        talk = clearing.start_interview(self._person, by=by, held_on=step.on)
        for section, values, finished in sections:
            clearing.save_section(
                talk,
                section,
                by=by,
                version=0,
                typed=as_typed(section, values, finished=finished),
                finished=finished,
                values=values,
            )
        if ended:
            clearing.end_interview(talk, by=by)
        self._talks[key] = talk

    def effort(self, entry: Step, by: User, **fields: Any) -> None:
        clearing.record_identity_step(self._person, by=by, done_on=entry.on, **fields)

    def need(self, step: Step, by: User, *, key: str, talk: str, **fields: Any) -> None:
        self._needs[key] = clearing.open_need(
            self._person, by=by, opened_on=step.on, interview=self._talks.get(talk), **fields
        )

    def defer(self, step: Step, by: User, *, key: str, reason: str) -> None:
        need = self._fresh(self._needs[key])
        self._needs[key] = clearing.defer_need(need, by=by, version=need.version, reason=reason)

    def close(self, step: Step, by: User, *, key: str, because: str) -> None:
        need = self._fresh(self._needs[key])
        self._needs[key] = clearing.close_need(
            need, by=by, version=need.version, closed_on=step.on, closed_because=because
        )

    def goal(self, step: Step, by: User, *, key: str, needs: list[str], **fields: Any) -> None:
        chosen = [self._needs[each] for each in needs]
        self._goals[key] = clearing.set_goal(self._person, by=by, needs=chosen, set_on=step.on, **fields)

    def reach(self, step: Step, by: User, *, key: str, **fields: Any) -> None:
        goal = self._goals[key]
        self._goals[key] = clearing.state_goal(goal, by=by, version=goal.version, state_on=step.on, **fields)

    def plan(self, step: Step, by: User, *, key: str, need: str, goal: str, **fields: Any) -> None:
        self._measures[key] = clearing.plan_measure(
            self._needs[need], by=by, goal=self._goals.get(goal), **fields
        )

    def begin(self, step: Step, by: User, *, key: str) -> None:
        measure = self._measures[key]
        self._measures[key] = clearing.start_measure(
            measure, by=by, version=measure.version, started_on=step.on
        )

    def attend(self, step: Step, by: User, *, key: str, state: str) -> None:
        clearing.mark_attendance(self._measures[key], by=by, day=step.on, state=state)

    def end(self, step: Step, by: User, *, key: str, **fields: Any) -> None:
        measure = self._measures[key]
        self._measures[key] = clearing.end_measure(
            measure, by=by, version=measure.version, ended_on=step.on, **fields
        )

    def agree(self, step: Step, by: User) -> None:
        """The plan as it is printed on the day and handed out; left out where this machine cannot print."""
        try:
            document = render_pdf(
                "clearing/plan_pdf.html",
                {"participant": self._person, "paper": PaperPlan(self._person, step.on)},
                title="Unser Plan",
                author=self._person.kommune.name,
                created=step.moment,
            )
        except PdfUnavailable:
            return
        clearing.agree_plan(self._person, by=by, agreed_on=step.on, document=document)

    def certificate(self, step: Step, by: User, **fields: Any) -> None:
        clearing.record_certificate(self._person, by=by, gained_on=step.on, **fields)

    def job(self, step: Step, by: User, *, key: str, **fields: Any) -> None:
        self._episodes[key] = people.record_episode(
            self._person, Employment, by=by, valid_from=step.on, **fields
        )

    def training(self, step: Step, by: User, *, key: str, **fields: Any) -> None:
        self._episodes[key] = people.record_episode(
            self._person, Training, by=by, valid_from=step.on, **fields
        )

    def leave(self, step: Step, by: User, *, key: str, because: str) -> None:
        episode = self._episodes[key]
        self._episodes[key] = people.end_episode(
            episode, by=by, version=episode.version, valid_until=step.on, ended_because=because
        )

    def ask(self, step: Step, by: User, *, since: date, months: int, answer: str) -> None:
        clearing.answer_follow_up(
            self._person, by=by, since=since, months=months, asked_on=step.on, answer=answer
        )

    def esf(self, step: Step, by: User, *, asked: str, **answers: Any) -> None:
        clearing.answer_esf(self._person, by=by, moment=asked, answered_on=step.on, **answers)

    @staticmethod
    def _fresh(need: Need) -> Need:
        """Planning a measure may have changed the version."""
        need.refresh_from_db(fields=["version"])
        return need


def as_typed(section: str, values: Mapping[str, Any], *, finished: bool) -> dict[str, list[str]]:
    """What a browser would have sent for these values."""
    columns = FORMS[Abschnitt(section)].columns()
    typed = {name: _typed(values.get(name, [] if name in TICKED else None)) for name in columns}
    return typed | {"fertig": ["ja" if finished else "nein"]}


def _typed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, bool):
        return ["ja" if value else "nein"]
    if isinstance(value, date):
        return [f"{value:%d.%m.%Y}"]
    if isinstance(value, Decimal):
        return [str(value).replace(".", ",")]
    return ["" if value is None else str(value)]
