"""`/feiten`: the questions, never anybody's answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from maatwerk.site.library import library

pytestmark = pytest.mark.django_db


def all_pages(resident: Client, limit: int) -> list[dict[str, Any]]:
    met = []
    address = f"/api/v1/feiten?limit={limit}"
    while address:
        page = resident.get(address).json()
        met += page["resultaten"]
        address = page["volgende"]
    return met


def test_walking_the_pages_meets_every_fact_once(resident: Client) -> None:
    met = all_pages(resident, 30)
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


def test_every_fact_tells_all_that_its_kind_has(resident: Client) -> None:
    """As the content files say it, under the same keys."""
    own = {"bedrag": {"per", "grenzen"}, "datum": {"dagen"}, "getal": {"eenheid", "grenzen"}, "leeftijd": {"grenzen"}}
    for told in all_pages(resident, 100):
        fact = library().dictionary[told["id"]]
        assert told["per"] == fact.period
        assert told["meten"] == (fact.measure.nl if fact.measure else None)
        assert told["doelen"] == list(fact.purposes)
        assert list((told["dagen"] or {}).values()) == [day.isoformat() for day in fact.days or ()]
        assert list((told["grenzen"] or {}).values()) == list(fact.bounds or ())
        assert {name for name in ("per", "dagen", "eenheid", "grenzen") if told[name]} == own.get(told["soort"], set())


def test_the_first_and_the_last_day_are_named(resident: Client) -> None:
    birth = resident.get("/api/v1/feiten/geboortedatum").json()
    assert birth["dagen"] == {"eerste": "1900-01-01", "laatste": "2100-12-31"}
    assert birth["grenzen"] is None


def test_a_fact_speaks_both_languages(resident: Client) -> None:
    told = {
        language: resident.get("/api/v1/feiten/huisdier", headers={"accept-language": language}).json()["vraag"]
        for language in ("nl", "en")
    }
    question = library().dictionary["huisdier"].question
    assert told == {"nl": question.nl, "en": question.en}
