"""The Land report adds up released reports, tells nothing new and reads nobody."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.disclosure import protect
from reports.figures import MonthlyFigures
from reports.land import Released, build_land_sheet, land_csv
from reports.models import IssuedReport
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_user
from tests.reports import samples
from tests.reports.test_services import make_programme

MONTH = date(2024, 3, 1)
pytestmark = pytest.mark.django_db


def released(name: str, **changes: Any) -> Released:
    return Released(name, 1, protect(samples.figures(kommune=name, **changes)))


def test_numbers_of_all_kommunen_stand_beside_each_other_and_add_up() -> None:
    sheet = build_land_sheet(MONTH, [released("A"), released("B")], ["C"])
    rows = [(row.header, [cell.text for cell in row.cells]) for row in sheet.comparison.rows]
    own = ["125", "32", "12", "31", "38", "12"]
    assert rows == [("A", own), ("B", own), ("Insgesamt", ["250", "64", "24", "62", "76", "24"])]
    assert (sheet.missing, sheet.remarks) == (("C",), ())


def test_what_one_kommune_keeps_secret_is_secret_in_the_sum() -> None:
    sheet = build_land_sheet(MONTH, [released("A"), released("B")], [])
    genders = next(table for table in sheet.breakdowns if table.key == "gender")
    assert [row.cells[0].text for row in genders.rows] == ["96", "154", "–", "–", "250"]
    ages = next(table for table in sheet.breakdowns if table.key == "age")
    assert ages.rows[0].cells[0].text == "·"
    assert ages.notes == ("· heißt: Mindestens eine Kommune hält diese Zahl geheim.",)


def test_only_the_same_rows_are_added() -> None:
    figures = samples.figures()
    other = replace(
        figures, breakdowns=(replace(figures.breakdowns[0], cells=figures.breakdowns[0].cells[1:]),)
    )
    sheet = build_land_sheet(MONTH, [Released("A", 1, figures), Released("B", 1, other)], [])
    assert sheet.breakdowns == ()


def test_different_days_and_definitions_are_remarked() -> None:
    other = samples.figures(stichtag=date(2024, 3, 31))
    changed = replace(other, status_about=replace(other.status_about, definition="Anders gezählt."))
    sheet = build_land_sheet(MONTH, [released("A"), Released("B", 1, changed)], [])
    assert sheet.remarks == (
        "Die Kommunen haben verschiedene Stichtage: 27.03.2024, 31.03.2024.",
        "Die Kommunen haben nach verschiedenen Definitionen gezählt.",
    )


def test_the_file_has_a_line_for_each_number_and_no_formula() -> None:
    lines = land_csv([released("=A"), released("B")]).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 2 * len(list(samples.figures().entries()))
    assert lines[1].startswith("'=A;2024-03-27;1;Kennzahlen;Erschlossene Teilnehmende;Personen;125;")


def store(name: str, key: str, figures: MonthlyFigures, version: int = 1) -> None:
    """A released report without its files; the release itself is tested elsewhere."""
    kommune = make_kommune(key, name=name, case_prefix=key.upper())
    programme = make_programme(kommune)
    IssuedReport.objects.create(
        kommune=kommune,
        programme=programme,
        stichtag=figures.stichtag,
        version=version,
        number=f"{key}-2024-03/{version}",
        figures_json=figures.to_json(),
        letterhead_json={},
        pdf=b"",
        csv=b"",
        recorded_cutoff="2024-04-02T09:00:00Z",
        issued_at="2024-04-02T09:00:00Z",
        issued_by=make_user(Role.KOORDINATION, kommune),
    )


PEOPLE = ("participants_participant", "participants_phase", "participants_residence", "clearing_", "network_")


def test_the_page_reads_released_figures_only(client: Client) -> None:
    counts = []
    reader = make_user(Role.AUSWERTUNG, email="land@example.org")
    for number in range(3):
        store(f"Ort {number}", f"or{number}", protect(samples.figures()))
        client.force_login(reader)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = client.get(reverse("land_report"), {"monat": "2024-03"})
        assert page.status_code == 200
        assert [sql for sql in queries.captured_queries if any(name in sql["sql"] for name in PEOPLE)] == []
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert [row.header for row in page.context["sheet"].comparison.rows] == [
        "Ort 0",
        "Ort 1",
        "Ort 2",
        "Insgesamt",
    ]
    client.force_login(reader)
    assert client.get(reverse("land_report"), {"monat": "Quatsch"}).status_code == 200
    assert client.get(reverse("land_report")).context["sheet"].title == "Landesbericht März 2024"
