"""What is typed and not saved yet: kept on the server per section and author, never judged."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import transaction

from participants.choices import EventKind
from participants.services import record_event
from participants.services.log import moment_of_recording
from spurwechsel.conflict import Conflict

from ..models import Draft, Interview

Typed = dict[str, list[str]]


class OpenPage(NamedTuple):
    """The page in a browser from which something is saved.

    `id` is made when the page is; `seen` is the mark of the draft it was filled from, empty without one;
    `turn` counts its savings, so that an older one that arrives late changes nothing.
    """

    id: str
    seen: str
    turn: int = 0


EMPTY_PAGE = OpenPage("", "")


def mark_of(draft: Draft | None) -> str:
    """Tells one state of a draft from every other; what a page notes as `seen`."""
    return draft.saved_at.isoformat() if draft else ""


def storable(typed: Mapping[str, Sequence[str]]) -> Typed:
    """Everything as it was typed; only the sign NUL cannot be stored and goes."""
    return {name: [text.replace("\x00", "") for text in texts] for name, texts in typed.items()}


def own_draft(interview: Interview, section: str, *, by: Any, page: OpenPage) -> Draft | None:
    """The author's draft, locked. Raises Conflict where another window wrote it after the page was opened."""
    rows = Draft.objects.select_for_update().filter(interview=interview, section=section, author=by)
    draft = rows.first()
    if draft is None or _written_by(draft)[0] == page.id or mark_of(draft) == page.seen:
        return draft
    raise Conflict(draft)


@transaction.atomic
def save_draft(
    interview: Interview,
    section: str,
    *,
    by: Any,
    typed: Mapping[str, Sequence[str]],
    base_version: int,
    page: OpenPage,
) -> Draft:
    """Keeps what an author has typed so far; nothing is checked and no event is left.

    `base_version` is that of the section from which the author started. Raises Conflict with the stored
    draft where another window of the same author has written since.
    """
    # A lock on the talk, because a draft that is not there yet cannot be locked.
    talk = Interview.objects.select_for_update().get(pk=interview.pk)
    draft = own_draft(talk, section, by=by, page=page)
    if draft is not None and _is_newer(draft, page):
        return draft
    draft = draft or Draft(interview=talk, section=section, author=by)
    draft.typed = storable(typed)
    draft.base_version = base_version
    draft.writer = f"{page.id}.{page.turn}"
    draft.saved_at = moment_of_recording()
    draft.full_clean(exclude=["typed"])
    draft.save()
    return draft


def _written_by(draft: Draft) -> tuple[str, int]:
    page, _, turn = draft.writer.rpartition(".")
    return page, int(turn or 0)


def _is_newer(draft: Draft, page: OpenPage) -> bool:
    written_by, turn = _written_by(draft)
    return written_by == page.id and turn > page.turn


@transaction.atomic
def discard_draft(draft: Draft, *, by: Any) -> None:
    """Deletes a draft that its author does not want any more; what was saved before stays."""
    _delete(draft, by=by, why="verworfen")


@transaction.atomic
def expire_drafts(*, now: datetime, dry_run: bool = False) -> int:
    """Deletes drafts that nobody touched for DRAFT_DAYS days; returns how many there are.

    Nobody does this by hand, so the events name the author whose draft it was. With `dry_run` nothing
    is deleted.
    """
    expired = Draft.objects.filter(saved_at__lt=now - timedelta(days=settings.DRAFT_DAYS))
    if dry_run:
        return expired.count()
    drafts = list(expired.select_related("interview__participant", "author").select_for_update(of=("self",)))
    for draft in drafts:
        _delete(draft, by=draft.author, why=f"nach {settings.DRAFT_DAYS} Tagen gelöscht")
    return len(drafts)


def _delete(draft: Draft, *, by: Any, why: str) -> None:
    record_event(
        EventKind.DRAFT_DELETED,
        participant=draft.interview.participant,
        by=by,
        summary=f"Entwurf {why}: Gespräch {draft.interview.number}, {draft.get_section_display()}",
    )
    draft.delete()
