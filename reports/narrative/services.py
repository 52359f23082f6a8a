"""Keeps the goals and texts of a Sachbericht."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from spurwechsel.conflict import check_version

from ..blocks import check_texts
from ..models import Sachbericht
from ..narrative_catalogue import TEXT_LABELS, TEXT_LENGTH
from .figures import last_day

NOT_ALLOWED = "Den Sachbericht dieser Kommune schreibt ihre Koordination."


@transaction.atomic
def save_sachbericht(
    kommune: Any, year: int, *, by: Any, today: date, version: int = 0, fields: Mapping[str, Any]
) -> Sachbericht:
    """
    Keeps goals and texts by their columns; ``version`` is that of the row as it was opened, 0 for none.

    Raises Conflict if somebody else saved in between, ValidationError where there can be no Sachbericht.
    """
    if not by.has_perm("reports.prepare") or kommune.pk not in by.kommune_ids:
        raise ValidationError(NOT_ALLOWED, code="not_allowed")
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    last_day(kommune, year, today=today)
    check_texts({key: fields[key] for key in TEXT_LABELS if fields.get(key)}, longest=TEXT_LENGTH)
    row = Sachbericht.objects.filter(kommune=kommune, year=year).first()
    if row is None:
        row = Sachbericht(kommune=kommune, year=year, version=0)
    check_version(row, version)
    for name, value in fields.items():
        setattr(row, name, value)
    row.saved_by = by
    row.version += 1
    row.full_clean()
    row.save()
    return row
