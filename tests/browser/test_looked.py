"""Who looked and who may see what, in a real browser: Samira asks about a look, and stops what she agreed to."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.ui.municipality import Municipality
from tests.browser.test_every_page import RUN_AXE, in_every_width
from tests.browser.test_file import open_file
from tests.casework.dossier import files
from tests.residents import NOON, add_resident, consent, give_task, involve, organisation_ref, owned
from tests.staff import add_worker

pytestmark = pytest.mark.browser


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    """Ruben works with her for her debts, and she lets him see what the wijkteam wrote about her home."""
    samira, ruben = add_resident("samira"), add_worker("ruben")
    give_task(ruben, "schuldhulp")
    involve(ruben, samira, "schuldhulp")
    consent(samira, ruben, "woning", "schuldhulp")
    with maintenance("keeping"):
        Note.objects.create(
            **owned(samira.ref, organisation_ref(add_worker("els")), "woning"),
            text="De trap is steil.",
            written_by="worker:1",
            at=NOON,
        )
    return samira


@pytest.mark.parametrize("javascript", [True, False])
def test_she_asks_about_a_look_and_stops_what_she_agreed_to_while_he_works(
    staff_page: Callable[[str], Page], resident_page: Callable[[str], Page], samira: Resident
) -> None:
    ruben, mine = staff_page("ruben"), resident_page("samira")
    open_file(ruben, "Samira Haddad")
    expect(ruben.locator("main")).to_contain_text("De trap is steil.")

    mine.goto("/duinstad/mijn/gegevens/")
    mine.get_by_role("link", name="Wie keek in mijn gegevens?").click()
    look = mine.get_by_role("listitem").filter(has_text="Ruben van schuldhulp keek op").first
    expect(look).to_contain_text("voor hulp bij geld en schulden.")
    expect(look).to_contain_text("Daar is toestemming voor gegeven.")
    look.get_by_role("link", name="Klopt dit niet?").click()
    expect(mine).to_have_url(re.compile(r"/gegevens/vragen/nieuw/\?soort=vraag&keek=[0-9a-f]{32}&over="))
    expect(mine.get_by_role("heading", level=1)).to_be_visible()

    mine.goto("/duinstad/mijn/gegevens/wie-mag-wat/")
    mine.get_by_role("button", name="Stop hiermee").click()
    expect(mine.locator("main")).to_contain_text("Er is nu geen toestemming gegeven.")
    ruben.reload()
    expect(ruben.locator("main")).not_to_contain_text("De trap is steil.")


def test_on_paper_it_is_the_list_without_buttons(
    staff_page: Callable[[str], Page], resident_page: Callable[[str], Page], samira: Resident
) -> None:
    open_file(staff_page("ruben"), "Samira Haddad")
    mine = resident_page("samira")
    mine.goto("/duinstad/mijn/gegevens/wie-keek/")
    mine.emulate_media(media="print")
    expect(mine.get_by_text("Ruben van schuldhulp keek op").first).to_be_visible()
    expect(mine.get_by_text("Daar is toestemming voor gegeven.").first).to_be_visible()
    expect(mine.get_by_role("link", name="Klopt dit niet?").first).to_be_hidden()


@pytest.mark.parametrize(
    "address",
    [
        "dossier/veiligheid/",
        "gegevens/",
        "gegevens/wie-keek/",
        "gegevens/wie-mag-wat/",
        "voor/{noor}/gegevens/wie-keek/",
        "voor/{noor}/gegevens/wie-mag-wat/",
    ],
)
def test_axe_finds_nothing_wrong_and_nothing_is_wider_than_the_screen(
    staff_page: Callable[[str], Page], resident_page: Callable[[str], Page], samira: Resident, address: str
) -> None:
    open_file(staff_page("ruben"), "Samira Haddad")
    noor = files.of_noor()["resident"]
    page = resident_page("samira")
    page.goto(f"/duinstad/mijn/{address.format(noor=noor)}")
    expect(page.locator("main")).not_to_contain_text("Deze pagina is er niet")
    page.evaluate(AXE_SCRIPT)
    wrong: list[str] = []
    for width in in_every_width(page, 1280, 375):
        wrong += [f"at {width}: {found}" for found in page.evaluate(RUN_AXE)]
        taken = page.evaluate("document.documentElement.scrollWidth")
        if taken > width:
            wrong.append(f"takes {taken} of {width} pixels")
    assert not wrong, "\n".join(wrong)
