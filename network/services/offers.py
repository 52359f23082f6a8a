"""What organisations offer: entering, changing, and saying that it is still so."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ..choices import Vorgang
from ..models import Organisation, Service
from .log import locked, put, record_event, store


@transaction.atomic
def add_service(organisation: Organisation, *, by: Any, kind: str, name: str, **fields: Any) -> Service:
    """Enters an offer; `fields` are the columns of Service. Raises ValidationError for a name twice."""
    row = Service(organisation=organisation, kind=kind, name=name, **fields)
    row.full_clean()
    row.save()
    _tell(Vorgang.SERVICE_ADDED, row, by, f"Angebot angelegt: {row}")
    return row


@transaction.atomic
def change_service(service: Service, *, by: Any, version: int, **fields: Any) -> Service:
    """Changes any column, laying aside (`active`) included. Raises Conflict, ValidationError."""
    row = locked(service, version)
    if changes := put(row, fields):
        store(row)
        _tell(Vorgang.SERVICE_CHANGED, row, by, f"Angebot geändert: {row}", changes)
    return row


@transaction.atomic
def confirm_service(service: Service, *, by: Any, on: date) -> Service:
    """Says that everything about the offer is still so on the day; a later check is never taken back."""
    row = locked(service)
    if row.checked_on is not None and row.checked_on > on:
        raise ValidationError("Dieses Angebot wurde an einem späteren Tag geprüft.")
    if changes := put(row, {"checked_on": on}):
        store(row)
        _tell(Vorgang.SERVICE_CHECKED, row, by, f"Angebot geprüft: {row}", changes)
    return row


def _tell(kind: Vorgang, row: Service, by: Any, summary: str, changes: Any = None) -> None:
    record_event(
        kind,
        by=by,
        kommune_id=row.organisation.kommune_id,
        organisation=row.organisation,
        summary=summary,
        changes=changes,
    )
