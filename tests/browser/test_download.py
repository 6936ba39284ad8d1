"""Taking everything along in a real browser: a file arrives, with and without JavaScript."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from maatwerk.foundation.ui.municipality import Municipality
from tests.browser.conftest import STAFF_COOKIES, watched
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.casework.dossier import files
from tests.residents import signed_in_resident

pytestmark = pytest.mark.browser


@pytest.fixture
def samira(
    browser: Browser,
    live_server: LiveServer,
    two_municipalities: dict[str, Municipality],
    javascript: bool,
    width: int,
) -> Iterator[Page]:
    """The page on which Samira, who signed in, takes everything along."""
    files.everything()
    cookie = signed_in_resident("samira").cookies["sessionid"]
    with watched(browser, live_server, javascript, width, STAFF_COOKIES) as context:
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url, "httpOnly": True}])
        page = context.new_page()
        page.goto("/duinstad/mijn/gegevens/meenemen/")
        yield page


def handed_out(page: Page, button: str) -> tuple[str, bytes]:
    """The name and what is in the file that a button gives."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=button).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


@pytest.mark.parametrize("javascript", [True, False])
def test_she_gets_each_file_and_stays_on_the_page(samira: Page) -> None:
    samira.get_by_label("In grote letters").check()
    name, content = handed_out(samira, "Maak een PDF")
    assert name.endswith(".pdf")
    assert content.startswith(b"%PDF-")
    name, content = handed_out(samira, "Maak tabellen")
    assert name.endswith(".zip")
    assert content.startswith(b"PK")
    name, content = handed_out(samira, "Maak een bestand")
    assert "Ik durf de post weer open te maken." in {note["tekst"] for note in json.loads(content)["notities"]}
    expect(samira.get_by_role("heading", level=1)).to_have_text("Mijn gegevens meenemen")


def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(samira: Page) -> None:
    samira.evaluate(AXE_SCRIPT)
    wrong: list[str] = []
    for width in in_every_width(samira, 1280, 375):
        wrong += [f"at {width}: {found}" for found in samira.evaluate(RUN_AXE)]
        taken = samira.evaluate("document.documentElement.scrollWidth")
        if taken > width:
            wrong.append(f"takes {taken} of {width} pixels")
    assert not wrong, "\n".join(wrong)
