"""The deadlines of many people: read in a constant number of queries, silenced, and measured in steps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Min, Prefetch, QuerySet

from .choices import Passlage, Phase
from .deadline_words import OVERDUE, STEPS, Deadline, Holdings, Silence
from .deadlines import deadlines_of
from .first_days import first_days_of
from .models import (
    Application,
    DeadlineStep,
    Employment,
    LanguageProfile,
    PapersProfile,
    Participant,
    ResidenceStatus,
    Snooze,
)

# Apps above add what they know to run out: (people, user, today) → deadlines in constant queries.
Source = Callable[[QuerySet[Participant], Any, date], Iterable[Deadline]]
SOURCES: list[Source] = []


@dataclass(frozen=True, slots=True)
class Line:
    """A deadline with the step of warning it has reached."""

    deadline: Deadline
    step: int | None

    @property
    def is_overdue(self) -> bool:
        return self.step == OVERDUE

    @property
    def is_shown(self) -> bool:
        """Near enough to be warned of, and not silenced."""
        return self.step is not None and self.deadline.silence is None


def radar(people: QuerySet[Participant], user: Any, today: date) -> list[Line]:
    """Every deadline of open cases among the people, also silenced and distant ones.

    The last days within a month come first, then the earliest.

    What belongs to the user alone, such as drafts, is that of `user`. A source may add what concerns closed
    cases too.
    """
    persons: list[Any] = list(
        people.exclude(phase=Phase.ABGESCHLOSSEN)
        .select_related("responsible", "kommune")
        .annotate(known_since=Min("phase_periods__from_day"))
        .prefetch_related(
            Prefetch("residence", ResidenceStatus.objects.in_force(), to_attr="papers_in_force"),
            "identitynotes",
            "exclusionnotes",
        )
        .order_by("sort_key", "id")
    )
    found = [each for held in _holdings(persons, today) for each in deadlines_of(held, today)]
    for source in SOURCES:
        found += source(people, user, today)
    found = _snoozed(found, today)
    steps = steps_by_kommune(each.person.kommune_id for each in found)
    lines = [Line(each, each.step(today, steps(each.person.kommune_id, each.kind))) for each in found]
    return sorted(lines, key=lambda line: _urgency(line.deadline, today))


def _urgency(deadline: Deadline, today: date) -> tuple[bool, date, str, str]:
    """What has been overdue for long can still be done; a last day that passes cannot be brought back."""
    return not deadline.is_last_chance(today), deadline.due, deadline.person.sort_key, deadline.key


def _holdings(persons: list[Any], today: date) -> Iterator[Holdings]:
    ids = [person.pk for person in persons]
    passports, courses = _latest(PapersProfile, ids, today), _latest(LanguageProfile, ids, today)
    jobs = _grouped(Employment.objects.in_force().filter(permit_until__isnull=False), ids)
    applications = _grouped(Application.objects.select_related("recorded_by").order_by("id"), ids)
    ways = first_days_of(persons, today)
    for person in persons:
        passport, course = passports.get(person.pk), courses.get(person.pk)
        yield Holdings(
            person=person,
            papers=tuple(person.papers_in_force),
            applications=tuple(applications.get(person.pk, ())),
            jobs=tuple(jobs.get(person.pk, ())),
            passport_until=passport.passport_until if passport and _held(passport) else None,
            course_permit_until=course.course_permit_until if course else None,
            course_until=course.course_until if course else None,
            identity_review=_review(person.identitynotes.all(), today),
            exclusion_review=_review(person.exclusionnotes.all(), today),
            known_since=person.known_since,
            first_days=ways.get(person.pk, ()),
        )


def _held(papers: PapersProfile) -> bool:
    return papers.passport in ("", Passlage.GUELTIG, Passlage.ERSATZ)


def _latest(kind: Any, ids: list[int], day: date) -> dict[int, Any]:
    rows = kind.objects.filter(participant__in=ids, stated_on__lte=day).defer("note")
    newest = rows.order_by("participant_id", "-stated_on", "-id").distinct("participant_id")
    return {row.participant_id: row for row in newest}


def _grouped(rows: QuerySet[Any], ids: list[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows.filter(participant__in=ids):
        found.setdefault(row.participant_id, []).append(row)
    return found


def _review(notes: Iterable[Any], today: date) -> date | None:
    """The day set by the latest note; an older note's day is settled by the newer one."""
    stated = [note for note in notes if note.stated_on <= today]
    latest = max(stated, key=lambda note: (note.stated_on, note.pk), default=None)
    return latest.review_on if latest else None


def _snoozed(found: list[Deadline], today: date) -> list[Deadline]:
    """Marks what was put off; a snooze whose day has come has no effect any more."""
    people = {each.person.pk for each in found}
    rows = Snooze.objects.filter(participant__in=people, resumed_at=None, until__gt=today)
    by_key = {(row.participant_id, row.key): row for row in rows.select_related("recorded_by")}
    return [_with_snooze(each, by_key.get((each.person.pk, each.key))) for each in found]


def _with_snooze(deadline: Deadline, row: Snooze | None) -> Deadline:
    if row is None or deadline.silence is not None:
        return deadline
    silence = Silence(row.recorded_by.name, row.reason, row.until, snooze_id=row.pk)
    return replace(deadline, silence=silence)


def steps_by_kommune(kommune_ids: Iterable[int]) -> Callable[[int, str], tuple[int, ...]]:
    """(Kommune, kind) → the steps of warning in force there."""
    rows = DeadlineStep.objects.filter(kommune__in=set(kommune_ids))
    own = {(row.kommune_id, row.kind): tuple(row.days) for row in rows}
    return lambda kommune_id, kind: own.get((kommune_id, kind)) or STEPS[kind]
