"""Numbers over time are those of the report, month by month; and the catalogue knows every number."""

import csv
import io
import json
import random
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from clearing import services as plans
from participants.choices import FIVE_PHASES, Phase
from participants.models import Participant
from reports.exports import to_csv
from reports.methods import METHODS
from reports.monthly import monthly_figures
from reports.statistics.figures import month_spans, statistics
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to

FIRST, LAST = date(2023, 11, 1), date(2024, 3, 27)


@once
def people(coordinator: User) -> list[Participant]:
    """Ten people on random ways, the same ones each time."""
    source = random.Random(11)
    found = []
    for _ in range(10):
        day = date(2023, 9, 10) + timedelta(days=source.randrange(60))
        person = make_participant(coordinator, on=day)
        for phase in (Phase.CLEARING, Phase.BETREUUNG, Phase.KEINE_BEDARFE, Phase.ABGESCHLOSSEN):
            if source.random() < 0.7:
                day += timedelta(days=source.randrange(1, 60))
                move_to(person, phase, on=day, by=coordinator)
            else:
                break
        found.append(person)
    return found


def test_months_are_whole_and_the_last_ends_on_its_day() -> None:
    assert month_spans(date(2023, 12, 5), date(2024, 2, 10)) == [
        (date(2023, 12, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 1, 31)),
        (date(2024, 2, 1), date(2024, 2, 10)),
    ]
    assert month_spans(date(2024, 2, 29), date(2024, 2, 29)) == [(date(2024, 2, 1), date(2024, 2, 29))]


def test_every_month_is_the_report_of_its_last_day(people: list[Any], cottbus: Kommune) -> None:
    numbers = statistics(cottbus, FIRST, LAST)
    assert [month.last for month in numbers.months][-2:] == [date(2024, 2, 29), LAST]
    for month in numbers.months:
        assert month.bridge == monthly_figures(cottbus, month.last).bridge
    flows = numbers.table("flows").rows
    moves = numbers.table("transitions").rows
    assert sum(row.values[0] or 0 for row in flows) == sum(value or 0 for value in moves[0].values)
    assert sum(row.values[1] or 0 for row in flows) == sum(row.values[-1] or 0 for row in moves)
    inner = [value for row in moves[1:] for value in row.values[:-1]]
    assert sum(row.values[2] or 0 for row in flows) == sum(value or 0 for value in inner)


def test_a_stay_of_ten_days_lasted_ten_days(potsdam: Kommune) -> None:
    by = make_user(Role.KOORDINATION, potsdam)
    person = make_participant(by, on=date(2024, 3, 1))
    move_to(person, Phase.CLEARING, on=date(2024, 3, 11), by=by)
    rows = {row.label: row.values for row in statistics(potsdam, FIRST, LAST).table("durations").rows}
    assert rows["Terminvereinbarung"] == (1, 10, 0, None)
    assert rows["Clearing"] == (0, None, 1, 16)
    assert rows["Betreuung"] == (0, None, 0, None)


def test_the_number_of_queries_is_fixed(
    people: list[Any], cottbus: Kommune, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(24) as one:
        statistics(cottbus, LAST, LAST)
    with django_assert_max_num_queries(24) as many:
        statistics(cottbus, FIRST, LAST)
    assert len(one) == len(many)


@pytest.mark.parametrize("seed", range(3))
def test_overview_list_report_statistics_and_file_agree(
    people: list[Any], cottbus: Kommune, potsdam: Kommune, login: Any, seed: int
) -> None:
    """On a random day, for both roles that see people: everywhere the same five numbers."""
    source = random.Random(seed)
    last = max(person.phase_since for person in people)
    make_participant(make_user(Role.KOORDINATION, potsdam), on=date(2023, 10, 1))
    today = last + timedelta(days=source.randrange(1, 30))
    with time_machine.travel(f"{today} 12:00+01:00", tick=False):
        day = today - timedelta(days=source.randrange(250))
        for role in (Role.FALLBEGLEITUNG, Role.KOORDINATION):
            client = login(make_user(role, cottbus))
            assert in_overview(client, day) == in_report(cottbus, day) == in_statistics(cottbus, day)
            assert in_list(client) == in_report(cottbus, today) == in_overview(client, today)
        assert in_file(cottbus, day) == in_report(cottbus, day)
    assert sum(in_report(cottbus, last).values()) > 0


def in_report(kommune: Kommune, day: date) -> dict[str, int]:
    return {row.key: row.persons for row in monthly_figures(kommune, day).statuses}


def in_statistics(kommune: Kommune, day: date) -> dict[str, int | None]:
    values = statistics(kommune, day, day).table("stock").rows[0].values
    return dict(zip((phase.value for phase in FIVE_PHASES), values, strict=False))


def in_file(kommune: Kommune, day: date) -> dict[str, int]:
    """From the CSV of the report, by the labels of the status table."""
    content = to_csv(monthly_figures(kommune, day)).decode("utf-8-sig")
    found = {
        line[1]: line[3] for line in csv.reader(io.StringIO(content), delimiter=";") if line[0] == "Status"
    }
    return {phase.value: int(found[str(phase.label)]) for phase in FIVE_PHASES}


def in_overview(client: Client, day: date) -> dict[str, int]:
    lanes = client.get(reverse("overview"), {"stand": f"{day:%d.%m.%Y}"}).context["overview"].lanes
    return {lane.phase.value: lane.count for lane in lanes}


def in_list(client: Client) -> dict[str, int]:
    counts = client.get(reverse("participant_list")).context["listing"].found.counts
    return {phase.value: counts[phase] for phase in FIVE_PHASES}


def page(client: Client, **asked: str) -> Any:
    return client.get(reverse("report_statistics"), asked)


@pytest.fixture
def client_of_march(people: list[Any], coordinator: User, login: Any) -> Any:
    with time_machine.travel("2024-03-28 09:00+01:00", tick=False):
        yield login(coordinator)


def test_the_page_shows_a_chart_beside_its_table(client_of_march: Client) -> None:
    text = page(client_of_march, von="1.11.2023", bis="27.3.2024").content.decode()
    assert text.count("<title>Liniendiagramm: ") == 2
    assert "<title>Balkendiagramm: Dauer in einem Status, Median in Tagen: " in text
    assert text.count("<table") == 4
    assert "01.11.2023 bis <strong>27.03.2024</strong>" in text


def test_without_a_period_it_is_the_last_twelve_months(client_of_march: Client) -> None:
    numbers = page(client_of_march).context["numbers"]
    assert (numbers.first, numbers.last, len(numbers.months)) == (date(2023, 3, 1), date(2024, 2, 29), 12)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"von": "1.4.2024"}, "Das Datum muss heute oder in der Vergangenheit liegen."),
        ({"von": "1.3.2024", "bis": "1.2.2024"}, "Der erste Monat liegt nach dem letzten Tag."),
        ({"von": "1.3.2021", "bis": "1.3.2024"}, "Wählen Sie höchstens 36 Monate."),
        ({"von": "<script>"}, "Geben Sie das Datum so ein: 27.03.2024."),
    ],
)
def test_a_wrong_period_gets_a_sentence(
    client_of_march: Client, asked: dict[str, str], sentence: str
) -> None:
    response = page(client_of_march, **asked)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert client_of_march.get(reverse("report_statistics_csv"), asked).status_code == 400


def test_files_hold_the_numbers_of_the_page_with_definitions(
    client_of_march: Client, cottbus: Kommune
) -> None:
    asked = {"von": "1.11.2023", "bis": "27.3.2024"}
    tables = statistics(cottbus, FIRST, LAST).tables
    found = client_of_march.get(reverse("report_statistics_csv"), asked)
    assert "no-store" in found["Cache-Control"]
    lines = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig")), delimiter=";"))
    assert len(lines) == 5 + sum(len(row.values) for table in tables for row in table.rows)
    assert {line[5] for line in lines[5:]} == {table.about.definition for table in tables}
    raw = json.loads(client_of_march.get(reverse("report_statistics_json"), asked).content)
    assert [table["rows"] for table in raw["tables"]] == [
        [[row.label, *row.values] for row in table.rows] for table in tables
    ]
    book = load_workbook(io.BytesIO(client_of_march.get(reverse("report_statistics_xlsx"), asked).content))
    assert book.sheetnames == [*(table.title[:31] for table in tables), "Methodik"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []


def test_methods_name_every_table_with_the_definition_of_the_report(
    people: list[Any], cottbus: Kommune, coordinator: User, login: Any
) -> None:
    person = make_participant(coordinator, on=date(2024, 1, 10))
    move_to(person, Phase.CLEARING, on=date(2024, 1, 10), by=coordinator)
    plans.open_need(person, by=coordinator, kind="arbeit", opened_on=date(2024, 1, 10))
    known = {method.key: method.definition for method in METHODS}
    figures = monthly_figures(cottbus, LAST)
    assert len(figures.work) == 12
    for table in (*figures.breakdowns, *figures.work):
        assert known[table.key] == table.about.definition
    assert len(known) == len(METHODS)
    text = login(make_user(Role.AUSWERTUNG)).get(reverse("report_methods")).content.decode()
    assert text.count('<th scope="row"') == len(METHODS)
