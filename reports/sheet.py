"""The report as it is read: every number turned into text, in the order of the page, for screen and paper."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spurwechsel.german import format_day, format_month

from . import catalogue
from .charts import SCREEN_WIDTH, BarChart, bar_chart
from .figures import BRIDGE_COLUMNS, Breakdown, Change, MonthlyFigures
from .signs import NOTHING, SECRET, SENSELESS, SIGNS, difference, estimated, kept_secret, number, share, sign
from .tables import Row as Row
from .tables import Table as Table
from .wording import Letterhead as Letterhead
from .wording import Rewording, Told, Words, corrected, paragraphs
from .work_sheet import work_in_words, work_tables

# These stand on the second page, explained in the Methodik; the others have a page further on.
EXPLAINED = ("residence", "age", "gender")


@dataclass(frozen=True)
class Tile:
    number: str
    text: str


@dataclass(frozen=True)
class Edition:
    """
    ``issued_on`` is None for a draft; ``corrects`` names the edition that this one replaces.

    ``by_two`` tells whether a second person releases it, None where that is not known.
    """

    number: str
    version: int
    issued_on: date | None
    corrects: str = ""
    by_two: bool | None = None

    @property
    def line(self) -> str:
        if self.issued_on is None:
            return "Entwurf, nicht freigegeben"
        return f"Bericht {self.number}, Fassung {self.version}, freigegeben am {format_day(self.issued_on)}"


@dataclass(frozen=True)
class Sheet:
    title: str
    month: str
    stichtag: date
    letterhead: Letterhead
    edition: Edition
    highlights: tuple[str, ...]
    tiles: tuple[Tile, ...]
    chart: BarChart
    screen_chart: BarChart
    status: Table
    bridge: Table
    breakdowns: tuple[Table, ...]
    # Who takes part in more detail, with the definitions below each table.
    profile: tuple[Table, ...]
    # Empty where there is no work to tell about yet; else the report has a page more.
    work: tuple[Table, ...]
    # The rest of the work, which needs no table: what it is about, and the numbers in words.
    told: tuple[tuple[str, str], ...]
    # What the Koordination says about the month in its own words.
    blocks: tuple[Told, ...]
    changes: Table | None
    # Those that can be told in a line; ``corrected`` names all.
    rewordings: tuple[Rewording, ...]
    # What a correction corrects, in one sentence.
    corrected: str
    method: tuple[tuple[str, str], ...]

    signs = SIGNS

    @property
    def figure_caption(self) -> str:
        return (
            f"Abbildung 1: Erschlossene Teilnehmende nach Status, Personen, {catalogue.on_day(self.stichtag)}"
        )


def build_sheet(
    figures: MonthlyFigures,
    letterhead: Letterhead,
    edition: Edition,
    *,
    words: Words,
    changes: Sequence[Change] = (),
    reworded: Sequence[Rewording] = (),
) -> Sheet:
    """Figures must be protected already; numbers named in ``changes`` carry an r."""
    marked = frozenset(change.path for change in changes)
    bars = [(row.label, row.persons) for row in figures.statuses]
    breakdowns = tuple(
        _breakdown_table(number, table, figures.total, marked)
        for number, table in enumerate(figures.breakdowns, start=3)
    )
    work = work_tables(figures, 3 + len(breakdowns), marked)
    return Sheet(
        title=f"Monatsbericht {format_month(figures.stichtag)}",
        month=format_month(figures.stichtag),
        stichtag=figures.stichtag,
        letterhead=letterhead,
        edition=edition,
        highlights=paragraphs(words.highlights),
        tiles=_tiles(figures),
        chart=bar_chart(bars, total=figures.total),
        screen_chart=bar_chart(bars, total=figures.total, width=SCREEN_WIDTH),
        status=_status_table(figures, marked),
        bridge=_bridge_table(figures, marked),
        breakdowns=tuple(table for table in breakdowns if table.key in EXPLAINED),
        profile=tuple(table for table in breakdowns if table.key not in EXPLAINED),
        work=work,
        told=work_in_words(figures, marked),
        blocks=words.told,
        changes=_changes_table(3 + len(breakdowns) + len(work), edition, changes),
        rewordings=tuple(each for each in reworded if each.before or each.after),
        corrected=corrected(len(changes), reworded),
        method=_method(figures, letterhead, edition),
    )


def _tiles(figures: MonthlyFigures) -> tuple[Tile, ...]:
    active = figures.persons("clearing") + figures.persons("betreuung")
    return (
        Tile(number(figures.total), "erschlossene Teilnehmende"),
        Tile(number(active), f"davon in Clearing oder Betreuung{_in_brackets(active, figures.total)}"),
        Tile(
            number(figures.persons("betreuung")),
            f"davon in Betreuung{_in_brackets(figures.persons('betreuung'), figures.total)}",
        ),
        Tile(estimated(figures.identified.persons or 0), "mögliche Teilnehmende vor Ort (Schätzwert)")
        if figures.identified
        else Tile("–", "kein Schätzwert der möglichen Teilnehmenden"),
    )


def _in_brackets(part: int, total: int) -> str:
    text = share(part, total)
    return "" if text == SENSELESS else f" ({text.text}\u00a0%)"


def _status_table(figures: MonthlyFigures, corrected: Collection[str]) -> Table:
    rows = [
        Row(
            row.label,
            (
                sign(row.persons, corrected=f"status/{row.key}" in corrected),
                share(row.persons, figures.total),
                difference(row.change),
            ),
            note=row.meaning,
            paths=(f"status/{row.key}",) if row.persons else (),
        )
        for row in figures.statuses
    ]
    changes = [row.change for row in figures.statuses]
    whole = difference(None if None in changes else sum(change or 0 for change in changes))
    total = (
        sign(figures.total, corrected="reached" in corrected),
        share(figures.total, figures.total),
        whole,
    )
    compared = figures.compared_with
    return Table(
        key="status",
        caption=f"Tabelle 1: Erschlossene Teilnehmende nach Status, {catalogue.on_day(figures.stichtag)}",
        head=("Status", "Personen", "Anteil in\u00a0%", "Veränderung"),
        note_head="Bedeutung",
        rows=(*rows, Row("Insgesamt", total, is_sum=True, paths=("reached",))),
        notes=(
            f"Veränderung gegenüber dem Bericht zum {format_day(compared)}."
            if compared
            else "Veränderung: Einen früheren Bericht gibt es nicht. Der Vergleich beginnt mit dem nächsten.",
            *_late_entries(figures),
            "Jede Person hat genau einen Status. Zeichenerklärung und Methodik folgen weiter unten. "
            "Quelle: Fallverwaltung Spurwechsel, eigene Auswertung.",
        ),
    )


def _late_entries(figures: MonthlyFigures) -> tuple[str, ...]:
    """„Nachmeldungen zum 27.03.2024: Betreuung 31 → 32 (+1).“; nothing where there are none."""
    if not figures.late or figures.compared_with is None:
        return ()
    told = (
        f"{one.label} {number(one.before or 0)} → {number(one.after or 0)} "
        f"({difference((one.after or 0) - (one.before or 0)).text})"
        for one in figures.late
    )
    return (
        f"Nachmeldungen zum {format_day(figures.compared_with)}, seit jenem Bericht eingetragen: "
        f"{', '.join(told)}. Sie sind in der Veränderung enthalten.",
    )


def _bridge_table(figures: MonthlyFigures, corrected: Collection[str]) -> Table:
    columns = [name for name, _ in BRIDGE_COLUMNS]
    rows = [
        Row(
            row.label,
            tuple(
                sign(getattr(row, column), corrected=f"bridge/{row.key}/{column}" in corrected)
                for column in columns
            ),
            paths=tuple(f"bridge/{row.key}/{column}" if getattr(row, column) else "" for column in columns),
        )
        for row in figures.bridge
    ]
    total = tuple(sign(sum(getattr(row, column) for row in figures.bridge)) for column in columns)
    decisions = sign(figures.exceptions.persons, corrected="exceptions" in corrected)
    in_words = _EXCEPTION_WORDS.get(decisions, decisions.text)
    period = figures.bridge_about.reference
    return Table(
        key="bridge",
        caption=f"Tabelle 2: Zugänge, Abgänge und Wechsel nach Status, {period}",
        head=("Status", *_bridge_head(figures)),
        rows=(*rows, Row("Insgesamt", total, is_sum=True)),
        notes=(
            "Bestand am Anfang + Zugang − Abgang + Wechsel hinein − Wechsel hinaus = Bestand am Ende.",
            f"{figures.exceptions.label} im Berichtsmonat: {in_words}.",
        ),
    )


def _bridge_head(figures: MonthlyFigures) -> list[str]:
    names = [measure for _, measure in BRIDGE_COLUMNS]
    eve = figures.first_day - timedelta(days=1)
    return [f"Bestand {format_day(eve)}", *names[1:-1], f"Bestand {format_day(figures.stichtag)}"]


def _breakdown_table(place: int, table: Breakdown, total: int, corrected: Collection[str]) -> Table:
    caption = f"Tabelle {place}: {table.title}"
    if table.withheld:
        return Table(table.key, caption, (), (), (table.explanation, *_counted(table)))
    rows = [
        Row(
            cell.label,
            (
                sign(cell.persons, corrected=f"{table.key}/{cell.key}" in corrected),
                share(cell.persons, total),
            ),
            paths=(f"{table.key}/{cell.key}",) if cell.persons != 0 else (),
        )
        for cell in table.cells
    ]
    rows.append(Row("Insgesamt", (sign(total), share(total, total)), is_sum=True))
    secret = sum(cell.persons is None for cell in table.cells)
    hidden = [f"{kept_secret(secret)}, siehe Methodik."] if secret else []
    notes = (*hidden, *_counted(table))
    return Table(table.key, caption, (table.head, "Personen", "in\u00a0%"), tuple(rows), notes)


def _counted(table: Breakdown) -> tuple[str, ...]:
    """The definition, where it does not stand in the Methodik."""
    return (f"Zählweise: {table.about.definition}",) if table.key not in EXPLAINED else ()


def _changes_table(place: int, edition: Edition, changes: Sequence[Change]) -> Table | None:
    """None where an edition corrects nothing or only the text."""
    if not edition.corrects or not changes:
        return None
    rows = tuple(Row(change.label, (sign(change.before), sign(change.after))) for change in changes)
    caption = f"Tabelle {place}: Geänderte Werte gegenüber {edition.corrects}"
    return Table("changes", caption, ("Angabe", "bisher", "jetzt"), rows)


def _method(figures: MonthlyFigures, letterhead: Letterhead, edition: Edition) -> tuple[tuple[str, str], ...]:
    parts = [("Erschlossen", figures.reached.about.definition), ("Status", figures.status_about.definition)]
    parts.append(("Bewegung", figures.bridge_about.definition))
    parts.append((figures.exceptions.label, figures.exceptions.about.definition))
    parts += [(table.head, table.about.definition) for table in figures.breakdowns if table.key in EXPLAINED]
    if figures.identified:
        about = figures.identified.about
        parts.append(("Schätzwert", f"{about.definition} {about.reference}."))
    parts.append(("Stichtag", f"{format_day(figures.stichtag)}, 24:00\u00a0Uhr. {_FROZEN}"))
    if edition.by_two is not None:
        parts.append(("Freigabe", _BY_TWO if edition.by_two else _BY_ONE))
    parts.append(("Geheimhaltung", _SECRECY))
    parts.append(("Rückfragen", f"{letterhead.contact or letterhead.team or letterhead.kommune}."))
    return tuple(parts)


_EXCEPTION_WORDS = {NOTHING: "keine", SECRET: "geheim zu halten (·)"}
_FROZEN = "Mit der Freigabe sind die Zahlen eingefroren; Korrekturen erscheinen als neue Fassung mit r."
_BY_TWO = "Vorbereitet von einer Person, freigegeben von einer zweiten."
_BY_ONE = "Vorbereitet und freigegeben von einer Person; die Kommune verzichtet auf eine zweite."
_SECRECY = (
    "Unterhalb der fünf Status werden kleine Werte durch · ersetzt, ebenso Werte, aus denen sie sich "
    "berechnen ließen. Der Bericht enthält weder Namen noch Fallnummern."
)
