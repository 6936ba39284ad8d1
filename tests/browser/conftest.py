"""A real Chromium in front of the real site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, sync_playwright
from pytest_django.live_server_helper import LiveServer

from maatwerk.foundation.ui.municipality import Municipality
from tests.residents import signed_in_resident
from tests.staff import add_worker, signed_in

# Playwright keeps an event loop running in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str | None:
    """Where Chromium is: as `MAATWERK_CHROMIUM` says, else the first one found."""
    if named := os.environ.get("MAATWERK_CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or next(filter(os.path.exists, MACOS), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    path = chromium_path()
    if path is None:
        pytest.fail(
            "No Chromium was found: install Chromium or Chrome, or set MAATWERK_CHROMIUM to its path.", pytrace=False
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=Path(path), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def javascript() -> bool:
    """Whether scripts run. A test that has to work both ways is parametrized over this name."""
    return True


@pytest.fixture
def width() -> int:
    """How wide the window is, in CSS pixels. A test for a phone is parametrized over this name."""
    return 1280


@contextmanager
def watched(
    browser: Browser, live_server: LiveServer, javascript: bool, width: int, cookies: frozenset[str] = frozenset()
) -> Iterator[BrowserContext]:
    """A browser of its own, in front of the site. Afterwards nothing may have gone wrong in it, no other host may have
    been asked for anything, and no cookie may have been set but `cookies`, which no script can read."""
    context = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=javascript,
        viewport={"width": width, "height": 800},
        locale="nl-NL",
    )
    context.set_default_timeout(20_000)
    wrong: list[str] = []
    refused: set[str] = set()

    def look_at_message(message: ConsoleMessage) -> None:
        # Chromium also reports a page with status 400 or 404 here; those are pages that are meant to be shown.
        meant = message.text.startswith("Failed to load resource") and message.location["url"] in refused
        if message.type == "error" and not meant:
            wrong.append(f"console: {message.text} ({message.location['url']})")

    def look_at_response(response: Response) -> None:
        if response.request.is_navigation_request() and 400 <= response.status < 500:
            refused.add(response.url)

    def look_at_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != urlsplit(live_server.url).netloc:
            wrong.append(f"asked another host: {request.url}")

    context.on("console", look_at_message)
    context.on("response", look_at_response)
    context.on("request", look_at_request)
    context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
    yield context
    for cookie in context.cookies():
        if cookie.get("name") not in cookies or not cookie.get("httpOnly"):
            wrong.append(f"cookie: {cookie.get('name')}")
    context.close()
    assert not wrong, "\n".join(dict.fromkeys(wrong))


@pytest.fixture
def page(
    browser: Browser,
    live_server: LiveServer,
    two_municipalities: dict[str, Municipality],
    javascript: bool,
    width: int,
) -> Iterator[Page]:
    """An empty page of somebody nobody knows. Afterwards nothing may have gone wrong in the browser, no other host
    may have been asked for anything, and no cookie may have been set."""
    with watched(browser, live_server, javascript, width) as context:
        yield context.new_page()


STAFF_COOKIES = frozenset({"sessionid", "csrftoken"})


@pytest.fixture
def entrance_page(
    browser: Browser,
    live_server: LiveServer,
    two_municipalities: dict[str, Municipality],
    javascript: bool,
    width: int,
) -> Iterator[Page]:
    """An empty page of somebody at work who has not signed in yet. The cookies of signing in may be set."""
    with watched(browser, live_server, javascript, width, STAFF_COOKIES) as context:
        yield context.new_page()


@pytest.fixture
def staff_page(
    browser: Browser,
    live_server: LiveServer,
    two_municipalities: dict[str, Municipality],
    javascript: bool,
    width: int,
) -> Iterator[Callable[[str], Page]]:
    """`staff_page("eva")`: an empty page of one of the cast of `tests/staff.py`, who signed in with a second factor.
    Each has a browser of their own, with the checks of `page`; only the cookies of signing in may be set."""
    with ExitStack() as open_browsers:

        def for_one(name: str) -> Page:
            cookie = signed_in(add_worker(name)).cookies["sessionid"]
            context = open_browsers.enter_context(watched(browser, live_server, javascript, width, STAFF_COOKIES))
            context.add_cookies(
                [{"name": "sessionid", "value": cookie.value, "url": live_server.url, "httpOnly": True}]
            )
            return context.new_page()

        yield for_one


@pytest.fixture
def resident_page(
    browser: Browser,
    live_server: LiveServer,
    two_municipalities: dict[str, Municipality],
    javascript: bool,
    width: int,
) -> Iterator[Callable[[str], Page]]:
    """`resident_page("samira")`: an empty page of a resident who signed in, in a browser of their own."""
    with ExitStack() as open_browsers:

        def for_one(name: str) -> Page:
            cookie = signed_in_resident(name).cookies["sessionid"]
            context = open_browsers.enter_context(watched(browser, live_server, javascript, width, STAFF_COOKIES))
            context.add_cookies(
                [{"name": "sessionid", "value": cookie.value, "url": live_server.url, "httpOnly": True}]
            )
            return context.new_page()

        yield for_one
