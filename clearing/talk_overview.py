"""What pages show around talks: the sections of one as a task list, open drafts, the embassy warning."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.utils import timezone

from participants.choices import Asylverfahren, Aufenthaltsstatus
from participants.models import Participant

from .catalogue import Abschnitt, Stand
from .models import Draft, Interview


class Task(NamedTuple):
    """A section with how far it is, the own draft, and whose drafts lie beside it."""

    section: str
    label: str
    state: str
    state_label: str
    draft: Draft | None
    others: list[Draft]


def tasks_of(talk: Interview, user: Any) -> list[Task]:
    """The six sections in their order; of other people's drafts only author and time."""
    states = {state.section: state.state for state in talk.sections.defer("typed")}
    drafts = list(talk.drafts.select_related("author").defer("typed"))
    tasks = []
    for section in Abschnitt:
        here = [draft for draft in drafts if draft.section == section]
        own = next((draft for draft in here if draft.author_id == user.pk), None)
        state = Stand(states.get(section, Stand.OFFEN))
        if state == Stand.OFFEN and own is not None:
            state = Stand.ANGEFANGEN
        others = [draft for draft in here if draft.author_id != user.pk]
        tasks.append(Task(section.value, section.label, state.value, state.label, own, others))
    return tasks


class OpenDraft(NamedTuple):
    """A draft with the day on which it will be deleted, and whether that is soon."""

    draft: Draft
    deleted_on: date
    soon: bool


def drafts_of(user: Any, today: date) -> list[OpenDraft]:
    """The author's own drafts, the one touched last first."""
    drafts = Draft.objects.visible_to(user).select_related("interview__participant").defer("typed")
    notice = timedelta(days=settings.DRAFT_NOTICE_DAYS)
    found = []
    for draft in drafts:
        last_day = timezone.localtime(draft.saved_at).date() + timedelta(days=settings.DRAFT_DAYS)
        # The draft is gone after that day.
        deleted_on = last_day + timedelta(days=1)
        found.append(OpenDraft(draft, deleted_on, deleted_on - today <= notice))
    return found


def must_not_see_the_embassy(participant: Participant, day: date) -> bool:
    """While the asylum procedure runs nobody may be sent to the embassy (§ 60b Abs. 2 S. 2 AufenthG)."""
    paper = participant.residence.running_on(day)
    if paper is not None and paper.kind == Aufenthaltsstatus.GESTATTUNG_55:
        return True
    stated = participant.papersprofiles.latest_on(day).first()
    return stated is not None and stated.asylum_procedure == Asylverfahren.LAUFEND
