"""What reports cost where they are many: Land report, comparison, a year, the gate before publication."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from reports.exchange.figures import compare
from reports.exchange.files import to_xlsx
from reports.figures import MonthlyFigures
from reports.land import Released, build_land_sheet
from reports.narrative.figures import year_figures
from reports.preparation import Preparation
from reports.publication import TABLES, decide

from .stopwatch import Target, timed

KOMMUNEN = 200
EDITIONS = 36


def report_targets(prepared: Preparation) -> list[Target]:
    return [
        Target(f"Landesbericht, {KOMMUNEN} Kommunen", timed(_land(prepared)), against="", times=1),
        Target(f"Vergleich, {KOMMUNEN} Kommunen", timed(_comparison(prepared)), against="", times=1),
        Target("Sachbericht: Zahlen eines Jahres", timed(_year(prepared))),
        Target(
            f"Geheimhaltung gegen {EDITIONS} Fassungen", timed(_gate(prepared.exact)), against="", times=1
        ),
    ]


def _land(prepared: Preparation) -> Callable[[], object]:
    """From the stored figures of each Kommune to the tables."""
    stored = prepared.published.to_json()
    return lambda: build_land_sheet(prepared.stichtag, _released(stored), [])


def _comparison(prepared: Preparation) -> Callable[[], object]:
    """The same for the page on which they stand beside each other, and for its file."""
    stored = prepared.published.to_json()

    def run() -> object:
        compared = compare(prepared.stichtag, _released(stored), [])
        return compared.screen_tables, to_xlsx(compared)

    return run


def _released(stored: dict[str, Any]) -> list[Released]:
    return [Released(f"Muster {number}", 1, MonthlyFigures.from_json(stored)) for number in range(KOMMUNEN)]


def _year(prepared: Preparation) -> Callable[[], object]:
    return lambda: year_figures(prepared.kommune, prepared.stichtag)


def _gate(exact: MonthlyFigures) -> Callable[[], object]:
    """The worst case: every earlier edition has numbers of its own."""
    first = decide(exact, [], {}).figures
    days = [exact.stichtag - timedelta(days=30 * number) for number in range(EDITIONS, 0, -1)]
    published = [replace(first, stichtag=day, counted_on=day) for day in days]
    changes: dict[date, dict[str, int]] = {day: dict.fromkeys(TABLES, 5) for day in days}
    return lambda: decide(exact, published, changes)
