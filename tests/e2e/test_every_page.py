"""Every page of every role in a real browser: accessible, narrow enough, quiet, and clear in its errors."""

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from participants.models import Participant
from tests.e2e.conftest import WIDTHS, give_session, watched_page
from tests.test_access import BOTH, ROWS, Row
from tests.world import World, build_world

ROLES = ("koordination", "fallbegleitung", "fachadministration", "auswertung", "datenschutz", "anonymous")
# Answers that are no page.
FILES = ("health", "session_kept", "appointment_file", "directory_export", "plan_transfer_letter")
PAGES = [
    row
    for row in ROWS
    if "GET" in row.methods.split()
    and not row.name.endswith(("_pdf", "_csv", "_json", "_xlsx"))
    and row.name not in FILES
]
# Further faces of a page: nothing found, what cannot be read, another day, and what is refused.
FACES = {
    "/teilnehmende/?suche=niemand": 200,
    "/teilnehmende/?status=quatsch&frist=x": 200,
    "/teilnehmende/?status=clearing&sortierung=name": 200,
    "/uebersicht/?ansicht=tabelle": 200,
    "/uebersicht/?stand=31.12.2099": 200,
    "/berichte/?jahr=1871": 200,
    "/berichte/pruefen/?stichtag=27.3.2024": 200,
    "/berichte/statistik/?von=1.1.2024&bis=27.3.2024": 200,
    "/berichte/statistik/?von=quatsch": 200,
    "/berichte/pruefen/?stichtag=quatsch": 200,
    "/gibt-es-nicht/": 404,
    "/verwaltung/": 403,
}

LOOK = """() => {
    const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    const seen = [...document.querySelectorAll(stops)].filter(e => e.checkVisibility() && !e.disabled);
    const bare = seen.filter(e => {
        e.focus();
        const style = getComputedStyle(e);
        return style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2;
    });
    document.activeElement.blur();
    return {
        lang: document.documentElement.lang,
        headings: document.querySelectorAll("h1").length,
        bare: bare.map(e => e.outerHTML),
        // With less motion, what changes does so at once.
        animated: document.getAnimations().filter(e => e.effect.getComputedTiming().duration > 1).length,
        scrolling: getComputedStyle(document.documentElement).scrollBehavior,
    };
}"""
AS_IT_SHOULD_BE = {"lang": "de", "headings": 1, "bare": [], "animated": 0, "scrolling": "auto"}


@pytest.fixture(scope="module", autouse=True)
def db(site: str) -> None:
    """The rows are those of the module."""


@pytest.fixture(scope="module")
def world(site: str) -> World:
    return build_world()


@pytest.fixture(scope="module")
def problems() -> list[str]:
    return []


@pytest.fixture(scope="module")
def windows(browser: Browser, site: str, world: World, problems: list[str]) -> Iterator[dict[str, Page]]:
    """One browser per role, opened once."""
    opened = {}
    for role in ROLES:
        opened[role] = watched_page(browser, site, problems)
        if role != "anonymous":
            give_session(opened[role], world.users()[role], site)
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture(autouse=True)
def _quiet(problems: list[str]) -> Iterator[None]:
    """No error of script or server, no breach of the CSP, no request to another host."""
    problems.clear()
    yield
    assert problems == []


@pytest.fixture(scope="module")
def titles() -> dict[tuple[str, str], str]:
    """(role, title) → the address that has it."""
    return {}


def look_at(page: Page, path: str, status: int = 200) -> None:
    answer = page.goto(path)
    assert (answer.status, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    # From now on the browser shows where the focus is.
    page.keyboard.press("Tab")
    assert page.evaluate(LOOK) == AS_IT_SHOULD_BE


def fits(page: Page, *, widths: tuple[int, ...] = WIDTHS[1:]) -> dict[int, int]:
    too_wide = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        too_wide[width] = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    return too_wide


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
def test_page(windows, world, titles, axe, row: Row):
    path = reverse(row.name, args=row.args(world))
    judged: set[str] = set()
    for role in ROLES:
        if row.who[role] != 200:
            continue
        page = windows[role]
        look_at(page, path)
        assert fits(page, widths=WIDTHS) == dict.fromkeys(WIDTHS, 0)
        assert names_in(page.title()) == []
        assert titles.setdefault((role, page.title()), path) == path, page.title()
        # What somebody else with the same page has been shown need not be judged twice.
        inside = page.locator("main").evaluate("e => e.innerText")
        if inside not in judged:
            axe(page)
        if not judged:
            for width in WIDTHS[1:]:
                page.set_viewport_size({"width": width, "height": 900})
                axe(page)
            page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        judged.add(inside)


def names_in(title: str) -> list[str]:
    people = Participant.objects.values_list("family_name", "given_name")
    return [name for names in people for name in names if name in title]


@pytest.mark.parametrize("path", FACES)
def test_further_face(windows, axe, path):
    page = windows["koordination"]
    look_at(page, path, FACES[path])
    assert fits(page) == dict.fromkeys(WIDTHS[1:], 0)
    axe(page)


# Forms with nothing to fill in, and those in which nothing is wrong when nothing is entered.
BUTTONS_ONLY = ("own_calendar", "user_deactivate", "account_logout", "usersessions_list", "screen_cover")
BUTTONS_ONLY += ("partner_contact_remove",)
# Nobody is without a responsible person, so there is no case to hand over; the link of one is used up;
# the answer of a partner asks for its code in a form that only looks.
LENIENT = (*BUTTONS_ONLY, "talk_section", "deadline_steps", "dwelling_targets", "hand_over")
LENIENT += ("account_reset_password_from_key", "packet_accept", "answer")
FORMS = [row for row in PAGES if row.methods == BOTH and 200 in row.who.values() and row.name not in LENIENT]
EMPTY = """form => {
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select, textarea")];
    for (const field of fields) {
        if (field.type === "radio" || field.type === "checkbox") field.checked = false;
        else if (field.tagName !== "SELECT" || field.querySelector("option[value='']")) field.value = "";
    }
    return fields.length;
}"""
# What has the focus, whether it says that it is wrong, and whether it can be seen.
FOCUSED = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    const wrong = e.getAttribute("aria-invalid") === "true"
        || Boolean(e.closest("fieldset, [role=group], [role=radiogroup]"));
    return [e.id, wrong, box.top >= 0 && box.bottom <= innerHeight];
}"""


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.name)
def test_empty_form(windows, world, axe, row: Row):
    role = next(role for role in ROLES if row.who[role] == 200)
    page = windows[role]
    path = reverse(row.name, args=row.args(world))
    assert page.goto(path).url.endswith(path)
    form = page.locator("main form[method=post]").filter(has=page.locator(".kern-btn--primary")).first
    assert form.evaluate(EMPTY) > 0
    with page.expect_navigation():
        form.locator(".kern-btn--primary").first.click()
    assert page.title().startswith("Fehler: ")
    page.locator("#fehler:focus").wait_for()
    links = page.locator("#fehler a")
    assert links.count() > 0
    for link in links.all():
        link.press("Enter")
        assert page.evaluate(FOCUSED) == [link.get_attribute("href").removeprefix("#"), True, True]
    assert fits(page) == dict.fromkeys(WIDTHS[1:], 0)
    axe(page)


def test_forced_colours_keep_what_colours_say(windows, world):
    page = windows["koordination"]
    page.emulate_media(forced_colors="active")
    page.goto(reverse("participant_list"))
    shapes = page.evaluate(
        """() => ["[class*=sp-phase]", ".kern-btn", ".sp-nav [aria-current]", ".sp-counts [aria-current]"]
        .map(name => getComputedStyle(document.querySelector(name)))
        .map(style => parseFloat(style.borderTopWidth) + parseFloat(style.borderBottomWidth)
            + (style.textDecorationLine.includes("underline") ? 1 : 0) > 0)"""
    )
    page.emulate_media(forced_colors="none")
    assert shapes == [True] * 4
