"""Every page that a resident can see, with the rules of axe, on small screens, and for people who rather phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[[Page], object]

# Every rule of axe that is on by default: WCAG 2.2 A and AA, and good practice.
RUN_AXE = """async () => {
    const results = await axe.run({ resultTypes: ["violations"] });
    return results.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html}`));
}"""

VACUUMING = "ik kan niet meer stofzuigen door mijn rug"


def at(address: str) -> Visit:
    return lambda page: page.goto(address)


def asking(text: str, address: str = "/") -> Visit:
    def visit(page: Page) -> None:
        page.goto(address)
        page.locator("#tekst").fill(text)
        page.locator(".sm-ask button").click()

    return visit


def choosing_a_life_domain(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Het huishouden").click()


def answering_the_extra_question(page: Page) -> None:
    asking(VACUUMING)(page)
    page.locator("#preciezer ~ form button").first.click()
    expect(page.locator("#verteld")).to_be_visible()


def opening_the_dialog(page: Page) -> None:
    page.goto("/stijl")
    page.get_by_role("button", name="Open een venster").click()


def filling_in_the_self_check(page: Page) -> None:
    page.goto("/zelfcheck/")
    page.locator("fieldset:has(#hoe_financien)").get_by_label("Lukt niet").check()
    page.locator("fieldset:has(#hoe_huisvesting)").get_by_label("Kan beter").check()
    page.locator("fieldset:has(#hoe_justitie)").get_by_label("Gaat goed").check()
    page.get_by_role("button", name="Verder").click()


def choosing_what_comes_first(page: Page) -> None:
    filling_in_the_self_check(page)
    page.get_by_label("Als eerste").select_option("huisvesting")
    page.get_by_role("button", name="Verder").click()


def looking_for_help_without_a_need(page: Page) -> None:
    choosing_what_comes_first(page)
    page.get_by_role("button", name="Zoek hulp").click()


def choosing_a_need_of_the_self_check(page: Page) -> None:
    choosing_what_comes_first(page)
    page.locator("#behoefte").check()
    page.get_by_role("button", name="Zoek hulp").click()


# With each page a word from it, so that no test looks at another page than it thinks.
PAGES: dict[str, tuple[Visit, str]] = {
    "home": (at("/"), "Waar kunnen we u mee helpen?"),
    "contact": (at("/contact"), "Langskomen of een brief sturen"),
    "privacy": (at("/privacy"), "Geen cookies, geen volgers"),
    "style guide": (at("/stijl"), "Alle bouwstenen van deze site"),
    "style guide with the dialog open": (opening_the_dialog, "Dit venster werkt ook zonder JavaScript."),
    "algorithms": (at("/openbaar/algoritmes"), "Onze algoritmes"),
    "public values": (at("/openbaar/waarden"), "Onze waarden, en wat wij ervan testen"),
    "no such page": (at("/bestaat-niet"), "Naar de beginpagina"),
    "empty question": (asking(""), "Dit gaat nog niet goed"),
    "life domain": (choosing_a_life_domain, "U kunt meer kiezen."),
    "answer": (asking(VACUUMING), "Wij hoorden:"),
    "answer after the extra question": (answering_the_extra_question, "Dit vertelde u"),
    "urgent answer": (asking("mijn man slaat me"), "Hier kunt u nu terecht"),
    "not understood": (asking("qwrtz"), "Wij begrepen uw vraag niet goed"),
    "self-check": (at("/zelfcheck/"), "Wij bewaren niets van wat u hier invult."),
    "self-check, what comes first": (filling_in_the_self_check, "U bepaalt wat het eerst komt."),
    "self-check, how it goes": (choosing_what_comes_first, "Zo gaat het met u"),
    "self-check, nothing chosen": (looking_for_help_without_a_need, "Kies ten minste één ding"),
    "answer after the self-check": (choosing_a_need_of_the_self_check, "Wij hoorden:"),
    "home of Veenrode": (at("/veenrode/"), "Waar kunnen we u mee helpen?"),
    "answer of Veenrode": (asking(VACUUMING, "/veenrode/"), "Wij hoorden:"),
    "home in English": (at("/en/"), "Rather not online?"),
    "answer in English": (
        asking("i cannot vacuum any more because of my back", "/en/"),
        "Rather not online?",
    ),
}


def every_page(page: Page) -> Iterator[str]:
    """Goes to each page in turn and gives its name."""
    for name, (visit, word) in PAGES.items():
        visit(page)
        expect(page.locator("main"), name).to_contain_text(word)
        yield name


def in_every_width(page: Page, *widths: int) -> Iterator[int]:
    """Makes the window each of these widths in turn, with everything open that can be opened."""
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        yield width


def test_axe_finds_nothing_wrong_on_any_page(page: Page) -> None:
    wrong: list[str] = []
    for name in every_page(page):
        page.evaluate(AXE_SCRIPT)
        for width in in_every_width(page, 1280, 375):
            wrong += [f"{name} at {width}: {found}" for found in page.evaluate(RUN_AXE)]
    assert not wrong, "\n".join(wrong)


def test_every_page_fits_a_phone_and_says_how_to_get_help_without_a_computer(page: Page) -> None:
    wrong: list[str] = []
    for name in every_page(page):
        block = page.locator("aside:has(#niet-digitaal)")
        expect(block, name).to_be_visible()
        expect(block.locator("a[href^='tel:']").first, name).to_be_visible()
        expect(block, name).to_contain_text("Markt 12, Veenrode" if "Veenrode" in name else "Raadhuisplein 1, Duinstad")
        for width in in_every_width(page, 375, 320):
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{name} takes {taken} of {width} pixels")
    assert not wrong, "\n".join(wrong)
