"""What the Clearing knows to run out: drafts that are about to be deleted, and questions to ask later."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from participants.choices import Beschaeftigungsart, Fristart
from participants.deadline_words import Deadline
from participants.models import Employment, Participant, Training
from participants.rules.calendar import deadline_after

from .models import Draft, FollowUp

ASKED_AFTER = (3, 6, 12)
LASTING = (Beschaeftigungsart.SV, Beschaeftigungsart.SELBSTAENDIG)


def drafts(persons: list[Participant], user: Any, today: date) -> Iterator[Deadline]:
    """The user's own drafts; nobody else knows of them."""
    by_id = {person.pk: person for person in persons}
    rows = Draft.objects.visible_to(user).filter(interview__participant__in=by_id)
    for draft in rows.select_related("interview"):
        saved_on = timezone.localtime(draft.saved_at).date()
        yield Deadline(
            person=by_id[draft.interview.participant_id],
            kind=Fristart.ENTWURF,
            ref=str(draft.pk),
            due=saved_on + timedelta(days=settings.DRAFT_DAYS),
            what=f"Entwurf „{draft.get_section_display()}“ wird gelöscht",
            action="Fortsetzen oder verwerfen",
            page="talk_section",
            page_args=(draft.interview.number, draft.section),
            tone="day",
        )


def later_questions(persons: list[Participant], user: Any, today: date) -> Iterator[Deadline]:
    """Of each job or training the question that is due next: what became of it after 3, 6, 12 months."""
    by_id = {person.pk: person for person in persons}
    answered: dict[tuple[int, date], int] = {}
    for row in FollowUp.objects.filter(participant__in=by_id).order_by("months"):
        answered[row.participant_id, row.since] = row.months
    jobs = Employment.objects.in_force().filter(
        participant__in=by_id, kind__in=LASTING, valid_from__lte=today
    )
    trainings = Training.objects.in_force().filter(participant__in=by_id, valid_from__lte=today)
    for begun in (*jobs, *trainings):
        since, done = begun.valid_from, answered.get((begun.participant_id, begun.valid_from), 0)
        waiting = [months for months in ASKED_AFTER if months > done]
        if not waiting:
            continue
        past = [months for months in waiting if deadline_after(since, months) <= today]
        months = past[-1] if past else waiting[0]
        yield Deadline(
            person=by_id[begun.participant_id],
            kind=Fristart.NACHFRAGE,
            ref=f"{begun._meta.model_name}-{begun.pk}-{months}",
            due=deadline_after(since, months),
            what=f"Nachfrage {months} Monate nach Beginn",
            action="Fragen, was daraus geworden ist, und die Antwort eintragen",
            page="participant_detail",
            tone="task",
        )
