"""Talks in a real browser: nothing typed is lost, whatever happens to connection, tab or session."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from clearing import services
from clearing.catalogue import Abschnitt
from clearing.models import Draft, SectionState
from tests.factories import make_participant

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2024, 3, 27)
TEXT = "Möchte als Elektrikerin arbeiten. تحب العمل 🙂 "


@pytest.fixture
def person(caseworker):
    return make_participant(caseworker, family_name="Özdemir", given_name="Ayşe")


@pytest.fixture
def talk(person, caseworker):
    return services.start_interview(person, by=caseworker, held_on=DAY)


def address(talk, name="talk_section", *args):
    return reverse(name, args=[talk.participant.case_number, talk.number, *args])


WISHES = Abschnitt.WUENSCHE


def open_wishes(page, talk):
    page.goto(address(talk, "talk_section", WISHES))
    return page.get_by_label("Wünsche und Ziele in eigenen Worten")


def typed_on_server(talk):
    draft = Draft.objects.filter(interview=talk, section=WISHES).first()
    return draft.typed["own_words"][0] if draft else ""


def saved(page):
    """Waits for the time of the server, which may appear only after its answer."""
    page.locator("#gespeichert:not([hidden])").wait_for()
    return page.locator("#gespeichert").inner_text()


def test_saved_after_the_last_key_with_the_time_of_the_server(page, login, caseworker, talk):
    login(page, caseworker)
    field = open_wishes(page, talk)
    field.press_sequentially("Ich möchte", delay=5)
    assert page.locator("#gespeichert").is_hidden()
    assert saved(page) == f"gespeichert {draft_time(talk)}"
    assert typed_on_server(talk) == "Ich möchte"
    # Told to screen readers once, not after every pause.
    assert page.locator("#ansage").inner_text() == f"Als Entwurf gespeichert um {draft_time(talk)} Uhr."


def draft_time(talk):
    return f"{timezone.localtime(Draft.objects.get(interview=talk).saved_at):%H:%M:%S}"


def test_saved_on_leaving_a_field(page, login, caseworker, talk):
    login(page, caseworker)
    field = open_wishes(page, talk)
    with page.expect_response("**/entwurf/"):
        field.fill("Bäckerin")
        page.keyboard.press("Tab")
    assert typed_on_server(talk) == "Bäckerin"


def test_connection_gone_while_typing(page, login, caseworker, talk):
    login(page, caseworker)
    field = open_wishes(page, talk)
    page.route("**/entwurf/", lambda route: route.abort("internetdisconnected"))
    text = (TEXT * 10)[:300]
    field.press_sequentially(text[:150])
    bar = page.locator("#nicht-gespeichert")
    bar.wait_for()
    assert bar.inner_text() == (
        "Nicht gespeichert, Verbindung fehlt. Ihr Text bleibt auf dieser Seite. Neuer Versuch in 5 Sekunden."
    )
    field.press_sequentially(text[150:])
    assert (page.locator("#gespeichert").is_hidden(), typed_on_server(talk)) == (True, "")
    page.unroute("**/entwurf/")
    page.locator("#nicht-gespeichert").wait_for(state="hidden")
    assert (typed_on_server(talk), len(text)) == (text, 300)


def test_tab_closed_after_the_last_key(page, login, caseworker, talk):
    login(page, caseworker)
    open_wishes(page, talk).press_sequentially("bleibt", delay=5)
    page.wait_for_timeout(4000)
    page.close()
    assert typed_on_server(talk) == "bleibt"


def test_tab_hidden_before_the_pause_is_over(page, login, caseworker, talk):
    login(page, caseworker)
    open_wishes(page, talk).press_sequentially("sofort", delay=5)
    page.goto("about:blank")
    page.wait_for_timeout(1500)
    assert typed_on_server(talk) == "sofort"


def test_server_error_keeps_the_text_and_the_retry_works(browser, live_server, login, caseworker, talk):
    context = browser.new_context(base_url=live_server.url, locale="de-DE")
    page = context.new_page()
    login(page, caseworker)
    page.route("**/entwurf/", lambda route: route.fulfill(status=500, body="kaputt"))
    open_wishes(page, talk).press_sequentially("noch da", delay=5)
    page.locator("#nicht-gespeichert").wait_for()
    page.unroute("**/entwurf/")
    page.locator("#nicht-gespeichert").wait_for(state="hidden")
    assert typed_on_server(talk) == "noch da"
    context.close()


def test_session_gone_and_log_in_in_a_second_tab(page, login, caseworker, talk):
    login(page, caseworker)
    field = open_wishes(page, talk)
    page.context.clear_cookies()
    field.press_sequentially("nicht weg", delay=5)
    bar = page.locator("#nicht-gespeichert")
    bar.wait_for()
    assert bar.get_by_role("link", name="In einem neuen Fenster anmelden").is_visible()
    assert field.input_value() == "nicht weg"
    # The log-in in another tab gives this browser a new session and a new token.
    login(page, caseworker)
    page.locator("#nicht-gespeichert").wait_for(state="hidden")
    assert typed_on_server(talk) == "nicht weg"
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/clearing/1/")
    assert SectionState.objects.get().typed["own_words"] == ["nicht weg"]


def test_somebody_else_logs_in_and_gets_nothing(page, login, caseworker, coordinator, talk):
    login(page, caseworker)
    field = open_wishes(page, talk)
    page.context.clear_cookies()
    login(page, coordinator)
    field.press_sequentially("meins", delay=5)
    page.locator("#nicht-gespeichert").wait_for()
    assert (Draft.objects.count(), field.input_value()) == (0, "meins")


def test_two_people_in_one_section(page, browser, live_server, login, axe, caseworker, coordinator, talk):
    login(page, caseworker)
    mine = open_wishes(page, talk)
    context = browser.new_context(base_url=live_server.url, locale="de-DE")
    other = context.new_page()
    login(other, coordinator)
    open_wishes(other, talk).fill("Fassung von K. Muster")
    other.get_by_role("button", name="Speichern und weiter").click()
    other.wait_for_url("**/clearing/1/")
    context.close()
    mine.fill("Fassung von A. Beispiel")
    page.get_by_role("button", name="Speichern und weiter").click()
    page.get_by_role("heading", name="Inzwischen wurde dieser Abschnitt gespeichert").wait_for()
    cells = page.get_by_role("table", name="Was sich unterscheidet").get_by_role("cell")
    assert cells.all_inner_texts() == ["Fassung von K. Muster", "Fassung von A. Beispiel"]
    assert SectionState.objects.get().typed["own_words"] == ["Fassung von K. Muster"]
    axe(page)
    page.get_by_role("button", name="Meine Fassung speichern").click()
    page.wait_for_url("**/clearing/1/")
    assert SectionState.objects.get().typed["own_words"] == ["Fassung von A. Beispiel"]


def test_without_script_the_button_keeps_a_draft(browser, live_server, login, caseworker, talk):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    login(page, caseworker)
    open_wishes(page, talk).fill("ohne Skript")
    page.get_by_role("button", name="Entwurf speichern und schließen").click()
    assert page.get_by_text("Als Entwurf gespeichert um").is_visible()
    assert open_wishes(page, talk).input_value() == "ohne Skript"
    page.get_by_role("button", name="Gesprächsansicht an").click()
    page.get_by_role("button", name="Bildschirm verdecken").click()
    assert (page.title(), page.get_by_text("Özdemir").count()) == ("Spurwechsel", 0)
    page.get_by_role("link", name="Zurück").click()
    assert page.get_by_label("Wünsche und Ziele in eigenen Worten").input_value() == "ohne Skript"
    context.close()


def test_back_after_saving_shows_the_saved_text(page, login, caseworker, talk):
    login(page, caseworker)
    open_wishes(page, talk).fill("gespeichert und zurück")
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/clearing/1/")
    page.go_back()
    field = page.get_by_label("Wünsche und Ziele in eigenen Worten")
    assert field.input_value() == "gespeichert und zurück"
    # And it can be saved again without a conflict with oneself.
    field.fill("noch einmal")
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/clearing/1/")
    assert SectionState.objects.get().typed["own_words"] == ["noch einmal"]


def test_twenty_thousand_signs(page, login, caseworker, talk):
    login(page, caseworker)
    text = (TEXT * 500)[:20_000].rstrip()
    field = open_wishes(page, talk)
    with page.expect_response("**/entwurf/"):
        field.fill(text)
        page.keyboard.press("Tab")
    assert typed_on_server(talk) == text
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/clearing/1/")
    assert talk.participant.wishprofiles.get().own_words == text


def test_note_warns_while_typing(page, login, caseworker, talk):
    login(page, caseworker)
    open_wishes(page, talk).fill("Er hat eine Diagnose und eine Haftpflichtversicherung.")
    warning = page.locator("[data-note]:not([hidden])")
    warning.wait_for()
    assert warning.inner_text() == (
        "Im Text steht: „Diagnose“. Gehört das hierher? Prüfen Sie die Stelle. Speichern geht trotzdem."
    )
    page.get_by_role("button", name="Speichern und weiter").click()
    page.wait_for_url("**/clearing/1/")


def test_conversation_view_is_covered_and_left_by_keys(
    page, login, axe, no_sideways_scroll, caseworker, talk
):
    login(page, caseworker)
    field = open_wishes(page, talk)
    field.fill("Text")
    page.get_by_role("button", name="Gesprächsansicht an").click()
    page.locator("html.sp-talking").wait_for()
    assert (page.title(), page.get_by_role("navigation").count()) == ("Gespräch – Spurwechsel", 0)
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "18px"
    axe(page)
    no_sideways_scroll(page)
    page.keyboard.press("F8")
    page.get_by_text("Der Bildschirm ist verdeckt.").wait_for()
    page.wait_for_timeout(900)
    page.keyboard.press("x")
    page.locator("#verdeckt").wait_for(state="hidden")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.get_by_text("Der Bildschirm ist verdeckt.").wait_for()
    assert (page.title(), page.locator("main[inert]").count()) == ("Spurwechsel", 1)
    page.wait_for_timeout(900)
    page.keyboard.press("x")
    field = page.get_by_label("Wünsche und Ziele in eigenen Worten")
    assert (field.input_value(), page.locator("#verdeckt").is_hidden()) == ("Text", True)
    page.keyboard.press("F9")
    page.get_by_role("navigation", name="Hauptnavigation").wait_for()
    assert page.get_by_label("Wünsche und Ziele in eigenen Worten").input_value() == "Text"


PAGES = ("talk_list", "talk_paper", "talk_identity", "talk_compare")


@pytest.fixture
def two_talks(talk, caseworker):
    services.save_draft(
        talk,
        WISHES,
        by=caseworker,
        typed={"note": ["Strafe"]},
        base_version=0,
        page=services.OpenPage("x", ""),
    )
    typed = {"evidence_on": ["31.2.24"], "listening": ["A2"]}
    services.save_section(
        talk, Abschnitt.SPRACHE, by=caseworker, version=0, typed=typed, finished=False, values=None
    )
    services.record_identity_step(
        talk.participant, by=caseworker, step="antrag", done_on=DAY, proof="person", next_on=DAY
    )
    services.end_interview(talk, by=caseworker)
    services.start_interview(talk.participant, by=caseworker, held_on=DAY)
    return talk


@pytest.mark.parametrize("section", list(Abschnitt))
def test_section_is_accessible_and_fits(page, login, axe, no_sideways_scroll, caseworker, two_talks, section):
    login(page, caseworker)
    check(page, axe, no_sideways_scroll, address(two_talks, "talk_section", section))


@pytest.mark.parametrize("name", [*PAGES, "talk_protocol", "draft_list", "screen_cover"])
def test_page_is_accessible_and_fits(page, login, axe, no_sideways_scroll, caseworker, two_talks, name):
    login(page, caseworker)
    number = two_talks.participant.case_number
    args = {"talk_protocol": [number, 1], "draft_list": [], "screen_cover": []}.get(name, [number])
    check(page, axe, no_sideways_scroll, reverse(name, args=args))


def check(page, axe, no_sideways_scroll, path):
    page.goto(path)
    assert page.locator("h1").count() == 1
    axe(page)
    no_sideways_scroll(page)
    page.set_viewport_size({"width": 390, "height": 800})
    axe(page)
