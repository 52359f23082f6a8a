"""What reports cost where they are many: the Land report, and the gate before something is published."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from reports.figures import MonthlyFigures
from reports.land import Released, build_land_sheet
from reports.preparation import Preparation
from reports.publication import TABLES, decide

from .stopwatch import Target, timed

KOMMUNEN = 200
EDITIONS = 36


def report_targets(prepared: Preparation) -> list[Target]:
    return [
        Target(f"Landesbericht, {KOMMUNEN} Kommunen", timed(_land(prepared)), against="", times=1),
        Target(
            f"Geheimhaltung gegen {EDITIONS} Fassungen", timed(_gate(prepared.exact)), against="", times=1
        ),
    ]


def _land(prepared: Preparation) -> Callable[[], object]:
    """From the stored figures of each Kommune to the tables."""
    stored = prepared.published.to_json()

    def run() -> object:
        reports = [
            Released(f"Muster {number}", 1, MonthlyFigures.from_json(stored)) for number in range(KOMMUNEN)
        ]
        return build_land_sheet(prepared.stichtag, reports, [])

    return run


def _gate(exact: MonthlyFigures) -> Callable[[], object]:
    """The worst case: every earlier edition has numbers of its own."""
    first = decide(exact, [], {}).figures
    days = [exact.stichtag - timedelta(days=30 * number) for number in range(EDITIONS, 0, -1)]
    published = [replace(first, stichtag=day, counted_on=day) for day in days]
    changes: dict[date, dict[str, int]] = {day: dict.fromkeys(TABLES, 5) for day in days}
    return lambda: decide(exact, published, changes)
