"""The figures can be stored, compared, exported and checked without losing a number."""

import json
from dataclasses import replace
from datetime import date

import pytest

from reports.catalogue import in_period
from reports.figures import About, Cell, Change, Figure, MonthlyFigures
from reports.methods import METHODS
from reports.tallies import Tally, TallyRow
from tests.reports import samples


def test_figures_survive_being_stored() -> None:
    figures = samples.figures(compared_with=samples.FIRST)
    assert MonthlyFigures.from_json(json.loads(json.dumps(figures.to_json()))) == figures


def test_secret_numbers_and_a_missing_estimate_survive_too() -> None:
    figures = samples.figures(identified=None)
    table = replace(figures.breakdowns[0], cells=(Cell("a", "A", None),), withheld=True, explanation="klein")
    figures = figures.with_breakdowns((table,))
    assert MonthlyFigures.from_json(json.loads(json.dumps(figures.to_json()))) == figures


def test_the_sample_comes_out() -> None:
    figures = samples.figures()
    assert figures.sum_errors() == []
    assert figures.total == 125
    assert [row.persons for row in figures.statuses] == [32, 12, 31, 38, 12]


@pytest.mark.parametrize(
    ("column", "by", "expected"),
    [
        (
            "after",
            1,
            [
                "Clearing: Bestand, Zugang, Abgang und Wechsel gehen nicht auf.",
                "Clearing: Der Bestand am Ende ist nicht die Zahl der Statustabelle.",
            ],
        ),
        ("before", 1, ["Clearing: Bestand, Zugang, Abgang und Wechsel gehen nicht auf."]),
        (
            "moved_in",
            1,
            [
                "Clearing: Bestand, Zugang, Abgang und Wechsel gehen nicht auf.",
                "Es wechseln nicht gleich viele Personen in einen Status wie aus einem anderen.",
            ],
        ),
    ],
)
def test_a_bridge_that_does_not_balance_is_named(column: str, by: int, expected: list[str]) -> None:
    figures = samples.figures()
    bridge = [
        replace(row, **{column: getattr(row, column) + by}) if row.key == "clearing" else row
        for row in figures.bridge
    ]
    assert samples.figures(bridge=tuple(bridge)).sum_errors() == expected


def test_a_total_that_does_not_come_out_is_named() -> None:
    figures = samples.figures()
    figures = samples.figures(reached=Figure("Erschlossen", 124, figures.reached.about))
    assert figures.sum_errors() == [
        "Die fünf Status ergeben zusammen nicht die Zahl der erschlossenen Teilnehmenden.",
        "Aufenthaltsstatus: Die Summe ist nicht die Zahl der erschlossenen Teilnehmenden.",
        "Alter: Die Summe ist nicht die Zahl der erschlossenen Teilnehmenden.",
        "Geschlecht: Die Summe ist nicht die Zahl der erschlossenen Teilnehmenden.",
    ]


def test_every_number_is_an_entry_with_its_definition() -> None:
    entries = list(samples.figures().entries())
    assert len(entries) == 2 + 5 + 5 * 6 + 8 + 5 + 4 + 1
    assert len({entry.path for entry in entries}) == len(entries)
    assert [entry for entry in entries if not (entry.about.definition and entry.about.reference)] == []


def test_differences_name_each_changed_number_once() -> None:
    old = samples.figures()
    statuses = tuple(
        replace(row, persons=row.persons + 1) if row.key == "betreuung" else row for row in old.statuses
    )
    gone = old.breakdowns[2]
    new = samples.figures(statuses=statuses, breakdowns=old.breakdowns[:2])
    assert old.differences(old) == ()
    assert old.differences(new) == (
        Change("status/betreuung", "Status: Betreuung", 31, 32),
        *(
            Change(f"gender/{cell.key}", f"Geschlecht: {cell.label}", cell.persons, None)
            for cell in gone.cells
        ),
    )


def test_a_table_with_other_columns_is_no_correction() -> None:
    def figures(columns: tuple[str, ...], *counts: int) -> MonthlyFigures:
        about = About("Z.", "Personen", "2024")
        row = TallyRow("a", "A", counts)
        return samples.figures(work=(Tally("esf_labour", "Lage", "Angabe", columns, about, (row,)),))

    whole = figures(("seit Januar",), 8)
    assert whole.differences(figures(("Frauen", "Männer"), 5, 3)) == ()
    assert whole.differences(figures(("seit Januar",), 9)) == (
        Change("work/esf_labour/a/0", "Lage: A, seit Januar", 8, 9),
    )


def test_a_period_over_two_years_names_both() -> None:
    assert in_period(date(2024, 1, 1), date(2024, 12, 31)) == "01.01. bis 31.12.2024"
    assert in_period(date(2023, 12, 31), date(2024, 1, 1)) == "31.12.2023 bis 01.01.2024"


@pytest.mark.parametrize(
    ("number", "unit"), [(0, "Übergänge"), (1, "Übergang"), (2, "Übergänge"), (None, "Übergänge")]
)
def test_one_of_a_unit(number: int | None, unit: str) -> None:
    assert samples.figures().bridge_about.unit_of(number) == unit


def test_every_unit_of_the_application_can_be_one() -> None:
    assert {each.unit for each in METHODS if About("", each.unit, "").unit_of(1) == each.unit} == set()
