"""A real browser for every test in this folder: system Chromium, German, without motion."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from spurwechsel.models import User

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
MISSING = "Browser-Tests ausgelassen: Chromium ist nicht installiert (oder CHROMIUM=… angeben)."
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 390, 320)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM and os.environ.get("BROWSER") != "required":
                # Wanted: who has no Chromium runs the rest and reads one clear line about it.
                item.add_marker(pytest.mark.skip(MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(MISSING)


@pytest.fixture(scope="session", autouse=True)
def _static_root() -> None:
    """WhiteNoise wants the folder of collected files to exist, even where it serves from the sources."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser(django_db_setup) -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.fail("BROWSER=required, aber Chromium ist nicht installiert.", pytrace=False)
    # Playwright keeps an event loop in this thread, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
        # Inside that loop Django has a connection of its own; left open, it would keep the database.
        connection.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """Paths are relative to the live server; errors of script or server and foreign requests fail a test."""
    problems: list[str] = []
    page = watched_page(browser, live_server.url, problems)
    yield page
    page.context.close()
    assert problems == []


def watched_page(browser: Browser, address: str, problems: list[str], **options: Any) -> Page:
    """A page in a browser of its own that writes down what went wrong behind it."""
    context = browser.new_context(
        base_url=address,
        locale="de-DE",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
        viewport={"width": WIDTHS[0], "height": 900},
        **options,
    )
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: problems.append(str(error.error)))
    context.on("console", lambda line: problems.append(line.text) if _is_problem(line) else None)
    context.on("request", lambda sent: problems.append(sent.url) if _is_foreign(sent.url, address) else None)
    context.on("response", lambda got: problems.append(f"{got.status} {got.url}") if _failed(got) else None)
    return context.new_page()


def _is_problem(line) -> bool:
    # The answer to a wrong address is a page here, not an error.
    return line.type == "error" and not line.text.startswith("Failed to load resource")


def _is_foreign(url: str, address: str) -> bool:
    return not url.startswith((address, "data:", "blob:"))


def _failed(response) -> bool:
    in_the_page = response.request.resource_type not in ("document", "fetch")
    return response.status >= (400 if in_the_page else 500)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of a server over rows that all tests of a module share; they are gone after the last one.

    A module that uses it has its own fixture „db“, autouse; that of pytest-django would roll back after
    every test. For the same reason this is not its live_server, which has the tables emptied every time.
    """
    assert connection.settings_dict["NAME"].startswith("test_"), "the module lacks its fixture „db“"
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def page_problems() -> list[str]:
    """What went wrong behind the pages of `visit`; a test takes out what it has caused itself."""
    return []


@pytest.fixture(scope="module")
def pool(page_problems: list[str]) -> Iterator[dict[Any, Page]]:
    """Browsers that tests may use one after the other, because style sheets and fonts are there already."""
    kept: dict[Any, Page] = {}
    yield kept
    for page in kept.values():
        page.context.close()


@pytest.fixture
def visit(
    browser: Browser, site: str, pool: dict[Any, Page], page_problems: list[str]
) -> Iterator[Callable[..., Page]]:
    """A new page for a user, each in another browser; see `page` for what fails it."""
    pages: list[Page] = []
    page_problems.clear()
    # The limit of log-ins per minute would remember those of earlier tests.
    cache.clear()

    def open_page(user: User, *, shared: bool = True, **options: Any) -> Page:
        key = (len(pages), shared, *sorted(options.items()))
        if key not in pool:
            pool[key] = watched_page(browser, site, page_problems, **options)
        context = pool[key].context
        context.clear_cookies()
        page = context.new_page()
        pages.append(page)
        give_session(page, user, site)
        return page

    yield open_page
    for page in pages:
        page.context.set_offline(False)
        page.close()
    assert page_problems == []


@pytest.fixture
def login(live_server) -> Callable[[Page, User], None]:
    """Logs the user in without the form."""
    return lambda page, user: give_session(page, user, live_server.url)


def give_session(page: Page, user: User, address: str) -> None:
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """No violation, and no contrast that axe could not judge."""
    # What passed need not be described, which takes most of the time; nothing is loaded a second time.
    options = {"runOnly": RULES, "resultTypes": ["violations", "incomplete"], "preload": False}

    def check(page: Page) -> None:
        response = Axe().run(page, options=options).response
        unsure = [rule for rule in response["incomplete"] if rule["id"] == "color-contrast"]
        found = [
            (rule["id"], node["target"], node["html"])
            for rule in [*response["violations"], *unsure]
            for node in rule["nodes"]
            if not _in_a_chart(node)
        ]
        assert found == []

    return check


def _in_a_chart(node: dict[str, Any]) -> bool:
    # Axe cannot tell what lies behind text in a drawing. It is near black, beside the bars and never on
    # them, so behind it is the page.
    return 'class="sp-chart__text"' in node["html"]


@pytest.fixture
def no_sideways_scroll() -> Callable[[Page], None]:
    """The page fits at 1280, 390 and 320 pixels."""

    def check(page: Page) -> None:
        height = page.viewport_size["height"]
        too_wide = {}
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            too_wide[width] = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        page.set_viewport_size({"width": WIDTHS[0], "height": height})
        assert too_wide == dict.fromkeys(WIDTHS, 0)

    return check
