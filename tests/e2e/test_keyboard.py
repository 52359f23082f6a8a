"""Everything works with the keys alone: order, focus, errors, and the warning before the session ends."""

from datetime import date

import pytest
from playwright.sync_api import Page

from participants.choices import Phase
from participants.models import Participant
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user, move_to

# What a page offers, in the order in which it is read.
MARK_STOPS = """() => {
    const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
    // Of a group of radio buttons the keys reach one; the others are chosen with the arrows.
    const groups = new Set();
    return [...document.querySelectorAll(stops)].filter(e => {
        if (!e.checkVisibility() || e.disabled) return false;
        if (e.type !== "radio" || e.checked) return true;
        const reached = document.querySelector(`[name="${e.name}"]:checked`);
        if (reached || groups.has(e.name)) return false;
        return groups.add(e.name);
    }).map((e, place) => e.dataset.stop = place).length;
}"""
WHERE = """async () => {
    const e = document.activeElement, style = getComputedStyle(e);
    const isCovered = () => {
        const over = document.elementFromPoint(
            Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1),
            Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1));
        return !(over && (e.contains(over) || over.contains(e) || over.closest("label")?.control === e));
    };
    let box = e.getBoundingClientRect();
    // The skip link comes and goes with one of the next pictures.
    for (let picture = 0; picture < 30 && isCovered(); picture++) {
        await new Promise(requestAnimationFrame);
        box = e.getBoundingClientRect();
    }
    return {
        stop: e.dataset.stop,
        ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        inView: box.bottom > 0 && box.top < innerHeight,
        covered: isCovered(),
    };
}"""


@pytest.fixture(scope="module", autouse=True)
def db(site: str) -> None:
    """The rows are those of the module."""


@pytest.fixture(scope="module")
def coordinator(site: str) -> User:
    return make_user(Role.KOORDINATION, make_kommune())


@pytest.fixture(scope="module")
def person(coordinator: User) -> Participant:
    person = make_participant(coordinator)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=coordinator)
    return person


PAGES = {
    "list": "/teilnehmende/",
    "case": "/teilnehmende/{}/",
    "decision": "/teilnehmende/{}/status/",
    "history": "/teilnehmende/{}/verlauf/",
    "overview": "/uebersicht/",
}


@pytest.mark.parametrize("name", PAGES)
def test_walk_with_tab(visit, coordinator, person, name):
    page = visit(coordinator)
    page.goto(PAGES[name].format(person.case_number))
    stops = page.evaluate(MARK_STOPS)
    walked = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        walked.append(page.evaluate(WHERE))
    # In the order of reading, each once: so there is no trap, and nothing is left out.
    assert [where.pop("stop") for where in walked] == [str(place) for place in range(stops)]
    fine = {"ring": True, "inView": True, "covered": False}
    assert [(place, where) for place, where in enumerate(walked) if where != fine] == []


def test_skip_link_is_first_and_leads_to_the_content(visit, coordinator):
    page = visit(coordinator)
    page.goto("/teilnehmende/")
    page.keyboard.press("Tab")
    assert focused(page) == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null") is True


def test_shortcuts_work_where_switched_on(visit, coordinator):
    page = visit(coordinator)
    page.goto("/tastatur/")
    page.check("text=Kurzwahl in diesem Browser einschalten")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/teilnehmende/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "suche"
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url("**/fristen/")


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.innerText")


def test_person_is_taken_in_by_keys(visit, coordinator):
    page = visit(coordinator)
    page.goto("/teilnehmende/neu/")
    page.get_by_label("Familienname").focus()
    for keys in ("Tastatur", "Tab", "Nur", "Tab", "Tab", "1.2.90"):
        page.keyboard.press(keys) if keys == "Tab" else page.keyboard.type(keys)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator("#fehler:focus").wait_for()
    page.keyboard.press("Tab")
    assert focused(page) == "Wählen Sie die Sprache aus."
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_language"
    page.keyboard.type("Dari")
    page.locator("#fehler a").last.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_talk_held_0"
    page.keyboard.press("Space")
    page.get_by_label("Aufenthalt", exact=True).focus()
    page.keyboard.type("noch unklar")
    with page.expect_navigation():
        page.get_by_role("button", name="Aufnehmen", exact=True).press("Enter")
    person = Participant.objects.get(family_name="Tastatur")
    assert (person.language, person.birth_date, person.phase) == (
        "prs",
        date(1990, 2, 1),
        Phase.TERMINVEREINBARUNG,
    )


def test_cards_are_chosen_with_arrows(visit, coordinator, person):
    page = visit(coordinator)
    page.goto(PAGES["decision"].format(person.case_number))
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.get_by_role("radio").evaluate_all("all => all.map(e => e.checked).slice(0, 3)") == [
        False,
        True,
        False,
    ]


def test_warning_before_the_session_ends(visit, coordinator, axe):
    # A clock belongs to the browser, so this one is for nobody else.
    page = visit(coordinator, shared=False)
    page.clock.install()
    page.goto("/teilnehmende/neu/")
    page.get_by_label("Familienname").fill("Sitzung")
    page.clock.run_for("24:50")
    warning = page.get_by_role("alert")
    assert warning.count() == 0
    page.clock.run_for("00:30")
    assert warning.locator("p").inner_text() == (
        "In fünf Minuten endet Ihre Sitzung. Was Sie geschrieben haben, bleibt erhalten."
    )
    axe(page)
    go_on = warning.get_by_role("button", name="Weiterarbeiten")
    go_on.focus()
    with page.expect_response("**/sitzung/") as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 204
    warning.wait_for(state="detached")
    assert page.get_by_label("Familienname").input_value() == "Sitzung"
    page.clock.run_for("24:50")
    assert warning.count() == 0
    page.clock.run_for("00:30")
    assert warning.count() == 1
