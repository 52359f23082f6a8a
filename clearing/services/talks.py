"""Clearing talks: beginning one, saving its sections in any order, ending it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max

from participants.choices import EventKind
from participants.models import (
    EducationProfile,
    LanguageProfile,
    LifeProfile,
    PapersProfile,
    Participant,
    WishProfile,
)
from participants.services import add_statement, record_event
from participants.services.log import moment_of_recording
from spurwechsel.conflict import Conflict

from ..catalogue import Abschnitt, Stand
from ..models import Interview, SectionState
from .drafts import EMPTY_PAGE, OpenPage, own_draft, storable

# The statement that a section appends; „Rahmen“ has its columns in the talk itself.
STATEMENTS: dict[str, Any] = {
    Abschnitt.AUFENTHALT: PapersProfile,
    Abschnitt.SPRACHE: LanguageProfile,
    Abschnitt.BILDUNG: EducationProfile,
    Abschnitt.LEBENSLAGE: LifeProfile,
    Abschnitt.WUENSCHE: WishProfile,
}

# The answer to „Ist dieser Abschnitt fertig?“, typed like the others and no content.
IS_FINISHED = "fertig"


@transaction.atomic
def start_interview(participant: Participant, *, by: Any, held_on: date) -> Interview:
    """Begins the next talk of a person, numbered from 1.

    Raises ValidationError while an earlier talk has not ended, so that a second click begins no second one.
    """
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    running = person.interviews.filter(ended_at__isnull=True).first()
    if running is not None:
        raise ValidationError(f"Das Gespräch {running.number} ist noch nicht beendet.", code="running")
    last = person.interviews.aggregate(last=Max("number"))["last"] or 0
    interview = Interview(
        participant=person,
        number=last + 1,
        held_on=held_on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
    )
    interview.full_clean()
    interview.save()
    record_event(
        EventKind.TALK_STARTED,
        participant=person,
        by=by,
        summary=f"Gespräch {interview.number} am {held_on:%d.%m.%Y} begonnen",
    )
    return interview


@transaction.atomic
def end_interview(interview: Interview, *, by: Any) -> Interview:
    """Ends a talk, whatever is still open in it; sections can be filled in later. Ending twice is once."""
    talk = _locked(interview)
    if talk.ended_at is not None:
        return talk
    talk.ended_at = moment_of_recording()
    talk.version += 1
    talk.save(update_fields=["ended_at", "version"])
    finished = talk.sections.filter(state=Stand.FERTIG).count()
    record_event(
        EventKind.TALK_ENDED,
        participant=talk.participant,
        by=by,
        summary=f"Gespräch {talk.number} beendet, {finished} von {len(Abschnitt.choices)} Abschnitten fertig",
    )
    return talk


# Long by its signature and docstring; what is compared and what is written belong to one moment.
@transaction.atomic
def save_section(
    interview: Interview,
    section: str,
    *,
    by: Any,
    version: int,
    typed: Mapping[str, Sequence[str]],
    finished: bool,
    values: Mapping[str, Any] | None,
    page: OpenPage = EMPTY_PAGE,
) -> SectionState:
    """Keeps what was typed exactly as it is, and what it says about the person where it is valid.

    `version` is that of the section as it was opened, 0 before its first saving. `values` are the columns
    of the section; None where something typed cannot be understood yet: then nothing is said about the
    person and the section is not finished. The statement counts from the day of the talk on. The author's
    draft is gone afterwards. Raises Conflict with the stored section, or with the draft that another
    window of the author wrote, and ValidationError keyed to the column that is refused.
    """
    talk, kept = _locked(interview), storable(typed)
    stored = talk.sections.filter(section=section).first()
    current = stored or SectionState(interview=talk, section=section, version=0)
    if current.version != version:
        if current.typed == kept and current.saved_by_id == by.pk:
            return current  # the second of two clicks
        raise Conflict(current)
    draft = own_draft(talk, section, by=by, page=page)
    changes = {} if values is None else _apply(talk, section, values, by)
    current.typed = kept
    current.state = _state(kept, finished=finished and values is not None)
    current.version += 1
    current.saved_at, current.saved_by = moment_of_recording(), by
    current.full_clean()
    current.save()
    if draft is not None:
        draft.delete()
    record_event(
        EventKind.SECTION_SAVED,
        participant=talk.participant,
        by=by,
        summary=f"Gespräch {talk.number}, {current.get_section_display()}: {current.get_state_display()}",
        changes=changes,
    )
    return current


def _locked(interview: Interview) -> Interview:
    rows = Interview.objects.select_related("participant").select_for_update(of=("self",))
    talk: Interview = rows.get(pk=interview.pk)
    return talk


def _state(typed: Mapping[str, Sequence[str]], *, finished: bool) -> Stand:
    if finished:
        return Stand.FERTIG
    answers = [texts for name, texts in typed.items() if name != IS_FINISHED]
    has_content = any(text.strip() for texts in answers for text in texts)
    return Stand.ANGEFANGEN if has_content else Stand.OFFEN


def _apply(talk: Interview, section: str, values: Mapping[str, Any], by: Any) -> dict[str, list[str]]:
    if section == Abschnitt.RAHMEN:
        _change_frame(talk, values)
        return {}
    _, changes = add_statement(
        talk.participant, STATEMENTS[section], by=by, stated_on=talk.held_on, **dict(values)
    )
    return changes


def _change_frame(talk: Interview, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(talk, name, value)
    talk.version += 1
    talk.full_clean()
    talk.save()


def columns_of_frame() -> tuple[str, ...]:
    """The columns of „Rahmen“, in the order of the model."""
    frame = ("number", "ended_at", "recorded_at", "recorded_by", "participant", "version", "id")
    fields: Sequence[models.Field[Any, Any]] = Interview._meta.concrete_fields
    return tuple(field.name for field in fields if field.name not in frame)
