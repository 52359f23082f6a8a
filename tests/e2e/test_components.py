"""The components and forms in a real browser: contrast, keyboard, reflow, forced colours, no script."""

import pytest

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.e2e.gallery")]

SERVICE_PAGES = ["/hilfe/", "/barrierefreiheit/", "/barriere-melden/", "/datenschutz/", "/tastatur/"]


@pytest.mark.parametrize("path", ["/alles/", "/formular/", "/anmelden/", "/konto/passwort-vergessen/"])
def test_page_is_accessible_and_fits(page, axe, no_sideways_scroll, path):
    page.goto(path)
    axe(page)
    no_sideways_scroll(page)


@pytest.mark.parametrize("path", SERVICE_PAGES)
def test_service_page_is_accessible_and_fits(page, axe, no_sideways_scroll, path):
    page.goto(path)
    axe(page)
    no_sideways_scroll(page)
    assert page.locator("h1").count() == 1


def test_phone_is_accessible_too(page, axe):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/alles/")
    axe(page)


def test_errors_are_listed_linked_and_focused(page, axe, no_sideways_scroll):
    page.goto("/formular/")
    page.get_by_label("Vorname").fill("Farid")
    page.get_by_label("Geburtsdatum").fill("31.02.1991")
    page.get_by_role("button", name="Aufnehmen").click()
    page.locator("#fehler:focus").wait_for()
    assert page.title() == "Fehler: Formular – Spurwechsel"
    links = page.locator("#fehler a")
    assert links.evaluate_all("all => all.map(a => a.getAttribute('href'))") == [
        *("#id_name", "#id_born", "#id_language", "#id_interpreting_0"),
        *("#id_needs_0", "#id_to_0", "#id_note", "#id_consent"),
    ]
    axe(page)
    no_sideways_scroll(page)
    for link in links.all():
        link.click()
        assert f"#{page.evaluate('document.activeElement.id')}" == link.get_attribute("href")


def test_errors_keep_what_was_typed(page):
    page.goto("/formular/")
    typed = {"Vorname": "Farid", "Geburtsdatum": "31.02.1991", "Begründung": "Zeile 1\nZeile 2 🙂 رحیمی"}
    for label, text in typed.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("Kinderbetreuung").check()
    page.get_by_role("button", name="Aufnehmen").click()
    assert {label: page.get_by_label(label).input_value() for label in typed} == typed
    assert page.get_by_label("Kinderbetreuung").is_checked()


def test_keyboard_starts_with_the_skip_link_and_every_stop_is_visible(page):
    page.goto("/alles/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
    stops = page.locator("main :is(a[href], button, input, select, textarea)").count()
    thin = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        outline, inside, html = page.evaluate(
            """() => { const e = document.activeElement, box = e.getBoundingClientRect();
            return [parseFloat(getComputedStyle(e).outlineWidth),
                    box.top >= 0 && box.bottom <= innerHeight, e.outerHTML] }"""
        )
        if outline < 2 or not inside:
            thin.append(html)
    assert (thin, stops > 15) == ([], True)


def test_card_takes_the_click_anywhere(page):
    page.goto("/formular/")
    page.get_by_text("Maßnahmen laufen oder werden gesucht.").click(force=True)
    assert page.get_by_role("radio", name="Betreuung").is_checked()


def test_tables_become_cards_and_stay_tables_for_screen_readers(page):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/alles/")
    assert page.locator("td[data-label]").first.evaluate("e => getComputedStyle(e).display") == "grid"
    table = page.get_by_role("table", name="Fristen")
    assert table.get_by_role("columnheader").all_inner_texts() == ["Name", "Gültig bis"]


def test_forced_colours_keep_the_chosen_card(page):
    page.emulate_media(forced_colors="active")
    page.goto("/formular/")
    page.get_by_role("radio", name="Betreuung").check()
    styles = "e => [getComputedStyle(e).appearance, getComputedStyle(e.closest('.sp-opt')).borderTopWidth]"
    assert page.get_by_role("radio", name="Betreuung").evaluate(styles) == ["auto", "3px"]


def test_paper_shows_no_controls(page):
    page.goto("/alles/")
    page.emulate_media(media="print")
    assert page.get_by_text("gedruckt am").is_visible()
    hidden = [".sp-head", ".sp-foot", ".sp-actions", ".sp-counts", ".sp-pages", ".sp-notice"]
    assert [name for name in hidden if page.locator(name).first.is_visible()] == []


def test_shortcuts_are_off_until_switched_on(page, login, caseworker):
    login(page, caseworker)
    page.goto("/tastatur/")
    page.keyboard.type("gn")
    assert page.url.endswith("/tastatur/")
    page.get_by_label("Kurzwahl in diesem Browser einschalten").check()
    page.locator("h1").click()
    page.keyboard.type("gn")
    page.wait_for_url("**/netzwerk/")


def test_everything_works_without_script(browser, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/formular/")
    page.get_by_label("Vorname").fill("Farid")
    page.get_by_role("button", name="Aufnehmen").click()
    assert page.get_by_role("alert").get_by_role("heading").inner_text() == "Bitte prüfen Sie 8 Angaben"
    assert page.get_by_label("Vorname").input_value() == "Farid"
    context.close()
