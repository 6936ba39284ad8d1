"""Tiles of a map come from a host of the municipality's own, and only where it named one."""

from __future__ import annotations

import pytest
from django.test import Client
from pydantic import ValidationError

from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.ui.municipality import Tiles
from maatwerk.knowledge.directory import Layer
from maatwerk.knowledge.directory.feeding import Row, feed
from tests.knowledge.directory.services import TODAY, WORDS, service, text

HOST = "https://kaart.duinstad.example"
OWN = {"adres": f"{HOST}/{{z}}/{{x}}/{{y}}.png", "bronvermelding": text("Kaart: gemeente", "Map: municipality")}


def found(resident: Client, path: str = "/duinstad/hulp/") -> tuple[str, str]:
    """The page with one place in Duinstad, and what it may load."""
    place = {"straat": "Kade 1", "plaats": "Duinstad", "punt": {"breedte": 53.7, "lengte": 4.1}}
    feed("duinstad", Layer.IMPORT, [Row("proef", service(locaties=[place]))], WORDS, today=TODAY)
    response = resident.post(path, {"woorden": "geld"})
    assert response.status_code == 200
    return response.content.decode(), response["Content-Security-Policy"]


@pytest.mark.django_db
def test_without_a_host_of_its_own_nothing_is_asked_of_another(resident: Client) -> None:
    page, policy = found(resident)
    assert "<svg" in page
    assert "<image" not in page
    assert "img-src 'self';" in f"{policy};"


@pytest.mark.django_db
def test_with_one_the_map_has_its_tiles_and_the_page_may_load_only_those(resident: Client) -> None:
    row = Municipality.objects.get(slug="duinstad")
    row.profile = row.profile | {"kaarttegels": OWN}
    row.save()
    page, policy = found(resident)
    assert page.count("<image href=") == page.count(f'<image href="{HOST}/') >= 1
    assert "Kaart: gemeente" in page
    assert f"img-src 'self' {HOST}" in policy
    assert policy.count(HOST) == 1
    assert HOST not in resident.get("/duinstad/")["Content-Security-Policy"]
    assert HOST not in resident.post("/veenrode/hulp/", {"woorden": "geld"})["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        "http://kaart.example/{z}/{x}/{y}.png",
        "https://kaart.example/{z}/{x}.png",
        "https://kaart.example/{z}/{x}/{y}/{y}.png",
        "https://kaart.example/{z}/{x}/{y}.png; script-src *",
        "https://kaart.example/{z}/{x}/{y}.png?sleutel={k}",
        "//kaart.example/{z}/{x}/{y}.png",
        "https://u:w@kaart.example/{z}/{x}/{y}.png",
    ],
)
def test_what_is_no_address_of_tiles_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        Tiles.model_validate(OWN | {"adres": address})
