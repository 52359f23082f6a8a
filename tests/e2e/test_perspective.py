"""Bleibeperspektive, Fristen and Regelwerk in a real browser: accessible, and no wider than the screen."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participants import services
from participants.choices import Aufenthaltsstatus, Phase
from participants.models import Employment, LanguageProfile, LifeProfile, PapersProfile
from tests.factories import make_participant, move_to

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = (1280, 390, 320)


@pytest.fixture
def person(caseworker):
    """Somebody with a long history, two years of which do not count, and a paper that runs out soon."""
    today = timezone.localdate()
    person = make_participant(
        caseworker,
        family_name="Özdemir",
        given_name="Ayşe",
        nationality="AF",
        entry_date=date(2016, 9, 14),
        birth_date=date(1999, 4, 2),
        residence_kind=Aufenthaltsstatus.GESTATTUNG_55,
        residence_from=date(2016, 9, 20),
        residence_until=date(2018, 5, 1),
    )
    for kind, start, end in (
        (Aufenthaltsstatus.DULDUNG_60B, date(2018, 5, 2), date(2020, 12, 31)),
        (Aufenthaltsstatus.DULDUNG_60A, date(2021, 1, 1), today + timedelta(12)),
    ):
        services.record_residence_status(person, by=caseworker, kind=kind, valid_from=start, valid_until=end)
    said = {"by": caseworker, "stated_on": today - timedelta(30)}
    services.note_identity(person, state="in_klaerung", review_on=today + timedelta(3), **said)
    services.state(
        person, PapersProfile, asylum_procedure="unanfechtbar_abgelehnt", passport="abgelaufen", **said
    )
    services.state(
        person,
        LanguageProfile,
        listening="A1",
        speaking="A1",
        evidence="einstufung",
        course_until=today + timedelta(40),
        **said,
    )
    services.state(person, LifeProfile, share_work=42, minor_child=False, partnership="keiner", **said)
    services.record_episode(
        person,
        Employment,
        by=caseworker,
        employer="Bäckerei",
        kind="sv",
        hours=30,
        valid_from=today - timedelta(400),
        permit="erteilt",
        permit_until=today - timedelta(5),
    )
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    return person


def looked_at(page, axe, no_sideways_scroll, address):
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        axe(page)
    no_sideways_scroll(page)


def test_the_ways_of_a_person(page, login, axe, no_sideways_scroll, caseworker, person):
    login(page, caseworker)
    address = reverse("perspective", args=[person.case_number])
    looked_at(page, axe, no_sideways_scroll, address)
    looked_at(
        page,
        axe,
        no_sideways_scroll,
        f"{address}?am=01.07.2027&deutsch=A2&anteil=60&identitaet=on&wenn_am=gestern+oder+so",
    )


def test_assuming_something_without_a_script(page, login, caseworker, person):
    login(page, caseworker)
    page.goto(reverse("perspective", args=[person.case_number]))
    page.get_by_text("Annahmen eingeben").click()
    page.get_by_label("Deutsch mit Zertifikat").select_option("A2")
    page.get_by_role("button", name="Wege damit prüfen").click()
    row = page.get_by_role("row").filter(has_text="§ 25b AufenthG").filter(has_text="erfüllt:")
    assert "Deutsch mündlich: A2 (Zertifikat); nötig ist A2." in row.inner_text().replace("\xa0", " ")


def test_a_way_opens_by_keyboard(page, login, caseworker, person):
    login(page, caseworker)
    page.goto(reverse("perspective", args=[person.case_number]))
    way = page.locator(".sp-way").first
    way.locator("> summary").focus()
    page.keyboard.press("Enter")
    assert way.evaluate("each => each.open")


def test_keeping_and_comparing(page, login, axe, no_sideways_scroll, caseworker, person):
    login(page, caseworker)
    page.goto(reverse("perspective", args=[person.case_number]))
    page.get_by_role("button", name="Stand im Fall behalten").click()
    page.wait_for_url("**/stand/")
    looked_at(page, axe, no_sideways_scroll, page.url)
    services.state(
        person,
        LanguageProfile,
        by=caseworker,
        stated_on=timezone.localdate(),
        listening="B1",
        speaking="B1",
        evidence="zertifikat",
    )
    page.get_by_role("link", name="Stand für den").click()
    page.wait_for_url("**/stand/*/")
    looked_at(page, axe, no_sideways_scroll, page.url)
    assert "näher" in page.get_by_role("table", name="Wege, die sich bewegt haben").inner_text()


def test_deadlines(page, login, axe, no_sideways_scroll, caseworker, coordinator, person):
    login(page, caseworker)
    for address in (
        reverse("deadline_list"),
        f"{reverse('deadline_list')}?frist=zurueckgestellt",
        reverse("case_deadlines", args=[person.case_number]),
        reverse("case_application_add", args=[person.case_number]),
    ):
        looked_at(page, axe, no_sideways_scroll, address)
    page.goto(reverse("deadline_list"))
    page.get_by_role("link", name="Zurückstellen").first.click()
    page.wait_for_url("**/zurueckstellen/")
    looked_at(page, axe, no_sideways_scroll, page.url)
    login(page, coordinator)
    looked_at(page, axe, no_sideways_scroll, reverse("deadline_steps"))


def test_rules(page, login, axe, no_sideways_scroll, caseworker, person):
    login(page, caseworker)
    looked_at(page, axe, no_sideways_scroll, f"{reverse('rulebook')}?weg=25b-aufenthg")
    looked_at(page, axe, no_sideways_scroll, f"{reverse('rulebook')}?weg=werte")
    looked_at(page, axe, no_sideways_scroll, f"{reverse('rulebook_changes')}?tag=01.07.2027")


def test_a_kept_verdict(page, login, axe, no_sideways_scroll, caseworker, person):
    kept = services.keep_perspective(person, by=caseworker, day=timezone.localdate())
    login(page, caseworker)
    looked_at(page, axe, no_sideways_scroll, reverse("perspective_kept", args=[person.case_number, kept.pk]))
