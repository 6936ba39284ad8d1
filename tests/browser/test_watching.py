"""Who watches over privacy, in a real browser: a break-glass review, and whose look it was."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.foundation.access.grounds import pages as grounds
from tests.foundation.access.watching import stood_out

pytestmark = pytest.mark.browser
BASE = "/duinstad/medewerkers/toezicht/"


@pytest.mark.parametrize("javascript", [True, False])
def test_fatma_closes_a_break_glass_review(staff_page: Callable[[str], Page]) -> None:
    fatma = staff_page("fatma")
    grounds.an_emergency()
    fatma.goto(BASE)
    fatma.get_by_role("link", name="Kijk de noodtoegang na").click()
    fatma.get_by_role("link", name="Gekeken op").click()
    fatma.get_by_role("button", name="Het was terecht", exact=True).click()  # without a word
    expect(fatma.get_by_role("alert")).to_contain_text("Schrijf in een hele zin op waarom.")
    fatma.get_by_label("Hoe weet u dat?").fill("Ik sprak de huisarts: zij lag op de grond.")
    fatma.get_by_role("button", name="Het was terecht", exact=True).click()
    expect(fatma.get_by_role("status")).to_contain_text("Uw antwoord is bewaard.")
    expect(fatma.get_by_text("Het kijken was terecht.")).to_be_visible()
    fatma.goto(BASE)
    expect(fatma.get_by_text("Alles is nagekeken.")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_name_takes_a_reason_and_els_sees_who_knows(staff_page: Callable[[str], Page]) -> None:
    fatma, els = staff_page("fatma"), staff_page("els")
    stood_out.a_noticed_look("els")
    fatma.goto(f"{BASE}opgevallen/")
    fatma.locator("main").get_by_role("link", name="2026").first.click()
    expect(fatma.get_by_text("Els", exact=True)).to_have_count(0)
    fatma.get_by_label("Waarom wilt u dat weten?").fill("Ik wil weten of dit bij het werk hoorde.")
    fatma.get_by_role("button", name="Laat zien wie het was").click()
    expect(fatma.get_by_text("Els", exact=True)).to_be_visible()
    els.goto(BASE + "hier-kijken-wij-naar/")
    expect(els.get_by_text("Fatma weet sinds")).to_be_visible()
