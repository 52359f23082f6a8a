"""A Sachbericht as it is read: goals against results, the figures of the year, the texts."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from spurwechsel.german import format_day

from ..figures import MonthlyFigures
from ..narrative_catalogue import GOALS, TEXT_LABELS
from ..sheet import Edition, Sheet, build_sheet
from ..signs import SECRET, SENSELESS, SIGNS, Sign, number, sign
from ..tables import Row, Table
from ..wording import Letterhead, Told, Words, paragraphs
from .figures import of_the_year

# Of the monthly report these speak of its release.
_NOT_OF_A_YEAR = ("Stichtag", "Freigabe")


@dataclass(frozen=True)
class YearSheet:
    title: str
    letterhead: Letterhead
    # Until when the figures are counted, and when.
    period: str
    line: str
    is_provisional: bool
    goals: Table
    figures: Sheet
    texts: tuple[Told, ...]
    method: tuple[tuple[str, str], ...]

    signs = SIGNS


def build_year_sheet(
    figures: MonthlyFigures,
    letterhead: Letterhead,
    values: Mapping[str, Any],
    *,
    began: date,
    today: date,
) -> YearSheet:
    """
    Figures must be protected already; ``values`` are goals and texts by their columns.

    ``began`` is the first day of the first Förderprogramm.
    """
    last = figures.stichtag
    period = f"{figures.first_day:%d.%m.} bis {format_day(last)}"
    sheet = build_sheet(of_the_year(figures), letterhead, Edition("", 0, None), words=Words(""))
    return YearSheet(
        title=f"Sachbericht {last.year}",
        letterhead=letterhead,
        period=period,
        line=f"Zahlen vom {format_day(today)}",
        is_provisional=last < date(last.year, 12, 31),
        goals=_goals(figures, values, period),
        figures=_of_a_year(sheet, figures),
        texts=tuple(
            Told(label, paragraphs(values[key])) for key, label in TEXT_LABELS.items() if values.get(key)
        ),
        method=_method(sheet, period, began if began > figures.first_day else None, today),
    )


def _of_a_year(sheet: Sheet, figures: MonthlyFigures) -> Sheet:
    """The tables of the month whose notes speak of a report before or of the month alone, without these."""
    eve = format_day(figures.first_day - timedelta(days=1))
    compared = f"Veränderung gegenüber dem {eve}."
    return replace(
        sheet,
        status=replace(sheet.status, notes=(compared, sheet.status.notes[-1])),
        bridge=replace(sheet.bridge, notes=sheet.bridge.notes[:1]),
    )


def _goals(figures: MonthlyFigures, values: Mapping[str, Any], period: str) -> Table:
    known = {entry.path: entry.persons for entry in figures.entries()}
    rows = tuple(Row(goal.label, _against(values.get(goal.key), known.get(goal.path, 0))) for goal in GOALS)
    return Table(
        key="goals",
        caption=f"Übersicht: Ziele und Ergebnisse, Personen, {period}",
        head=("Ziel", "Ziel laut Antrag", "Ergebnis", "Erreicht in\u00a0%"),
        rows=rows,
        notes=("x heißt: Für diese Zahl nennt der Antrag kein Ziel, oder sie bleibt geheim (·).",),
    )


def _against(goal: int | None, result: int | None) -> tuple[Sign, Sign, Sign]:
    """Per cent in whole numbers, rounded half up."""
    aimed_at = SENSELESS if goal is None else sign(goal)
    if not goal or result is None:
        return aimed_at, SECRET if result is None else sign(result), SENSELESS
    return aimed_at, sign(result), Sign(number((200 * result + goal) // (2 * goal)))


def _method(sheet: Sheet, period: str, began: date | None, today: date) -> tuple[tuple[str, str], ...]:
    parts = [(term, text) for term, text in sheet.method if term not in _NOT_OF_A_YEAR]
    begins = f" Das erste Förderprogramm gilt ab dem {format_day(began)}." if began else ""
    counted = (
        f"{period}, wie am {format_day(today)} bekannt.{begins} Was nach der Freigabe eines Monatsberichts "
        "eingetragen wurde, ist enthalten; deshalb kann eine Zahl von dort abweichen."
    )
    return (("Zeitraum", counted), *parts)
