"""Keeping the social map right, in a real browser: an owner confirms by one click, the help desk phones through its
list, somebody reports a mistake and reads what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from django.utils import timezone
from playwright.sync_api import Page, expect

from maatwerk.knowledge.directory.asking import mailing
from maatwerk.knowledge.directory.asking.actions import ask_owners
from maatwerk.knowledge.directory.models import Verification
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.casework.contact.callers import els_answers
from tests.knowledge.directory.map_of_the_bridge import (
    a_map,
    jobs,
    link_in,
    mail_goes,
    one_reported,
    the_listing,
    value,
)
from tests.staff import add_worker

pytestmark = pytest.mark.browser

OLD = date(2026, 1, 1)
BOTH = {"eten": value("Eettafel", OLD), "fietsen": value("Fietsles", OLD)}


def the_link() -> str:
    """What De Brug finds in its mail."""
    add_worker("eva")
    a_map(BOTH)
    with mail_goes() as box:
        ask_owners("duinstad", timezone.now())
        for id_ in jobs("mail_owner"):
            mailing.send(id_)
    return link_in(box.sent[0])


@pytest.mark.parametrize("javascript", [True, False])
def test_an_owner_confirms_by_one_click(page: Page) -> None:
    page.goto(the_link())
    card = page.get_by_role("region", name="Eettafel")
    expect(card).to_contain_text("Op dinsdag om 18 uur.")
    card.get_by_role("button", name="Ja, dit klopt").click()
    expect(page.get_by_role("status")).to_contain_text("Wij hebben genoteerd dat het klopt.")
    expect(page.get_by_role("button", name="Ja, dit klopt")).to_have_count(1)
    assert [row.key for row in Verification.objects.all()] == ["eten"]

    card = page.get_by_role("region", name="Fietsles")
    card.get_by_text("Nee, er klopt iets niet").click()
    card.get_by_role("button", name="Dit klopt niet").click()
    page.get_by_role("link", name="Schrijf op wat er niet klopt").click()
    page.keyboard.type("Wij fietsen nu op vrijdag.")
    page.get_by_role("button", name="Dit klopt niet").click()
    expect(page.get_by_role("status")).to_contain_text("Uw code is")
    assert the_listing("fietsen").verified_on == OLD


@pytest.mark.parametrize("javascript", [True, False])
def test_a_help_desk_worker_phones_through_the_list(staff_page: Callable[[str], Page]) -> None:
    els_answers()
    add_worker("eva")
    a_map(BOTH | {"sport": value("Sportclub", OLD, eigenaar={"organisatie": "Sport voor Iedereen"})})
    ask_owners("duinstad", timezone.now())
    els = staff_page("els")

    def call(organisation: str) -> None:
        els.goto("/duinstad/medewerkers/")
        els.get_by_role("link", name=f"Bel {organisation}: klopt het nog?").click()
        els.get_by_role("link", name="Doe dit werk").click()

    call("Stichting De Brug")
    expect(els.get_by_role("link", name="0555 123456").first).to_have_attribute("href", "tel:0555123456")
    els.get_by_role("region", name="Eettafel").get_by_role("button", name="Ja, dit klopt").click()
    expect(els.get_by_role("status")).to_contain_text("Genoteerd: het klopt.")
    card = els.get_by_role("region", name="Fietsles")
    card.locator("summary", has_text="Wij doen dit niet meer").click()
    card.get_by_role("button", name="Wij doen dit niet meer").click()
    expect(els.locator("main")).to_contain_text("Dit is klaar.")

    call("Sport voor Iedereen")
    for number in (1, 2, 3):
        els.get_by_role("button", name="Niet bereikt").click()
        expect(els.get_by_role("status")).to_contain_text("van de lijst" if number == 3 else f"poging {number}")
    els.goto("/duinstad/medewerkers/")
    expect(els.get_by_text("klopt het nog?")).to_have_count(0)

    eva = staff_page("eva")  # who has to take away what stopped
    eva.goto("/duinstad/medewerkers/")
    eva.get_by_role("link", name="Melding over Fietsles").click()
    eva.get_by_role("link", name="Doe dit werk").click()
    expect(eva.locator("main")).to_contain_text("De eigenaar zei dit aan de telefoon: Stichting De Brug")
    eva.get_by_label("Wij hebben het weggehaald.").check()
    eva.get_by_label("Uw antwoord in een zin").fill("De fietsles staat er niet meer op.")
    eva.get_by_role("button", name="Klaar").click()
    expect(eva.locator("main")).to_contain_text("De fietsles staat er niet meer op.")


def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(
    page: Page, staff_page: Callable[[str], Page]
) -> None:
    els_answers()
    wrong: list[str] = []

    def look(page: Page, name: str) -> None:
        page.evaluate(AXE_SCRIPT)
        for width in in_every_width(page, 1280, 375):
            wrong.extend(f"{name} at {width}: {found}" for found in page.evaluate(RUN_AXE))
            taken = page.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{name} takes {taken} of {width} pixels")

    page.goto(the_link())
    look(page, "confirm")
    page.get_by_role("region", name="Eettafel").get_by_role("button", name="Dit klopt niet").click()
    look(page, "confirm with a fault")
    for address in ("hulp/fout-melden", "hulp/melding", "hulp/klopt-nog/niets"):
        page.goto(f"/duinstad/{address}")
        look(page, address.replace("/", " "))
    which = one_reported()["which"]
    els_answers()
    a_map(BOTH | {"sport": value("Sportclub", OLD, eigenaar={"organisatie": "Sport voor Iedereen"})})
    ask_owners("duinstad", timezone.now())
    els, eva = staff_page("els"), staff_page("eva")
    els.goto("/duinstad/medewerkers/")
    els.get_by_role("link", name="Bel Sport voor Iedereen: klopt het nog?").click()
    els.get_by_role("link", name="Doe dit werk").click()
    look(els, "call")
    for name, address in {
        "answer": f"melding/{which}",
        "quality": "kwaliteit",
        "quality of one": "kwaliteit/organisatie?naam=Stichting+De+Brug",
    }.items():
        eva.goto(f"/duinstad/medewerkers/sociale-kaart/{address}")
        look(eva, name)
    assert not wrong, "\n".join(wrong)
