"""Three walks in a real browser, with and without script: take somebody in, decide, send the report."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from participants.choices import Aufenthaltsstatus, Phase
from participants.models import Participant
from reports import services as reports
from reports.models import IssuedReport
from spurwechsel.roles import Role
from tests.e2e.conftest import WIDTHS, watched_page
from tests.factories import make_participant, make_user, move_to

pytestmark = pytest.mark.django_db(transaction=True)
NBSP = "\u00a0"


@pytest.fixture(params=[True, False], ids=["script", "no_script"])
def window(request: pytest.FixtureRequest, browser: Browser, live_server) -> Iterator[Page]:
    problems: list[str] = []
    page = watched_page(browser, live_server.url, problems, java_script_enabled=request.param)
    page.has_script = request.param
    yield page
    page.context.close()
    assert problems == []


@pytest.fixture
def check(axe, no_sideways_scroll) -> Callable[[Page], None]:
    """Accessible on three widths; axe itself is a script."""

    def at_every_width(page: Page) -> None:
        no_sideways_scroll(page)
        if not page.has_script:
            return
        for width in WIDTHS[::-1]:
            page.set_viewport_size({"width": width, "height": 900})
            axe(page)

    return at_every_width


def click(page: Page, role: str, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def test_take_somebody_in(window: Page, login, check, caseworker):
    login(window, caseworker)
    window.goto("/")
    check(window)
    click(window, "link", "Person aufnehmen")
    check(window)
    window.get_by_label("Familienname").fill("Özdemir")
    window.get_by_label("Vorname").fill("Ayşe")
    window.get_by_label("Geburtsdatum").fill("3.5.90")
    window.get_by_label("Sprache für Gespräche").select_option(label="Türkisch")
    window.get_by_label("Aufenthalt", exact=True).select_option(Aufenthaltsstatus.AE_25_5)
    window.get_by_label("Gültig bis").fill("+89")
    # Nothing is saved while something is missing.
    click(window, "button", "Aufnehmen")
    assert window.locator("#fehler a").all_inner_texts() == [
        "Wählen Sie aus, ob die Rücksprache erfolgt ist."
    ]
    check(window)
    window.get_by_label("ja", exact=True).check()
    window.get_by_label("liegt vor").check()
    window.get_by_label("Einwilligung vom").fill("heute")
    click(window, "button", "Aufnehmen")
    person = Participant.objects.get()
    assert (person.phase, window.locator("h1").inner_text()) == (Phase.TERMINVEREINBARUNG, "Özdemir, Ayşe")
    verdict = window.get_by_text(f"§{NBSP}25 Abs.{NBSP}5 AufenthG gehört zur geförderten Gruppe.")
    assert verdict.is_visible()
    check(window)
    click(window, "link", "Heute")
    assert window.get_by_text("noch 89 Tage").first.is_visible()


def test_decide(window: Page, login, check, caseworker, coordinator):
    """With a Fiktion only, Betreuung waits; the Koordination decides otherwise and takes it back."""
    today = timezone.localdate()
    kind, until = Aufenthaltsstatus.FIKTION_81_3, today + timedelta(days=60)
    person = make_participant(
        caseworker, on=today - timedelta(days=40), residence_kind=kind, residence_until=until
    )
    move_to(person, Phase.CLEARING, on=today - timedelta(days=30), by=caseworker)
    for user in (caseworker, coordinator):
        login(window, user)
        window.goto(f"/teilnehmende/{person.case_number}/")
        click(window, "link", "Status ändern")
        check(window)
        window.get_by_role("radio", name="Betreuung").check()
        window.get_by_label("Begründung", exact=True).fill("B1-Kurs ab Mai. العمل 🙂")
        click(window, "button", "Ergebnis festlegen")
        heading = "Betreuung ist nach den Regeln des Projekts zurzeit nicht vorgesehen"
        assert window.locator("h1").inner_text() == heading
        check(window)
        if user == caseworker:
            assert window.get_by_text("Ansprechperson: K. Muster").is_visible()
            click(window, "button", "Zurück zur Auswahl")
            text = window.get_by_label("Begründung", exact=True).input_value()
            assert (text, window.get_by_role("radio", name="Betreuung").is_checked()) == (
                "B1-Kurs ab Mai. العمل 🙂",
                True,
            )
    window.get_by_label("Begründung der Einzelfallentscheidung").fill("Titel ist zugesagt.")
    click(window, "button", "Als Einzelfall entscheiden")
    person.refresh_from_db()
    step = person.phase_changes.latest("pk")
    assert (person.phase, step.exception_reason) == (Phase.BETREUUNG, "Titel ist zugesagt.")
    assert window.get_by_text("Status: Betreuung.").is_visible()
    check(window)
    click(window, "button", "Rückgängig")
    assert window.get_by_text("Rückgängig gemacht. Der Status ist Clearing.").is_visible()
    person.refresh_from_db()
    assert (person.phase, person.phase_changes.count()) == (Phase.CLEARING, 3)


def test_report_in_three_clicks(window: Page, login, check, caseworker, coordinator, cottbus):
    reports.add_programme(
        cottbus,
        by=make_user(Role.FACHADMINISTRATION),
        name="Modellprojekt Spurwechsel",
        addressee="Ministerium",
        funder_line="Gefördert",
        logo_text="Land",
        funding_code="SW-1",
        valid_from=timezone.localdate() - timedelta(days=200),
    )
    for _ in range(3):
        make_participant(caseworker, on=timezone.localdate() - timedelta(days=100))
    login(window, coordinator)
    window.goto("/uebersicht/")
    check(window)
    click(window, "link", "Monatsbericht erstellen")
    check(window)
    click(window, "button", "Freigeben")
    check(window)
    with window.expect_download() as download:
        window.get_by_role("link", name="PDF herunterladen").click()
    content = Path(download.value.path()).read_bytes()
    report = IssuedReport.objects.get()
    assert (content[:5], sha256(content).hexdigest()) == (b"%PDF-", report.sha256)
    assert download.value.suggested_filename == report.file_name("pdf")
