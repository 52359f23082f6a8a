"""A real browser for every test in this folder: system Chromium, German, without motion."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

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
                item.add_marker(pytest.mark.skip(MISSING))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(MISSING)


@pytest.fixture(scope="session", autouse=True)
def _static_root() -> None:
    """WhiteNoise wants the folder of collected files to exist, even where it serves from the sources."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.fail("BROWSER=required, aber Chromium ist nicht installiert.", pytrace=False)
    # Playwright keeps an event loop in this thread, in which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """Paths are relative to the live server; errors of script or server and foreign requests fail a test."""
    context = browser.new_context(
        base_url=live_server.url,
        locale="de-DE",
        timezone_id="Europe/Berlin",
        reduced_motion="reduce",
        viewport={"width": 1280, "height": 900},
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if _is_problem(line) else None)
    page.on("request", lambda sent: problems.append(sent.url) if _is_foreign(sent.url, live_server) else None)
    page.on("response", lambda got: problems.append(f"{got.status} {got.url}") if got.status >= 500 else None)
    yield page
    context.close()
    assert problems == []


def _is_problem(line) -> bool:
    # The answer to a wrong address is a page here, not an error.
    return line.type == "error" and not line.text.startswith("Failed to load resource")


def _is_foreign(url: str, live_server) -> bool:
    return not url.startswith((live_server.url, "data:", "blob:"))


@pytest.fixture
def login(live_server) -> Callable[[Page, User], None]:
    """Logs the user in without the form."""

    def give_session(page: Page, user: User) -> None:
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
        page.context.add_cookies([cookie])

    return give_session


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """No violation, and no contrast that axe could not judge."""

    def check(page: Page) -> None:
        response = Axe().run(page, options={"runOnly": RULES}).response
        unsure = [rule for rule in response["incomplete"] if rule["id"] == "color-contrast"]
        found = [
            (rule["id"], node["target"], node["html"])
            for rule in [*response["violations"], *unsure]
            for node in rule["nodes"]
        ]
        assert found == []

    return check


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
