"""Questions about one's own data, in a real browser: from a look to an answer, and on paper at a desk."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.test_editing import sound
from tests.casework.dossier import files
from tests.casework.dossier.test_pages_at_work import visiting
from tests.casework.rights import questions
from tests.residents import add_resident, involve
from tests.staff import add_worker

pytestmark = pytest.mark.browser
STAFF = "/duinstad/medewerkers"


@pytest.mark.parametrize("javascript", [True, False])
def test_samira_finds_a_look_she_does_not_understand_and_gets_an_answer(
    resident_page: Callable[[str], Page], staff_page: Callable[[str], Page]
) -> None:
    files.everything()
    questions.steward()
    samira = add_resident("samira")
    visiting("els", samira).get(f"{STAFF}/inwoners/{samira.pk}/")
    mine, dirk = resident_page("samira"), staff_page("dirk")
    mine.goto("/duinstad/mijn/gegevens/wie-keek/")
    mine.get_by_role("link", name="Klopt dit niet?").first.click()
    assert "Els (wijkteam) keek op" in mine.inner_text("main")
    assert mine.locator("input[name=soort]:checked").get_attribute("value") == "vraag"
    mine.get_by_label("Vertel het in uw eigen woorden").fill("Waarom keek Els?")
    mine.get_by_role("button", name="Verstuur mijn vraag").click()
    assert re.search(r"U krijgt uiterlijk op \d+ \w+ \d{4} antwoord\.", mine.inner_text("main"))
    dirk.goto(f"{STAFF}/gegevensvragen/")
    assert "Samira" not in dirk.inner_text("main")
    dirk.get_by_role("link", name="Iets vragen").click()
    assert "Els (wijkteam) keek op" in dirk.inner_text("main")
    dirk.get_by_label("Ja", exact=True).check()
    dirk.get_by_label("Uw antwoord").fill("Els las het dossier voor het gesprek met u.")
    dirk.get_by_role("button", name="Geef dit antwoord").click()
    assert "Uw antwoord is bewaard." in dirk.inner_text("main")
    mine.reload()
    assert "Els las het dossier voor het gesprek met u." in mine.inner_text("main")


@pytest.mark.parametrize("javascript", [True, False])
def test_wim_does_it_all_at_a_desk_and_takes_one_sheet_along(staff_page: Callable[[str], Page]) -> None:
    questions.steward()
    files.of_samira()
    wim = add_resident("wim")
    involve(add_worker("els"), wim)
    els = staff_page("els")
    els.goto(f"{STAFF}/inwoners/{wim.pk}/")
    els.locator("form:has(input[value=wmo]) button").click()
    els.get_by_role("link", name="Vraag over gegevens noteren").click()
    for words in ("De inwoner zelf", "Gezegd", "Alles zien wat er over mij staat", "Wijkteam"):
        els.get_by_label(words).check()
    els.get_by_role("button", name="Schrijf de vraag op").click()
    assert "Uiterlijk antwoord op" in els.inner_text("main")
    assert len(re.findall(rb"/Type\s*/Page[^s]", els.pdf(format="A4"))) == 1


def test_the_pages_of_questions_can_be_used_by_everybody(
    resident_page: Callable[[str], Page], staff_page: Callable[[str], Page]
) -> None:
    row, file = questions.asked(), questions.asked("vernietigen")
    mine, dirk = resident_page("samira"), staff_page("dirk")
    wrong = []
    for who, address in (
        (mine, "/duinstad/mijn/gegevens/vragen/"),
        (mine, "/duinstad/mijn/gegevens/vragen/nieuw/"),
        (mine, f"/duinstad/mijn/gegevens/vragen/{row.pk}/"),
        (dirk, f"{STAFF}/gegevensvragen/"),
        (dirk, f"{STAFF}/gegevensvragen/{file.pk}/"),
    ):
        who.goto(address)
        wrong += sound(who, address)
    assert wrong == []
