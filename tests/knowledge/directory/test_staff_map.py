"""Editors find an entry among thousands, see where it comes from, and say who answers for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from maatwerk.knowledge.directory.chart import HIDDEN, NOBODY, Sought, chart
from maatwerk.knowledge.directory.feeding import Row, drop, verify
from maatwerk.knowledge.directory.models import Listing, Ownership, Verification
from maatwerk.knowledge.directory.shelf import Layer
from maatwerk.site.library import library
from maatwerk.site.listing import bring_in, words_of
from tests.foundation.editing.changes import SERVICE
from tests.knowledge.directory.entries import KEY, OTHER, bring, of_olga, publish, service, two_entries
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

AT = "/duinstad/medewerkers/sociale-kaart"
ON = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def imported(two_municipalities: object) -> None:
    two_entries()


def found(on: date = ON, **sought: str) -> list[str]:
    return [row.key for row in chart(Sought(**sought), "duinstad", on, "nl")]


def page(client: Client, address: str = "/", status: int = 200) -> str:
    response = client.get(f"{AT}{address}")
    assert response.status_code == status, response.content.decode()
    return str(response.content.decode())


def test_by_words_by_layer_and_by_owner() -> None:
    of_olga()
    assert found(words="haven")[0] == KEY
    assert OTHER in found(words="repaircafé")
    assert found(words="zzzz") == []
    assert set(found(layer="import")) == {KEY, OTHER}
    assert SERVICE in found(layer="programma")
    assert found(owner=str(add_worker("olga").organisation_id)) == [KEY]
    assert found(owner=str(add_worker("ruben").organisation_id)) == []
    rest = found(owner=NOBODY)
    assert OTHER in rest
    assert KEY not in rest


# Grey the day after six months, out the day after twelve (freshness.py); the source was looked at on 1 November 2026.
@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2027, 5, 1), "vers"),
        (date(2027, 5, 2), "verouderd"),
        (date(2027, 11, 1), "verouderd"),
        (date(2027, 11, 2), "te_oud"),
    ],
)
def test_by_how_fresh_it_is(on: date, state: str) -> None:
    for each in ("vers", "verouderd", "te_oud"):
        assert (KEY in found(on, state=each)) is (each == state), each


def test_what_is_hidden_is_found_as_that_and_called_as_what_it_hides(staff: dict[str, Client]) -> None:
    publish({"weg": True})
    bring_in("duinstad")
    assert found(state=HIDDEN) == [KEY]
    assert KEY not in found(state="vers")
    response = staff["eva"].post(f"{AT}/", {"stand": HIDDEN})
    assert "Buurtkamer De Haven" in response.content.decode()
    assert "Buurtkamer De Haven" in page(staff["eva"], f"/dienst/{KEY}/")


def test_what_another_municipality_has_is_not_there(staff: dict[str, Client]) -> None:
    two_entries()
    Listing.objects.filter(key=OTHER).update(municipality="veenrode")
    assert OTHER not in found()
    page(staff["eva"], f"/dienst/{OTHER}/", 404)
    assert staff["eva"].post(f"{AT}/dienst/{OTHER}/", {"doe": "klopt"}).status_code == 404


def test_where_it_comes_from_and_what_was_seen(staff: dict[str, Client]) -> None:
    row = Listing.objects.get(key=KEY)
    verify(row, by="Stichting De Haven", how=Verification.How.PHONE, at=datetime(2026, 11, 20, 12, tzinfo=UTC))
    read = page(staff["eva"], f"/dienst/{KEY}/")
    assert "uit een import" in read
    assert "(open_data)" in read
    assert "Stichting De Haven" in read
    assert "20 november 2026" in read
    publish({**row.value, "telefoon": "000-2"})
    read = page(staff["eva"], f"/dienst/{KEY}/")
    assert "<strong>van ons</strong> – dit lezen bewoners" in read
    assert "uit een import" in read
    assert "Geschiedenis" in read


def test_an_editor_gives_an_entry_and_takes_it_back(staff: dict[str, Client]) -> None:
    olga = add_worker("olga").organisation
    address = f"{AT}/dienst/{KEY}/"
    assert staff["eva"].post(address, {"doe": "geef", "eigenaar": str(olga.pk)}).status_code == 302
    [given] = Ownership.objects.all()
    assert (given.municipality, given.key, given.organisation, given.given_by.name) == ("duinstad", KEY, olga, "Eva")
    assert "buurthuis houdt dit bij" in page(staff["otto"], f"/dienst/{KEY}/")
    # Another organisation takes its place; nobody ends it.
    ruben = add_worker("ruben").organisation
    staff["eva"].post(address, {"doe": "geef", "eigenaar": str(ruben.pk)})
    assert [row.organisation for row in Ownership.objects.all()] == [ruben]
    staff["eva"].post(address, {"doe": "geef", "eigenaar": NOBODY})
    assert not Ownership.objects.exists()


@pytest.mark.parametrize("chosen", ["", "x", "999999", "9999999999999", "-1", "henk"])
def test_only_an_organisation_of_this_municipality_can_be_chosen(staff: dict[str, Client], chosen: str) -> None:
    sent = str(add_worker("henk").organisation_id) if chosen == "henk" else chosen
    response = staff["eva"].post(f"{AT}/dienst/{KEY}/", {"doe": "geef", "eigenaar": sent})
    assert response.status_code == 400
    assert "Kies een organisatie uit de lijst." in response.content.decode()
    assert not Ownership.objects.exists()


def test_what_every_municipality_has_is_not_given(staff: dict[str, Client]) -> None:
    assert "Maak eerst een eigen versie." in page(staff["eva"], f"/dienst/{SERVICE}/")
    olga = str(add_worker("olga").organisation_id)
    assert staff["eva"].post(f"{AT}/dienst/{SERVICE}/", {"doe": "geef", "eigenaar": olga}).status_code == 400


def test_an_editor_says_that_it_is_right(staff: dict[str, Client]) -> None:
    staff["eva"].post(f"{AT}/dienst/{KEY}/", {"doe": "klopt"})
    [told] = Verification.objects.all()
    assert (told.by, told.how) == ("redactie, gemeente", "scherm")
    assert "Eva" not in told.by  # an organisation or a role, never a person


def test_an_unknown_button_changes_nothing(staff: dict[str, Client]) -> None:
    assert staff["eva"].post(f"{AT}/dienst/{KEY}/", {"doe": "weg"}).status_code == 400
    assert not Verification.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        {"bladzijde": "9999999999999999999999"},
        {"bladzijde": "x"},
        {"zoek": "\0'; %", "stand": "x", "laag": "x", "eigenaar": "9" * 40},
    ],
)
def test_nonsense_is_no_error(staff: dict[str, Client], sent: dict[str, str]) -> None:
    assert staff["eva"].post(f"{AT}/", sent).status_code == 200


def test_thousands_are_shown_a_page_at_a_time_with_as_many_queries(
    staff: dict[str, Client], django_assert_max_num_queries: Any
) -> None:
    bring(*(Row(f"open_data_{number:04}", service()) for number in range(120)))
    of_olga("open_data_0001")
    page(staff["eva"])
    with django_assert_max_num_queries(16):
        response = staff["eva"].post(f"{AT}/", {"laag": "import", "bladzijde": "3"})
    read = response.content.decode()
    assert "Bladzijde 3 van 3" in read
    assert read.count(f'href="{AT}/dienst/') == 22  # of 120 fed now and two that an earlier import brought


def test_when_the_own_row_goes_the_imported_one_counts_again() -> None:
    publish({**Listing.objects.get(key=KEY).value, "telefoon": "000-2"})
    bring_in("duinstad")
    drop("duinstad", KEY, Layer.OWN, words_of(library()))
    assert found(words="haven", layer="import")[0] == KEY
