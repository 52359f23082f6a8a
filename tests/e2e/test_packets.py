"""A move to another Kommune in a real browser, by both sides; and a case that is erased."""

from datetime import date

import pytest
from django.urls import reverse

from clearing.models import Packet
from participants.choices import Phase
from participants.models import Participant
from reports.erasure_models import Erasure
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user, move_to

pytestmark = pytest.mark.django_db(transaction=True)


def offered(page, person) -> None:
    """From the history of the case to the binding offer."""
    page.goto(reverse("participant_history", args=[person.case_number]))
    page.get_by_role("link", name="Wechsel in eine andere Kommune").click()
    page.get_by_role("button", name="Zur Vorschau").click()
    page.get_by_role("link", name="Wählen Sie die Kommune aus, in die die Person zieht.").wait_for()
    page.get_by_label("An welche Kommune?").select_option(label="Landeshauptstadt Potsdam")
    page.get_by_label("Aufenthaltspapiere").check()
    page.get_by_role("button", name="Zur Vorschau").click()
    page.get_by_role("heading", name="Das geht an: Landeshauptstadt Potsdam").wait_for()


def test_offered_looked_at_taken_over(page, login, axe, no_sideways_scroll, caseworker, potsdam, coordinator):
    there = make_user(Role.KOORDINATION, potsdam, name="P. Annahme")
    person = make_participant(caseworker, family_name="Wandername")
    login(page, caseworker)
    offered(page, person)
    page.get_by_text("Wandername").first.wait_for()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("button", name="Zurück zur Auswahl").click()
    assert page.get_by_label("Aufenthaltspapiere").is_checked()
    page.get_by_role("button", name="Zur Vorschau").click()
    page.get_by_role("button", name="Verbindlich anbieten").click()
    page.get_by_text("Der Wechsel ist angeboten").wait_for()
    axe(page)
    no_sideways_scroll(page)
    login(page, there)
    page.goto(reverse("home"))
    page.get_by_role("link", name="Wechsel der Kommune zu entscheiden").click()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name=person.case_number).click()
    assert "Wandername" not in page.content()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name="Übernehmen …").click()
    page.get_by_label("Wer wird zuständig?").select_option(label="P. Annahme")
    axe(page)
    page.get_by_role("button", name="Übernehmen").click()
    page.get_by_role("heading", name="Wandername, Kim").wait_for()
    page.get_by_text("Der Fall ist übernommen").wait_for()
    assert [each.kommune for each in Participant.objects.order_by("pk")] == [caseworker.kommune, potsdam]
    login(page, coordinator)
    page.goto(reverse("packet_list"))
    page.get_by_text("angenommen am").wait_for()
    axe(page)
    no_sideways_scroll(page)
    assert "Wandername" not in page.content()


def test_refused_with_a_reason(page, login, axe, caseworker, potsdam):
    there = make_user(Role.KOORDINATION, potsdam)
    person = make_participant(caseworker)
    login(page, caseworker)
    offered(page, person)
    page.get_by_role("button", name="Verbindlich anbieten").click()
    page.get_by_text("Der Wechsel ist angeboten").wait_for()
    login(page, there)
    page.goto(reverse("packet_refuse", args=[Packet.objects.get().pk]))
    page.get_by_role("button", name="Ablehnen").click()
    page.get_by_role("link", name="Wählen Sie den Grund der Ablehnung aus.").wait_for()
    axe(page)
    page.get_by_label("zurzeit keine Aufnahme möglich").check()
    page.get_by_role("button", name="Ablehnen").click()
    page.get_by_text("Der Wechsel ist abgelehnt.").wait_for()
    login(page, caseworker)
    page.goto(reverse("home"))
    page.get_by_role("link", name="Wechsel nach Landeshauptstadt Potsdam ist abgelehnt").wait_for()


def test_erased_after_the_period(page, login, axe, no_sideways_scroll, coordinator):
    person = make_participant(coordinator, on=date(2024, 1, 10), family_name="Altfall")
    move_to(person, Phase.ABGESCHLOSSEN, by=coordinator, on=date(2024, 3, 1))
    login(page, coordinator)
    page.goto(reverse("home"))
    page.get_by_role("link", name="Aufbewahrung und Löschungen").click()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name=person.case_number).click()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_label("Aufbewahrungsfrist abgelaufen").check()
    page.get_by_label("Fallnummer zur Bestätigung").fill(person.case_number)
    page.get_by_role("button", name="Fall löschen").click()
    page.get_by_text("wird im Hintergrund gelöscht.").wait_for()
    axe(page)
    assert Erasure.objects.waiting().get().case_number == person.case_number
