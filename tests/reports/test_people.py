"""Behind every number stand as many people as it says, in the report as it was known, for those who may."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse

from clearing import services as plans
from participants import services as cases
from participants.choices import Phase
from participants.models import Employment, Participant
from reports import services
from reports.erasure.rows import delete_all, rows_of
from reports.fact_models import ErasedCount
from reports.figures import MonthlyFigures
from reports.models import IssuedReport
from reports.monthly import monthly_figures
from reports.numbers import DAYS
from reports.people import Asked, people_behind
from reports.printing.services import leave_unprinted, printed
from reports.programmes import known_programmes
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to

STICHTAG = date(2024, 3, 27)
# Of these a number counts participations or namings, so one person may count several times.
COUNTED_TWICE = ("work/measures", "work/gaps", "work/referrals")


@once
def people(cottbus: Kommune, coordinator: User) -> list[Participant]:
    """Twelve people on random ways, with needs and jobs, the same ones each time."""
    source = random.Random(5)
    with time_machine.travel("2024-04-02 09:00+02:00", tick=False):
        return [_somebody(source, coordinator) for _ in range(12)]


def _somebody(source: random.Random, by: User) -> Participant:
    day = date(2024, 1, 1) + timedelta(days=source.randrange(40))
    gender, nationality = source.choice(["w", "m", ""]), source.choice(["AF", "SY", "CM"])
    person = make_participant(by, on=day, gender=gender, nationality=nationality)
    for phase in (Phase.CLEARING, Phase.BETREUUNG, Phase.UNVEREINBARKEIT):
        if source.random() < 0.3:
            break
        day += timedelta(days=source.randrange(1, 30))
        move_to(person, phase, on=day, by=by)
        if phase == Phase.CLEARING:
            plans.open_need(person, by=by, kind=source.choice(["arbeit", "wohnung"]), opened_on=day)
            cases.record_episode(
                person, Employment, by=by, employer="Hotel", kind="sv", hours=20, valid_from=day
            )
    return person


def mismatches(figures: MonthlyFigures, asked: Asked) -> list[tuple[str, int | None, int]]:
    found = []
    for entry in figures.entries():
        if entry.about.unit == DAYS or "/single/" in entry.path or entry.path in ("identified", "exceptions"):
            continue
        number = len(people_behind(asked, entry.path))
        twice = entry.table_path in COUNTED_TWICE or entry.path == "work/needs/total/0"
        if number != entry.persons and not (twice and number <= (entry.persons or 0)):
            found.append((entry.path, entry.persons, number))
    return found


def test_every_number_has_as_many_people_as_it_says(people: list[Any], cottbus: Kommune) -> None:
    for day in (date(2024, 1, 31), date(2024, 2, 29), STICHTAG):
        figures = monthly_figures(cottbus, day)
        assert figures.total > 0
        assert mismatches(figures, Asked(cottbus, day, None)) == []


@pytest.mark.parametrize(
    "path",
    [
        *("", "x", "status", "status/x", "bridge/clearing", "bridge/clearing/x"),
        *("age/x", "work/x/y/0", "work/needs/x/0", "work/needs/arbeit/x"),
    ],
)
def test_an_unknown_number_has_nobody(people: list[Any], cottbus: Kommune, path: str) -> None:
    assert people_behind(Asked(cottbus, STICHTAG, None), path) == set()


@once
def issued(people: list[Any], cottbus: Kommune, coordinator: User) -> IssuedReport:
    admin = make_user(Role.FACHADMINISTRATION)
    services.add_programme(cottbus, by=admin, **known_programmes(date(2023, 7, 7))[0])
    with time_machine.travel("2024-04-03 09:00+02:00", tick=False):
        return services.issue(
            cottbus, STICHTAG, by=coordinator, highlights="Zwölf Personen.", printer=leave_unprinted
        )


def behind(report: IssuedReport, **asked: str) -> tuple[str, dict[str, str]]:
    return reverse("report_people", args=[report.kommune.key, report.stichtag, report.version]), asked


def test_a_released_number_shows_who_was_known_then(
    issued: IssuedReport, coordinator: User, login: Any
) -> None:
    late = make_participant(coordinator, on=date(2024, 3, 1), family_name="Nachtrag")
    response = login(coordinator).get(*behind(issued, zahl="reached"))
    assert response.context["page_obj"].paginator.count == issued.figures.total
    assert late.case_number not in response.text
    assert "Im Bericht: <strong>12</strong> Personen." in response.text
    assert "no-store" in response["Cache-Control"]


def test_who_lives_elsewhere_now_is_counted_and_not_named(
    issued: IssuedReport, people: list[Any], potsdam: Kommune, coordinator: User, login: Any
) -> None:
    Participant.objects.filter(pk=people[0].pk).update(kommune=potsdam)
    response = login(coordinator).get(*behind(issued, zahl="reached"))
    assert people[0].case_number not in response.text
    assert "1 weitere Person lebt inzwischen in einer anderen Kommune." in response.text


CLOSED = "nicht mehr einsehbar: gelöscht, zur Löschung bestätigt oder an eine andere Kommune abgegeben."


def test_who_waits_for_erasure_does_not_live_elsewhere(
    issued: IssuedReport, people: list[Any], potsdam: Kommune, coordinator: User, login: Any
) -> None:
    Participant.objects.filter(pk=people[0].pk).update(sealed_on=date(2024, 4, 2))
    Participant.objects.filter(pk=people[1].pk).update(kommune=potsdam)
    client = login(coordinator)
    response = client.get(*behind(issued, zahl="reached"))
    assert response.context["hidden"] == (1, 1, False)
    assert f"1 weiterer Fall ist {CLOSED}" in response.text
    assert "1 weitere Person lebt inzwischen in einer anderen Kommune." in response.text
    Participant.objects.filter(pk=people[1].pk).update(sealed_on=date(2024, 4, 2))
    response = client.get(*behind(issued, zahl="reached"))
    assert response.context["hidden"] == (0, 2, False)
    assert f"2 weitere Fälle sind {CLOSED}" in response.text
    assert "in einer anderen Kommune." not in response.text


def test_who_was_erased_is_told_in_the_report_and_on_the_check_page(
    issued: IssuedReport, people: list[Any], cottbus: Kommune, coordinator: User, login: Any
) -> None:
    """What was recorded after the release is in the sums of the erasure and not in the report."""
    late = make_participant(coordinator, on=date(2024, 3, 1))
    with transaction.atomic():
        delete_all(rows_of([people[0], people[1], late]))
    for path, number in (("reached", 3), ("work/needs/total/0", 2)):
        ErasedCount.objects.create(kommune=cottbus, path=path, day=date(2024, 3, 1), number=number)
    client = login(coordinator)
    released = client.get(*behind(issued, zahl="reached"))
    assert "Im Bericht: <strong>12</strong> Personen." in released.text
    assert (released.context["page_obj"].paginator.count, released.context["hidden"]) == (10, (0, 2, False))
    with time_machine.travel("2024-04-03 09:00+02:00", tick=False):
        address, asked = reverse("report_preview_people"), {"stichtag": "27.3.2024"}
        live = client.get(address, asked | {"zahl": "reached"})
        assert live.context["hidden"] == (0, 3, False)
        needs = client.get(address, asked | {"zahl": "work/needs/total/0"})
        assert needs.context["hidden"] == (0, 0, True)
        assert "Mitgezählt ist außerdem mindestens ein Fall, der inzwischen gelöscht ist." in needs.text


@pytest.mark.parametrize("path", ["x", "status/x", "<script>", "work/needs/arbeit/7"])
def test_a_number_that_is_not_in_the_report_is_no_page(
    issued: IssuedReport, coordinator: User, login: Any, path: str
) -> None:
    assert login(coordinator).get(*behind(issued, zahl=path)).status_code == 404


def test_pages_link_numbers_for_casework_only(issued: IssuedReport, coordinator: User, login: Any) -> None:
    address, _ = behind(issued)
    detail = reverse("report_detail", args=[issued.kommune.key, issued.stichtag, issued.version])
    assert f'href="{address}?zahl=status/clearing"' in login(coordinator).get(detail).text
    assert "?zahl=" not in login(make_user(Role.AUSWERTUNG)).get(detail).text
    printed(issued)
    assert bytes(issued.pdf)[:5] == b"%PDF-"
    assert b"personen" not in bytes(issued.pdf)
    with time_machine.travel("2024-04-03 09:00+02:00", tick=False):
        checked = login(coordinator).get(reverse("report_preview"), {"stichtag": "27.3.2024"}).text
        live = f"{reverse('report_preview_people')}?stichtag=27.03.2024&amp;zahl=reached"
        assert f'href="{live}"' in checked
        assert login(coordinator).get(live.replace("&amp;", "&")).context["page_obj"].paginator.count == 12
