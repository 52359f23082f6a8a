"""Nothing that was typed into a form is lost: the session ends, the server fails, two people save at once."""

from collections.abc import Callable
from datetime import date
from time import monotonic

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Dialog, Locator, Page

from reports import services as reports
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.e2e.every_form import (
    ADDS,
    EDITS,
    FORMS,
    Opened,
    Town,
    Typed,
    barrier,
    edit_person,
    goal_add,
    move,
    need_edit,
    report_text,
    residence_withdraw,
)
from tests.factories import PASSWORD, make_kommune, make_user

WRITTEN = ("family_name", "consent_on", "document_seen_on", "highlights", "note", "employer", "name", "team")
NOT_SENT = (
    "Der Server antwortet gerade nicht. Gespeichert ist noch nichts, Ihr Text bleibt auf dieser Seite stehen."
    " Versuchen Sie es gleich noch einmal."
)
BOTH_KINDS = [edit_person, need_edit]
AS_SENT = """(form, names) => {
    const sent = new FormData(form);
    return Object.fromEntries(names.map(name => [name, (sent.get(name) || "").replaceAll("\\r\\n", "\\n")]));
}"""


@pytest.fixture(scope="module", autouse=True)
def db(site: str) -> None:
    """The rows are those of the module; every test makes its own people."""


@pytest.fixture(scope="module")
def town(site: str) -> Town:
    kommune = make_kommune()
    admins = [make_user(Role.FACHADMINISTRATION) for _ in range(2)]
    town = Town(kommune, *(make_user(Role.KOORDINATION, kommune) for _ in range(2)), *admins)
    reports.add_programme(
        kommune,
        by=town.admin,
        name="Spurwechsel",
        addressee="Ministerium",
        funder_line="Gefördert",
        logo_text="Land",
        funding_code="SW-1",
        valid_from=date(2023, 10, 1),
    )
    return town


@pytest.fixture
def opened(request: pytest.FixtureRequest, town: Town) -> Opened:
    build: Callable[[Town], Opened] = request.param
    return build(town)


def forms(kinds: list[Callable[[Town], Opened]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("opened", kinds, indirect=True, ids=lambda kind: kind.__name__)


def form_of(page: Page, typed: Typed) -> Locator:
    return page.locator("main form[method=post]").filter(has=page.locator(f"[name={next(iter(typed))}]")).last


def fill(page: Page, typed: Typed) -> None:
    form = form_of(page, typed)
    for name, text in typed.items():
        field = form.locator(f"[name={name}]")
        kind = field.first.evaluate("e => e.type")
        if kind == "radio":
            form.locator(f'[name={name}][value="{text}"]').check()
        elif kind == "select-one":
            field.select_option(text)
        else:
            field.fill(text)


def shown(page: Page, typed: Typed) -> Typed:
    """What the form would send now in the fields that were filled."""
    return form_of(page, typed).evaluate(AS_SENT, list(typed))


def button_of(page: Page, opened: Opened) -> Locator:
    form = form_of(page, opened.typed)
    if opened.button and form.get_by_role("button", name=opened.button).count():
        return form.get_by_role("button", name=opened.button)
    return form.locator("button.kern-btn--primary[type=submit]").first


def save(page: Page, opened: Opened) -> None:
    with page.expect_navigation():
        button_of(page, opened).click()


def log_in(page: Page, user: User) -> None:
    page.locator("[name=login]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Anmelden").click()


def open_with_text(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Formular mit meinen Eingaben öffnen").click()


def saved_once(opened: Opened) -> bool:
    return opened.stored(opened.typed) == 1


@forms(FORMS)
def test_session_over(visit, opened: Opened):
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    page.context.clear_cookies(name="sessionid")
    save(page, opened)
    if opened.path == "/barriere-melden/":
        # Needs nobody logged in, so it is saved at once.
        assert saved_once(opened)
        return
    assert (page.title(), opened.stored(opened.typed)) == ("Sitzung abgelaufen – Spurwechsel", 0)
    with page.expect_navigation():
        page.get_by_role("link", name="Anmelden und weiterarbeiten").click()
    log_in(page, opened.user)
    open_with_text(page)
    assert (shown(page, opened.typed), opened.stored(opened.typed)) == (opened.typed, 0)
    save(page, opened)
    assert saved_once(opened)


@forms(FORMS)
def test_log_in_in_a_second_tab(visit, opened: Opened):
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    page.context.clear_cookies(name="sessionid")
    second = page.context.new_page()
    second.goto("/anmelden/")
    log_in(second, opened.user)
    second.close()
    save(page, opened)
    assert (page.title(), opened.stored(opened.typed)) == ("Sitzung abgelaufen – Spurwechsel", 0)
    open_with_text(page)
    assert shown(page, opened.typed) == opened.typed
    save(page, opened)
    assert saved_once(opened)


@forms(FORMS)
def test_without_script_and_after_a_mistake(visit, opened: Opened):
    page = visit(opened.user, java_script_enabled=False)
    page.goto(opened.path)
    before = shown(page, opened.wrong)
    mistaken = opened.typed | opened.wrong
    fill(page, mistaken)
    save(page, opened)
    assert page.title().startswith("Fehler: ")
    assert (shown(page, mistaken), opened.stored(opened.typed)) == (mistaken, 0)
    fill(page, {name: opened.typed.get(name, before[name]) for name in opened.wrong})
    save(page, opened)
    assert saved_once(opened)


def texts_of(typed: Typed) -> list[str]:
    """What was written, and not chosen from a list or given as a reason for the change."""
    return [text for name, text in typed.items() if name in WRITTEN]


@forms(EDITS)
def test_two_people_at_once(visit, opened: Opened):
    page, elsewhere = visit(opened.user), visit(opened.other)
    for each, typed in ((page, opened.typed), (elsewhere, opened.theirs)):
        each.goto(opened.path)
        fill(each, typed)
    save(elsewhere, opened)
    save(page, opened)
    # Nothing is overwritten, and both versions can be read.
    assert opened.stored(opened.typed) == 0
    text = page.locator("main").inner_text()
    assert [words for words in texts_of(opened.theirs) if words not in text] == []
    assert shown(page, opened.typed) == opened.typed
    save(page, opened)
    assert saved_once(opened)


@forms(BOTH_KINDS)
def test_server_error(visit, page_problems, opened: Opened):
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    page.route(f"**{opened.path}", lambda route: route.fulfill(status=500, body="kaputt"))
    save(page, opened)
    page.unroute_all()
    page.go_back()
    assert (shown(page, opened.typed), opened.stored(opened.typed)) == (opened.typed, 0)
    save(page, opened)
    assert saved_once(opened)
    # The one that was caused here.
    assert page_problems.pop().startswith("500 ")


@forms(BOTH_KINDS)
def test_network_gone(visit, axe, opened: Opened):
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    page.context.set_offline(True)
    button_of(page, opened).click()
    notice = page.get_by_role("alert")
    notice.wait_for()
    assert notice.inner_text() == NOT_SENT
    axe(page)
    # The page is still there, with everything in it.
    assert (shown(page, opened.typed), opened.stored(opened.typed)) == (opened.typed, 0)
    page.context.set_offline(False)
    save(page, opened)
    assert saved_once(opened)


@forms(BOTH_KINDS)
def test_leaving_is_asked_about(visit, opened: Opened):
    page = visit(opened.user)
    questions: list[str] = []

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.goto(opened.path)
    fill(page, opened.typed)
    page.close(run_before_unload=True)
    page.wait_for_timeout(300)
    assert (questions, shown(page, opened.typed)) == (["beforeunload"], opened.typed)
    # „Abbrechen“ is an answer already.
    with page.expect_navigation():
        page.get_by_role("link", name="Abbrechen").click()
    assert questions == ["beforeunload"]


@forms(BOTH_KINDS)
def test_back_after_saving(visit, opened: Opened):
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    save(page, opened)
    page.go_back()
    assert shown(page, opened.typed) == opened.typed
    # What was saved can be changed further without a conflict with oneself.
    opened.typed = opened.typed | opened.theirs
    fill(page, opened.typed)
    save(page, opened)
    assert saved_once(opened)


@forms(ADDS)
def test_double_click(visit, opened: Opened):
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    button_of(page, opened).dblclick(no_wait_after=True)
    deadline = monotonic() + 10
    while not opened.stored(opened.typed) and monotonic() < deadline:
        page.wait_for_timeout(50)
    # A twin would be here by then.
    page.wait_for_timeout(300)
    assert saved_once(opened)


LONG = ("Möchte als Elektrikerin arbeiten. تحب العمل كثيرا 🙂👷🏽 " * 500)[:19_999] + "!"


def test_twenty_thousand_signs(visit, town: Town):
    opened = need_edit(town)
    page = visit(opened.user)
    page.goto(opened.path)
    opened.typed["note"] = LONG
    fill(page, opened.typed)
    save(page, opened)
    assert saved_once(opened)


@forms([move, residence_withdraw, goal_add, report_text, barrier])
def test_too_long_is_refused_and_kept(visit, opened: Opened):
    """Where a field is shorter, nothing is cut off and nothing is changed."""
    page = visit(opened.user)
    page.goto(opened.path)
    name = next(name for name in ("reason", "text", "highlights", "what") if name in opened.typed)
    typed = opened.typed | {name: LONG}
    fill(page, typed)
    save(page, opened)
    error = page.locator("#fehler a").inner_text()
    assert (error.split(" auf höchstens ")[0], error.split(". ")[-1]) == (
        "Kürzen Sie den Text",
        "Es sind 20000.",
    )
    assert shown(page, typed) == typed
    fill(page, {name: opened.typed[name]})
    save(page, opened)
    assert saved_once(opened)


def test_too_many_reports_keep_the_text(visit, town: Town):
    for _ in range(5):
        Client().post("/barriere-melden/", {"what": "Zu oft."})
    opened = barrier(town)
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    save(page, opened)
    cache.clear()
    assert page.title() == "Zu viele Versuche – Spurwechsel"
    assert page.locator(".sp-typed").all_inner_texts() == [opened.typed["what"], opened.typed["where"]]
    page.go_back()
    save(page, opened)
    assert saved_once(opened)
