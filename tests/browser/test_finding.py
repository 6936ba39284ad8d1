"""Finding help in the social map, in a real browser: with and without JavaScript, by keyboard, on paper."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.knowledge.directory.models import Listing, Place
from maatwerk.site.listing import bring_in
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.knowledge.directory.shelves import TODAY, WEEKDAYS, phone, place, put, service

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def a_map(page: Page) -> None:
    names = ["Geldmaatje", "Papierwinkel", "Buurttafel"]
    Place.objects.create(
        municipality="duinstad", kind="wijk", name="Zeezicht", looked_up="zeezicht", latitude=54, longitude=4,
        source="proef", on=TODAY,
    )  # fmt: skip
    put(
        "duinstad",
        **{
            name.lower(): service(
                name,
                locaties=[place("Zeezicht", 54 + number / 100, 4.01, naam=f"Huis {number}", open=WEEKDAYS)],
                bereikbaar=[phone(WEEKDAYS)],
                talen=["nl", "ar"],
                gratis=True,
                verzonnen=True,
                samenvatting={"nl": "Samen kijken naar gekke paperassen.", "en": "Looking at odd papers together."},
            )
            for number, name in enumerate(names)
        },
    )


def look_for_papers(page: Page, address: str = "/duinstad/hulp/", button: str = "Zoek hulp") -> None:
    page.goto(address)
    page.locator("#woorden").fill("paperassen" if "/en/" not in address else "odd papers")
    page.get_by_role("button", name=button).click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("width", [1280, 375])
def test_a_resident_finds_help_reads_about_it_lays_two_side_by_side_and_goes_back(page: Page) -> None:
    page.goto("/duinstad/")
    page.locator("main").get_by_role("link", name="Hulp in de buurt").click()
    look_for_papers(page, page.url)
    first = page.locator(".sm-listing > li").first
    expect(page.locator(".sm-listing > li")).to_have_count(3)
    expect(first.locator("a[href='tel:0999123456']")).to_be_visible()
    expect(page.get_by_role("img", name="Kaart van de plekken")).to_be_visible()

    page.get_by_role("button", name="Lees meer over Papierwinkel").click()
    expect(page.locator("h1")).to_have_text("Papierwinkel")
    expect(page.locator("main")).to_contain_text("Maandag tot en met vrijdag: 9.00 tot 17.00 uur")
    expect(page).to_have_title("Hulp in de buurt · Gemeente Duinstad")
    assert page.url.endswith("/duinstad/hulp/dienst")
    page.get_by_role("button", name="Terug naar de lijst").click()
    expect(page.locator(".sm-listing > li")).to_have_count(3)

    page.get_by_role("button", name="Zet twee of drie naast elkaar").click()
    expect(page.locator("main")).to_contain_text("Kies twee of drie diensten")
    for name in ("Geldmaatje", "Buurttafel"):
        page.locator(".sm-listing > li", has_text=name).get_by_label("Vergelijk").check()
    page.get_by_role("button", name="Zet twee of drie naast elkaar").click()
    expect(page.get_by_role("columnheader", name="Buurttafel")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Talen")).to_be_visible()


def test_help_is_found_by_keyboard_alone(page: Page) -> None:
    page.goto("/duinstad/hulp/")
    page.locator("#woorden").focus()
    page.keyboard.type("paperassen")
    page.keyboard.press("Enter")
    more = page.get_by_role("button", name="Lees meer over Buurttafel")
    for _number in range(60):
        page.keyboard.press("Tab")
        if more.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Buurttafel")


def test_on_paper_the_list_has_names_and_numbers_and_no_buttons(page: Page) -> None:
    look_for_papers(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Papierwinkel")).to_be_visible()
    expect(page.locator(".sm-listing a[href^='tel:']").first).to_be_visible()
    for button in page.locator("main button").all():
        expect(button).to_be_hidden()


def test_the_answer_page_leads_to_an_entry_and_back(page: Page) -> None:
    page.goto("/duinstad/")
    page.get_by_label("Uw vraag").fill("ik heb schulden")
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("h1")).to_have_text("Dit kan u helpen")
    page.locator("article.sm-advice").get_by_role("button", name="Lees meer over").first.click()
    expect(page.locator("main")).to_contain_text("Waar dit vandaan komt")
    page.get_by_role("button", name="Terug naar wat u kan helpen").click()
    expect(page.locator("h1")).to_have_text("Dit kan u helpen")
    expect(page.locator("main")).to_contain_text("ik heb schulden")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize("width", [1280, 375])
def test_who_chooses_a_neighbourhood_beside_the_answer_reads_how_far_help_is(page: Page) -> None:
    ask_for_help(page)
    expect(page.locator("main")).not_to_contain_text("kilometer van")
    choose(page, "Zeezicht")
    # A hundredth of a degree to the east is 0.65 km at 54 degrees north; with as much to the north it is 1.29 km.
    near = page.locator("article.sm-advice:visible").filter(has_text=re.compile("Geldmaatje|Papierwinkel")).first
    expect(near).to_contain_text(re.compile("Ongeveer (0,7|1,3) kilometer van Zeezicht"))
    assert page.evaluate("window.scrollY") == 0  # at the first cards, where the distance stands
    assert page.url.endswith("/duinstad/antwoord")
    near.get_by_role("button", name="Lees meer over").click()
    page.get_by_role("button", name="Terug naar wat u kan helpen").click()
    expect(near).to_contain_text(re.compile("Ongeveer (0,7|1,3) kilometer van Zeezicht"))
    expect(page.get_by_label("In welke wijk bent u?")).to_have_value("Zeezicht")
    choose(page, "Maakt niet uit")
    expect(page.get_by_label("In welke wijk bent u?")).to_have_value("")
    expect(page.locator("main")).not_to_contain_text("kilometer van")


def ask_for_help(page: Page) -> None:
    """Of this map only, so that what is looked for is in sight."""
    bring_in("duinstad")
    Listing.objects.exclude(municipality="duinstad").delete()
    page.goto("/duinstad/")
    page.get_by_label("Uw vraag").fill("ik heb schulden")
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("h1")).to_have_text("Dit kan u helpen")


def choose(page: Page, neighbourhood: str) -> None:
    page.get_by_label("In welke wijk bent u?").select_option(label=neighbourhood)
    page.get_by_role("button", name="Laat zien hoe ver het is").click()


def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(page: Page) -> None:
    wrong: list[str] = []

    def look(name: str) -> None:
        page.evaluate(AXE_SCRIPT)
        for width in in_every_width(page, 1280, 375):
            wrong.extend(f"{name} at {width}: {found}" for found in page.evaluate(RUN_AXE))
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{name} takes {taken} of {width} pixels")
        page.set_viewport_size({"width": 1280, "height": 800})  # the menu of a phone would lie over the page

    page.goto("/duinstad/hulp/")
    look("empty form")
    page.locator("#leeftijd").fill("jong")
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("main")).to_contain_text("Vul de leeftijd in met een cijfer")
    look("form with a fault")
    look_for_papers(page)
    expect(page.locator(".sm-listing > li")).to_have_count(3)
    look("list")
    page.get_by_role("button", name="Lees meer over Geldmaatje").click()
    look("entry")
    page.get_by_role("button", name="Terug naar de lijst").click()
    for box in page.get_by_label("Vergelijk").all():
        box.check()
    page.get_by_role("button", name="Zet twee of drie naast elkaar").click()
    expect(page.get_by_role("table")).to_be_visible()
    look("side by side")
    look_for_papers(page, "/duinstad/en/hulp/", "Find help")
    expect(page.locator(".sm-listing")).to_contain_text("Geldmaatje (en)")
    look("list in English")
    ask_for_help(page)
    choose(page, "Zeezicht")
    expect(page.locator("article.sm-advice").first).to_be_visible()
    look("answer with a neighbourhood")
    assert not wrong, "\n".join(wrong)
