"""Reading a table into the directory: all of it or nothing, with a sentence for every row that is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from ..choices import Vorgang
from ..labels import group_labels
from ..models import Contact, Organisation, Service
from ..sheet import (
    CONTACTS,
    OFFER,
    OFFERS,
    ORGANISATION,
    Column,
    contact_columns,
    offer_columns,
    organisation_columns,
    values_of,
)
from ..workbook import Line
from .log import record_event
from .offers import add_service, change_service
from .organisations import add_contact, add_organisation, change_contact, change_organisation

NOTHING = f"Die Datei hat kein Blatt „{OFFERS}“ und kein Blatt „{CONTACTS}“ mit Zeilen."


@dataclass(frozen=True)
class RowError:
    sheet: str
    number: int
    sentences: list[str]


@dataclass
class Counted:
    """How many rows were entered, and how many that were there now say something else."""

    new: int = 0
    changed: int = 0

    def add(self, *, is_new: bool, was: int, now: int) -> None:
        self.new += is_new
        self.changed += not is_new and now > was


@dataclass
class Imported:
    """What came of a table. With errors, nothing was entered."""

    organisations: Counted = field(default_factory=Counted)
    offers: Counted = field(default_factory=Counted)
    contacts: Counted = field(default_factory=Counted)
    errors: list[RowError] = field(default_factory=list)

    @property
    def summary(self) -> str:
        parts = (
            ("Organisationen", self.organisations),
            ("Angebote", self.offers),
            ("Kontakte", self.contacts),
        )
        return "; ".join(f"{label}: {each.new} neu, {each.changed} geändert" for label, each in parts)


@transaction.atomic
def import_directory(
    kommune: Any, tables: Mapping[str, list[Line]], *, by: Any, on: date, only_check: bool = False
) -> Imported:
    """Enters the rows into the directory of the Kommune; `on` is what „heute“ means in them.

    Organisations, offers and contacts are recognised by their names; an empty cell leaves what is there.
    With an error in any row, or with `only_check`, nothing is kept. Raises ValidationError for a file
    without rows or with a column that is unknown.
    """
    type(kommune).objects.select_for_update().get(pk=kommune.pk)
    run = _Run(kommune, by, on)
    if not tables.get(OFFERS) and not tables.get(CONTACTS):
        raise ValidationError(NOTHING)
    for sheet, enter, headings in (
        (OFFERS, run.offer, [each.heading for each in (*run.whose, *run.what)]),
        (CONTACTS, run.contact, [ORGANISATION, *(each.heading for each in run.whom)]),
    ):
        lines = tables.get(sheet, [])
        _refuse_unknown(sheet, lines, headings)
        for line in lines:
            run.take(sheet, line, enter)
    if run.result.errors or only_check:
        transaction.set_rollback(True)
    else:
        record_event(
            Vorgang.IMPORTED, by=by, kommune_id=kommune.pk, summary=f"Eingelesen: {run.result.summary}"
        )
    return run.result


def _refuse_unknown(sheet: str, lines: list[Line], known: list[str]) -> None:
    for heading in dict.fromkeys(heading for line in lines for heading in line.cells):
        if heading not in known:
            raise ValidationError(
                f"Blatt „{sheet}“: Die Spalte „{heading}“ ist unbekannt. Die Namen der Spalten stehen in der "
                "Datei, die „Als Tabelle speichern“ liefert."
            )


class _Run:
    """One table on its way into the directory."""

    def __init__(self, kommune: Any, by: Any, on: date) -> None:
        self.kommune, self.by, self.on = kommune, by, on
        self.whose = organisation_columns(group_labels(kommune))
        self.what, self.whom = offer_columns(), contact_columns()
        self.known = {_key(row.name): row for row in Organisation.objects.filter(kommune=kommune)}
        self.result = Imported()

    def take(self, sheet: str, line: Line, enter: Any) -> None:
        """Enters one row, or says what is wrong with it; in the end one wrong row takes back all of them."""
        try:
            enter(line)
        except ValidationError as error:
            self.result.errors.append(RowError(sheet, line.number, _sentences(error)))

    def offer(self, line: Line) -> None:
        cells = dict(line.cells)
        whose = self._values(self.whose, cells)
        what = self._values(self.what, cells)
        organisation = self._organisation(whose)
        if OFFER in cells:
            self._service(organisation, what)
        elif what:
            raise ValidationError(f"{OFFER}: Ohne Namen lässt sich das Angebot nicht eintragen.")

    def contact(self, line: Line) -> None:
        name = line.cells.get(ORGANISATION)
        organisation = self.known.get(_key(str(name or "")))
        if organisation is None:
            raise ValidationError(f"{ORGANISATION}: „{name or ''}“ steht nicht im Verzeichnis.")
        values = self._values(self.whom, line.cells)
        rows = Contact.objects.filter(
            organisation=organisation, function=values.get("function", ""), name=values.get("name", "")
        )
        if (row := rows.first()) is None:
            add_contact(organisation, by=self.by, **({"function": ""} | values))
            self.result.contacts.add(is_new=True, was=0, now=1)
        else:
            changed = change_contact(row, by=self.by, version=row.version, **values)
            self.result.contacts.add(is_new=False, was=row.version, now=changed.version)

    def _values(self, columns: list[Column], cells: Mapping[str, Any]) -> dict[str, Any]:
        values, wrong = values_of(columns, cells, self.on)
        if wrong:
            raise ValidationError(wrong)
        return values

    def _organisation(self, values: dict[str, Any]) -> Organisation:
        if not values.get("name"):
            raise ValidationError(f"{ORGANISATION}: Der Name fehlt.")
        row = self.known.get(_key(values["name"]))
        if row is None:
            if "group" not in values:
                raise ValidationError("Gruppe: Eine neue Organisation braucht eine der sieben Gruppen.")
            row = add_organisation(self.kommune, by=self.by, **values)
            self.result.organisations.add(is_new=True, was=0, now=1)
        else:
            was = row.version
            row = change_organisation(row, by=self.by, version=was, **values)
            self.result.organisations.add(is_new=False, was=was, now=row.version)
        self.known[_key(row.name)] = row
        return row

    def _service(self, organisation: Organisation, values: dict[str, Any]) -> None:
        row = Service.objects.filter(organisation=organisation, name__iexact=values["name"]).first()
        if row is None:
            if "kind" not in values:
                raise ValidationError("Leistung: Ein neues Angebot braucht eine Leistung.")
            add_service(organisation, by=self.by, **values)
            self.result.offers.add(is_new=True, was=0, now=1)
        else:
            changed = change_service(row, by=self.by, version=row.version, **values)
            self.result.offers.add(is_new=False, was=row.version, now=changed.version)


def _key(name: str) -> str:
    return name.strip().lower()


def _sentences(error: ValidationError) -> list[str]:
    """Beside the name of the column where one is meant."""
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    labels = {
        each.name: str(each.verbose_name)
        for model in (Organisation, Service, Contact)
        for each in model._meta.fields
    }
    return [
        f"{labels[name]}: {sentence}" if name in labels else sentence
        for name, sentences in error.message_dict.items()
        for sentence in sentences
    ]
