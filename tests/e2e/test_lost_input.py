"""Nothing that was typed into a form is lost: the session ends, the server fails, two people save at once."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Dialog, Error, Locator, Page, Route

from reports import services as reports
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.e2e import (
    daily_forms,
    every_form,
    later_forms,
    letter_forms,
    network_forms,
    packet_forms,
    placement_forms,
    referral_forms,
    transfer_forms,
    vacancy_forms,
)
from tests.e2e.every_form import (
    Opened,
    Town,
    Typed,
    barrier,
    edit_person,
    goal_add,
    move,
    need_edit,
    new_person,
    report_text,
    residence_withdraw,
)
from tests.e2e.later_forms import goal_state, need_defer, snooze
from tests.factories import PASSWORD, make_kommune, make_user

FORMS = every_form.FORMS + later_forms.FORMS + letter_forms.FORMS + daily_forms.FORMS + network_forms.FORMS
FORMS += referral_forms.FORMS + vacancy_forms.FORMS + placement_forms.FORMS + packet_forms.FORMS
FORMS += transfer_forms.FORMS
EDITS = every_form.EDITS + later_forms.EDITS + letter_forms.EDITS + daily_forms.EDITS + network_forms.EDITS
EDITS += referral_forms.EDITS + vacancy_forms.EDITS + transfer_forms.EDITS
WRITTEN = ("family_name", "consent_on", "document_seen_on", "highlights", "note", "employer", "name", "team")
WRITTEN += ("deferred_reason", "closed_on", "started_on", "ended_on", "state_on", "asked_on", "answered_on")
WRITTEN += ("result_on", "title")
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
    kommune = make_kommune(esf_plus_from=date(2024, 1, 1))
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
        if kind in ("radio", "checkbox"):
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


def store(page: Page, opened: Opened) -> None:
    """Also through a preview."""
    save(page, opened)
    if opened.is_previewed:
        assert opened.stored(opened.typed) == 0
        save(page, opened)


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


@forms([*FORMS, packet_forms.refuse])
def test_nothing_is_lost_on_the_way(visit, page_problems, axe, opened: Opened):
    """One after the other, until it is saved: leaving, no network, a broken server, the session over."""
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)

    def still_there(after: str) -> None:
        assert (after, shown(page, opened.typed), opened.stored(opened.typed)) == (after, opened.typed, 0)

    leave_and_stay(page)
    still_there("leaving")
    without_network(page, opened, axe if opened.path.endswith("/bearbeiten/") else None)
    still_there("no network")
    with_broken_server(page, opened)
    # The one that was caused here.
    assert page_problems.pop().startswith("500 ")
    still_there("server error")
    if opened.path != reverse("report_barrier"):
        with_log_in_in_a_second_tab(page, opened)
        still_there("log-in in a second tab")
        with_log_in_on_the_way(page, opened)
        still_there("log-in on the way")
    # Needs nobody logged in.
    else:
        page.context.clear_cookies(name="sessionid")
    store(page, opened)
    assert saved_once(opened)


def leave_and_stay(page: Page) -> None:
    questions: list[str] = []

    def stay(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert questions == ["beforeunload"]


def without_network(page: Page, opened: Opened, judge: Callable[[Page], None] | None) -> None:
    page.context.set_offline(True)
    button_of(page, opened).click()
    notice = page.get_by_role("alert")
    notice.wait_for()
    assert notice.inner_text() == NOT_SENT
    if judge:
        judge(page)
    page.context.set_offline(False)


def with_broken_server(page: Page, opened: Opened) -> None:
    def broken(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=500, body="kaputt")
        else:
            route.continue_()

    page.route("**/*", broken)
    save(page, opened)
    page.unroute_all()
    page.go_back()


def with_log_in_in_a_second_tab(page: Page, opened: Opened) -> None:
    page.context.clear_cookies(name="sessionid")
    second = page.context.new_page()
    second.goto("/anmelden/")
    log_in(second, opened.user)
    second.close()
    save(page, opened)
    assert (page.title(), opened.stored(opened.typed)) == ("Sitzung abgelaufen – Spurwechsel", 0)
    open_with_text(page)


def with_log_in_on_the_way(page: Page, opened: Opened) -> None:
    page.context.clear_cookies(name="sessionid")
    save(page, opened)
    assert (page.title(), opened.stored(opened.typed)) == ("Sitzung abgelaufen – Spurwechsel", 0)
    with page.expect_navigation():
        page.get_by_role("link", name="Anmelden und weiterarbeiten").click()
    log_in(page, opened.user)
    open_with_text(page)


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
    store(page, opened)
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
    written = opened.seen or texts_of(opened.theirs)
    assert written != []
    assert [words for words in written if words not in text] == []
    assert shown(page, opened.typed) == opened.typed
    save(page, opened)
    assert opened.stored(opened.typed) == (0 if opened.is_final else 1)


@forms(BOTH_KINDS)
def test_cancelling_is_an_answer_already(visit, opened: Opened):
    page = visit(opened.user)
    questions: list[str] = []
    page.on("dialog", lambda dialog: questions.append(dialog.type))
    page.goto(opened.path)
    fill(page, opened.typed)
    with page.expect_navigation():
        page.get_by_role("link", name="Abbrechen").click()
    assert questions == []


@forms(BOTH_KINDS)
def test_what_was_saved_can_be_changed_further(visit, opened: Opened):
    """Without a conflict with oneself."""
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    save(page, opened)
    page.go_back()
    opened.typed = opened.typed | opened.theirs
    fill(page, opened.typed)
    save(page, opened)
    assert saved_once(opened)


def answered(page: Page) -> bool:
    """The second click may cut the first answer off, which expect_navigation would take for a failure."""
    try:
        return page.evaluate("window.before !== true")
    except Error:
        return False  # between two pages


@forms(FORMS + packet_forms.CHOICES)
def test_double_click_and_back(visit, opened: Opened):
    page = visit(opened.user)
    page.goto(opened.path)
    fill(page, opened.typed)
    if opened.is_previewed:
        save(page, opened)
    page.evaluate("window.before = true")
    button_of(page, opened).dblclick(no_wait_after=True)
    while not answered(page):
        page.wait_for_timeout(50)
    page.wait_for_load_state()
    # A twin would be here by then.
    page.wait_for_timeout(300)
    assert saved_once(opened)
    # The preview is the answer to a form, and the browser asks before it sends one again.
    if opened.is_previewed:
        return
    page.go_back()
    if opened.comes_back:
        assert shown(page, opened.typed) == opened.typed


TOO_LONG = ("reason", "text", "highlights", "what", "deferred_reason", "state_reason")
LONG = ("Möchte als Elektrikerin arbeiten. تحب العمل كثيرا 🙂👷🏽 " * 500)[:19_999] + "!"


def test_twenty_thousand_signs(visit, town: Town):
    opened = need_edit(town)
    page = visit(opened.user)
    page.goto(opened.path)
    opened.typed["note"] = LONG
    fill(page, opened.typed)
    save(page, opened)
    assert saved_once(opened)


@forms([move, residence_withdraw, goal_add, report_text, barrier, snooze, need_defer, goal_state])
def test_too_long_is_refused_and_kept(visit, opened: Opened):
    """Where a field is shorter, nothing is cut off and nothing is changed."""
    page = visit(opened.user)
    page.goto(opened.path)
    name = next(name for name in TOO_LONG if name in opened.typed)
    typed = opened.typed | {name: LONG}
    fill(page, typed)
    save(page, opened)
    error = page.locator("#fehler a").inner_text()
    assert (error.split(" auf höchstens ")[0], error.split(". ")[-1]) == (
        "Kürzen Sie den Text",
        "Es sind 20.000.",
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


def test_assumptions_outlive_the_session(visit, town: Town):
    """They are asked for by address: the log-in leads back to them."""
    page = visit(town.koordination)
    path = reverse("perspective", args=[new_person(town).case_number])
    page.goto(path)
    page.get_by_text("Annahmen eingeben").click()
    page.locator("[name=stunden]").fill("25")
    page.locator("[name=wenn_am]").fill("14.02.2027")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Wege damit prüfen").click()
    log_in(page, town.koordination)
    assert urlsplit(page.url).path == path
    assert page.locator("[name=stunden]").input_value() == "25"
    assert page.locator("[name=wenn_am]").input_value() == "14.02.2027"


def test_a_result_is_kept_once(visit, town: Town):
    page, person = visit(town.koordination), new_person(town)
    page.goto(reverse("perspective", args=[person.case_number]))
    page.get_by_role("button", name="Stand im Fall behalten").dblclick(no_wait_after=True)
    page.get_by_text("Der Stand ist im Fall festgehalten.").wait_for()
    page.wait_for_timeout(300)
    assert person.keptperspectives.count() == 1


def test_a_password_is_asked_for_again_and_nowhere_shown(visit):
    """A new one is typed once more after the session; it is in no kept form and on no page."""
    user = make_user(Role.AUSWERTUNG)
    page, new = visit(user), "vier ganz neue Wörter"
    page.goto(reverse("account_change_password"))
    typed = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    opened = Opened(user, page.url, typed, lambda typed: User.objects.get(pk=user.pk).check_password(new))
    fill(page, typed)
    leave_and_stay(page)
    without_network(page, opened, None)
    assert shown(page, typed) == typed
    page.context.clear_cookies(name="sessionid")
    save(page, opened)
    assert (page.title(), new in page.content()) == ("Sitzung abgelaufen – Spurwechsel", False)
    page.get_by_role("link", name="Anmelden und weiterarbeiten").click()
    log_in(page, user)
    assert shown(page, typed) == dict.fromkeys(typed, "")
    fill(page, typed)
    save(page, opened)
    assert saved_once(opened)
