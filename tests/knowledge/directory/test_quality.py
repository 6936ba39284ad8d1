"""What an entry lacks, with the reason, and the page that shows it per owner: by name, without a total."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.models import Listing, Verification
from maatwerk.knowledge.directory.owners import A_PAGE
from maatwerk.knowledge.directory.quality import Lack, lacks
from maatwerk.knowledge.directory.reporting import actions
from maatwerk.knowledge.directory.verifying import confirm
from maatwerk.knowledge.directory.web.quality import LACKS
from tests.knowledge.directory.map_of_the_bridge import a_map, the_listing, value
from tests.staff import add_worker

PAGE = "/duinstad/medewerkers/sociale-kaart/kwaliteit"
OWNER = f"{PAGE}/organisatie"
DAY = timedelta(days=1)
LONG = f"Dit is een zin {'met nog een woord ' * 6}erbij."
PLACE = {"straat": "Kade 1", "postcode": "1234 AB", "plaats": "Duinstad"}


def whole(**changes: Any) -> Service:
    """An entry in which nothing is missing, with changes."""
    full = {"waarom": {"nl": "U eet niet alleen.", "en": "You do not eat alone."}, "gratis": False}
    return Service.model_validate(value(**(full | changes)))


@pytest.mark.parametrize(
    ("changes", "lack"),
    [
        ({}, None),
        ({"telefoon": None}, Lack.PHONE),
        ({"tijden": None}, Lack.HOURS),
        ({"telefoon": None, "website": None}, Lack.PLACE),
        ({"waarom": {"nl": "U eet niet alleen.", "en": "U eet niet alleen."}}, Lack.ENGLISH),
        ({"waarom": {"nl": LONG, "en": "Long."}}, Lack.PLAIN),
        ({"locaties": [PLACE]}, Lack.ACCESS),
        ({"locaties": [PLACE | {"toegankelijk": ["rolstoel"]}]}, None),
        ({"gratis": None}, Lack.COSTS),
        ({"eigenaar": None}, Lack.OWNER),
        ({"eigenaar": {"organisatie": "De Brug"}}, Lack.OWNER),
        ({"tijden": None, "locaties": [PLACE | {"open": "altijd", "toegankelijk": ["lift"]}]}, None),
    ],
)
def test_what_residents_miss_is_named(changes: dict[str, Any], lack: Lack | None) -> None:
    found = set(lacks(whole(**changes)))
    assert (lack in found) if lack else not found


def test_every_lack_says_what_and_why() -> None:
    assert set(LACKS) == set(Lack)
    assert all(str(what).endswith(".") and str(why).endswith(".") for what, why in LACKS.values())


def rows(page: str) -> dict[str, list[str]]:
    """Organisation → what stands beside it."""
    found = {}
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", page, re.DOTALL):
        name, *cells = (
            unescape(re.sub("<[^>]+>", "", cell)).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)
        )
        found[name] = cells
    return found


def all_rows(browser: Client) -> dict[str, list[str]]:
    """Those of every page, as somebody goes through them."""
    found: dict[str, list[str]] = {}
    address = PAGE
    while address:
        page = browser.get(address).content.decode()
        here = rows(page)
        assert len(here) <= A_PAGE
        assert not found.keys() & here.keys()
        found |= here
        more = re.findall(r'href="[^"]*kwaliteit\?(vanaf=[^"]+)"', page)
        address = f"{PAGE}?{unescape(more[0])}" if more else ""
    return found


@pytest.fixture
def several(staff: dict[str, Client]) -> dict[str, Client]:
    """Three organisations with entries of different ages, and a report."""
    today = localdate()
    a_map(
        {
            "eten": value("Eettafel", today - 30 * DAY),
            "koken": value("Kookles", today - 200 * DAY),
            "fietsen": value("Fietsles", today - 400 * DAY),
            "anna": value("Anna", today - 30 * DAY, organisatie="anna helpt"),
            "zorg": value("Zorg", today - 400 * DAY, organisatie="Zorg en Zo"),
        }
    )
    said = actions.Said(actions.Wrong.PHONE)
    actions.report(said, the_listing("koken"), "duinstad", uuid4(), timezone.now())
    return staff


def test_an_editor_sees_per_owner_what_is_old_and_reported(several: dict[str, Client]) -> None:
    found = all_rows(several["eva"])
    entries, _oldest, grey, out, reports = found["Stichting De Brug"]
    assert (entries, grey, out, reports) == ("3", "1", "1", "1")
    entries, _oldest, grey, out, reports = found["Zorg en Zo"]
    assert (entries, grey, out, reports) == ("1", "0", "1", "0")


def test_owners_stand_by_name_whatever_their_entries_are_like(several: dict[str, Client]) -> None:
    names = list(all_rows(several["eva"]))
    assert names == sorted(names, key=str.lower)
    assert names.index("anna helpt") < names.index("Stichting De Brug") < names.index("Zorg en Zo")


def test_of_one_owner_each_entry_says_since_when_by_whom_and_what_is_missing(several: dict[str, Client]) -> None:
    confirm(the_listing("eten"), by="Stichting De Brug", how=Verification.How.PHONE, now=timezone.now())
    page = several["eva"].get(OWNER, {"naam": "Stichting De Brug"}).content.decode()
    sections = page.split("<section")
    parts = {key: next(each for each in sections if f'id="naam-{key}"' in each) for key in ("eten", "koken", "fietsen")}
    assert "Door Stichting De Brug." in parts["eten"]
    assert "Verouderd:" in parts["koken"]
    assert "Te oud:" in parts["fietsen"]
    assert "Er wacht 1 melding." in parts["koken"]
    assert "Er wacht" not in parts["eten"]
    for part in parts.values():
        assert "Er staat niet of het gratis is. Wie weinig geld heeft, durft dan niet te gaan." in part
    assert "Zorg" not in page


def test_an_organisation_that_is_not_on_the_map_is_no_page(several: dict[str, Client]) -> None:
    assert several["eva"].get(OWNER, {"naam": "Bestaat niet"}).status_code == 404
    assert several["eva"].get(OWNER, {"naam": "\0"}).status_code == 404


def test_a_long_list_goes_on_after_its_last_name(staff: dict[str, Client]) -> None:
    a_map({f"d{n:03}": value(f"Dienst {n}", organisatie=f"Stichting {n:03}") for n in range(2 * A_PAGE)})
    seen = all_rows(staff["eva"])
    assert set(seen) == set(Listing.objects.filter(effective=True).values_list("organisation", flat=True))


def test_the_pages_ask_the_same_number_of_queries_for_many_entries(
    staff: dict[str, Client], django_assert_max_num_queries: Any
) -> None:
    a_map({f"d{n:03}": value(f"Dienst {n}") for n in range(40)})
    with django_assert_max_num_queries(14):
        staff["eva"].get(PAGE)
    with django_assert_max_num_queries(14):
        assert staff["eva"].get(OWNER, {"naam": "Stichting De Brug"}).content.decode().count("<section") >= 40


def test_only_editors_of_this_municipality_see_it(several: dict[str, Client]) -> None:
    add_worker("els")
    for name in ("els", "ruben", "beheer"):
        assert several[name].get(PAGE).status_code == 403
    assert "anna helpt" not in several["henk"].get(PAGE.replace("duinstad", "veenrode")).content.decode()


@pytest.mark.parametrize("by", ["Stichting De Brug", "x" * 300])
def test_confirming_makes_an_entry_fresh_and_says_by_whom(two_municipalities: object, by: str) -> None:
    a_map({"eten": value(seen=date(2025, 1, 1))})
    now = timezone.now()
    confirm(the_listing("eten"), by=by, how=Verification.How.STAFF, now=now)
    [row] = Verification.objects.filter(key="eten")
    assert (row.by, row.how, row.at) == (by[:200], "scherm", now)
    assert the_listing("eten").verified_on == localdate(now)


def test_confirming_survives_that_the_same_entry_is_brought_in_again(two_municipalities: object) -> None:
    a_map({"eten": value(seen=date(2025, 1, 1))})
    confirm(the_listing("eten"), by="De Brug", how=Verification.How.LINK, now=timezone.now())
    a_map({"eten": value("Nieuwe naam", seen=date(2025, 1, 1))})
    assert the_listing("eten").name == "Nieuwe naam"
    assert the_listing("eten").verified_on == localdate()
