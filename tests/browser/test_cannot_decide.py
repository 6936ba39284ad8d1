"""Samira cannot decide for a while: a doctor says so, her brother stands in, she disagrees, and says never him.

And Joost reads where he is named himself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.ui.municipality import Municipality
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.browser.test_file import open_file
from tests.residents import NOON, add_resident, give_task, involve, organisation_ref, owned
from tests.staff import add_worker

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("javascript", [True, False])]


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    """Els works with her and with Joost, her brother."""
    samira, els = add_resident("samira"), add_worker("els")
    give_task(els)
    for each in (samira, add_resident("joost")):
        involve(els, each)
    with maintenance("keeping"):
        Note.objects.create(
            **owned(samira.ref, organisation_ref(els), "netwerk"),
            text="Zij wil graag thuis blijven.",
            written_by=f"worker:{els.pk}",
            at=NOON,
        )
    return samira


def without_barriers(page: Page, javascript: bool) -> None:
    if javascript:
        page.evaluate(AXE_SCRIPT)
        assert [found for _width in in_every_width(page, 1280, 375) for found in page.evaluate(RUN_AXE)] == []


def test_her_brother_stands_in_until_she_says_never_him(
    staff_page: Callable[[str], Page], resident_page: Callable[[str], Page], samira: Resident, javascript: bool
) -> None:
    els, joost, hers = staff_page("els"), resident_page("joost"), resident_page("samira")
    open_file(els, "Samira Haddad")
    els.goto(f"/duinstad/medewerkers/inwoners/{samira.pk}/mensen/")
    els.get_by_role("link", name="Een deskundige vindt van niet").click()
    els.get_by_label("Waarover kan de inwoner nu niet beslissen?").fill("welke hulp er in huis komt")
    els.get_by_label("Wie vindt dit?").fill("A. de Wit, huisarts")
    els.get_by_label("Waarom vindt deze deskundige dit?").fill("Zij is in de war door een ontsteking.")
    els.get_by_label("Tot en met welke dag?").fill((date.today() + timedelta(days=20)).strftime("%d-%m-%Y"))
    without_barriers(els, javascript)
    els.get_by_role("button", name="Bewaar").click()
    expect(els.locator("main")).to_contain_text("Nu niet over: welke hulp er in huis komt.")
    els.get_by_role("link", name="Leg vast wie voor de inwoner staat").click()
    els.get_by_label("Hoe heet deze persoon?").fill("Joost")
    els.get_by_role("button", name="Zoek").click()
    els.get_by_label("Joost Haddad (geboren").check()
    els.locator('input[value="naaste_familie"]').check()
    els.locator('input[value="zorg"]').check()
    els.get_by_label("Welk bewijs zag u?").fill("Zelf gesproken.")
    els.get_by_role("button", name="Bewaar").click()
    expect(els.locator("main")).to_contain_text("Joost Haddad, familielid")

    joost.goto(f"/duinstad/mijn/voor/{samira.pk}/")
    expect(joost.locator("main")).to_contain_text("Zij wil graag thuis blijven.")
    joost.goto("/duinstad/mijn/gegevens/")
    joost.get_by_role("link", name="Waar sta ik bij een ander?").click()
    expect(joost.get_by_role("heading", name="Familielid van Samira Haddad")).to_be_visible()
    without_barriers(joost, javascript)

    hers.goto("/duinstad/mijn/mensen/")
    hers.get_by_role("link", name="Lees wie dit vindt en waarom").click()
    expect(hers.locator("main")).to_contain_text("Zij is in de war door een ontsteking.")
    hers.get_by_label("Wat vindt u zelf?").fill("Ik kan dit best.")
    hers.get_by_role("button", name="Bewaar").click()
    expect(hers.locator("main")).to_contain_text("Ik kan dit best.")
    without_barriers(hers, javascript)
    hers.goto("/duinstad/mijn/mensen/")
    hers.get_by_role("link", name="Zeg wie nooit voor u mag beslissen").click()
    without_barriers(hers, javascript)
    hers.get_by_role("button", name="Nee, deze persoon nooit").click()
    expect(hers.locator("main")).to_contain_text("Joost Haddad")

    response = joost.goto(f"/duinstad/mijn/voor/{samira.pk}/")
    assert response
    assert response.status == 404
