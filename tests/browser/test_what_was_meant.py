"""When the page is not sure what somebody means it asks, with JavaScript and as well without, and for everybody."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.casework.frontdoor.door import FrontDoor
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.casework.frontdoor.pages import hearing

pytestmark = pytest.mark.browser

both_ways = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])

ASKED = "het lukt allemaal niet meer zo"


@pytest.fixture(autouse=True)
def unsure(door: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing(monkeypatch, door, {"stofzuigen": 0.3, "eenzaam": 0.28, "vallen": 0.2, "slapen": 0.02}, sure=False)


def ask(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Uw vraag").fill(ASKED)
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.get_by_role("region", name="Wat bedoelt u vooral?")).to_be_visible()


@both_ways
def test_choosing_one_keeps_the_words_and_shows_what_is_for_that(page: Page, door: FrontDoor) -> None:
    ask(page)
    chosen = door.needs["stofzuigen"].text.nl
    page.get_by_role("region", name="Wat bedoelt u vooral?").get_by_role("button", name=chosen).click()
    expect(page.get_by_role("region", name="Wat bedoelt u vooral?")).to_have_count(0)
    expect(page.get_by_role("list", name="Wij hoorden:").get_by_role("listitem")).to_have_text([f"{chosen}×"])
    expect(page.get_by_text(ASKED)).to_be_visible()

    page.get_by_role("button", name=f"{door.needs['slapen'].text.nl}?").click()
    expect(page.get_by_role("list", name="Wij hoorden:").get_by_role("listitem")).to_have_count(2)


@both_ways
def test_none_of_these_leads_to_the_life_domains_and_a_call_back(page: Page) -> None:
    ask(page)
    page.get_by_role("button", name="Geen van deze").click()
    expect(page.locator("main h1")).to_have_text("Wij begrepen uw vraag niet goed")
    expect(page.get_by_role("button", name="Geld en schulden")).to_be_visible()
    expect(page.get_by_label("Probeer het met andere woorden")).to_have_value(ASKED)
    expect(page.get_by_role("main").get_by_role("link", name="Bel mij terug")).to_be_visible()


def test_axe_finds_nothing_wrong_while_it_asks_and_after_an_answer(page: Page) -> None:
    wrong: list[str] = []

    def look(name: str) -> None:
        page.evaluate(AXE_SCRIPT)
        for width in in_every_width(page, 1280, 375, 320):
            wrong.extend(f"{name} at {width}: {found}" for found in page.evaluate(RUN_AXE))
            taken = page.evaluate("document.documentElement.scrollWidth")
            wrong.extend([f"{name} takes {taken} of {width} pixels"] if taken > width else [])

    ask(page)
    look("not sure")
    page.get_by_role("button", name="Weet ik niet").click()
    expect(page.get_by_role("status")).to_contain_text("Dit veranderde niets")
    look("after an answer")
    page.get_by_role("button", name="Geen van deze").click()
    expect(page.locator("main h1")).to_have_text("Wij begrepen uw vraag niet goed")
    look("none of these")
    assert not wrong, "\n".join(wrong)
