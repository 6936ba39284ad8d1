"""The file in a real browser: somebody at work writes, the resident reads, allows and stops."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.ui.municipality import Municipality
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.casework.dossier import files
from tests.residents import add_resident, consent, give_task, involve
from tests.staff import add_worker

pytestmark = pytest.mark.browser

FILES = "/duinstad/medewerkers/inwoners/"


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    """Els works with her for the Wmo, and Ruben for her debts."""
    samira = add_resident("samira")
    for name, purpose in (("els", "wmo"), ("ruben", "schuldhulp")):
        give_task(add_worker(name), purpose)
        involve(add_worker(name), samira, purpose)
    return samira


def open_file(page: Page, name: str) -> None:
    """Find somebody and say what for."""
    page.goto(FILES)
    page.get_by_label("Wie zoekt u?").fill(name)
    page.get_by_role("button", name="Zoek").click()
    page.get_by_role("link", name=name).click()
    page.get_by_role("button", name="Kijk hiervoor").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


@pytest.mark.parametrize("javascript", [True, False])
def test_who_writes_who_reads_who_allows_and_who_stops(
    staff_page: Callable[[str], Page], resident_page: Callable[[str], Page], samira: Resident
) -> None:
    els, ruben, mine = staff_page("els"), staff_page("ruben"), resident_page("samira")

    open_file(els, "Samira Haddad")
    els.get_by_role("link", name="Schrijf een notitie").click()
    els.get_by_label("Waar gaat het over?").select_option("woning")
    els.get_by_label("Wat schrijft u op?").fill("Het huis is vochtig, zegt buurvrouw Fadila.")
    els.get_by_label("Staat er iemand anders in deze tekst?").fill("Fadila")
    els.get_by_role("button", name="Bewaar").click()
    expect(els.locator("main")).to_contain_text("Het staat in het dossier.")
    expect(els.locator("mark")).to_have_text("Fadila")
    els.get_by_role("link", name="Schrijf een notitie").click()
    els.get_by_label("Waar gaat het over?").select_option("gezondheid")
    els.get_by_label("Wat schrijft u op?").fill("Zij slaapt slecht.")
    els.get_by_role("button", name="Bewaar").click()

    mine.goto("/duinstad/mijn/dossier/")
    expect(mine.locator("main")).to_contain_text("Het huis is vochtig")
    expect(mine.locator("main")).to_contain_text("Zij slaapt slecht.")

    open_file(ruben, "Samira Haddad")
    expect(ruben.locator("main")).not_to_contain_text("vochtig")

    consent(samira, add_worker("ruben"), "woning", "schuldhulp")
    ruben.reload()
    expect(ruben.locator("main")).to_contain_text("Het huis is vochtig")
    expect(ruben.locator("main")).not_to_contain_text("slaapt")

    mine.reload()
    mine.get_by_role("button", name="Stop hiermee").click()
    expect(mine.locator("main")).to_contain_text("Gestopt. Zij zien dit vanaf nu niet meer.")
    ruben.reload()
    expect(ruben.locator("main")).not_to_contain_text("vochtig")


def test_a_note_is_written_with_the_keyboard_alone(staff_page: Callable[[str], Page], samira: Resident) -> None:
    page = staff_page("els")
    open_file(page, "Samira Haddad")
    page.get_by_role("link", name="Schrijf een notitie").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Waar gaat het over?").focus()
    page.keyboard.type("woning")
    page.keyboard.press("Tab")
    page.keyboard.type("Het huis is droog.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Het huis is droog.")


def test_a_printed_file_shows_what_it_says_and_no_buttons(staff_page: Callable[[str], Page], samira: Resident) -> None:
    page = staff_page("els")
    open_file(page, "Samira Haddad")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="In eigen woorden")).to_be_visible()
    expect(page.get_by_text("U kijkt voor:")).to_be_visible()
    expect(page.get_by_role("link", name="Schrijf een notitie")).to_be_hidden()


@pytest.mark.parametrize("address", ["dossier/", "dossier/woorden/", "dossier/woorden/{note}/", "voor/{noor}/"])
def test_axe_finds_nothing_wrong_for_a_resident_and_nothing_is_wider_than_the_screen(
    resident_page: Callable[[str], Page], address: str
) -> None:
    files.everything()
    files.a_request()
    page = resident_page("samira")
    page.goto(f"/duinstad/mijn/{address.format(note=files.own_note()['note'], noor=files.of_noor()['resident'])}")
    expect(page.locator("main")).not_to_contain_text("Deze pagina is er niet")
    page.evaluate(AXE_SCRIPT)
    wrong: list[str] = []
    for width in in_every_width(page, 1280, 375):
        wrong += [f"at {width}: {found}" for found in page.evaluate(RUN_AXE)]
        taken = page.evaluate("document.documentElement.scrollWidth")
        if taken > width:
            wrong.append(f"takes {taken} of {width} pixels")
    assert not wrong, "\n".join(wrong)
