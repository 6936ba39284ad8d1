"""Bringing services in, in a real browser: an editor tries a file out, carries it out, and sees what disappeared."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.knowledge.directory.importing.missing import missing
from maatwerk.knowledge.directory.queries import listings
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.knowledge.directory.imports import ORIGIN, TOWN, file_of, two_missing

pytestmark = pytest.mark.browser

IMPORTS = "/duinstad/medewerkers/sociale-kaart/import/"


def try_out(eva: Page, content: bytes) -> None:
    eva.goto(IMPORTS)
    eva.get_by_label("Naam van de bron").fill(ORIGIN)
    eva.get_by_label("Bestand").set_input_files({"name": "kaart.json", "mimeType": "", "buffer": content})
    eva.get_by_role("button", name="Probeer uit").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_an_editor_brings_in_a_file_and_keeps_what_disappeared(staff_page: Callable[[str], Page]) -> None:
    eva = staff_page("eva")
    try_out(eva, file_of(1, 2, 3))
    expect(eva.get_by_text("Dit is een proef. Er is nog niets veranderd.")).to_be_visible()
    eva.get_by_role("button", name="Voer uit").click()
    expect(eva.get_by_role("status")).to_contain_text("De import is uitgevoerd.")
    try_out(eva, file_of(1))
    eva.get_by_role("button", name="Voer uit").click()
    eva.goto("/duinstad/medewerkers/")
    eva.get_by_role("link", name="Kijk wat uit de sociale kaart verdween").click()
    eva.get_by_role("link", name="Doe dit werk").click()
    eva.get_by_role("region", name="Dienst 2").get_by_role("button", name="Laat staan").click()
    eva.get_by_role("region", name="Dienst 3").get_by_role("button", name="Haal weg").click()
    expect(eva.get_by_text("Er wacht niets.")).to_be_visible()
    assert not missing(TOWN).exists()
    assert set(listings(TOWN).filter(layer="import").values_list("name", flat=True)) == {"Dienst 1", "Dienst 2"}


def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(staff_page: Callable[[str], Page]) -> None:
    eva = staff_page("eva")
    wrong: list[str] = []

    def look(name: str) -> None:
        eva.evaluate(AXE_SCRIPT)
        for width in in_every_width(eva, 1280, 375):
            wrong.extend(f"{name} at {width}: {found}" for found in eva.evaluate(RUN_AXE))
            taken = eva.evaluate("document.documentElement.scrollWidth")
            if taken > width:
                wrong.append(f"{name} takes {taken} of {width} pixels")

    two_missing()
    try_out(eva, b"[7]")
    look("a file that is refused")
    try_out(eva, file_of(1, 2)[:-1] + b", 7]")
    look("a trial")
    for address in (IMPORTS, "/duinstad/medewerkers/sociale-kaart/verdwenen/"):
        eva.goto(address)
        look(address)
    assert not wrong, "\n".join(wrong)
