"""What am I probably entitled to, in a real browser: by keyboard, on paper, without scripts, wide and narrow."""

from __future__ import annotations

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from tests.browser.test_every_page import RUN_AXE, in_every_width

pytestmark = pytest.mark.browser


def tell_samiras_story(page: Page) -> None:
    page.goto("/duinstad/regelingen/")
    page.get_by_label("Uw inkomen per maand").fill("1500")
    page.locator("input[name=samenwonen][value=nee]").check()
    page.get_by_label("Hoeveel kinderen", exact=True).fill("1")
    page.get_by_label("Hoe oud zijn zij?").fill("9")
    page.get_by_label("Uw leeftijd").fill("38")
    page.get_by_label("Hoeveel volwassenen").fill("1")
    page.locator("input[name=woning][value=huur]").check()
    page.get_by_label("Huurt u? Hoeveel is dan de kale huur per maand?").fill("650")
    page.get_by_label("Of kies ongeveer uw geld en bezit").select_option("0-7500")
    page.locator("input[name=zorgverzekerd][value=ja]").check()
    page.get_by_role("button", name="Laat zien waar ik recht op heb").click()
    expect(page.locator("h1")).to_have_text("Waar u recht op kunt hebben")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_a_story_gives_a_list_that_a_question_makes_more_exact(page: Page, javascript: bool) -> None:
    tell_samiras_story(page)
    card = page.locator("article", has=page.get_by_role("heading", name="Zorgtoeslag"))
    expect(card).to_contain_text("U heeft hier waarschijnlijk recht op")
    steps = card.get_by_text("U bent 18 jaar of ouder.")
    expect(steps).to_be_hidden()
    card.get_by_text("Waarom?").click()
    expect(steps).to_be_visible()
    page.get_by_label("Hoeveel verdient u dit jaar in totaal, voordat er belasting af gaat?").fill("20000")
    page.get_by_role("button", name="Verder").click()
    expect(card.locator("strong").first).to_have_text("€ 129 per maand")
    assert page.url.endswith("/duinstad/regelingen/uitkomst")


def test_by_keyboard_alone(page: Page) -> None:
    page.goto("/duinstad/regelingen/")
    page.locator("#inkomen").focus()
    page.keyboard.type("1500")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Waar u recht op kunt hebben")


def test_on_paper_stands_what_fits_and_how_to_apply_and_no_buttons(page: Page) -> None:
    tell_samiras_story(page)
    page.emulate_media(media="print")
    for scheme in ("Zorgtoeslag", "Huurtoeslag"):  # what fits, and what may
        card = page.locator("article", has=page.get_by_role("heading", name=scheme))
        expect(card.get_by_text("Vraag aan", exact=True)).to_be_visible()
    for button in page.locator("main button").all():
        expect(button).to_be_hidden()
    expect(page.get_by_role("table", name="Terugbetalen als u meer verdient")).to_be_visible()


def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(page: Page) -> None:
    wrong: list[str] = []

    def look(name: str) -> None:
        page.evaluate(AXE_SCRIPT)
        for width in in_every_width(page, 1280, 375):
            wrong.extend(f"{name} at {width}: {found}" for found in page.evaluate(RUN_AXE))
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{name} takes {taken} of {width} pixels")
        page.set_viewport_size({"width": 1280, "height": 800})

    page.goto("/duinstad/regelingen/")
    look("questions")
    page.locator("#leeftijd").fill("oud")
    page.get_by_role("button", name="Laat zien waar ik recht op heb").click()
    expect(page.locator("main")).to_contain_text("hoort een leeftijd in hele jaren")
    look("questions with a fault")
    tell_samiras_story(page)
    page.evaluate("document.querySelectorAll('main details').forEach(one => { one.open = true })")
    look("list with everything unfolded")
    assert not wrong, "\n".join(wrong)
