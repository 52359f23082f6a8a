"""The row of history of every decision, and what the other services share: lock, compare, change, check."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import models

from spurwechsel.conflict import check_version
from spurwechsel.german import format_day

from .. import vocabulary
from ..choices import Vorgang
from ..models import CODES, Contact, DirectoryEvent, Organisation, Service, Vacancy

AnyRow = TypeVar("AnyRow", Organisation, Contact, Service, Vacancy)
Changes = dict[str, list[str]]


def record_event(
    kind: Vorgang,
    *,
    by: Any,
    kommune_id: int,
    summary: str,
    organisation: Organisation | None = None,
    changes: Changes | None = None,
) -> DirectoryEvent:
    """One row of history; called inside the transaction of the service whose decision it records.

    `changes` maps a label to [old, new], in words.
    """
    return DirectoryEvent.objects.create(
        kind=kind,
        by=by,
        kommune_id=kommune_id,
        organisation=organisation,
        summary=summary[:300],
        changes=changes or {},
    )


def locked(row: AnyRow, version: int | None = None) -> AnyRow:
    """The row as stored now, locked; raises Conflict on a newer version."""
    current: AnyRow = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None:
        check_version(current, version)
    return current


def put(row: models.Model, fields: Mapping[str, Any]) -> Changes:
    """Sets the fields and tells what changed: {label: [old, new]}; nothing is saved yet."""
    changes: Changes = {}
    for name, value in fields.items():
        if getattr(row, name) == value:
            continue
        before = in_words(row, name)
        setattr(row, name, value)
        changes[str(row._meta.get_field(name).verbose_name)] = [before, in_words(row, name)]  # type: ignore[union-attr]
    return changes


def store(row: models.Model) -> None:
    """Checks and saves with the next version."""
    row.version += 1  # type: ignore[attr-defined]
    row.full_clean()
    row.save()


def in_words(row: models.Model, name: str) -> str:
    """A field as a person would say it; long texts are named and not repeated."""
    value = getattr(row, name)
    if isinstance(row._meta.get_field(name), models.TextField):
        return "Text" if value else "leer"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if value in (None, "", []):
        return "keine Angabe"
    if isinstance(value, date):
        return format_day(value)
    if isinstance(value, list):
        return ", ".join(_labels(name, value))
    if name in CODES:
        return vocabulary.label(CODES[name], value)
    display = getattr(row, f"get_{name}_display", None)
    return str(display() if display else value)


def _labels(name: str, codes: Iterable[str]) -> list[str]:
    return vocabulary.labels(CODES[name], codes)
