"""Who looks over somebody's shoulder, at their screen, history or bookmarks, learns nothing of what was asked; and who
works here and asks together with a resident leaves nothing either."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

pytestmark = pytest.mark.django_db

TITLES = {
    "/": "Hulp vinden",
    "/onderwerp": "Waar gaat het over?",
    "/antwoord": "Dit kan u helpen",
    "/contact": "Bellen of langskomen",
    "/privacy": "Wat doen wij met uw gegevens?",
    "/zelfcheck/": "Hoe gaat het?",
    "/regelingen/": "Waar heeft u recht op?",
}
SUBJECTS = ["mijn man slaat me", "ik heb schulden", "ik wil dood", "qwrtz"]


def title(page: str) -> str:
    [found] = re.findall(r"<title>(.*?)</title>", page)
    return str(found)


@pytest.mark.parametrize("text", SUBJECTS)
def test_the_title_of_an_answer_is_the_same_whatever_was_asked(resident: Client, text: str) -> None:
    page = resident.post("/antwoord", {"tekst": text}).content.decode()
    assert title(page) == "Dit kan u helpen · Gemeente Duinstad"


@pytest.mark.parametrize("domain", ["financien", "middelengebruik", "justitie"])
def test_the_title_of_a_life_domain_is_the_same_for_all(resident: Client, domain: str) -> None:
    page = resident.post("/onderwerp", {"leefgebied": domain}).content.decode()
    assert title(page) == "Waar gaat het over? · Gemeente Duinstad"


@pytest.mark.parametrize("address", TITLES)
def test_every_page_that_can_be_opened_by_its_address_tells_nothing_by_itself(resident: Client, address: str) -> None:
    response = resident.get(address)
    if response.status_code == 302:
        assert response["Location"] == "/"
    else:
        assert title(response.content.decode()) == f"{TITLES[address]} · Gemeente Duinstad"
    assert response.cookies.keys() == set()


def test_no_address_of_the_front_door_holds_what_somebody_asks() -> None:
    patterns = [
        pattern
        for resolver in get_resolver().url_patterns
        for group in getattr(resolver, "url_patterns", [])
        if getattr(group, "namespace", "") == "frontdoor"
        for pattern in group.url_patterns
    ]
    assert len(patterns) >= 8
    assert [str(pattern.pattern) for pattern in patterns if pattern.pattern.converters] == []


@pytest.mark.parametrize("address", ["/", "/contact", "/zelfcheck/"])
def test_one_link_leads_away_at_once_and_says_nothing_of_where_one_was(resident: Client, address: str) -> None:
    assert_leaves(resident.get(address).content.decode())


@pytest.mark.parametrize(("address", "fields"), [
    ("/antwoord", {"tekst": "mijn man slaat me"}),
    ("/antwoord", {"tekst": "qwrtz"}),
    ("/onderwerp", {"leefgebied": "huiselijke_relaties"}),
])  # fmt: skip
def test_it_stands_on_every_answer_and_choice(resident: Client, address: str, fields: dict[str, str]) -> None:
    assert_leaves(resident.post(address, fields).content.decode())


def assert_leaves(page: str) -> None:
    [link] = re.findall(r"<a [^>]*data-leave[^>]*>.*?</a>", page)
    assert "Snel weg van deze pagina" in link
    assert 'href="https://' in link
    assert 'rel="noreferrer"' in link
    assert page.index("data-leave") < page.index("<h2")  # before anything that somebody would have to read first


@pytest.mark.parametrize("address", ["/antwoord", "/antwoord/pdf"])
def test_somebody_at_work_asks_with_a_resident_and_nothing_is_written(staff: dict[str, Client], address: str) -> None:
    with CaptureQueriesContext(connection) as sent:
        response = staff["els"].post(address, {"tekst": "mijn man slaat me en ik heb schulden"})
    assert response.status_code == 200
    assert response.cookies.keys() == set()
    assert [query["sql"] for query in sent if not query["sql"].lstrip('"').upper().startswith("SELECT")] == []
    assert "session" not in " ".join(query["sql"] for query in sent)  # it is not even looked who this is
