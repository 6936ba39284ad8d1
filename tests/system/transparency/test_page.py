"""The page and the operation say exactly what the file says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from maatwerk.foundation.content import Layers
from maatwerk.site import registry
from maatwerk.site.home import CONTENT
from maatwerk.site.library import library
from maatwerk.system.transparency.catalogue import Result, load_values
from maatwerk.system.transparency.rules import Book
from tests.system.transparency.values import ONE, TWO, a_book, a_property, a_run

pytestmark = pytest.mark.django_db

PASSED, FAILED, NOT_RUN = Result.PASSED, Result.FAILED, Result.NOT_RUN
PROPERTIES = {
    "PRI_E1": a_property(ONE, demand="Dit slaagt."),
    "PRI_E2": a_property(ONE, TWO, demand="Dit mislukt."),
    "PRI_E3": a_property(ONE, demand="Dit is half.", missing="De kaart nog niet."),
    "PRI_E4": a_property(demand="Dit komt nog.", missing="De schuur is er nog niet."),
}
type Show = Callable[[Book], None]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Puts a book in the place of what the installation has."""

    def put(book: Book) -> None:
        made = replace(library(), values=book.values, last_run=book.run)
        monkeypatch.setattr(registry, "library", lambda: made)

    return put


def text(html: str) -> str:
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def page(resident: Client, address: str = "/duinstad/openbaar/waarden") -> str:
    response = resident.get(address)
    assert response.status_code == 200
    return str(response.content.decode())


def cards(html: str) -> dict[str, str]:
    """What is said of each property, by its id."""
    found = re.findall(r'<article class="sm-card sm-flow" aria-labelledby="(.+?)">(.+?)</article>', html, re.DOTALL)
    return {id_: text(card) for id_, card in found}


def test_each_property_shows_what_the_run_said_of_it_in_words(resident: Client, show: Show) -> None:
    show(a_book(a_run(one=PASSED, two=FAILED), **PROPERTIES))
    html = page(resident)
    assert cards(html) == {
        "PRI-E1": "Dit slaagt. Getest en geslaagd 20 november 2026 "
        f"Hoe wij dit nagaan (PRI-E1) Wij kijken ernaar. geslaagd: {ONE}",
        "PRI-E2": "Dit mislukt. Getest en mislukt 20 november 2026 "
        f"Hoe wij dit nagaan (PRI-E2) Wij kijken ernaar. geslaagd: {ONE} mislukt: {TWO}",
        "PRI-E3": "Dit is half. Voor een deel getest, en dat is geslaagd 20 november 2026 De kaart nog niet. "
        f"Hoe wij dit nagaan (PRI-E3) Wij kijken ernaar. geslaagd: {ONE}",
        "PRI-E4": "Dit komt nog. Nog niet getest De schuur is er nog niet. "
        "Hoe wij dit nagaan (PRI-E4) Wij kijken ernaar. Hier is nog geen test voor.",
    }
    told = text(html)
    assert (
        "In totaal zijn het er 4. 1 is helemaal getest en geslaagd. 1 is voor een deel getest en geslaagd. "
        "1 is mislukt. 1 is nog niet getest." in told
    )
    assert "voor het laatst gedraaid op 20 november 2026, met versie 1.2.3" in told


def test_a_run_that_does_not_know_a_test_says_so(resident: Client, show: Show) -> None:
    show(a_book(a_run(one=PASSED), **PROPERTIES))
    told = cards(page(resident))
    assert "maar de laatste keer is niet alles gedraaid" in told["PRI-E2"]
    assert "2026" not in told["PRI-E2"]
    assert f"niet gedraaid: {TWO}" in told["PRI-E2"]


def test_without_any_run_nothing_is_called_tested(resident: Client, show: Show) -> None:
    show(a_book(None, **PROPERTIES))
    html = page(resident)
    assert "Van deze versie zijn nog niet alle tests samen gedraaid." in text(html)
    assert not [card for card in cards(html).values() if "geslaagd" in card]


@pytest.mark.parametrize("address", ["/duinstad/openbaar/waarden", "/veenrode/en/openbaar/waarden"])
def test_all_34_stand_on_it_in_both_languages_and_every_municipality(resident: Client, address: str) -> None:
    language = "en" if "/en/" in address else "nl"
    told = cards(page(resident, address))
    properties = {
        id_: each for value in load_values(Layers((CONTENT,))).values() for id_, each in value.properties.items()
    }
    assert told.keys() == properties.keys()
    assert len(told) == 34
    for id_, each in properties.items():
        assert each.demand.in_(language) in told[id_]
        assert each.missing is None or each.missing.in_(language) in told[id_]
        assert [name for name in each.tests if name not in told[id_]] == []


def test_every_page_leads_to_it(resident: Client) -> None:
    assert '<a href="/duinstad/openbaar/waarden">Onze waarden</a>' in page(resident, "/duinstad/contact")


def test_the_page_leads_to_the_same_for_programs(resident: Client, show: Show) -> None:
    show(a_book(a_run(one=PASSED, two=FAILED), **PROPERTIES))
    (address,) = re.findall(r'href="([^"]+)">Ditzelfde als bestand', page(resident))
    assert address == "/duinstad/api/v1/waarden"
    (value,) = resident.get(address).json()["resultaten"]
    assert (value["id"], value["datum"], value["versie"]) == ("privacy", "2026-11-20", "1.2.3")
    stands = {each["id"]: each["stand"] for each in value["eigenschappen"]}
    assert stands == {"PRI-E1": "getest", "PRI-E2": "mislukt", "PRI-E3": "deels getest", "PRI-E4": "nog niet"}
    assert value["eigenschappen"][1] == {
        "id": "PRI-E2",
        "eis": "Dit mislukt.",
        "hoe": "Wij kijken ernaar.",
        "stand": "mislukt",
        "nog_niet": None,
        "tests": [{"naam": ONE, "uitslag": "geslaagd"}, {"naam": TWO, "uitslag": "mislukt"}],
    }
    english = resident.get(address, headers={"accept-language": "en"}).json()["resultaten"][0]
    assert english["eigenschappen"][3]["nog_niet"] == "De schuur is er nog niet. in English"


def test_programs_get_no_day_where_nothing_was_run(resident: Client, show: Show) -> None:
    show(a_book(None, **PROPERTIES))
    (value,) = resident.get("/api/v1/waarden").json()["resultaten"]
    assert (value["datum"], value["versie"]) == (None, None)
    assert {each["stand"] for each in value["eigenschappen"]} == {"niet gedraaid", "nog niet"}
