"""`/diensten`."""

from __future__ import annotations

import pytest
from django.test import Client

from maatwerk.site.library import library

pytestmark = pytest.mark.django_db


def test_services_for_one_need(resident: Client) -> None:
    told = resident.get("/api/v1/diensten?behoefte=schulden&limit=100").json()["resultaten"]
    expected = sorted(id_ for id_, service in library().services.items() if "schulden" in service.needs)
    assert [service["id"] for service in told] == expected
    assert resident.get("/api/v1/diensten?behoefte=bestaat_niet").json() == {"resultaten": [], "volgende": None}


def test_every_service_says_how_to_begin_without_a_computer_and_where_it_was_read(resident: Client) -> None:
    address, seen = "/api/v1/diensten?limit=100", 0
    while address:
        page = resident.get(address).json()
        for service in page["resultaten"]:
            assert service["volgende_stap"]["niet_digitaal"]
            assert service["bron"]["naam"]
            assert len(service["bron"]["datum"]) == 10
            seen += 1
        address = page["volgende"]
    assert seen == len(library().services)


def test_one_service_says_what_its_file_says(resident: Client) -> None:
    told = resident.get("/api/v1/diensten/luisterlijn").json()
    service = library().services["luisterlijn"]
    assert (told["naam"], told["telefoon"], told["noodhulp"]) == (service.name.nl, service.phone, service.emergency)
