"""`/diensten`."""

from __future__ import annotations

import pytest
from django.test import Client

from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.shelf import Layer
from maatwerk.site.library import library
from tests.knowledge.directory.shelves import WEEKDAYS, phone, place, put, service

pytestmark = pytest.mark.django_db


def test_services_for_one_need(resident: Client) -> None:
    told = resident.get("/api/v1/diensten?behoefte=schulden&limit=100").json()["resultaten"]
    expected = sorted(id_ for id_, each in library().services.items() if "schulden" in each.needs)
    assert [each["id"] for each in told] == expected
    assert resident.get("/api/v1/diensten?behoefte=bestaat_niet").json() == {"resultaten": [], "volgende": None}


def test_every_service_says_how_to_begin_without_a_computer_and_where_it_was_read(resident: Client) -> None:
    address, seen = "/api/v1/diensten?limit=100", 0
    while address:
        page = resident.get(address).json()
        for each in page["resultaten"]:
            assert each["volgende_stap"]["niet_digitaal"]
            assert each["bron"]["naam"]
            assert len(each["bron"]["datum"]) == 10
            seen += 1
        address = page["volgende"]
    assert seen == len(library().services)


def test_one_service_says_what_its_file_says(resident: Client) -> None:
    told = resident.get("/api/v1/diensten/luisterlijn").json()
    file = library().services["luisterlijn"]
    assert (told["naam"], told["telefoon"], told["noodhulp"]) == (file.name.nl, file.phone, file.emergency)


MORE = {
    "behoeften": ["eenzaam"],
    "soort": "informeel",
    "wetten": ["wmo"],
    "talen": ["ar"],
    "tolk": False,
    "toegankelijk": ["lift"],
    "plek": "vol",
    "wachttijd": {"weken": 3, "op": "2026-11-01"},
    "gratis": True,
    "leeftijd": {"van": 18},
    "voorwaarden": [
        {"als": {"feit": "heeft_pinpas", "is": True}, "uitleg": {"nl": "U hebt een pas.", "en": "A card."}}
    ],
    "bereikbaar": [phone(WEEKDAYS)],
    "locaties": [place("Zeezicht", 54.5, 4.25, open="altijd")],
    "verzonnen": True,
}


@pytest.fixture
def two(resident: Client) -> Client:
    """Two services, of which one has everything."""
    Listing.objects.all().delete()
    put("duinstad", veel=service("Koffietafel", **MORE), weinig=service(leeftijd={"tot_en_met": 17}, gratis=False))
    return resident


@pytest.mark.parametrize(
    "query",
    [
        "behoefte=eenzaam", "leefgebied=sociaal_netwerk", "woorden=koffietafel", "taal=ar", "gratis=true",
        "leeftijd=18", "toegankelijk=lift", "wijk=Zeezicht", "gratis=true&taal=ar&leeftijd=40",
    ],
)  # fmt: skip
def test_each_filter_leaves_what_fits(two: Client, query: str) -> None:
    told = two.get(f"/api/v1/diensten?{query}").json()
    assert [each["id"] for each in told["resultaten"]] == ["veel"]
    assert told["volgende"] is None


@pytest.mark.parametrize("query", ["gratis=false", "leeftijd=17", "woorden=post&behoefte=schulden"])
def test_the_other_way_round_too(two: Client, query: str) -> None:
    assert [each["id"] for each in two.get(f"/api/v1/diensten?{query}").json()["resultaten"]] == ["weinig"]


@pytest.mark.parametrize(
    "query", ["leefgebied=geluk", "leeftijd=oud", "leeftijd=131", "toegankelijk=hek", "taal=Arabisch", "gratis=ja%00"]
)
def test_a_filter_that_cannot_be_is_refused(two: Client, query: str) -> None:
    response = two.get(f"/api/v1/diensten?{query}")
    assert response.status_code == 400
    assert response.json()["errors"][0]["location"] == {"name": query.partition("=")[0]}


@pytest.mark.parametrize("query", ["behoefte=%00", "wijk=%00Zeezicht%00x", "woorden=%00!"])
def test_what_no_database_keeps_finds_what_is_left_of_it(two: Client, query: str) -> None:
    assert two.get(f"/api/v1/diensten?{query}").status_code == 200


def test_pages_keep_the_filters(two: Client) -> None:
    put("duinstad", Layer.OWN, **{f"dienst_{number}": service(gratis=True) for number in range(3)})
    told = two.get("/api/v1/diensten?gratis=true&limit=2").json()
    ids = [each["id"] for each in told["resultaten"]]
    assert "gratis=true" in told["volgende"]
    ids += [each["id"] for each in two.get(told["volgende"]).json()["resultaten"]]
    assert ids == ["dienst_0", "dienst_1", "dienst_2", "veel"]


def test_a_service_gives_the_whole_profile(two: Client) -> None:
    told = two.get("/api/v1/diensten/veel").json()
    uren = {"dagen": ["ma", "di", "wo", "do", "vr"], "van": "09:00", "tot": "17:00"}
    week = {"bekend": True, "altijd": False, "uren": [uren], "feestdagen": "dicht"}
    expected = {
        "soort": "informeel", "wetten": ["wmo"], "talen": ["ar"], "tolk": False, "toegankelijk": ["lift"],
        "plek": "vol", "wachttijd": {"weken": 3, "op": "2026-11-01"}, "gratis": True,
        "leeftijd": {"van": 18, "tot_en_met": None},
        "voorwaarden": [{"uitleg": "U hebt een pas.", "oplossing": None}],
        "verzonnen": True, "nagekeken": "2026-11-22", "laag": "import", "upl": [], "werkgebied": [],
    }  # fmt: skip
    assert {key: told[key] for key in expected} == expected
    assert told["bereikbaar"] == [
        {"weg": "telefoon", "naam": None, "nummer": "0999 12 34 56", "adres": None, "open": week, "let_op": None}
    ]
    always = {"bekend": True, "altijd": True, "uren": [], "feestdagen": "gewoon"}
    assert told["locaties"][0]["punt"] == {"breedte": 54.5, "lengte": 4.25}
    assert told["locaties"][0]["open"] == always


def test_what_a_municipality_hides_and_what_is_of_another_is_not_there(two: Client) -> None:
    put("", verborgen=service())
    put("duinstad", Layer.OWN, verborgen=None)
    put("veenrode", elders=service())
    for id_ in ("verborgen", "elders"):
        assert two.get(f"/api/v1/diensten/{id_}").status_code == 404
    assert two.get("/veenrode/api/v1/diensten/verborgen").status_code == 200
