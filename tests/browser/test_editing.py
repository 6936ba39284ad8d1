"""Editors change what residents read, and change it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import RUN_AXE, asking, in_every_width

pytestmark = pytest.mark.browser

HOME = "/duinstad/medewerkers/inhoud/"
OLD, NEW = "0800-8115", "0800-4321"


def answer(page: Page) -> str:
    asking("ik heb schulden", "/duinstad/")(page)
    return page.locator("main").inner_text()


def sound(page: Page, name: str) -> list[str]:
    """What axe finds wrong on a page, at two widths, and whether it fits a phone."""
    page.evaluate(AXE_SCRIPT)
    wrong = []
    for width in in_every_width(page, 375, 1280):
        wrong += [f"{name} at {width}: {found}" for found in page.evaluate(RUN_AXE)]
        taken = page.evaluate("document.documentElement.scrollWidth")
        wrong += [f"{name} takes {taken} of {width} pixels"] if taken > width else []
    return wrong


@pytest.mark.parametrize("javascript", [True, False])
def test_eva_writes_otto_approves_a_resident_sees_it_at_once_and_otto_undoes_it(
    staff_page: Callable[[str], Page], page: Page
) -> None:
    eva, otto = staff_page("eva"), staff_page("otto")
    assert OLD in answer(page)

    eva.goto(HOME)
    eva.get_by_label("Zoek op een woord").fill("geldfit")
    eva.get_by_role("button", name="Zoek", exact=True).click()
    eva.get_by_role("link", name="Geldfit").click()
    expect(eva.get_by_role("heading", name="Zo lezen bewoners het")).to_be_visible()
    eva.get_by_role("button", name="Pas aan").click()
    eva.get_by_label("Telefoon", exact=True).fill(NEW)
    eva.get_by_role("group", name="Hoe begint iemand?").get_by_label("Zonder computer, Nederlands").fill(f"Bel {NEW}.")
    eva.get_by_role("button", name="Bewaar en stel voor").click()
    expect(eva.locator("main")).to_contain_text("Iemand anders kijkt het na")
    assert NEW not in answer(page)

    otto.goto(HOME)
    otto.get_by_role("link", name="Geldfit").first.click()
    expect(otto.locator("table")).to_contain_text(NEW)
    expect(otto.locator(".sm-advice")).to_contain_text(f"Bel {NEW}")
    otto.get_by_role("button", name="Keur goed en plaats").click()
    expect(otto.locator("main")).to_contain_text("van ons")
    assert NEW in answer(page)
    assert OLD not in answer(page)

    otto.get_by_role("link", name="Geschiedenis").click()
    otto.get_by_role("link", name="Draai deze versie terug").click()
    otto.get_by_role("button", name="Draai terug").click()
    expect(otto.locator("main")).to_contain_text("van het programma")
    assert OLD in answer(page)


def test_a_form_with_a_mistake_is_good_for_a_screen_reader_and_a_phone(staff_page: Callable[[str], Page]) -> None:
    """The other pages are in test_staff_pages.py."""
    eva = staff_page("eva")
    eva.goto(f"{HOME}technology/robotstofzuiger")
    eva.get_by_role("button", name="Pas aan").click()
    eva.get_by_label("Hoeveel legt het vast?").fill("9")
    eva.get_by_role("button", name="Bewaar", exact=True).click()
    expect(eva.locator("main")).to_contain_text("Vul 3 of minder in.")
    wrong = sound(eva, "form with a mistake")
    eva.goto(f"{HOME}nieuw")
    eva.get_by_role("button", name="Verder").click()
    expect(eva.locator("main")).to_contain_text("Kies wat u wilt maken.")
    wrong += sound(eva, "something new")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [1280, 375])
def test_no_field_with_the_focus_hides_behind_the_buttons(staff_page: Callable[[str], Page]) -> None:
    """The buttons of the form stay at the bottom of the window (WCAG 2.4.11)."""
    eva = staff_page("eva")
    eva.goto(f"{HOME}services/geldfit")
    eva.get_by_role("button", name="Pas aan").click()
    bar = eva.locator(".sm-bar")
    expect(bar.get_by_role("button", name="Bewaar", exact=True)).to_be_in_viewport()
    fields = eva.locator("main form :is(input:not([type=hidden]), textarea, select)")
    assert fields.count() > 20
    fields.first.focus()
    hidden = []
    for _ in range(fields.count() - 1):
        eva.keyboard.press("Tab")
        hidden += eva.evaluate(
            """() => {
                const field = document.activeElement;
                const bar = document.querySelector(".sm-bar");
                return field.getBoundingClientRect().top >= bar.getBoundingClientRect().top ? [field.name] : [];
            }"""
        )
    assert hidden == []
