"""From a need to the printed plan in a real browser; every page of it is accessible and fits a phone."""

from datetime import date

import pytest
from django.urls import reverse

from clearing import services
from clearing.models import Measure, Need
from participants import services as people
from participants.models import Employment
from tests.factories import make_participant

pytestmark = pytest.mark.django_db(transaction=True)
START = date(2024, 2, 12)


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker, family_name="Özdemir", given_name="Ayşe")


def address(name, person, *args):
    return reverse(name, args=[person.case_number, *args])


def test_from_the_need_to_the_printed_plan(page, login, caseworker, person):
    login(page, caseworker)
    page.goto(address("plan_detail", person))
    page.get_by_role("link", name="Bedarf hinzufügen").first.click()
    page.get_by_label("Bedarf", exact=True).select_option(label="Sprachkurs")
    page.get_by_label("Zielniveau").select_option("B1")
    page.get_by_role("button", name="Hinzufügen").click()
    page.get_by_text("0 von 1 Bedarf geregelt").wait_for()
    page.get_by_role("link", name="Maßnahme hinzufügen").click()
    page.get_by_label("Maßnahme", exact=True).select_option(label="Deutschkurs für Geflüchtete (ESF+)")
    page.get_by_label("Träger").fill("Volkshochschule")
    page.get_by_label("Stunden pro Woche").fill("200")
    page.get_by_label("Notiz").fill("Asylgrund")
    page.get_by_text("Im Text steht: „Asylgrund“.").wait_for()
    page.get_by_label("Notiz").fill("Am Vormittag. 😀 مرحبا")
    page.get_by_role("button", name="Planen").click()
    error = page.get_by_role("link", name="Eine Woche hat 168 Stunden; prüfen Sie die Angabe.")
    error.click()
    assert page.evaluate("document.activeElement.id") == "id_hours"
    assert page.get_by_label("Notiz").input_value() == "Am Vormittag. 😀 مرحبا"
    page.get_by_label("Stunden pro Woche").fill("20")
    page.get_by_role("button", name="Planen").click()
    page.get_by_text("1 von 1 Bedarf geregelt").wait_for()
    page.get_by_role("link", name="Plan für die Person").click()
    page.get_by_role("heading", name="Unser Plan").wait_for()
    page.get_by_text("Deutschkurs für Geflüchtete (ESF+) bei Volkshochschule, 20 Stunden").wait_for()
    assert (Need.objects.count(), Measure.objects.get().note) == (1, "Am Vormittag. 😀 مرحبا")


def test_closing_a_need_can_be_taken_back(page, login, caseworker, person):
    need = services.open_need(person, by=caseworker, kind="wohnung", opened_on=START)
    login(page, caseworker)
    page.goto(address("plan_need_close", person, need.pk))
    page.get_by_label("gedeckt").check()
    page.get_by_role("button", name="Abschließen").click()
    page.get_by_role("button", name="Rückgängig").click()
    page.get_by_text("0 von 1 Bedarf geregelt").wait_for()
    need.refresh_from_db()
    assert need.closed_on is None


def test_every_page_is_accessible_and_fits(page, login, axe, no_sideways_scroll, caseworker, cottbus, person):
    cottbus.esf_plus_from = START
    cottbus.save()
    need = services.open_need(person, by=caseworker, kind="sprachkurs", opened_on=START, target_level="B1")
    services.open_need(person, by=caseworker, kind="kinderbetreuung", opened_on=START)
    goal = services.set_goal(person, by=caseworker, text="Ich will arbeiten.", needs=[need], set_on=START)
    measure = services.plan_measure(need, by=caseworker, kind="berufssprachkurs", goal=goal)
    measure = services.start_measure(measure, by=caseworker, version=1, started_on=START)
    for day in (START, date(2024, 2, 13)):
        services.mark_attendance(measure, by=caseworker, day=day, state="unentschuldigt")
    job = {"employer": "Bäckerei Lehmann", "kind": "sv", "hours": 30, "valid_from": START}
    episode = people.record_episode(person, Employment, by=caseworker, **job)
    services.record_certificate(person, by=caseworker, gained_on=START, level="A2")
    login(page, caseworker)
    pages = [
        reverse("home"),
        *(address(name, person) for name in ("plan_detail", "plan_need_add", "plan_print", "work_list")),
        address("plan_measure_add", person) + f"?bedarf={need.pk}",
        *(address(name, person, measure.pk) for name in ("plan_measure", "plan_measure_end")),
        address("plan_goal_state", person, goal.pk),
        address("work_edit", person, "beschaeftigung", episode.pk),
        address("work_follow_up", person, START, 3),
        address("esf_edit", person, "eintritt"),
        address("participant_detail", person),
    ]
    for each in pages:
        page.goto(each)
        axe(page)
        no_sideways_scroll(page)
