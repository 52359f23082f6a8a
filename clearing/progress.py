"""What plan and results say about a person on a day: proven level, absences, questions that are due."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from participants.choices import Beschaeftigungsart, Niveau, Sprachnachweis, Zweck
from participants.consents import has_withdrawn, without_withdrawal
from participants.models import Employment, Participant, Training
from participants.rules.calendar import holds_from

from .catalogue import Anwesenheit
from .models import Attendance, FollowUp

LEVELS = tuple(Niveau.values)
MONTHS = (3, 6, 12)
ABSENCES = 2
# Jobs that are a result worth asking about later; internships and Arbeitsgelegenheiten are steps on the way.
LASTING = (Beschaeftigungsart.SV, Beschaeftigungsart.SELBSTAENDIG)


def rank(level: str) -> int:
    """The place of a level, so that two can be compared; „keine“ is the lowest."""
    return LEVELS.index(level)


def proven_level(participant: Participant, day: date) -> str:
    """The highest level of German proven by a certificate up to the day; empty where there is none."""
    stated = participant.languageprofiles.latest_on(day).filter(evidence=Sprachnachweis.ZERTIFIKAT)
    levels = [*stated.values_list("evidence_level", flat=True)]
    gained = participant.certificategaineds.in_force().filter(gained_on__lte=day)
    levels += gained.values_list("level", flat=True)
    return max(filter(None, levels), key=rank, default="")


def is_absent_again(attendances: Iterable[Attendance]) -> bool:
    """Whether the last two entries, newest first, both say: stayed away without a word."""
    last = [each.state for each in attendances][:ABSENCES]
    return len(last) == ABSENCES and set(last) == {Anwesenheit.UNENTSCHULDIGT}


class Question(NamedTuple):
    """To be asked from `due` on: what became of the job or training that began on `since`."""

    employer: str
    since: date
    months: int
    due: date


def due_questions(
    starts: Iterable[tuple[str, date]], answered: Sequence[tuple[date, int]], day: date
) -> tuple[list[Question], list[Question]]:
    """The questions due on the day, and those that come next; of the missed ones only the latest counts.

    `starts` are employer and first day. A question is due so many months after it, on the day of the same
    number, else on the first day of the month after.
    """
    due, later = [], []
    for employer, since in starts:
        every = [Question(employer, since, months, holds_from(since, months)) for months in MONTHS]
        past = [each for each in every if each.due <= day]
        if past and (since, past[-1].months) not in answered:
            due.append(past[-1])
        later += [each for each in every if each.due > day][:1]
    return sorted(due, key=_by_due_day), sorted(later, key=_by_due_day)


def _by_due_day(question: Question) -> tuple[date, date]:
    return question.due, question.since


def questions_of(participant: Participant, day: date) -> tuple[list[Question], list[Question]]:
    """The questions of one person; none once the consent is withdrawn."""
    if participant.consent_withdrawn_on and participant.consent_withdrawn_on <= day:
        return [], []
    if has_withdrawn(participant, Zweck.NACHFRAGE):
        return [], []
    jobs = participant.employments.in_force().filter(kind__in=LASTING)
    episodes = [*jobs.values_list("employer", "valid_from")]
    episodes += participant.trainings.in_force().values_list("employer", "valid_from")
    answered = list(participant.followups.values_list("since", "months"))
    return due_questions(_by_first_day(episodes), answered, day)


def _by_first_day(episodes: Iterable[tuple[str, date]]) -> list[tuple[str, date]]:
    """One question for everything that began on the same day."""
    together: dict[date, list[str]] = {}
    for employer, since in sorted(episodes, key=lambda each: (each[1], each[0])):
        together.setdefault(since, []).append(employer)
    return [(" und ".join(names), since) for since, names in together.items()]


class DueQuestion(NamedTuple):
    """A question with the person to whom it goes."""

    participant: Participant
    question: Question


def questions_for(people: QuerySet[Participant], day: date) -> list[DueQuestion]:
    """The questions due on the day among these people, the oldest first; a fixed number of queries."""
    willing = without_withdrawal(people.exclude(consent_withdrawn_on__lte=day), Zweck.NACHFRAGE)
    starts: dict[int, list[tuple[str, date]]] = {}
    for rows in (
        Employment.objects.in_force().filter(participant__in=willing, kind__in=LASTING),
        Training.objects.in_force().filter(participant__in=willing),
    ):
        begun = rows.filter(valid_from__lte=day)
        for person, employer, since in begun.values_list("participant_id", "employer", "valid_from"):
            starts.setdefault(person, []).append((employer, since))
    answered: dict[int, list[tuple[date, int]]] = {}
    asked = FollowUp.objects.filter(participant__in=starts)
    for person, since, months in asked.values_list("participant_id", "since", "months"):
        answered.setdefault(person, []).append((since, months))
    found: dict[int, list[Question]] = {}
    for person, episodes in starts.items():
        found[person], _ = due_questions(_by_first_day(episodes), answered.get(person, []), day)
    named = Participant.objects.in_bulk([person for person, questions in found.items() if questions])
    every: list[Any] = [
        DueQuestion(named[person], each) for person, questions in found.items() for each in questions
    ]
    return sorted(every, key=lambda each: (each.question.due, each.participant.sort_key, each.participant.pk))
