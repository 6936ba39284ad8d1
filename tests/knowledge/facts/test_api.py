"""`/feiten`: the questions, never anybody's answers."""

from __future__ import annotations

import pytest
from django.test import Client

from maatwerk.site.library import library

pytestmark = pytest.mark.django_db


def test_walking_the_pages_meets_every_fact_once(resident: Client) -> None:
    met = []
    address = "/api/v1/feiten?limit=30"
    while address:
        page = resident.get(address).json()
        met += page["resultaten"]
        address = page["volgende"]
    assert [fact["id"] for fact in met] == sorted(library().dictionary)
    assert {fact["soort"] for fact in met} >= {"janee", "keuze", "getal"}


def test_what_is_told_of_a_fact_is_what_an_answer_needs(resident: Client) -> None:
    number = resident.get("/api/v1/feiten/drempel_cm").json()
    assert (number["soort"], number["eenheid"], number["antwoorden"]) == ("getal", "cm", [])
    assert number["grenzen"]["laagste"] == 0
    choice = resident.get("/api/v1/feiten/huisdier").json()
    for answer in choice["antwoorden"]:
        body = {"tekst": "ik kan niet meer stofzuigen", "feiten": {"huisdier": answer["waarde"]}}
        response = resident.post("/api/v1/adviezen", body, content_type="application/json")
        assert response.status_code == 200


def test_a_fact_speaks_both_languages(resident: Client) -> None:
    told = {
        language: resident.get("/api/v1/feiten/huisdier", headers={"accept-language": language}).json()["vraag"]
        for language in ("nl", "en")
    }
    question = library().dictionary["huisdier"].question
    assert told == {"nl": question.nl, "en": question.en}
