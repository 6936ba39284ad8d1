"""Whatever somebody sends, there is a clear sentence in their language, nothing is lost and nothing breaks."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db

MARK = "zeldzaamwoordxyz"


def test_an_empty_question_gives_a_sentence_at_the_field_and_above_it(resident: Client) -> None:
    response = resident.post("/antwoord", {"tekst": "  "})
    page = response.content.decode()
    assert response.status_code == 400
    assert page.count("Vertel eerst waar wij u mee kunnen helpen.") >= 1
    assert 'href="#tekst"' in page
    assert 'aria-invalid="true"' in page


def test_an_empty_question_in_english_gives_an_english_sentence(resident: Client) -> None:
    assert "First tell us what we can help you with." in resident.post("/en/antwoord", {"tekst": ""}).content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 10_000,
        "ik heb schulden " * 700,
        "<script>alert(1)</script> ik heb schulden",
        "'; DROP TABLE people_municipality; --",
        "أحتاج إلى مساعدة",
        "我需要帮助",
        "😀" * 50,
        "\x00\x01 ik heb schulden",
        "{{ 7|add:7 }} {% load ui %}",
    ],
)
def test_any_text_gets_a_page(resident: Client, text: str) -> None:
    response = resident.post("/antwoord", {"tekst": text})
    assert response.status_code == 200
    assert b"<script>alert" not in response.content
    assert "14 0999" in response.content.decode()


def test_a_very_long_question_says_how_much_was_read_and_still_hears_danger_at_its_end(resident: Client) -> None:
    page = resident.post("/antwoord", {"tekst": "ik heb schulden " * 700 + ". mijn man slaat me"}).content.decode()
    assert "Wij lazen de eerste 4000 tekens" in page
    assert "0800-2000" in page
    assert "Hier kunt u nu terecht" in page


@pytest.mark.parametrize(
    "fields",
    [
        {"feit": "schoenmaat=42"},
        {"feit": "zonder teken"},
        {"gevraagd": "drempel_cm", "antwoord": "hoog"},
        {"gevraagd": "", "antwoord": "ja"},
        {"antwoord": "ja"},
        {"behoefte": "bestaat_niet"},
        {"niet": "bestaat_niet"},
        {"wis": "bestaat_niet"},
        {"feit": ["drempel_cm=3"] * 500},
    ],
)
def test_any_field_gets_a_page(resident: Client, fields: dict[str, object]) -> None:
    response = resident.post("/antwoord", {"tekst": "ik kan niet meer stofzuigen", **fields})
    assert response.status_code == 200
    assert "Robotstofzuiger" in response.content.decode()


def test_an_answer_that_cannot_be_used_is_named_and_asked_again(resident: Client) -> None:
    fields = {"tekst": "ik kan met mijn rollator niet over de drempel", "gevraagd": "drempel_cm", "antwoord": "hoog"}
    page = resident.post("/antwoord", fields).content.decode()
    assert "hoort een getal van 0 tot" in page


@pytest.mark.parametrize("domain", ["", "bestaat_niet", "financien' OR 1=1"])
def test_an_unknown_life_domain_gives_a_sentence(resident: Client, domain: str) -> None:
    response = resident.post("/onderwerp", {"leefgebied": domain})
    assert response.status_code == 400
    assert "Kies waar het over gaat" in response.content.decode()


@pytest.mark.parametrize("address", ["/antwoord", "/onderwerp"])
def test_an_address_without_a_question_leads_to_the_beginning(resident: Client, address: str) -> None:
    response = resident.get(address)
    assert (response.status_code, response["Location"]) == (302, "/")


@pytest.mark.parametrize("address", ["/bestaat-niet", "/atlantis/", "/en/does-not-exist", "/antwoord/", "/%00"])
def test_an_unknown_address_gets_a_plain_page_with_a_way_on(resident: Client, address: str) -> None:
    response = resident.get(address)
    page = response.content.decode()
    assert response.status_code == 404
    assert (
        ("Deze pagina is er niet" in page) or ("This page is not here" in page) or ("This page does not exist" in page)
    )
    assert "14 0999" in page


def test_an_error_of_ours_gets_a_plain_page(resident: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object) -> None:
        raise RuntimeError("broken for this test")

    monkeypatch.setattr("maatwerk.casework.frontdoor.web.views.render", broken)
    resident.raise_request_exception = False
    response = resident.get("/")
    assert response.status_code == 500
    assert "Er ging bij ons iets mis" in response.content.decode()


def test_an_unknown_host_is_refused_in_plain_words(resident: Client) -> None:
    response = resident.get("/", HTTP_HOST="elders.example")
    assert response.status_code == 400
    assert "Dit konden wij niet lezen" in response.content.decode()


def test_too_large_a_message_is_refused_in_plain_words(resident: Client) -> None:
    response = resident.post("/antwoord", {"tekst": "x" * 3_000_000})
    assert response.status_code == 400
    assert "Dit konden wij niet lezen" in response.content.decode()


def test_nothing_that_was_typed_is_logged_stored_or_sent_back_in_an_address(
    resident: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    with caplog.at_level(logging.DEBUG):
        asked = resident.post("/antwoord", {"tekst": f"ik heb schulden {MARK}", "feit": "drempel_cm=3"})
        resident.post("/antwoord", {"tekst": "", "feit": MARK})
        monkeypatch.setattr("maatwerk.casework.frontdoor.web.views.best_question", None)
        resident.raise_request_exception = False
        assert resident.post("/antwoord", {"tekst": MARK}).status_code == 500
    assert MARK not in caplog.text
    assert asked.cookies.keys() == set()
    assert MARK not in "".join(f"{name}: {value}" for name, value in asked.items())
    home = Path(settings.HOME)
    assert [path for path in home.rglob("*") if path.is_file() and MARK.encode() in path.read_bytes()] == []
    assert asked["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
