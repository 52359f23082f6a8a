"""Reports in a real browser: words of a report, all reports of a month, the comparison, the Sachbericht."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page

from reports import services as reports
from reports.batches.services import work_off
from reports.models import IssuedReport, ReportBatch, Sachbericht
from reports.printing.services import leave_unprinted
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.e2e.conftest import watched_page
from tests.factories import make_kommune, make_participant, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _empty_queue() -> Iterator[None]:
    """Its tables are not Django's, so nobody else empties them after a test that commits."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(params=[True, False], ids=["script", "no_script"])
def window(request: pytest.FixtureRequest, browser: Browser, live_server) -> Iterator[Page]:
    problems: list[str] = []
    page = watched_page(browser, live_server.url, problems, java_script_enabled=request.param)
    page.has_script = request.param
    yield page
    page.context.close()
    assert problems == []


@pytest.fixture
def check(axe, no_sideways_scroll):
    """It fits at every width and is accessible; axe itself is a script."""

    def look(page: Page) -> None:
        no_sideways_scroll(page)
        if page.has_script:
            axe(page)

    return look


def last_of_month():
    return timezone.localdate().replace(day=1) - timedelta(days=1)


@pytest.fixture
def programme(cottbus: Kommune, coordinator: User) -> None:
    start(cottbus)
    make_participant(coordinator, on=last_of_month() - timedelta(days=5), family_name="Muradi")


def start(kommune: Kommune) -> None:
    admin = make_user(Role.FACHADMINISTRATION)
    reports.add_programme(
        kommune,
        by=admin,
        name="Spurwechsel",
        addressee="Ministerium",
        funder_line="Gefördert",
        valid_from=last_of_month().replace(month=1, day=1) - timedelta(days=400),
    )


def click(page: Page, role: str, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name, exact=True).first.click()


def test_words_are_kept_and_names_are_pointed_out(window: Page, login, check, programme, coordinator):
    login(window, coordinator)
    window.goto(reverse("report_preview"))
    window.get_by_label("Erfolge").fill("Herr Muradi hat Arbeit.")
    window.get_by_label("Ausblick").fill("Ein Kurs beginnt.")
    click(window, "button", "Freigeben")
    assert window.get_by_text("Noch nicht freigegeben: Der Text nennt Teilnehmende.").is_visible()
    check(window)
    assert window.get_by_label("Ausblick").input_value() == "Ein Kurs beginnt."
    window.get_by_label("Erfolge").fill("Eine Person hat Arbeit.")
    click(window, "button", "Freigeben")
    assert window.locator("#einschaetzung").is_visible()
    check(window)
    blocks = {"successes": "Eine Person hat Arbeit.", "outlook": "Ein Kurs beginnt."}
    assert IssuedReport.objects.get().words.blocks == blocks


def test_all_reports_of_a_month_in_one_file(window: Page, login, check, programme, cottbus, coordinator):
    make_kommune("ff", name="Frankfurt", case_prefix="FF")
    reports.issue(cottbus, last_of_month(), by=coordinator, highlights="Text.", printer=leave_unprinted)
    login(window, make_user(Role.AUSWERTUNG, email="land@example.org"))
    window.goto(reverse("land_report"))
    click(window, "button", "Alle Monatsberichte zusammenstellen")
    assert window.get_by_text("0 von 2 erledigt").is_visible()
    check(window)
    work_off(ReportBatch.objects.get())
    if window.has_script:
        window.get_by_text("1 von 2 erledigt, 1 nicht erledigt").wait_for()
    else:
        click(window, "link", "Stand neu laden")
    assert window.get_by_text("Am", exact=False).filter(has_text="Förderprogramm").first.is_visible()
    check(window)
    with window.expect_download() as download:
        window.get_by_role("link", name="Den Bericht herunterladen (ZIP)").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [bytes(IssuedReport.objects.get().pdf)]


def test_compare_and_write_the_sachbericht(window: Page, login, check, programme, cottbus, coordinator):
    reports.issue(cottbus, last_of_month(), by=coordinator, highlights="Text.", printer=leave_unprinted)
    login(window, coordinator)
    window.goto(reverse("report_list"))
    click(window, "link", "Kommunen im Vergleich")
    assert window.get_by_role("columnheader", name=cottbus.name).first.is_visible()
    check(window)
    click(window, "link", "Berichte")
    click(window, "link", "Sachbericht")
    window.get_by_label("Ziel: Personen, die in Betreuung waren").fill("20")
    window.get_by_label("Ausblick").fill("Ein zweiter Kurs.")
    click(window, "button", "Speichern")
    row = Sachbericht.objects.get()
    assert (row.goal_care, row.outlook) == (20, "Ein zweiter Kurs.")
    check(window)
    with window.expect_download() as download:
        window.get_by_role("link", name="PDF des gespeicherten Standes").click()
    assert Path(download.value.path()).read_bytes()[:5] == b"%PDF-"
