"""Referring somebody in a real browser: found, referred, arrived; and a contact without a name."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clearing import services
from clearing.models import BriefContact, Task
from network import services as network
from tests.factories import make_participant

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_need_to_the_result(page, login, axe, no_sideways_scroll, caseworker, coordinator):
    yesterday = timezone.localdate() - timedelta(days=1)
    person = make_participant(caseworker, on=yesterday)
    services.open_need(person, by=caseworker, kind="anerkennung", opened_on=yesterday)
    services.open_need(person, by=caseworker, kind="wohnung", opened_on=yesterday)
    kammer = network.add_organisation(
        coordinator.kommune, by=coordinator, group="kammern", name="Handwerkskammer"
    )
    network.add_service(
        kammer, by=coordinator, kind="anerkennung", name="Anerkennungsberatung", needs=["anerkennung"]
    )
    login(page, caseworker)
    plan = reverse("plan_detail", args=[person.case_number])
    page.goto(plan)
    page.get_by_text("0 von 2 Bedarfen geregelt").wait_for()
    page.get_by_role("link", name="Passende Angebote").first.click()
    page.get_by_role("link", name="Verweis festhalten").click()
    assert page.get_by_label("Stelle").input_value() == "Handwerkskammer"
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Festhalten").click()
    page.get_by_role("link", name="Wählen Sie aus, wie Sie verwiesen haben.").wait_for()
    page.get_by_label("Termin vereinbart").check()
    page.get_by_label("Nächster Kontakt am").fill("+14")
    page.get_by_role("button", name="Festhalten").click()
    page.get_by_text("Festgehalten: Verweis an Handwerkskammer.").wait_for()
    page.get_by_text("1 von 2 Bedarfen geregelt").wait_for()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name="Ergebnis").click()
    axe(page)
    page.get_by_label("nicht angekommen").check()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("Verweis ohne Erfolg, Bedarf noch offen").wait_for()
    page.get_by_text("0 von 2 Bedarfen geregelt").wait_for()
    assert not Task.objects.still_open().exists()


def test_a_contact_without_a_name(page, login, axe, no_sideways_scroll, caseworker):
    login(page, caseworker)
    page.goto(reverse("task_list"))
    page.get_by_role("link", name="Kurzkontakte").click()
    page.get_by_label("Arbeit, Ausbildung").check()
    page.get_by_label("Sprache", exact=True).select_option(label="Arabisch")
    page.get_by_role("button", name="Zählen").click()
    page.get_by_text("Gezählt: Arbeit, Ausbildung am").wait_for()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Löschen").click()
    page.get_by_text("Gelöscht: Arbeit, Ausbildung am").wait_for()
    assert not BriefContact.objects.exists()
