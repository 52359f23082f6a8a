"""An edition for publication as it is read: tables of rounded numbers, and what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spurwechsel.german import format_day, format_month

from ..cells import SMALLEST_BASE
from ..publication import PublicFigures, PublicTable
from ..signs import Sign, number
from ..tables import Row, Table
from ..wording import Letterhead

WITHHELD = "Nicht veröffentlicht (Geheimhaltung)."


@dataclass(frozen=True)
class PublicSheet:
    title: str
    stichtag: date
    letterhead: Letterhead
    line: str
    lead: tuple[str, ...]
    tables: tuple[Table, ...]
    method: tuple[tuple[str, str], ...]


def build_public_sheet(
    figures: PublicFigures, letterhead: Letterhead, *, number: str, issued_on: date
) -> PublicSheet:
    return PublicSheet(
        title=f"{letterhead.programme}: Zahlen {format_month(figures.stichtag)}",
        stichtag=figures.stichtag,
        letterhead=letterhead,
        line=f"Bericht {number}, veröffentlicht am {format_day(issued_on)}",
        lead=_lead(figures),
        tables=tuple(_table(place, figures, table) for place, table in enumerate(figures.tables, start=1)),
        method=tuple(_method(figures)),
    )


def total_in_words(figures: PublicFigures) -> str:
    """„rund 125“, „unter 10“."""
    return f"unter {SMALLEST_BASE}" if figures.total is None else f"rund {number(figures.total)}"


def _lead(figures: PublicFigures) -> tuple[str, ...]:
    day = format_day(figures.counted_on)
    sentences = [f"Am {day} waren {total_in_words(figures)} Teilnehmende erschlossen."]
    if not figures.is_renewed:
        sentences.append(
            f"Die Zahlen vom {day} gelten auch zum {format_day(figures.stichtag)}. Sie werden erneuert, "
            "sobald sich in jeder Aufgliederung mindestens "
            f"{figures.smallest_change} Personen geändert haben."
        )
    return tuple(sentences)


def _table(place: int, figures: PublicFigures, table: PublicTable) -> Table:
    caption = f"Tabelle {place}: {table.title}, Stand {format_day(figures.counted_on)}"
    if not table.counts:
        return Table(table.key, caption, (), (), (WITHHELD,))
    rows = [
        Row(label, (Sign(number(count)),)) for label, count in zip(table.labels, table.counts, strict=True)
    ]
    rows.append(Row("Insgesamt", (Sign(number(figures.total or 0)),), is_sum=True))
    notes = () if table.base == figures.base else (f"Auf {table.base} gerundet.",)
    return Table(table.key, caption, (table.head, "Personen"), tuple(rows), notes)


def _method(figures: PublicFigures) -> Sequence[tuple[str, str]]:
    rounded = (
        f"Alle Zahlen sind auf Vielfache von {figures.base} gerundet, jede für sich; Summen können abweichen"
        ". Eine 0 heißt: niemand oder wenige. Die Zahlen werden erst erneuert, wenn sich in jeder "
        f"Aufgliederung mindestens {figures.smallest_change} Personen geändert haben. Bewegungen werden "
        "nicht veröffentlicht."
    )
    parts = [("Geheimhaltung", rounded), ("Erschlossen", figures.about.definition)]
    return [*parts, *((table.head, table.about.definition) for table in figures.tables)]
