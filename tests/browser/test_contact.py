"""For those left out online, in a real browser: somebody asks to be called, a worker answers; paper and languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.site.library import library
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.casework.contact.callers import els_answers

pytestmark = pytest.mark.browser


def ask_for_a_call(page: Page) -> str:
    """From the page with phone and address to a code, with a mistake on the way."""
    page.goto("/duinstad/contact")
    page.get_by_role("link", name="Bel mij terug").click()
    page.get_by_label("Hoe mogen wij u noemen?").fill("Selam")
    page.get_by_label("In de middag").check()
    page.get_by_label("Wilt u een tolk?").fill("Tigrinya")
    page.get_by_role("button", name="Verstuur").click()
    page.get_by_role("link", name="Vul een telefoonnummer in").click()
    page.keyboard.type("06 00000001")
    expect(page.get_by_label("In de middag")).to_be_checked()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("heading", name="Wij hebben uw vraag")).to_be_visible()
    assert page.url.partition("#")[0].endswith("/duinstad/bel-mij/")
    return page.locator(".sm-secret").inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_is_called_back(page: Page, staff_page: Callable[[str], Page]) -> None:
    els_answers()
    code = ask_for_a_call(page)

    els = staff_page("els")
    els.goto("/duinstad/medewerkers/")
    els.get_by_role("link", name=f"Bel iemand terug: {code}").click()
    els.get_by_role("link", name="Doe dit werk").click()
    expect(els.locator("main")).to_contain_text("Laat geen bericht achter.")
    expect(els.locator("main")).to_contain_text("Tigrinya")
    els.get_by_role("button", name="Niemand bereikt").click()
    expect(els.get_by_role("status")).to_contain_text("Dit was poging 1.")

    els.goto("/duinstad/medewerkers/contact/")  # she calls back, and names her code
    els.get_by_label("Welke code staat op het papier").fill(code.lower())
    els.get_by_role("button", name="Ga verder").click()
    els.get_by_label("Afspraak gemaakt").check()
    els.get_by_role("button", name="Klaar").click()
    expect(els.locator("main")).to_contain_text("Afspraak gemaakt")
    els.goto("/duinstad/medewerkers/")
    expect(els.get_by_text(code)).to_have_count(0)


def test_a_paper_is_typed_over_by_keyboard_alone(staff_page: Callable[[str], Page]) -> None:
    els_answers()
    pim = staff_page("pim")
    pim.goto("/duinstad/medewerkers/contact/")
    pim.get_by_label("Welke code staat op het papier").focus()
    pim.keyboard.type("b2")
    pim.keyboard.press("Enter")
    pim.get_by_role("radio", name="De telefoon").focus()
    pim.keyboard.press("ArrowDown")
    pim.keyboard.press("ArrowDown")  # by post
    for words in ("Joop", "Bankje bij de vijver"):
        pim.keyboard.press("Tab")
        pim.keyboard.type(words)
    pim.get_by_role("button", name="Zet op de werklijst").focus()
    pim.keyboard.press("Enter")
    expect(pim.get_by_role("status")).to_contain_text("Genoteerd. De code is")


def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(page: Page) -> None:
    els_answers()
    wrong: list[str] = []

    def look(name: str) -> None:
        page.evaluate(AXE_SCRIPT)
        for width in in_every_width(page, 1280, 375):
            wrong.extend(f"{name} at {width}: {found}" for found in page.evaluate(RUN_AXE))
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{name} takes {taken} of {width} pixels")

    for address in (
        "bel-mij/",
        "en/kom-langs/",
        "op-papier/",
        "talen/",
        *(f"talen/{code}/" for code in library().core_pages),
    ):
        page.goto(f"/duinstad/{address}")
        look(address)
    page.goto("/duinstad/bel-mij/")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator("main")).to_contain_text("Vul een naam in")
    look("with faults")
    ask_for_a_call(page)
    look("asked")
    assert not wrong, "\n".join(wrong)


def test_arabic_runs_from_right_to_left_and_a_number_does_not(page: Page) -> None:
    page.goto("/duinstad/talen/")
    page.locator("a[hreflang=ar]").click()
    heading, number = page.locator("h1"), page.locator("main [dir=rtl] .sm-phone bdi").first
    assert heading.evaluate("each => getComputedStyle(each).direction") == "rtl"
    assert number.evaluate("each => getComputedStyle(each).direction") == "ltr"
    box, column = heading.bounding_box(), page.locator(".sm-main").bounding_box()
    assert box
    assert column
    words = heading.evaluate(
        "each => { const range = document.createRange(); range.selectNodeContents(each);"
        " return range.getBoundingClientRect().right }"
    )
    assert abs(words - (column["x"] + column["width"])) < 2  # the words begin at the right edge
