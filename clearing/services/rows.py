"""What the services of plan and results share: lock, compare versions, change, remember in words."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from participants.models import Participant
from participants.services.changes import in_words
from spurwechsel.conflict import check_version

from ..models.cases import CaseRecord

AnyRecord = TypeVar("AnyRecord", bound=CaseRecord)
Changes = dict[str, list[str]]


def locked(row: AnyRecord, version: int | None = None) -> AnyRecord:
    """The row as stored now, locked with nobody else writing; raises Conflict on a newer version."""
    # The person first, as everywhere: two who lock in different orders would wait for each other for ever.
    Participant.objects.select_for_update().get(pk=row.participant_id)
    rows = type(row).objects.select_related("participant").select_for_update(of=("self",))
    current: AnyRecord = rows.get(pk=row.pk)
    if version is not None:
        check_version(current, version)
    return current


def put(row: CaseRecord, fields: Mapping[str, Any]) -> Changes:
    """Sets the fields and tells what changed: {label: [old, new]}; nothing is saved yet.

    Texts are named as changed and not repeated: they would outlive their deletion in the events.
    """
    changes: Changes = {}
    for name, value in fields.items():
        field = row._meta.get_field(name)
        if getattr(row, name) == value:
            continue
        is_text = isinstance(field, models.TextField)
        before = _length(row, name) if is_text else in_words(row, name)
        setattr(row, name, value)
        after = _length(row, name) if is_text else in_words(row, name)
        changes[str(getattr(field, "verbose_name", name))] = [before, after]
    return changes


def _length(row: CaseRecord, name: str) -> str:
    return "Text" if getattr(row, name) else "leer"


def store(row: CaseRecord) -> None:
    """Checks and saves with the next version."""
    row.version += 1
    row.full_clean()
    row.save()
