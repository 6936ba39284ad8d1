"""Els works out all schemes with a resident beside her: without JavaScript, on a small screen, and good for axe."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import RUN_AXE, in_every_width

pytestmark = pytest.mark.browser

HOME = "/duinstad/medewerkers/regelingen/uitrekenen/"


def filled_in(page: Page) -> None:
    """A parent of 36 with one child, in a rented home."""
    page.goto(HOME)
    page.get_by_role("button", name="Voeg een kind toe").click()
    for name, value in (
        ("peildatum", "1-1-2026"),
        ("geboortedatum", "5-5-1990"),
        ("toetsingsinkomen", "31.000"),
        ("netto_maandinkomen", "2.000"),
        ("vermogen", "0"),
        ("kind1.geboortedatum", "5-1-2012"),
        ("kale_huur", "700"),
    ):
        page.locator(f"[name='{name}']").fill(value)
    page.locator("[name='zorgverzekerd']").select_option("ja")
    page.locator("[name='woning_soort']").select_option("huur")


@pytest.mark.parametrize("javascript", [False])
def test_two_situations_stand_side_by_side_without_scripts(staff_page: Callable[[str], Page]) -> None:
    page = staff_page("els")
    filled_in(page)
    page.get_by_role("button", name="Vergelijk met een tweede situatie").click()
    page.locator("[name='toetsingsinkomen']").fill("39.400")
    page.get_by_role("button", name="Reken alle regelingen uit").click()
    expect(page.get_by_role("heading", name="Twee situaties naast elkaar")).to_be_visible()
    row = page.get_by_role("row", name="Zorgtoeslag")
    expect(row).to_contain_text("€\N{NO-BREAK SPACE}96,11 minder")  # 8.400 × 13,73% ÷ 12 (Wzt art. 2 lid 2)
    page.get_by_role("button", name="Vul situatie A in").click()
    expect(page.locator("[name='toetsingsinkomen']")).to_have_value("31.000")


def test_the_pages_pass_the_rules_of_axe(staff_page: Callable[[str], Page]) -> None:
    page = staff_page("els")
    filled_in(page)
    page.get_by_role("button", name="Reken alle regelingen uit").click()
    look(page, "home")
    page.get_by_role("button", name="Klap alles uit, om af te drukken").click()
    look(page, "all")
    page.get_by_role("button", name="Wat als er iets verandert?").click()
    page.get_by_role("button", name="Bekijk: Het inkomen stijgt met € 100 per maand").click()
    look(page, "change")
    page.get_by_role("button", name="Loont meer verdienen?").click()
    look(page, "worth")


def look(page: Page, name: str) -> None:
    expect(page.locator("#uitkomst")).to_be_visible()
    page.evaluate(AXE_SCRIPT)
    for width in in_every_width(page, 1280, 375):
        assert page.evaluate(RUN_AXE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
