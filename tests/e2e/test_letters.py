"""Letters in a real browser: many at once with one address missing, and every page fits and is accessible."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from clearing import services
from clearing.letter_catalogue import Briefart
from clearing.models import BulkRun, Letter
from clearing.services import work_off
from participants import services as people
from spurwechsel.jobs import WORKS
from tests.clearing.letters import addressed, check, meet, order, with_sender
from tests.factories import make_participant

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty_queue():
    """Its tables are not Django's, so nobody else empties them after a test that commits."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def trio(cottbus, caseworker):
    with_sender(cottbus)
    return [
        addressed(caseworker, family_name="Amani"),
        make_participant(caseworker, family_name="Berg"),
        addressed(caseworker, family_name="Cano"),
    ]


def work() -> None:
    run = BulkRun.objects.get()
    work_off(run, WORKS[run.kind])


def test_letters_for_many_with_one_missing_address(page, login, axe, caseworker, trio):
    login(page, caseworker)
    page.goto(reverse("participant_list"))
    page.get_by_role("link", name="Briefe für diese Auswahl erstellen").click()
    page.get_by_role("heading", name="Briefe für 3 Personen").wait_for()
    assert page.locator(".sp-notice a").all_inner_texts() == ["Berg, Kim"]
    axe(page)
    page.get_by_label("Einladung zum Kennenlernen").check()
    page.get_by_role("button", name="Briefe erstellen").click()
    page.get_by_text("0 von 3 erledigt").wait_for()
    axe(page)
    work()
    page.get_by_role("link", name="Stand neu laden").click()
    page.get_by_text("2 von 3 erledigt, 1 nicht erledigt").wait_for()
    axe(page)
    page.get_by_role("link", name="Anschrift eintragen").click()
    page.get_by_label("Straße und Hausnummer").fill("Ringstraße 5")
    page.get_by_label("Postleitzahl").fill("03046")
    page.get_by_label("Ort", exact=True).fill("Cottbus")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_text("Die Anschrift ist gespeichert.").wait_for()
    page.goto(reverse("bulk_detail", args=[BulkRun.objects.get().pk]))
    page.get_by_role("button", name="Nicht erledigte erneut versuchen").click()
    page.get_by_text("2 von 3 erledigt").wait_for()
    work()
    page.reload()
    page.get_by_role("link", name="Alle 3 Briefe herunterladen (ZIP)").wait_for()
    assert Letter.objects.count() == 3


def test_the_progress_needs_no_script(browser, live_server, login, caseworker, trio):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    login(page, caseworker)
    page.goto(reverse("letter_bulk"))
    page.get_by_label("Einladung zum Kennenlernen").check()
    page.get_by_role("button", name="Briefe erstellen").click()
    assert page.get_by_role("progressbar").get_attribute("value") == "0"
    work()
    page.get_by_role("link", name="Stand neu laden").click()
    page.get_by_text("2 von 3 erledigt, 1 nicht erledigt").wait_for()
    assert page.get_by_role("progressbar").count() == 0
    context.close()


def test_every_page_is_accessible_and_fits(page, login, axe, no_sideways_scroll, coordinator, cottbus, trio):
    person = trio[0]
    meeting = meet(person, coordinator, day=timezone.localdate() + timedelta(days=7))
    for language in ("ar", "prs"):
        check(cottbus, coordinator, Briefart.EINLADUNG, language)
    for kind in (Briefart.EINLADUNG, Briefart.EINLADUNG, Briefart.EINWILLIGUNG):
        wanted = {"delivery": "uebergabe"} if kind == Briefart.EINWILLIGUNG else {"appointment": meeting}
        services.print_letter(order(person, kind, **wanted), by=coordinator)
    given = {"given_on": date(2024, 1, 10), "language": "prs"}
    row = people.give_purpose(person, by=coordinator, purpose="weitergabe", partner="Jobcenter", **given)
    people.give_purpose(person, by=coordinator, purpose="nachfrage", form_version="Formular " * 12, **given)
    login(page, coordinator)
    number = person.case_number
    pages = [
        reverse("letter_list", args=[number]),
        reverse("letter_add", args=[number]),
        reverse("address_edit", args=[number]),
        reverse("consent_purposes", args=[number]),
        reverse("consent_give", args=[number]),
        reverse("consent_take_back", args=[number, row.pk]),
        reverse("letter_bulk"),
        reverse("letter_text_list"),
        reverse("letter_text_edit", args=["einladung", "de"]),
        reverse("letter_text_edit", args=["einladung", "ar"]),
        reverse("letter_text_edit", args=["erinnerung", "ar"]),
    ]
    for path in pages:
        page.goto(path)
        axe(page)
        no_sideways_scroll(page)


def test_a_preview_keeps_the_text_and_a_refusal_leads_to_the_field(page, login, axe, coordinator, trio):
    login(page, coordinator)
    page.goto(reverse("letter_text_edit", args=["erinnerung", "ar"]))
    page.get_by_label("Betreff").fill("تذكير {geheim}")
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_role("link", name="Den Platzhalter {geheim} gibt es hier nicht.").click()
    assert page.evaluate("document.activeElement.id") == "id_subject"
    page.get_by_label("Betreff").fill("تذكير {tag}")
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_role("heading", name="Vorschau, noch nicht gespeichert").wait_for()
    axe(page)
    assert page.get_by_label("Betreff").input_value() == "تذكير {tag}"
