"""The directory in a real browser: from entering a partner to finding it for a person; from a table too."""

from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import Workbook

from clearing import services
from network.models import Service
from tests.clearing.plans import DAY
from tests.factories import make_participant

pytestmark = pytest.mark.django_db(transaction=True)


def table(*rows: list[str]) -> dict[str, object]:
    book = Workbook()
    book.active.title = "Angebote"
    for row in (["Gruppe", "Organisation", "Leistung", "Angebot", "Bedarfe"], *rows):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return {"name": "netz.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}


def test_entered_by_one_and_found_by_another(page, login, axe, no_sideways_scroll, caseworker, coordinator):
    person = make_participant(caseworker)
    need = services.open_need(person, by=caseworker, kind="sprachkurs", opened_on=DAY, target_level="B1")
    services.record_certificate(person, by=caseworker, gained_on=DAY, level="A2")
    login(page, coordinator)
    page.goto(reverse("network_overview"))
    page.get_by_text("Noch keine Partner.").wait_for()
    page.get_by_role("link", name="Organisation anlegen").click()
    page.get_by_label("Gruppe").select_option(label="Freie Träger")
    page.get_by_label("Name", exact=True).fill("Sprachhaus")
    page.get_by_role("button", name="Anlegen").click()
    page.get_by_role("link", name="Angebot anlegen").click()
    page.get_by_label("Leistung", exact=True).select_option(label="Verweisberatung")
    page.get_by_label("Bezeichnung").fill("Deutschkurs am Abend")
    page.get_by_label("Sprachkurs", exact=True).check()
    page.get_by_label("Deutsch mindestens").select_option("B1")
    page.get_by_label("Dari").check()
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("button", name="Geprüft, stimmt noch").click()
    axe(page)
    no_sideways_scroll(page)

    page.context.clear_cookies()
    login(page, caseworker)
    page.goto(reverse("plan_detail", args=[person.case_number]))
    page.get_by_role("link", name="Passende Angebote").click()
    page.get_by_role("heading", name="Passt knapp nicht (1)").wait_for()
    page.get_by_text("Deutsch ab B1 verlangt, A2 vorhanden").wait_for()
    assert page.url.endswith(reverse("plan_need_offers", args=[person.case_number, need.pk]))
    axe(page)
    no_sideways_scroll(page)
    page.get_by_role("link", name="Sprachhaus").click()
    page.get_by_role("heading", name="Deutschkurs am Abend").wait_for()


def test_a_table_with_a_wrong_row_and_then_without(page, login, axe, no_sideways_scroll, coordinator):
    good = ["Kammern", "Kammer", "Beratung", "Erstgespräch", "Anerkennung ausländischer Abschlüsse"]
    login(page, coordinator)
    page.goto(reverse("directory_import"))
    page.get_by_role("button", name="Einlesen").click()
    page.get_by_role("link", name="Wählen Sie eine Tabelle im Format .xlsx aus").click()
    assert page.evaluate("document.activeElement.id") == "id_datei"
    page.get_by_label("Tabelle").set_input_files(table(good, ["Verein", "X"]))
    page.get_by_role("button", name="Einlesen").click()
    page.get_by_text("„Verein“ steht nicht zur Wahl.").wait_for()
    page.get_by_text("Nichts wurde eingetragen.").wait_for()
    axe(page)
    no_sideways_scroll(page)
    page.get_by_label("Tabelle").set_input_files(table(good))
    page.get_by_role("button", name="Nur prüfen").click()
    page.get_by_text("Die Tabelle ist in Ordnung.").wait_for()
    assert not Service.objects.exists()
    page.get_by_label("Tabelle").set_input_files(table(good))
    page.get_by_role("button", name="Einlesen").click()
    page.get_by_text("Eingelesen. Organisationen: 1 neu, 0 geändert").wait_for()
    assert Service.objects.get().needs == ["anerkennung"]
    with page.expect_download() as download:
        page.get_by_role("link", name="Als Tabelle speichern").click()
    assert download.value.suggested_filename.endswith(".xlsx")
