"""The columns of the directory in a table: what each is called, how a cell is read and written."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from spurwechsel import german
from spurwechsel.formfields import clean_text

from . import vocabulary
from .choices import Datenschutzrolle, Einzugsgebiet, Kosten, Leistung, Platzlage, Zugangsweg
from .models import CODES, Organisation, Service
from .workbook import FORMULA

OFFERS, CONTACTS = "Angebote", "Kontakte"
ORGANISATION, OFFER = "Organisation", "Angebot"
NO_FORMULA = "Ersetzen Sie die Formel durch ihren Wert."
# One code from the next: labels have commas in them.
BETWEEN = ";"

# (cell, today) → value of the column
Reader = Callable[[Any, date], Any]


@dataclass(frozen=True)
class Column:
    heading: str
    name: str
    read: Reader
    write: Callable[[Any], Any]


def read_text(value: Any, day: date) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime):
        value = german.format_day(value.date())
    return clean_text(str(value), multiline=True)


def read_line(value: Any, day: date) -> str:
    return clean_text(read_text(value, day))


def read_postcode(value: Any, day: date) -> str:
    """Tables make 3046 of 03046."""
    text = read_line(value, day)
    return text.zfill(5) if text.isdecimal() else text


def read_website(value: Any, day: date) -> str:
    text = read_line(value, day)
    return text if not text or "://" in text else f"https://{text}"


def read_number(value: Any, day: date) -> int:
    text = read_line(value, day)
    if not text.isdecimal() or not text.isascii():
        raise ValidationError("Geben Sie eine Zahl ein.")
    return int(text[:6])


def read_day(value: Any, day: date) -> date:
    if isinstance(value, datetime):
        value = german.format_day(value.date())
    try:
        return german.parse_day(str(value), day, past=True)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def read_yes_no(value: Any, day: date) -> bool:
    answers = {"ja": True, "true": True, "nein": False, "false": False}
    word = str(value).casefold()
    if word not in answers:
        raise ValidationError("Schreiben Sie „ja“ oder „nein“.")
    return answers[word]


def one_of(words: Mapping[str, str]) -> Reader:
    """Reads a label or a code."""
    known = {label.casefold(): code for code, label in words.items()} | {
        code.casefold(): code for code in words
    }

    def read(value: Any, day: date) -> str:
        word = read_line(value, day)
        if word.casefold() not in known:
            raise ValidationError(f"„{word}“ steht nicht zur Wahl. Möglich: {', '.join(words.values())}.")
        return known[word.casefold()]

    return read


def some_of(words: Mapping[str, str]) -> Reader:
    one = one_of(words)

    def read(value: Any, day: date) -> list[str]:
        parts = (part.strip() for part in str(value).split(BETWEEN))
        return list(dict.fromkeys(one(part, day) for part in parts if part))

    return read


def _as_it_is(value: Any) -> Any:
    return value


def _yes_no(value: bool) -> str:
    return "ja" if value else "nein"


def _day(value: date | None) -> str | None:
    return german.format_day(value) if value else None


def _choice(heading: str, name: str, words: Mapping[str, str]) -> Column:
    return Column(heading, name, one_of(words), lambda code: words.get(code, code))


def _codes(heading: str, name: str) -> Column:
    words = {word.code: word.label for word in vocabulary.words(CODES[name])}
    if name.startswith("level"):
        return _choice(heading, name, words)
    return Column(
        heading, name, some_of(words), lambda codes: f"{BETWEEN} ".join(words.get(c, c) for c in codes)
    )


def _line(heading: str, name: str, read: Reader = read_line) -> Column:
    return Column(heading, name, read, _as_it_is)


def organisation_columns(labels: Mapping[str, str]) -> list[Column]:
    return [
        _choice("Gruppe", "group", labels),
        _line(ORGANISATION, "name"),
        _line("Straße", "street"),
        _line("Postleitzahl", "postcode", read_postcode),
        _line("Ort", "town"),
        _line("Telefon", "phone"),
        _line("E-Mail-Adresse", "email"),
        _line("Internetseite", "website", read_website),
        _line("Öffnungszeiten", "opening_hours"),
        _codes("Sprachen am Empfang", "languages"),
        _choice("Rolle im Datenschutz", "data_role", dict(Datenschutzrolle.choices)),
        Column("Ausländerbehörde", "auslaenderbehoerde", read_yes_no, _yes_no),
        Column("Andere Kommunen sehen sie", "shared", read_yes_no, _yes_no),
        _line("Notiz", "note", read_text),
    ]


def offer_columns() -> list[Column]:
    return [
        _line(OFFER, "name"),
        _choice("Leistung", "kind", dict(Leistung.choices)),
        _line("Beschreibung", "note", read_text),
        _codes("Bedarfe", "needs"),
        _codes("Aufenthaltsstatus", "statuses"),
        _codes("Deutsch mindestens", "level_from"),
        _codes("Deutsch höchstens", "level_until"),
        _line("Alter ab", "age_from", read_number),
        _line("Alter bis", "age_until", read_number),
        _codes("Sprachen des Angebots", "languages"),
        _choice("Einzugsgebiet", "area", dict(Einzugsgebiet.choices)),
        _line("Ort des Angebots", "area_note"),
        _choice("Plätze", "capacity", dict(Platzlage.choices)),
        _line("Wartezeit in Wochen", "waiting_weeks", read_number),
        _choice("Kosten", "costs", dict(Kosten.choices)),
        _line("Zu den Kosten", "costs_note"),
        _choice("Zugang", "access", dict(Zugangsweg.choices)),
        _line("Zum Zugang", "access_note"),
        Column("Geprüft am", "checked_on", read_day, _day),
    ]


def contact_columns() -> list[Column]:
    return [
        _line("Funktion", "function"),
        _line("Name", "name"),
        _line("Telefon", "phone"),
        _line("E-Mail-Adresse", "email"),
    ]


def values_of(
    columns: Iterable[Column], cells: Mapping[str, Any], day: date
) -> tuple[dict[str, Any], dict[str, str]]:
    """What the cells say, by the name of the column, and by heading a sentence for what is not sensible."""
    values, wrong = {}, {}
    for column in columns:
        if column.heading not in cells:
            continue
        cell = cells[column.heading]
        try:
            if cell is FORMULA:
                raise ValidationError(NO_FORMULA)
            values[column.name] = column.read(cell, day)
        except ValidationError as error:
            wrong[column.heading] = error.messages[0]
    return values, wrong


def tables_of(organisations: Iterable[Organisation], labels: Mapping[str, str]) -> dict[str, list[list[Any]]]:
    """The directory as two tables; an organisation without an offer has one row."""
    whose, what, whom = organisation_columns(labels), offer_columns(), contact_columns()
    offers = [[column.heading for column in (*whose, *what)]]
    contacts = [[ORGANISATION, *(column.heading for column in whom)]]
    for organisation in organisations:
        start = [column.write(getattr(organisation, column.name)) for column in whose]
        services: list[Service | None] = [each for each in organisation.services.all() if each.active]
        for service in services or [None]:
            rest = [column.write(getattr(service, column.name)) for column in what] if service else []
            offers.append([*start, *rest])
        for contact in organisation.contacts.all():
            contacts.append(
                [organisation.name, *(column.write(getattr(contact, column.name)) for column in whom)]
            )
    return {OFFERS: offers, CONTACTS: contacts}
