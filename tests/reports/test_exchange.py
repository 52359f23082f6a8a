"""Kommunen side by side: released numbers alone, protected, by the same definitions, and nobody is read."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.disclosure import protect
from reports.exchange import files
from reports.exchange.figures import Comparison, compare
from reports.figures import MonthlyFigures
from reports.land import Released
from spurwechsel.models import User
from tests.reports import samples
from tests.reports.test_land import PEOPLE, store
from tests.reports.test_views import words
from tests.reports.work_samples import work

MONTH = date(2024, 3, 1)
Login = Callable[[User], Client]


def released(name: str, **changes: Any) -> Released:
    return Released(name, 1, protect(samples.figures(kommune=name, work=work(), **changes)))


def with_statuses(name: str, counts: list[int]) -> Released:
    figures = samples.figures(kommune=name)
    statuses = zip(figures.statuses, counts, strict=True)
    rows = tuple(replace(row, persons=count) for row, count in statuses)
    reached = replace(figures.reached, persons=sum(counts))
    return Released(name, 1, replace(figures, statuses=rows, reached=reached, breakdowns=()))


def table(comparison: Comparison, key: str) -> dict[str, tuple[int | None, ...]]:
    return next(dict(each.rows) for each in comparison.tables if each.key == key)


def test_every_kommune_has_a_row_in_every_table() -> None:
    found = compare(MONTH, [released("A"), released("B")], ["C"])
    assert [each.key for each in found.tables] == [
        *("reached", "status", "residence", "age", "gender"),
        *("measures", "needs", "gaps", "results", "titles"),
    ]
    assert {tuple(name for name, _ in each.rows) for each in found.tables} == {("A", "B")}
    assert table(found, "status")["A"] == (32, 12, 31, 38, 12)
    assert table(found, "gender")["B"] == (48, 77, 0, 0)
    assert table(found, "results")["A"][0] == 11
    assert (found.missing, found.remarks) == (("C",), ())


def test_many_kommunen_are_shown_in_parts() -> None:
    towns = [released(f"Ort {number}") for number in range(8)]
    parts = [each for each in compare(MONTH, towns, []).screen_tables if each.key == "gender"]
    assert [len(each.head) for each in parts] == [7, 3]
    assert [each.caption for each in parts] == [
        f"Tabelle 5: Geschlecht, Personen, Teil {number} von 2" for number in (1, 2)
    ]
    assert [(row.header, row.cells[0].text) for row in parts[1].rows][:2] == [
        ("weiblich", "48"),
        ("männlich", "77"),
    ]
    assert [bool(each.notes) for each in parts] == [False, True]


def test_a_row_that_a_report_leaves_out_is_zero() -> None:
    assert table(compare(MONTH, [released("A")], []), "gaps")["A"].count(0) > 5


def test_what_a_report_keeps_secret_stays_secret_and_all_else_is_as_released() -> None:
    report = released("A")
    told = {entry.path: entry.persons for entry in report.figures.entries()}
    found = compare(MONTH, [report], [])
    for breakdown in report.figures.breakdowns:
        expected = tuple(told[f"{breakdown.key}/{cell.key}"] for cell in breakdown.cells)
        assert table(found, breakdown.key)["A"] == expected
    assert None in table(found, "age")["A"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 40), min_size=5, max_size=5))
def test_small_statuses_are_protected(counts: list[int]) -> None:
    found = compare(MONTH, [with_statuses("A", counts)], [])
    shown, total = table(found, "status")["A"], table(found, "reached")["A"][0]
    assert [number for number in (*shown, total) if number in (1, 2)] == []
    hidden = [count for count, number in zip(counts, shown, strict=True) if number is None]
    # Each secret one is at least 1; the sum of all of them can be computed where the total is told.
    if hidden and len(hidden) < len(counts):
        assert sum(hidden) - len(hidden) >= 3


def test_movements_and_exceptions_are_not_compared() -> None:
    names = {each.key for each in compare(MONTH, [released("A")], []).tables}
    assert names & {"bridge", "exceptions", "identified"} == set()


def test_other_definitions_and_rows_are_not_compared() -> None:
    other = released("B").figures
    gender = next(each for each in other.breakdowns if each.key == "gender")
    changed = replace(gender, about=replace(gender.about, definition="Anders."))
    rest = tuple(changed if each.key == "gender" else each for each in other.breakdowns[1:])
    found = compare(MONTH, [released("A"), Released("B", 1, other.with_breakdowns(rest))], [])
    assert found.remarks == ("Geschlecht: nicht verglichen, weil die Kommunen verschieden gezählt haben.",)
    assert list(table(found, "residence")) == ["A"]
    assert "gender" not in {each.key for each in found.tables}


def test_the_files_say_the_same_as_the_page() -> None:
    found = compare(MONTH, [released("=A"), released("B")], ["C"])
    lines = list(csv.reader(io.StringIO(files.to_csv(found).decode("utf-8-sig")), delimiter=";"))
    numbers = sum(len(each.columns) * 2 for each in found.tables)
    assert len(lines) == 1 + 3 + numbers
    assert {line[0] for line in lines[4:]} == {"'=A", "B"}
    secret = [line for line in lines[4:] if line[5]]
    assert {(line[4], line[5]) for line in secret} == {("", "·")}
    parsed = json.loads(files.to_json(found))
    assert [each["rows"][1]["values"] for each in parsed["tables"]] == [
        list(each.rows[1][1]) for each in found.tables
    ]
    book = openpyxl.load_workbook(io.BytesIO(files.to_xlsx(found)))
    assert len(book.sheetnames) == len(found.tables) + 1
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert [cell.value for cell in book["2 Status"][3]] == ["B", 32, 12, 31, 38, 12]


@pytest.mark.django_db
def test_the_koordination_of_any_town_compares_without_reading_anybody(
    coordinator: User, login: Login
) -> None:
    client, counts = login(coordinator), []
    for number in range(3):
        store(f"Ort {number}", f"or{number}", protected())
        for name in ("exchange", "exchange_csv", "exchange_json", "exchange_xlsx"):
            with CaptureQueriesContext(connection) as queries:
                page = client.get(reverse(name), {"monat": "2024-03"})
            assert page.status_code == 200
            assert [one["sql"] for one in queries if any(table in one["sql"] for table in PEOPLE)] == []
            assert "no-store" in page["Cache-Control"]
            counts.append(len(queries))
    assert counts[:4] == counts[8:]
    text = words(client.get(reverse("exchange")))
    assert "Kommunen im Vergleich, März 2024" in text
    assert "Erschlossen Ort 0 Ort 1 Ort 2 Personen 125 125 125" in text
    assert "Ohne freigegebenen Bericht für diesen Monat: Stadt Cottbus/Chóśebuz." in text


def protected() -> MonthlyFigures:
    return protect(samples.figures())


@pytest.mark.django_db
@pytest.mark.parametrize("month", ["", "x", "2031-01", "\x00", "9" * 5000])
def test_a_wrong_month_gets_the_page(coordinator: User, login: Login, month: str) -> None:
    client = login(coordinator)
    assert "Noch nichts zu vergleichen." in words(client.get(reverse("exchange"), {"monat": month}))
    store("Ort", "ort", protected())
    assert client.get(reverse("exchange"), {"monat": month}).status_code == 200
    assert client.get(reverse("exchange_csv"), {"monat": month}).status_code == 200
