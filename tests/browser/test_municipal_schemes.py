"""Editors change the rules of a scheme of their municipality, and see first for whom that makes a difference."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editing import sound

pytestmark = pytest.mark.browser

HOME = "/duinstad/medewerkers/regelingen/gemeente/"
ENTRY = "/duinstad/medewerkers/inhoud/municipal-schemes/meedoen"


@pytest.mark.parametrize("javascript", [True, False])
def test_eva_lowers_a_limit_sees_who_loses_and_otto_publishes_it(staff_page: Callable[[str], Page]) -> None:
    eva, otto = staff_page("eva"), staff_page("otto")
    eva.goto(ENTRY)
    eva.get_by_role("button", name="Pas aan").click()
    draft = eva.url
    eva.get_by_role("link", name="Vul de regels in op een formulier").click()
    eva.get_by_role("link", name="Regels vanaf 1 januari 2026").click()
    eva.get_by_label("Hoeveel procent van de bijstand?").fill("veel")
    eva.get_by_role("button", name="Bewaar").click()
    expect(eva.locator("main")).to_contain_text("‘veel’ is geen getal.")
    eva.get_by_label("Hoeveel procent van de bijstand?").fill("110")
    eva.get_by_role("button", name="Bewaar").click()
    eva.get_by_role("link", name="Wie gaat erop vooruit of achteruit?").click()
    expect(eva.locator("main")).to_contain_text("Deze mensen bestaan niet")
    row = eva.get_by_role("row", name="110% tot en met 120% van de bijstand")
    assert row.get_by_role("cell").nth(3).inner_text() != "0"
    eva.goto(draft)
    eva.get_by_role("button", name="Bewaar en stel voor").click()
    otto.goto(eva.url)
    otto.get_by_role("button", name="Keur goed").click()
    otto.goto(HOME)
    expect(otto.locator("main")).to_contain_text("hoogstens 110% van de bijstand")


def test_the_pages_are_sound_at_two_widths(staff_page: Callable[[str], Page]) -> None:
    eva = staff_page("eva")
    eva.goto(ENTRY)
    eva.get_by_role("button", name="Pas aan").click()
    number = eva.url.rstrip("/").rpartition("/")[2]
    at = f"{HOME}voorstel/{number}"
    wrong = []
    for name, address in {
        "home": HOME,
        "beside": f"{HOME}naast-elkaar/?gemeente=veenrode",
        "versions": f"{at}/regels/",
        "rules": f"{at}/regels/2026-01-01/",
        "effects": f"{at}/gevolgen/",
    }.items():
        eva.goto(address)
        wrong += sound(eva, name)
    assert wrong == []
