"""A resident asks a question in the browser."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def ask(resident: Client, text: str, address: str = "/antwoord", **fields: str) -> str:
    response = resident.post(address, {"tekst": text, **fields})
    assert response.status_code == 200
    return response.content.decode()


def test_the_home_page_asks_where_we_can_help(resident: Client) -> None:
    assert "Waar kunnen we u mee helpen?" in resident.get("/").content.decode()


def test_a_question_about_vacuuming_gets_suggestions_with_reason_next_step_and_phone(resident: Client) -> None:
    page = ask(resident, "ik kan niet meer stofzuigen door mijn rug")
    assert "Robotstofzuiger" in page
    assert "Dit helpt bij: Stofzuigen lukt niet" in page
    assert "Wat u kunt doen" in page
    assert 'href="tel:140999"' in page


@pytest.mark.parametrize("text", ["ik wil verhuizen", "qwrtz", "mijn man slaat me"])
def test_the_numbers_for_danger_stand_on_every_answer_whatever_was_understood(resident: Client, text: str) -> None:
    page = ask(resident, text)
    assert 'href="tel:112"' in page
    assert 'href="tel:08002000"' in page


def test_what_stands_on_top_is_not_repeated_among_the_suggestions(resident: Client) -> None:
    page = ask(resident, "mijn man slaat me")
    assert "Hier kunt u nu terecht" in page
    assert page.count('id="hulp-veilig_thuis"') == 0


def test_the_extra_question_says_what_it_is_about_and_that_is_in_sight(resident: Client) -> None:
    page = ask(resident, "ik kan niet meer stofzuigen door mijn rug")
    about = page.split("Dit gaat over:")[1].split("</p>")[0].strip(" .\n")
    in_sight = page.split('<details class="sm-more"')[0]
    assert about
    for title in about.split(", "):
        assert f">{title}</h2>" in in_sight


@pytest.mark.parametrize("address", ["/onderwerp", "/en/onderwerp"])
def test_the_needs_of_a_life_domain_stand_in_alphabetical_order(resident: Client, address: str) -> None:
    page = resident.post(address, {"leefgebied": "financien"}).content.decode()
    labels = [part.split("</label>")[0].split(">")[1].strip() for part in page.split('<label class="sm-choice">')[1:]]
    assert len(labels) > 15
    assert labels == sorted(labels, key=str.casefold)
