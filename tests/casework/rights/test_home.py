"""The first page about one's own data, and what stands beside it for who disagrees."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse

from maatwerk.casework.rights.connections import connected
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.residents import Standing
from tests.casework.dossier.test_pages_at_work import text
from tests.residents import add_resident, signed_in_resident, stand_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

PAGE = "/duinstad/mijn/gegevens/"


def home(address: str = PAGE) -> HttpResponse:
    return signed_in_resident("samira", Assurance.LOW).get(address)


def test_everything_about_her_data_is_one_click_away_and_every_link_leads_somewhere() -> None:
    response = signed_in_resident("samira", Assurance.SUBSTANTIAL).get(PAGE)
    main = response.content.decode().split("<main")[1].split('class="sm-side')[0]
    links = re.findall(r'<li><a class="nl-link" href="([^"]+)"', main)
    assert links == [
        "/duinstad/mijn/gegevens/wie-keek/",
        "/duinstad/mijn/gegevens/wie-mag-wat/",
        "/duinstad/mijn/gegevens/bewaard/",
        "/duinstad/mijn/gegevens/genoemd/",
        "/duinstad/mijn/gegevens/vragen/",
        "/duinstad/mijn/gegevens/meenemen/",
        "/duinstad/mijn/inloggen-en-beveiliging/",
    ]
    mine = signed_in_resident("samira", Assurance.HIGH)
    assert {mine.get(each).status_code for each in links} == {200}


def test_her_own_pages_lead_there() -> None:
    mine = signed_in_resident("samira")
    for address in ("/duinstad/mijn/", "/duinstad/mijn/dossier/"):
        assert f'href="{PAGE}"' in mine.get(address).content.decode()


def test_who_stands_for_somebody_comes_there_from_the_file() -> None:
    noor, samira = add_resident("noor"), add_resident("samira")
    stand_for(noor, samira.ref, Standing.PARENT, name="Samira Haddad")
    base = f"/duinstad/mijn/voor/{noor.pk}/"
    page = signed_in_resident("samira").get(base).content.decode()
    for last in ("wie-keek", "wie-mag-wat", "bewaard", "vragen", "meenemen"):
        assert f'href="{base}gegevens/{last}/"' in page


def test_who_disagrees_finds_the_other_ways_with_their_terms_and_numbers() -> None:
    """Awb art. 6:7 (six weeks), 9:11 (six weeks); nationaleombudsman.nl and autoriteitpersoonsgegevens.nl, contact;
    Wmo 2015 art. 2.2.4 lid 1 onder a (client supporter, free)."""
    told = text(home()).split("Niet eens met wat de gemeente doet?")[1]
    for way, term in (
        ("Bezwaar tegen een besluit", "binnen 6 weken bezwaar"),
        ("Klacht over de gemeente", "binnen 6 weken antwoord"),
        ("Nationale ombudsman", "0800-3355555"),
        ("Autoriteit Persoonsgegevens", "088 1805 250"),
        ("Onafhankelijke cliëntondersteuning", "Gratis."),
    ):
        assert term in told.split(way)[1].split("artikel")[0], way
    assert "Bel 14 0999" in told


def test_a_service_that_the_municipality_shows_no_more_is_left_out() -> None:
    with connected(services=lambda _municipality: {}):
        told = text(home())
    assert "Klacht over de gemeente" in told
    assert "ombudsman" not in told


def test_the_page_holds_nothing_about_her_and_opens_nothing() -> None:
    from maatwerk.foundation.access.models import AccessRecord

    samira = add_resident("samira")
    with maintenance("keeping"):
        type(samira).objects.filter(pk=samira.pk).update(family_name="Zegelnaam")
    before = AccessRecord.objects.count()
    assert "Zegelnaam" not in home().content.decode()
    assert AccessRecord.objects.count() == before


def test_in_english() -> None:
    page = text(home("/duinstad/en/mijn/gegevens/"))
    assert "Independent client support" in page
    assert "0800-3355555" in page
