"""Reading a table into the directory: all of it or nothing, with a sentence for every row that is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import transaction

from ..choices import Partnergruppe, Vorgang
from ..labels import group_labels
from ..models import Contact, Organisation, Service
from ..sheet import (
    CONTACTS,
    NO_FORMULA,
    OFFER,
    OFFERS,
    ORGANISATION,
    Column,
    contact_columns,
    offer_columns,
    organisation_columns,
    values_of,
)
from ..workbook import FORMULA, Line
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
            self.result.errors.append(RowError(sheet, line.number, list(error.messages)))

    def offer(self, line: Line) -> None:
        causes = _Causes([*self.whose, *self.what])
        whose = causes.read(self.whose, line.cells, self.on)
        what = causes.read(self.what, line.cells, self.on)
        known = self.known.get(_key(whose.get("name", "")))
        organisation = causes.unless(self.whose, lambda: self._organisation(whose)) or known
        if "name" in what:
            causes.unless(self.what, lambda: self._service(organisation, what))
        elif OFFER not in line.cells and any(each.heading in line.cells for each in self.what):
            causes.add(OFFER, "Ohne Namen lässt sich das Angebot nicht eintragen.")
        causes.refuse()

    def contact(self, line: Line) -> None:
        causes = _Causes(self.whom)
        name = line.cells.get(ORGANISATION)
        organisation = self.known.get(_key(str(name or "")))
        if name is FORMULA:
            causes.add(ORGANISATION, NO_FORMULA)
        elif organisation is None:
            causes.add(ORGANISATION, f"„{name or ''}“ steht nicht im Verzeichnis.")
        values = causes.read(self.whom, line.cells, self.on)
        causes.unless(self.whom, lambda: self._contact(organisation, values))
        causes.refuse()

    def _contact(self, organisation: Organisation | None, values: dict[str, Any]) -> None:
        values = {"function": ""} | values
        if organisation is None:
            Contact(**values).full_clean(exclude=["organisation"])
            return
        rows = Contact.objects.filter(
            organisation=organisation, function=values["function"], name=values.get("name", "")
        )
        if (row := rows.first()) is None:
            add_contact(organisation, by=self.by, **values)
            self.result.contacts.add(is_new=True, was=0, now=1)
        else:
            changed = change_contact(row, by=self.by, version=row.version, **values)
            self.result.contacts.add(is_new=False, was=row.version, now=changed.version)

    def _organisation(self, values: dict[str, Any]) -> Organisation:
        row = self.known.get(_key(values.get("name", "")))
        if row is None:
            if missing := _missing(values):
                _refuse(Organisation(kommune=self.kommune, **values), missing)
            row = add_organisation(self.kommune, by=self.by, **values)
            self.result.organisations.add(is_new=True, was=0, now=1)
        else:
            if row.group != Partnergruppe.BEHOERDEN and (unasked := _unasked(values)):
                raise ValidationError(unasked)
            was = row.version
            row = change_organisation(row, by=self.by, version=was, **values)
            self.result.organisations.add(is_new=False, was=was, now=row.version)
        self.known[_key(row.name)] = row
        return row

    def _service(self, organisation: Organisation | None, values: dict[str, Any]) -> None:
        row = None
        if organisation is not None:
            row = Service.objects.filter(organisation=organisation, name__iexact=values["name"]).first()
        if row is None and "kind" not in values:
            _refuse(Service(**values), {"kind": "Ein neues Angebot braucht eine Leistung."}, "organisation")
        if organisation is None:
            Service(**values).full_clean(exclude=["organisation"])
        elif row is None:
            add_service(organisation, by=self.by, **values)
            self.result.offers.add(is_new=True, was=0, now=1)
        else:
            changed = change_service(row, by=self.by, version=row.version, **values)
            self.result.offers.add(is_new=False, was=row.version, now=changed.version)


def _key(name: str) -> str:
    return name.strip().lower()


def _missing(values: Mapping[str, Any]) -> dict[str, str]:
    """By column what nobody can guess of a new organisation."""
    if not values.get("name"):
        return {"name": "Der Name fehlt."}
    wrong = {}
    if "group" not in values:
        wrong["group"] = "Eine neue Organisation braucht eine der sieben Gruppen."
    return wrong | _unasked(values)


def _unasked(values: Mapping[str, Any]) -> dict[str, str]:
    """What has to be said of whatever becomes a Behörde."""
    if values.get("group") != Partnergruppe.BEHOERDEN or "auslaenderbehoerde" in values:
        return {}
    return {"auslaenderbehoerde": "Schreiben Sie bei einer Behörde „ja“ oder „nein“."}


def _refuse(row: Organisation | Service, missing: Mapping[str, str], *unknown: str) -> NoReturn:
    """Raises ValidationError with what is missing, by column, and whatever else is wrong with the row."""
    wrong: dict[str, Any] = {}
    try:
        row.full_clean(exclude=[*missing, *unknown])
    except ValidationError as error:
        wrong = error.message_dict
    raise ValidationError(wrong | dict(missing))


class _Causes:
    """Everything that is wrong with one row; of each column the first cause, the others follow from it."""

    def __init__(self, columns: list[Column]) -> None:
        self.places = {each.heading: place for place, each in enumerate(columns)}
        self.found: dict[str, str] = {}

    def add(self, heading: str, sentence: str) -> None:
        self.found.setdefault(heading, sentence)

    def read(self, columns: list[Column], cells: Mapping[str, Any], on: date) -> dict[str, Any]:
        """What the cells say, those left out that say nothing sensible."""
        values, wrong = values_of(columns, cells, on)
        for heading, sentence in wrong.items():
            self.add(heading, sentence)
        return values

    def unless(self, columns: list[Column], enter: Callable[[], Any]) -> Any:
        """What comes of entering, or None and the causes by the columns meant."""
        headings = {each.name: each.heading for each in columns}
        try:
            return enter()
        except ValidationError as error:
            by_name = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            for name, sentences in by_name.items():
                self.add(headings.get(name, ""), " ".join(sentences))
            return None

    def refuse(self) -> None:
        """Raises ValidationError with a sentence for each cause in the order of the columns."""
        last = len(self.places)
        ordered = sorted(self.found.items(), key=lambda each: self.places.get(each[0], last))
        if ordered:
            raise ValidationError([f"{heading}: {text}" if heading else text for heading, text in ordered])
