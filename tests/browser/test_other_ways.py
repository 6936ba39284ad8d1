"""Other ways to use the pages than with a mouse on a wide screen: the keyboard, a phone, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

VACUUMING = "ik kan niet meer stofzuigen door mijn rug"

without_javascript = pytest.mark.parametrize("javascript", [False], ids=["without JavaScript"])


def test_the_first_tab_reaches_a_link_that_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_question_can_be_asked_and_made_more_exact_with_the_keyboard_only(page: Page) -> None:
    page.goto("/")
    for key in ("Tab", "Enter", "Tab"):  # over the menu, into the question
        page.keyboard.press(key)
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    page.keyboard.type(VACUUMING)
    for key in ("Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("main h1")).to_have_text("Dit kan u helpen")

    answer = page.get_by_role("group").get_by_role("button").first
    for _number in range(60):
        page.keyboard.press("Tab")
        if answer.evaluate("button => button === document.activeElement"):
            break
    expect(answer).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Dit vertelde u")).to_be_visible()


@without_javascript
@pytest.mark.parametrize("width", [375])
def test_the_menu_on_a_phone_opens_without_javascript(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".sm-nav--wide")).to_be_hidden()
    menu = page.locator("header details")
    expect(menu.get_by_role("link", name="Bellen of langskomen")).to_be_hidden()

    menu.get_by_text("Menu", exact=True).click()
    expect(menu.get_by_role("link", name="Hulp vinden")).to_be_visible()
    expect(menu.get_by_role("link", name="English")).to_be_visible()
    menu.get_by_role("link", name="Bellen of langskomen").click()
    expect(page.locator("main h1")).to_have_text("Bellen of langskomen")


def test_the_wide_menu_needs_no_opening(page: Page) -> None:
    page.goto("/")
    expect(page.locator("header details")).to_be_hidden()
    expect(page.locator(".sm-nav--wide").get_by_role("link", name="Bellen of langskomen")).to_be_visible()


@without_javascript
def test_a_dialog_opens_and_closes_without_javascript(page: Page) -> None:
    page.goto("/stijl")
    dialog = page.get_by_role("dialog", name="Weet u het zeker?")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Open een venster").click()
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Sluiten").click()
    expect(dialog).to_be_hidden()


def test_on_paper_the_home_page_has_the_ways_to_reach_us_and_no_form_or_menu(page: Page) -> None:
    page.goto("/")
    page.emulate_media(media="print")
    for only_on_screen in page.locator(".sm-ask, nav, header details, .nl-skip-link").all():
        expect(only_on_screen).to_be_hidden()
    block = page.locator("aside:has(#niet-digitaal)")
    expect(block.get_by_text("14 0999").first).to_be_visible()
    expect(block.get_by_text("Raadhuisplein 1, Duinstad")).to_be_visible()
    expect(block.get_by_text("Elke werkdag van 9 tot 17 uur.")).to_be_visible()


def test_on_paper_the_answer_has_the_suggestions_in_sight_and_no_buttons(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Uw vraag").fill(VACUUMING)
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("main h1")).to_have_text("Dit kan u helpen")
    more = page.locator("details.sm-more").first
    folded = more.locator("article.sm-advice h2").first
    page.emulate_media(media="print")
    for suggestion in page.locator("article.sm-advice h2").all()[:5]:
        expect(suggestion).to_be_visible()
    expect(folded).to_be_hidden()  # forty folded-away suggestions would be fifteen sheets
    page.emulate_media(media="screen")
    more.locator("> summary").click()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()  # what somebody opened goes along
    for button in page.get_by_role("button").all():
        expect(button).to_be_hidden()
    expect(page.get_by_text("Raadhuisplein 1, Duinstad")).to_be_visible()
