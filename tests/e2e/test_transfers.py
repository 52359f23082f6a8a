"""Data to a partner in a real browser: found, sent, answered by link, done; a withdrawal stops it."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from clearing import services
from clearing.models import Task, Transfer
from network import services as network
from participants import services as people
from tests.e2e.conftest import watched_page
from tests.factories import make_participant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_tries_of_others():
    cache.clear()


@pytest.fixture
def yesterday():
    return timezone.localdate() - timedelta(days=1)


@pytest.fixture
def person(caseworker, yesterday):
    person = make_participant(caseworker, on=yesterday, family_name="Rahimi", given_name="Farid")
    services.open_need(person, by=caseworker, kind="anerkennung", opened_on=yesterday)
    return person


@pytest.fixture
def kammer(coordinator):
    kammer = network.add_organisation(
        coordinator.kommune, by=coordinator, group="kammern", name="Handwerkskammer"
    )
    network.add_service(
        kammer, by=coordinator, kind="anerkennung", name="Anerkennungsberatung", needs=["anerkennung"]
    )
    return kammer


@pytest.fixture
def outside(browser, live_server):
    """The browser of a partner: no session, no cookie."""
    problems = []
    page = watched_page(browser, live_server.url, problems)
    yield page
    assert page.context.cookies() == []
    page.context.close()
    assert problems == []


def test_from_finding_to_the_result(
    page, outside, login, axe, no_sideways_scroll, caseworker, person, kammer
):
    login(page, caseworker)
    page.goto(reverse("plan_detail", args=[person.case_number]))
    page.get_by_role("link", name="Passende Angebote").click()
    page.get_by_role("link", name="Daten übermitteln").click()
    page.get_by_label("Name: Farid Rahimi").check()
    page.get_by_label("Ziel", exact=True).first.check()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Weiter zur Prüfung").click()
    page.get_by_role("link", name="Schreiben Sie das Ziel in einem Satz auf").wait_for()
    page.get_by_role("textbox", name="Ziel").fill("Anerkennung als Koch")
    page.get_by_role("button", name="Weiter zur Prüfung").click()
    page.get_by_text("liegt keine Einwilligung zur Weitergabe vor").wait_for()
    axe(page)
    assert page.get_by_role("button", name="Für diese Stelle freigeben").count() == 0
    page.get_by_role("link", name="Einwilligung eintragen").click()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("Eingetragen: Weitergabe an eine Stelle").wait_for()
    page.goto(reverse("plan_transfer", args=[person.case_number, Transfer.objects.get().pk]))
    page.get_by_role("button", name="Für diese Stelle freigeben").click()
    page.get_by_text("Freigegeben: Übermittlung an Handwerkskammer.").wait_for()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Link für die Antwort anlegen").click()
    axe(page)
    no_sideways_scroll(page)
    link = page.get_by_role("group", name="Link").inner_text()
    _answer(outside, link, axe, no_sideways_scroll)
    page.goto(reverse("task_list"))
    page.get_by_role("link", name="Person Bescheid geben: Handwerkskammer").wait_for()
    _end(outside, link)
    page.goto(reverse("plan_transfer", args=[person.case_number, Transfer.objects.get().pk]))
    page.get_by_text("Antwort von Frau Muster über den Link").first.wait_for()
    page.get_by_text("beendet: Ziel erreicht").wait_for()
    axe(page)
    page.goto(reverse("network_figures"))
    page.get_by_text("1 × Ziel erreicht").wait_for()
    axe(page)
    no_sideways_scroll(page)
    assert Task.objects.still_open().get().title == "Wie geht es weiter? Handwerkskammer: Ziel erreicht"


def _answer(outside, link, axe, no_sideways_scroll):
    """The code is typed from the paper, the rest chosen; nothing of the person is to be seen."""
    outside.goto(reverse("answer"))
    axe(outside)
    outside.get_by_label("Code aus dem Brief").fill(link.partition("code=")[2].upper())
    outside.get_by_role("button", name="Weiter").click()
    outside.get_by_role("heading", name="Antwort auf die Anfrage").wait_for()
    axe(outside)
    no_sideways_scroll(outside)
    assert "Rahimi" not in outside.content()
    assert outside.evaluate("document.referrer") == ""
    outside.get_by_label("Wir nehmen die Person auf.").check()
    outside.get_by_role("button", name="Antwort senden").click()
    outside.get_by_role("link", name="Geben Sie Ihren Namen an").wait_for()
    axe(outside)
    outside.get_by_label("Ihr Name").fill("Frau Muster")
    outside.get_by_role("button", name="Antwort senden").click()
    outside.get_by_role("heading", name="Danke, Ihre Antwort ist angekommen").wait_for()
    axe(outside)


def _end(outside, link):
    for word, outcome in (("Das Angebot hat begonnen.", ""), ("Das Angebot ist zu Ende.", "Ziel erreicht")):
        outside.goto(link)
        outside.get_by_label(word).check()
        if outcome:
            outside.get_by_label("Wie ging es zu Ende?").select_option(label=outcome)
        outside.get_by_label("Ihr Name").fill("Frau Muster")
        outside.get_by_role("button", name="Antwort senden").click()
        outside.get_by_role("heading", name="Danke, Ihre Antwort ist angekommen").wait_for()
    outside.goto(link)
    outside.get_by_role("heading", name="Hier ist nichts zu beantworten").wait_for()


def test_a_withdrawal_stops_a_sent_link(
    page, outside, login, axe, caseworker, person, kammer, yesterday, live_server
):
    people.give_purpose(
        person,
        by=caseworker,
        purpose="weitergabe",
        partner=kammer.name,
        partner_key=kammer.pk,
        given_on=yesterday,
        language="prs",
    )
    draft = services.prepare_transfer(person, by=caseworker, organisation=kammer, shared=["name"])
    row = services.send_transfer(draft, by=caseworker, version=1, today=yesterday)
    code = services.make_answer_link(row, by=caseworker, today=yesterday)
    outside.goto(f"{reverse('answer')}?code={code}")
    outside.get_by_role("heading", name="Antwort auf die Anfrage").wait_for()
    login(page, caseworker)
    page.goto(reverse("consent_purposes", args=[person.case_number]))
    page.get_by_role("link", name="Widerruf eintragen").click()
    page.get_by_role("button", name="Widerruf eintragen").click()
    page.get_by_text("was gesendet war, ist zurückgezogen, der Link gilt nicht mehr").wait_for()
    outside.get_by_label("Wir nehmen die Person auf.").check()
    outside.get_by_label("Ihr Name").fill("Frau Muster")
    outside.get_by_role("button", name="Antwort senden").click()
    outside.get_by_role("heading", name="Hier ist nichts zu beantworten").wait_for()
    axe(outside)
    row.refresh_from_db()
    assert row.state == "zurueckgezogen"
