"""Which municipality a page is of, and how municipalities get into an installation."""

from __future__ import annotations

import pytest
from django.db import IntegrityError
from django.test import Client

from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.foundation.people.models import Municipality
from maatwerk.foundation.people.queries import municipalities
from maatwerk.site import registry

pytestmark = pytest.mark.django_db


def title(resident: Client, address: str, **headers: str) -> str:
    return resident.get(address, **headers).content.decode().split("<title>")[1].split("</title>")[0]  # type: ignore[arg-type]


def test_the_bare_address_is_that_of_the_first_municipality(resident: Client) -> None:
    assert title(resident, "/").endswith("Gemeente Duinstad")


def test_a_municipality_in_the_path_is_the_mount_point_of_the_whole_site(resident: Client) -> None:
    page = resident.get("/veenrode/en/").content.decode()
    assert "Gemeente Veenrode" in page
    assert 'action="/veenrode/en/antwoord"' in page
    assert 'href="/veenrode/en/contact"' in page


def test_a_municipality_may_have_a_host_name_of_its_own(resident: Client) -> None:
    Municipality.objects.filter(slug="veenrode").update(hostname="hulp.veenrode.example")
    assert title(resident, "/", HTTP_HOST="hulp.veenrode.example").endswith("Gemeente Veenrode")
    assert title(resident, "/contact", HTTP_HOST="hulp.veenrode.example").endswith("Gemeente Veenrode")


def test_the_default_may_be_chosen(resident: Client, settings: object) -> None:
    settings.DEFAULT_MUNICIPALITY = "veenrode"  # type: ignore[attr-defined]
    assert title(resident, "/").endswith("Gemeente Veenrode")


def test_two_municipalities_cannot_share_a_host_name(resident: Client) -> None:
    Municipality.objects.filter(slug="veenrode").update(hostname="hulp.example")
    with pytest.raises(IntegrityError):
        Municipality.objects.filter(slug="duinstad").update(hostname="hulp.example")


def test_an_installation_without_a_municipality_says_so() -> None:
    response = Client().get("/")
    assert response.status_code == 503
    assert "nog niet ingericht" in response.content.decode()


def test_loading_twice_adds_nothing_and_overwrites_nothing(resident: Client) -> None:
    Municipality.objects.filter(slug="veenrode").update(hostname="hulp.veenrode.example")
    before = list(Municipality.objects.order_by("slug").values())
    assert add_municipalities(registry.demo_municipalities()) == []
    assert list(Municipality.objects.order_by("slug").values()) == before


def test_a_profile_comes_out_as_it_went_in(resident: Client) -> None:
    assert {slug: found.profile for slug, found in municipalities().items()} == registry.demo_municipalities()


def test_an_invented_municipality_says_so_on_every_page(resident: Client) -> None:
    for address in ("/", "/contact", "/privacy", "/stijl"):
        assert "bestaat niet" in resident.get(address).content.decode()


def test_a_real_municipality_shows_no_examples_and_is_shown_by_none(resident: Client) -> None:
    row = Municipality.objects.get(slug="veenrode")
    row.profile["verzonnen"] = False
    row.save()
    for address in ("/", "/veenrode/"):
        page = resident.get(address).content.decode()
        assert "Bekijk " not in page
    assert "bestaat niet" not in resident.get("/veenrode/").content.decode()
