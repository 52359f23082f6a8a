"""Numbers and lists that move on their own, in words: what is in force since when, what follows from it."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from .choices import nationality_choices
from .rules.answers import euros
from .rules.criterion import REGISTER
from .rules.p18a_18b import SHARES_OF_BBG
from .rules.values import READ_BY, VALUES, Value
from .rules.verdict import law
from .statutes import statute_url

VALUES_KEY = "werte"
VALUES_HEADING = "Werte, die sich von selbst ändern"
VALUE_NAMES = {
    "bbg_jahr": "Beitragsbemessungsgrenze (BBG) der allgemeinen Rentenversicherung, bis 2024 West",
    "bafoeg_12": law("Bedarf nach § 12 BAföG, nicht bei den Eltern wohnend"),
    "anlage_ii": "Sichere Herkunftsstaaten: Anlage II zum AsylG",
    "verordnung_29b": law("Sichere Herkunftsstaaten: Rechtsverordnung nach § 29b AsylG"),
    "eu_liste": "Sichere Herkunftsstaaten: Liste der EU",
}
UNITS = {"bbg_jahr": "im Jahr", "bafoeg_12": "im Monat"}
SALARIES = {
    "fk-5": law("Fachkraft nach dem 45. Geburtstag (§ 18 Abs. 2 Nr. 5)"),
    "18g-1": law("Blaue Karte (§ 18g Abs. 1 S. 1)"),
    "18g-2": law("Blaue Karte, Engpassberuf oder neuer Abschluss (§ 18g Abs. 1 S. 2)"),
    "18g-3": law("Blaue Karte, IT ohne Abschluss (§ 18g Abs. 2)"),
    "19c-2": law("Berufserfahrung (§ 19c Abs. 2)"),
}
NOT_KNOWN = "noch nicht bekannt"
NO_STATE = "kein Staat"


@dataclass(frozen=True, slots=True)
class ValueRow:
    """`follows` are the amounts reckoned from the value."""

    since: date
    said: str
    follows: tuple[str, ...]
    source: str
    statute: str


@dataclass(frozen=True, slots=True)
class ValueTable:
    """One value with its rows, the newest first, and the rules that ask for it."""

    name: str
    rules: tuple[str, ...]
    rows: tuple[ValueRow, ...]

    @property
    def everything(self) -> str:
        """All its words, for searching."""
        rows = " ".join(f"{each.said} {' '.join(each.follows)} {each.source}" for each in self.rows)
        return f"{VALUES_HEADING} {self.name} {' '.join(self.rules)} {rows}"


@lru_cache(maxsize=1)
def value_tables() -> tuple[ValueTable, ...]:
    """Every dated value, salaries first, the lists of countries last."""
    return tuple(
        ValueTable(name, READ_BY[key], tuple(_row(key, each) for each in reversed(VALUES[key])))
        for key, name in VALUE_NAMES.items()
    )


def _row(key: str, row: Value) -> ValueRow:
    follows = _salaries(row) if key == "bbg_jahr" and row.value else ()
    return ValueRow(row.since, value_said(key, row.value), follows, row.source, statute_url(row.source))


def value_said(key: str, value: Any) -> str:
    """101.400 Euro im Jahr, the names of the countries, or that it is not known yet."""
    if value is None:
        return NOT_KNOWN
    if isinstance(value, frozenset):
        return ", ".join(country_names(value)) or NO_STATE
    return f"{euros(value)} {UNITS[key]}"


def country_names(codes: frozenset[str]) -> list[str]:
    """In the order of the German alphabet."""
    return [name for code, name in nationality_choices() if code in codes]


def _salaries(row: Value) -> tuple[str, ...]:
    """The salary limits of the year; a share that changes within the year stands with its day."""
    last = date(row.since.year, 12, 31)
    said = []
    for each in REGISTER:
        share = SHARES_OF_BBG.get((each.id, each.since))
        if share and each.since <= last and (each.until is None or row.since <= each.until):
            percent = f"{share / 10:g}".replace(".", ",")
            bounds = _bounds(each.since, each.until, row.since, last)
            said.append(f"{SALARIES[each.id]}: {euros(row.value * share / 1000)} ({percent} %){bounds}")
    return tuple(said)


def _bounds(since: date, until: date | None, first: date, last: date) -> str:
    if since > first:
        return f", ab {since:%d.%m.%Y}"
    return f", bis {until:%d.%m.%Y}" if until and until < last else ""
