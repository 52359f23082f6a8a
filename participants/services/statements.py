"""What a talk brings to light about a person: appended as dated statements, never changed."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from ..choices import EventKind
from ..models import EducationProfile, LanguageProfile, LifeProfile, PapersProfile, Participant, WishProfile
from .changes import in_words
from .log import moment_of_recording, record_event

AnyStatement = TypeVar(
    "AnyStatement", PapersProfile, LanguageProfile, EducationProfile, LifeProfile, WishProfile
)

_FRAME = ("id", "participant", "stated_on", "recorded_at", "recorded_by")


def columns_of(kind: type[models.Model]) -> tuple[str, ...]:
    """The columns in which a statement says something, in the order of the model; the note comes first."""
    return tuple(field.name for field in kind._meta.concrete_fields if field.name not in _FRAME)


@transaction.atomic
def state(
    participant: Participant, kind: type[AnyStatement], *, by: Any, stated_on: date, **fields: Any
) -> AnyStatement:
    """Appends what is known of a person from `stated_on` (included) on, with one event.

    `kind` is the model of the statement. Columns that are not named keep what the latest statement up to
    that day says. Where nothing differs from it, nothing is written and that statement is returned.
    Raises ValidationError keyed to the column that is wrong.
    """
    statement, changes = add_statement(participant, kind, by=by, stated_on=stated_on, **fields)
    if changes:
        record_event(
            EventKind.STATED,
            participant=participant,
            by=by,
            summary=f"{statement._meta.verbose_name}: Stand {stated_on:%d.%m.%Y}",
            changes=changes,
        )
    return statement


@transaction.atomic
def add_statement(
    participant: Participant, kind: type[AnyStatement], *, by: Any, stated_on: date, **fields: Any
) -> tuple[AnyStatement, dict[str, list[str]]]:
    """Like state, without an event of its own, for use inside another service.

    Returns the statement and what it changes, in words: {label: [old, new]}, empty where nothing is new.
    """
    # Two writers at a time would both build on the same older statement.
    person = Participant.objects.select_for_update().get(pk=participant.pk)
    known = _latest(person, kind, stated_on)
    _refuse_unknown(kind, fields)
    said = {name: fields.get(name, getattr(known, name)) for name in columns_of(kind)}
    statement = kind(
        participant=person,
        stated_on=stated_on,
        recorded_by=by,
        recorded_at=moment_of_recording(),
        **said,
    )
    statement.full_clean()
    changes = _changes_between(known, statement)
    if not changes:
        return known, {}
    statement.save()
    return statement, changes


def _latest(person: Participant, kind: type[AnyStatement], day: date) -> AnyStatement:
    """What is known up to the day; an empty, unsaved statement where nothing is."""
    known: AnyStatement | None = kind.objects.filter(participant=person).latest_on(day).first()
    return known or kind(participant=person, stated_on=day)


def _refuse_unknown(kind: type[models.Model], fields: dict[str, Any]) -> None:
    unknown = sorted(set(fields) - set(columns_of(kind)))
    if unknown:
        raise ValidationError(f"Diese Angaben gibt es nicht: {', '.join(unknown)}.")


def _changes_between(known: models.Model, new: models.Model) -> dict[str, list[str]]:
    """Texts are named as changed and not repeated: they would outlive their deletion in the events."""
    changes: dict[str, list[str]] = {}
    for name in columns_of(type(new)):
        field = new._meta.get_field(name)
        old_value, new_value = getattr(known, name), getattr(new, name)
        if old_value == new_value:
            continue
        label = str(getattr(field, "verbose_name", name))
        if isinstance(field, models.TextField):
            changes[label] = ["Text" if old_value else "leer", "neuer Text" if new_value else "leer"]
        else:
            changes[label] = [_words(known, name), _words(new, name)]
    return changes


def _words(row: models.Model, name: str) -> str:
    value = getattr(row, name)
    if not isinstance(value, list):
        return in_words(row, name)
    base: Any = getattr(row._meta.get_field(name), "base_field", None)
    labels = dict(base.choices or ()) if base is not None else {}
    return ", ".join(str(labels.get(code, code)) for code in value) or "keine Angabe"
