"""Organisations and their contacts: entering, changing, laying aside."""

from typing import Any

from django.db import transaction

from ..choices import Vorgang
from ..models import Contact, Organisation
from .log import locked, put, record_event, store


@transaction.atomic
def add_organisation(kommune: Any, *, by: Any, group: str, name: str, **fields: Any) -> Organisation:
    """Enters an organisation; the Kommune owns the entry. Raises ValidationError for a name twice."""
    row = Organisation(kommune=kommune, group=group, name=name, **fields)
    row.full_clean()
    row.save()
    record_event(
        Vorgang.ORGANISATION_ADDED,
        by=by,
        kommune_id=row.kommune_id,
        organisation=row,
        summary=f"Organisation angelegt: {row}",
    )
    return row


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: Any, version: int, **fields: Any) -> Organisation:
    """Changes any column, laying aside (`active`) and sharing included. Raises Conflict, ValidationError."""
    row = locked(organisation, version)
    if changes := put(row, fields):
        store(row)
        record_event(
            Vorgang.ORGANISATION_CHANGED,
            by=by,
            kommune_id=row.kommune_id,
            organisation=row,
            summary=f"Organisation geändert: {row}",
            changes=changes,
        )
    return row


@transaction.atomic
def add_contact(organisation: Organisation, *, by: Any, function: str, **fields: Any) -> Contact:
    """Names somebody or some post to call. Raises ValidationError without phone and e-mail address."""
    row = Contact(organisation=organisation, function=function, **fields)
    row.full_clean()
    row.save()
    _tell(row, by, f"Kontakt angelegt: {row.function}")
    return row


@transaction.atomic
def change_contact(contact: Contact, *, by: Any, version: int, **fields: Any) -> Contact:
    """The history names what changed and repeats nothing, for it would outlive the contact."""
    row = locked(contact, version)
    if changes := put(row, fields):
        store(row)
        _tell(row, by, f"Kontakt geändert: {', '.join(changes)}")
    return row


@transaction.atomic
def remove_contact(contact: Contact, *, by: Any) -> None:
    """Forgets a contact for good."""
    row = locked(contact)
    row.vacancies.update(contact=None)
    _tell(row, by, f"Kontakt entfernt: {row.function}")
    row.delete()


def _tell(contact: Contact, by: Any, summary: str) -> None:
    organisation = contact.organisation
    record_event(
        Vorgang.CONTACT_CHANGED,
        by=by,
        kommune_id=organisation.kommune_id,
        organisation=organisation,
        summary=summary,
    )
