"""A folder of one's neighbourhood, made in a real browser, with and without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from maatwerk.knowledge.directory.centroids import import_places
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.knowledge.directory.services import TODAY

pytestmark = pytest.mark.browser
PLACES = b"naam;soort;breedte;lengte;bron\nNoord;wijk;54.0;4.0;verzonnen"


@pytest.mark.parametrize("javascript", [True, False])
def test_somebody_makes_a_folder_to_print(page: Page, tmp_path: Path) -> None:
    import_places("duinstad", PLACES, today=TODAY)
    page.goto("/duinstad/hulp/folder/")
    page.get_by_label("Welke wijk?").select_option("Noord")
    page.get_by_label("Geld en schulden").check()
    page.get_by_label("Grote letters").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Maak de folder (PDF)").click()
    assert download.value.suggested_filename == "hulp-in-de-buurt.pdf"
    download.value.save_as(tmp_path / "folder.pdf")
    metadata = PdfReader(tmp_path / "folder.pdf").metadata
    assert metadata
    assert metadata.title == "Hulp in Noord, Gemeente Duinstad"
    assert page.url.endswith("/duinstad/hulp/folder/"), "what was chosen stands in no address"


def test_by_keyboard_a_choice_that_is_gone_is_explained(page: Page) -> None:
    import_places("duinstad", PLACES, today=TODAY)
    page.goto("/duinstad/hulp/folder/")
    page.get_by_label("Welke wijk?").select_option("Noord")
    import_places("duinstad", PLACES.replace(b"Noord", b"Zuid"), today=TODAY)
    page.get_by_role("button", name="Maak de folder (PDF)").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Kies een wijk uit de lijst.").click()
    expect(page.get_by_label("Welke wijk?")).to_be_focused()


def test_the_page_is_accessible_and_fits_a_phone(page: Page) -> None:
    page.goto("/duinstad/hulp/folder/")
    page.evaluate(AXE_SCRIPT)
    for width in in_every_width(page, 1280, 375, 320):
        assert page.evaluate(RUN_AXE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
