"""Consent with the resident at the table, in a real browser."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.test_editing import sound
from tests.browser.test_every_page import in_every_width
from tests.casework.dossier import files
from tests.foundation.access.grounds import pages
from tests.foundation.access.grounds.people import with_kinds

pytestmark = pytest.mark.browser
BASE = "/duinstad/medewerkers"


def size(page: Page, name: str) -> tuple[float, float]:
    box = page.get_by_role("button", name=name, exact=True).bounding_box()
    assert box
    return round(box["width"]), round(box["height"])


def test_refusing_is_a_button_as_large_as_agreeing(staff_page: Callable[[str], Page]) -> None:
    """AUT-E2 of values.yaml: "geen vooraf aangevinkt vakje in de DOM; weigerknop even groot als akkoordknop"."""
    with_kinds()
    els = staff_page("els")
    pages.a_resident()
    id_ = files.of_samira()["resident"]
    els.goto(f"{BASE}/inwoners/{id_}/toestemming/vraag/?task={pages.task_of('ruben')}&category=gezondheid")
    assert els.locator("input:checked").count() == 0
    for _ in in_every_width(els, 375, 1280):
        assert size(els, "Ja, dit is goed") == size(els, "Nee, liever niet")


def test_the_pages_of_grounds_can_be_used_by_everybody(staff_page: Callable[[str], Page]) -> None:
    with_kinds()
    els, tessa = staff_page("els"), staff_page("tessa")
    resident, emergency, request = pages.a_resident(), pages.an_emergency(), pages.a_request()
    pages.a_consent()
    id_ = files.of_samira()["resident"]
    asked = f"inwoners/{id_}/toestemming/vraag/?task={pages.task_of('ruben')}&category=gezondheid"
    wrong = []
    for who, address in (
        (els, f"inwoners/{id_}/toestemming/"),
        (els, asked),
        (els, f"inwoners/{id_}/betrokken/"),
        (els, f"noodtoegang/{resident['resident']}/"),
        (els, "vraag-om-contact/"),
        (els, f"vraag-om-contact/{request['which']}/"),
        (els, f"achtergehouden/{pages.something_withheld()['which']}/"),
        (tessa, "noodtoegangen/"),
        (tessa, f"noodtoegangen/{emergency['which']}/"),
    ):
        who.goto(f"{BASE}/{address}")
        assert who.locator("h1").count() == 1
        wrong += sound(who, address)
        _keep(who, address)
    assert wrong == []


def _keep(page: Page, name: Any) -> None:
    """A picture of each, for who wants to look: `MAATWERK_PICTURES` is a folder."""
    if folder := os.environ.get("MAATWERK_PICTURES"):
        for width in in_every_width(page, 375, 1280):
            page.screenshot(path=Path(folder) / f"{name.split('?')[0].replace('/', '-')}{width}.png", full_page=True)
