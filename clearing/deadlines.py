"""What the Clearing knows to run out: drafts that are about to be deleted, and questions to ask later."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from participants.choices import Fristart
from participants.deadline_words import Deadline
from participants.models import Participant

from .models import Draft, Transfer
from .progress import questions_for
from .transfer_catalogue import Stand


def drafts(people: QuerySet[Participant], user: Any, today: date) -> Iterator[Deadline]:
    """The user's own drafts; nobody else knows of them."""
    rows = Draft.objects.visible_to(user).filter(interview__participant__in=people)
    for draft in rows.select_related("interview__participant"):
        saved_on = timezone.localtime(draft.saved_at).date()
        yield Deadline(
            person=draft.interview.participant,
            kind=Fristart.ENTWURF,
            ref=str(draft.pk),
            due=saved_on + timedelta(days=settings.DRAFT_DAYS),
            what=f"Entwurf „{draft.get_section_display()}“ wird gelöscht",
            action="Fortsetzen oder verwerfen",
            page="talk_section",
            page_args=(draft.interview.number, draft.section),
            tone="day",
        )


def later_questions(people: QuerySet[Participant], user: Any, today: date) -> Iterator[Deadline]:
    """What became of a job or training after 3, 6 and 12 months; also in cases that are closed."""
    for person, question in questions_for(people, today):
        yield Deadline(
            person=person,
            kind=Fristart.NACHFRAGE,
            ref=f"{question.since:%Y%m%d}-{question.months}",
            due=question.due,
            what=f"Nachfrage {question.months} Monate nach Beginn von Arbeit oder Ausbildung",
            action="Fragen, was daraus geworden ist, und die Antwort eintragen",
            page="work_follow_up",
            page_args=(question.since, question.months),
            tone="task",
        )


# „Verweis ohne Antwort“: after the second week; from the first week on the radar says so before.
ANSWER_EXPECTED = timedelta(days=14)


def unanswered(people: QuerySet[Participant], user: Any, today: date) -> Iterator[Deadline]:
    """What was sent to a partner who has not answered yet."""
    rows = Transfer.objects.filter(participant__in=people, state=Stand.GESENDET)
    for row in rows.select_related("participant", "organisation"):
        yield Deadline(
            person=row.participant,
            kind=Fristart.VERWEIS,
            ref=str(row.pk),
            due=(row.sent_on or today) + ANSWER_EXPECTED,
            what=f"Verweis ohne Antwort: {row.organisation}",
            action="Nachfragen und die Antwort eintragen",
            page="plan_transfer",
            page_args=(row.pk,),
            tone="task",
        )
