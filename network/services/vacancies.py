"""Open positions of employers: entering, changing, closing, and opening again."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ..choices import Vorgang
from ..models import Organisation, Vacancy
from .log import locked, put, record_event, store


@transaction.atomic
def add_vacancy(
    organisation: Organisation, *, by: Any, title: str, kldb_code: str, valid_until: date, **fields: Any
) -> Vacancy:
    """Enters a position; `fields` are the columns of Vacancy.

    Raises ValidationError for a wrong KldB code and for the Ausländerbehörde (§ 87 AufenthG).
    """
    if organisation.auslaenderbehoerde:
        raise ValidationError("An die Ausländerbehörde gehen keine Daten, auch nicht zur Vermittlung.")
    row = Vacancy(
        organisation=organisation, title=title, kldb_code=kldb_code, valid_until=valid_until, **fields
    )
    row.full_clean()
    row.save()
    _tell(Vorgang.VACANCY_ADDED, row, by, f"Stelle angelegt: {row}")
    return row


@transaction.atomic
def change_vacancy(vacancy: Vacancy, *, by: Any, version: int, **fields: Any) -> Vacancy:
    """Changes any column. Raises Conflict, and ValidationError for a position that is closed."""
    row = locked(vacancy, version)
    if row.closed_on is not None:
        raise ValidationError("Diese Stelle ist geschlossen. Öffnen Sie sie zuerst wieder.")
    before = row.contact.function if row.contact else "leer"
    if changes := put(row, fields):
        if "Kontakt" in changes:
            # Who leaves the employer is to be forgotten, so the history knows the post alone.
            changes["Kontakt"] = [before, row.contact.function if row.contact else "leer"]
        store(row)
        _tell(Vorgang.VACANCY_CHANGED, row, by, f"Stelle geändert: {row}", changes)
    return row


@transaction.atomic
def close_vacancy(
    vacancy: Vacancy, *, by: Any, version: int, closed_on: date, closed_because: str
) -> Vacancy:
    """Nobody is suggested for it any more. Raises ValidationError where it is closed already."""
    row = locked(vacancy, version)
    if row.closed_on is not None:
        raise ValidationError("Diese Stelle ist schon geschlossen.")
    row.closed_on, row.closed_because = closed_on, closed_because
    store(row)
    _tell(Vorgang.VACANCY_CLOSED, row, by, f"Stelle geschlossen ({row.get_closed_because_display()}): {row}")
    return row


@transaction.atomic
def reopen_vacancy(vacancy: Vacancy, *, by: Any) -> Vacancy:
    """Takes closing back; a last day that is over stays as it is and is changed with the position."""
    row = locked(vacancy)
    if row.closed_on is None:
        raise ValidationError("Diese Stelle ist nicht geschlossen.")
    row.closed_on, row.closed_because = None, ""
    store(row)
    _tell(Vorgang.VACANCY_REOPENED, row, by, f"Stelle wieder geöffnet: {row}")
    return row


def _tell(kind: Vorgang, row: Vacancy, by: Any, summary: str, changes: Any = None) -> None:
    record_event(
        kind,
        by=by,
        kommune_id=row.organisation.kommune_id,
        organisation=row.organisation,
        summary=summary,
        changes=changes,
    )
