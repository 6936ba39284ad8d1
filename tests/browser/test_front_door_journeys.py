"""The journeys that the front door is for, from the first words to what somebody takes along; each with JavaScript,
and as well without."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"]),
]

TITLE = "Dit kan u helpen · Gemeente Duinstad"


def ask(page: Page, text: str) -> None:
    page.goto("/")
    page.get_by_label("Uw vraag").fill(text)
    page.get_by_role("button", name="Zoek hulp").click()
    expect(page.locator("main h1")).to_have_text("Dit kan u helpen")
    expect(page).to_have_title(TITLE)


def heard(page: Page, name: str = "Wij hoorden:") -> Locator:
    return page.get_by_role("list", name=name).get_by_role("listitem")


def cards(page: Page) -> Locator:
    """The suggestions that are in sight."""
    return page.locator("article.sm-advice:visible")


def taken_along(page: Page) -> str:
    """The words of the PDF."""
    with page.expect_download() as download:
        page.locator("form[action$='/antwoord/pdf'] button").first.click()
    assert download.value.suggested_filename in {"om-mee-te-nemen.pdf", "to-take-along.pdf"}
    pdf = pypdf.PdfReader(io.BytesIO(Path(download.value.path()).read_bytes()))
    return "\n".join(page.extract_text() for page in pdf.pages)


def test_rent_and_debts_are_both_heard_and_go_along_on_paper(page: Page) -> None:
    ask(page, "ik kan de huur niet betalen en ik heb schulden")
    expect(heard(page).filter(has_text="huur niet betalen")).to_have_count(1)
    expect(cards(page)).to_have_count(5)
    expect(cards(page).locator("a[href^='tel:']").first).to_be_visible()

    more = page.locator("details.sm-more").first
    more.locator("> summary").click()
    expect(more.locator("article.sm-advice").first).to_be_visible()

    text = taken_along(page)
    assert "ik kan de huur niet betalen en ik heb schulden" in text
    assert "14 0999" in text
    expect(page.locator("main h1")).to_have_text("Dit kan u helpen")  # the page stays as it was


def test_a_mother_who_falls_gets_help_and_not_knowing_is_an_answer_too(page: Page) -> None:
    ask(page, "mijn moeder is bang om te vallen")
    expect(heard(page).filter(has_text="vallen")).to_have_count(1)
    page.get_by_role("button", name="Weet ik niet").click()
    expect(page.get_by_role("status")).to_contain_text("Dit veranderde niets aan wat bij u past.")
    expect(page.locator("dl.sm-known dt")).to_have_count(1)
    page.get_by_role("button", name="Haal uw antwoord weg op").click()
    expect(page.locator("dl.sm-known dt")).to_have_count(0)
    expect(page.get_by_role("status")).to_be_visible()


def test_an_answer_names_what_fits_no_longer(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Het huishouden").click()
    page.get_by_role("checkbox", name="Stofzuigen lukt niet goed meer").check()
    page.get_by_role("button", name="Zoek hulp").click()
    told = page.get_by_role("status")
    expect(told).to_have_count(0)
    for _number in range(8):  # until the question comes whose answer makes something not fit
        bad = page.get_by_role("group").get_by_role("button", name="Nee, ik sta niet stevig")
        if bad.count():
            bad.click()
            expect(told).to_contain_text("past niet meer:")
            expect(told).to_contain_text("Door uw antwoord:")
            return
        so_far = page.locator("dl.sm-known dd").count()
        page.get_by_role("button", name="Weet ik niet").click()
        expect(page.locator("dl.sm-known dd")).to_have_count(so_far + 1)
    pytest.fail("the question about standing firmly never came")


def test_several_problems_at_once_stand_together_and_one_can_be_struck_out(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Geld en schulden").click()
    page.get_by_role("checkbox", name="Ik heb schulden en kom er niet meer uit").check()
    page.get_by_role("checkbox", name="Ik kan een rekening niet betalen").check()
    page.get_by_role("button", name="Zoek hulp").click()
    expect(heard(page)).to_have_count(2)
    heard(page).first.get_by_role("button", name="Haal weg").click()
    expect(heard(page)).to_have_count(1)
    heard(page).first.get_by_role("button", name="Haal weg").click()
    expect(page.locator("main h1")).to_have_text("Wij begrepen uw vraag niet goed")
    expect(page.get_by_role("button", name="Geld en schulden")).to_be_visible()


def test_who_rather_phones_finds_the_number_and_can_be_called_back(page: Page) -> None:
    page.goto("/")
    expect(page.locator("aside:has(#niet-digitaal) a[href='tel:140999']")).to_be_visible()
    page.locator("footer").get_by_role("link", name="Kom langs of schrijf").click()
    expect(page.locator("main h1")).to_have_text("Bellen of langskomen")
    page.get_by_role("main").get_by_role("link", name="Bel mij terug").click()
    expect(page.locator("main h1")).to_be_visible()
    assert page.url.endswith("/bel-mij/")


def test_a_worried_neighbour_gets_a_number_for_worries(page: Page) -> None:
    ask(page, "ik maak me zorgen om mijn buurman, hij gedraagt zich verward")
    expect(page.locator("main").get_by_text("0800-1205").first).to_be_visible()  # Landelijk Meldpunt Zorgwekkend Gedrag


def test_a_child_gets_the_kindertelefoon_first_and_can_leave_at_once(page: Page) -> None:
    ask(page, "ik ben 11 en mijn vader slaat mij")
    urgent = page.get_by_role("region", name="Hier kunt u nu terecht")
    expect(urgent.locator("a[href='tel:08000432']")).to_be_visible()
    leave = page.get_by_role("link", name="Snel weg van deze pagina")
    expect(leave).to_be_in_viewport()
    page.evaluate("scrollTo(0, 800)")
    expect(leave).to_be_in_viewport()  # it stays in reach


def test_in_english_the_question_the_answer_and_the_paper_are_english(page: Page) -> None:
    page.goto("/en/")
    page.locator("#tekst").fill("I cannot pay my rent and I have debts")
    page.locator(".sm-ask button").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("main h1")).to_have_text("This can help you")
    expect(cards(page)).to_have_count(5)
    assert "I cannot pay my rent and I have debts" in taken_along(page)
