"""Placement in a real browser: from a position and a profile to the contract, the name only in its turn."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from clearing.models import Placement
from network import services as network
from tests.clearing.placing import make_known

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_position_to_the_contract(page, login, axe, no_sideways_scroll, caseworker, coordinator):
    yesterday = timezone.localdate() - timedelta(days=1)
    betrieb = network.add_organisation(
        coordinator.kommune, by=coordinator, group="wirtschaft", name="Klinikdienste"
    )
    person = make_known(caseworker, on=yesterday, family_name="Qxzwahl")
    login(page, caseworker)

    def judged() -> None:
        axe(page)
        no_sideways_scroll(page)

    page.goto(reverse("organisation_detail", args=[betrieb.pk]))
    page.get_by_role("link", name="Stelle anlegen").click()
    page.get_by_label("Bezeichnung").fill("Reinigungskraft")
    page.get_by_label("Beruf (KldB 2010)").fill("5410")
    page.get_by_role("button", name="Anlegen").click()
    page.get_by_role("link", name="Geben Sie die fünf Ziffern der KldB 2010 ein").wait_for()
    judged()
    page.get_by_label("Beruf (KldB 2010)").fill("54101")
    page.get_by_label("Deutsch mindestens").select_option("B1")
    page.get_by_role("button", name="Anlegen").click()
    page.get_by_text("54101: 54 Reinigung, Helfertätigkeit").wait_for()
    judged()

    page.goto(reverse("placement_list", args=[person.case_number]))
    page.get_by_text("Für die Vermittlung ist noch nichts freigegeben.").wait_for()
    judged()
    page.get_by_role("link", name="Profil freigeben").click()
    for item in ("Berufsfelder mit Erfahrung", "Deutsch:", "Stunden pro Woche"):
        page.get_by_role("checkbox", name=item).check()
    judged()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("Deutsch B1 gefordert, A2 vorhanden").wait_for()
    judged()

    page.goto(reverse("vacancy_list"))
    judged()
    page.get_by_role("link", name="Reinigungskraft").click()
    page.get_by_role("link", name="Passende Teilnehmende").click()
    page.get_by_role("heading", name="Passt beinahe (1)").wait_for()
    judged()
    page.get_by_role("link", name="Vorschlagen").click()
    judged()
    page.get_by_role("button", name="Vorschlagen").click()
    page.get_by_text("Vorgeschlagen: Reinigungskraft.").wait_for()

    page.get_by_role("link", name="Reinigungskraft").first.click()
    judged()
    page.get_by_role("link", name="Ansehen und drucken").click()
    assert "Qxzwahl" not in page.locator("main").inner_text()
    judged()
    page.go_back()
    page.get_by_role("link", name="Name freigeben").click()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("von der Person freigegeben.").wait_for()
    page.get_by_role("link", name="Ansehen und drucken").click()
    page.get_by_role("heading", name="Kim Qxzwahl").wait_for()
    page.go_back()
    page.get_by_role("link", name="Im Betrieb vorgestellt").click()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Vertrag eintragen").click()
    judged()
    page.get_by_label("Art", exact=True).select_option("sv")
    page.get_by_label("Stunden pro Woche").fill("30")
    page.get_by_label("Beginn der Arbeit").fill("+7")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("Stand: Vertrag").wait_for()
    judged()
    row = Placement.objects.get()
    assert (row.state, row.employment.employer) == ("vertrag", "Klinikdienste")
