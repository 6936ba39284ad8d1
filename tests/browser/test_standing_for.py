"""Rights on data in a real browser, for who stands for somebody and for who does not: Joost for Samira, Bilal of 16 and
his father, and Rosa, whose address nobody may find."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import Address, Resident
from maatwerk.foundation.people.residents import AddressKind, Scope, Standing
from maatwerk.foundation.ui.municipality import Municipality
from tests.browser.test_file import open_file
from tests.residents import LONG_AGO, NOON, add_resident, give_task, involve, organisation_ref, owned, stand_for
from tests.staff import add_worker

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("javascript", [True, False])]
HIDING_PLACE = "Schuilhoevelaan"
OWN_PAGES = ("", "wie-keek/", "wie-mag-wat/", "bewaard/", "vragen/", "vragen/nieuw/", "meenemen/")


def write(about: Resident, category: str, purpose: str, worker: str, text: str) -> None:
    with maintenance("keeping"):
        Note.objects.create(
            **owned(about.ref, organisation_ref(add_worker(worker)), category, purpose),
            text=text,
            written_by=f"worker:{add_worker(worker).pk}",
            at=NOON,
        )


@pytest.fixture
def samira(two_municipalities: dict[str, Municipality]) -> Resident:
    """The wijkteam helps her for the Wmo, Ruben with her debts; Joost may act for her in money matters."""
    samira = add_resident("samira")
    for name, purpose in (("els", "wmo"), ("ruben", "schuldhulp")):
        give_task(add_worker(name), purpose)
        involve(add_worker(name), samira, purpose)
    write(samira, "geld", "schuldhulp", "ruben", "Er is een schuld bij de energie.")
    write(samira, "zorg", "wmo", "els", "Zij krijgt hulp bij het wassen.")
    stand_for(samira, add_resident("joost").ref, Standing.AUTHORISED, Scope.MONEY, name="Joost Haddad")
    return samira


def test_joost_acts_within_his_scope_and_samira_sees_that_he_looked(
    staff_page: Callable[[str], Page], resident_page: Callable[[str], Page], samira: Resident
) -> None:
    for worker in ("els", "ruben"):
        open_file(staff_page(worker), "Samira Haddad")
    joost, hers = resident_page("joost"), f"/duinstad/mijn/voor/{samira.pk}/"
    joost.goto(hers)
    expect(joost.locator("main")).to_contain_text("Er is een schuld bij de energie.")
    expect(joost.locator("main")).not_to_contain_text("hulp bij het wassen")
    joost.goto(f"{hers}gegevens/wie-keek/")
    expect(joost.locator("main")).to_contain_text("Ruben van schuldhulp keek op")
    expect(joost.locator("main")).not_to_contain_text("Els van wijkteam")
    joost.goto(f"{hers}gegevens/vragen/nieuw/?soort=inzage")
    expect(joost.get_by_role("heading", level=1)).to_be_visible()

    mine = resident_page("samira")
    mine.goto("/duinstad/mijn/gegevens/wie-keek/")
    expect(mine.get_by_text("Joost Haddad, uw gemachtigde, keek op").first).to_be_visible()
    expect(mine.get_by_text("Els van wijkteam keek op").first).to_be_visible()


def test_bilal_of_16_reads_his_file_and_his_father_without_custody_cannot(
    resident_page: Callable[[str], Page], two_municipalities: dict[str, Municipality]
) -> None:
    bilal, father = add_resident("bilal"), add_resident("joost")
    give_task(add_worker("els"), "jeugdhulp")
    involve(add_worker("els"), bilal, "jeugdhulp")
    write(bilal, "gezin", "jeugdhulp", "els", "Op school gaat het beter.")
    stand_for(bilal, father.ref, Standing.PARENT_WITHOUT_CUSTODY)
    his = resident_page("bilal")
    his.goto("/duinstad/mijn/dossier/")
    expect(his.locator("main")).to_contain_text("Op school gaat het beter.")
    his.goto("/duinstad/mijn/gegevens/wie-mag-wat/")
    expect(his.locator("main")).to_contain_text("Els")

    page = resident_page("joost")
    for address in ("", "gegevens/wie-keek/", "gegevens/wie-mag-wat/", "gegevens/bewaard/", "gegevens/meenemen/"):
        response = page.goto(f"/duinstad/mijn/voor/{bilal.pk}/{address}")
        assert response
        assert response.status == 404, address
        expect(page.locator("main")).not_to_contain_text("Bilal")


def test_the_address_of_rosa_is_on_no_page_of_hers_nor_of_who_stands_for_her(
    resident_page: Callable[[str], Page], two_municipalities: dict[str, Municipality]
) -> None:
    rosa, joost = add_resident("rosa"), add_resident("joost")
    with maintenance("keeping"):
        Address.objects.create(
            **owned(rosa.ref, rosa.controller, "schuiladres", "veiligheid"),
            resident=rosa,
            kind=AddressKind.STAY,
            street=HIDING_PLACE,
            number="7",
            town="Elders",
            start=LONG_AGO,
        )
    stand_for(rosa, joost.ref, Standing.AUTHORISED)
    for page, base in (
        (resident_page("rosa"), "/duinstad/mijn/gegevens/"),
        (resident_page("joost"), f"/duinstad/mijn/voor/{rosa.pk}/gegevens/"),
    ):
        for name in OWN_PAGES if "voor" not in base else OWN_PAGES[1:]:
            response = page.goto(base + name)
            assert response
            assert response.status == 200, name
            assert HIDING_PLACE not in page.content(), name
        page.goto(f"{base}meenemen/")
        with page.expect_download() as expected:
            page.get_by_role("button", name="Maak een bestand").click()
        assert HIDING_PLACE not in expected.value.path().read_text("utf-8")
