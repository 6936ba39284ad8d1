"""`/leefgebieden` and `/behoeften`."""

from __future__ import annotations

import pytest
from django.test import Client

from maatwerk.casework.frontdoor.door import FrontDoor
from maatwerk.knowledge.advice import LifeDomain

pytestmark = pytest.mark.django_db


def test_all_life_domains_come_in_the_order_of_the_site(resident: Client, door: FrontDoor) -> None:
    answer = resident.get("/api/v1/leefgebieden").json()
    assert [one["id"] for one in answer["resultaten"]] == [domain.value for domain in door.domains]
    assert answer["volgende"] is None


def test_walking_the_pages_meets_every_need_once(resident: Client, door: FrontDoor) -> None:
    met: list[str] = []
    address = "/api/v1/behoeften?limit=50"
    while address:
        page = resident.get(address).json()
        met += [need["id"] for need in page["resultaten"]]
        address = page["volgende"]
    assert met == sorted(door.needs)


def test_needs_of_one_life_domain(resident: Client, door: FrontDoor) -> None:
    first = resident.get("/api/v1/behoeften?leefgebied=financien&limit=5").json()
    second = resident.get(first["volgende"]).json()
    expected = sorted(need.id for need in door.needs_by_domain(LifeDomain("financien")))
    assert [need["id"] for page in (first, second) for need in page["resultaten"]] == expected[:10]
    wrong = resident.get("/api/v1/behoeften?leefgebied=geluk")
    assert wrong.status_code == 400
    assert "'financien'" in wrong.json()["errors"][0]["detail"]


def test_one_need_in_two_languages(resident: Client, door: FrontDoor) -> None:
    need = door.needs["schulden"]
    for language in ("nl", "en"):
        told = resident.get("/api/v1/behoeften/schulden", headers={"accept-language": language}).json()
        assert told["tekst"] == need.text.in_(language)
    assert told["leefgebied"] == "financien"
    assert told["verwant"] == list(need.related)
