"""`POST /adviezen`: the same answer as the command line, over the network."""

from __future__ import annotations

import json

import jsonschema
import pytest
from django.test import Client
from django.utils.timezone import localdate

from maatwerk.casework.frontdoor.contract import as_json
from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.site.editions import front_door_for
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db

CONTRACT = json.loads((ROOT / "docs/contracts/ask.schema.json").read_text(encoding="utf-8"))


def ask(resident: Client, body: object, prefix: str = "") -> dict[str, object]:
    response = resident.post(f"{prefix}/api/v1/adviezen", body, content_type="application/json")
    assert response.status_code == 200
    content: dict[str, object] = response.json()
    jsonschema.validate(content, CONTRACT)
    return content


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_answer_is_the_fixed_contract_and_nothing_else(
    resident: Client, door: FrontDoor, duinstad: Municipality, language: str
) -> None:
    text = "ik kan niet meer stofzuigen en ik heb schulden"
    key, value = door.dictionary.read("drempel_cm", "ongeveer 4 cm")
    question = Question(text, facts={key: value})
    site = front_door_for(duinstad)  # looks in the tables, as the API does: they may hold a few services more a need
    expected = as_json(site.answer(question, duinstad, localdate()), duinstad, language)
    told = ask(resident, {"tekst": text, "feiten": {"drempel_cm": "ongeveer 4 cm"}, "taal": language}, "/duinstad")
    assert told == json.loads(json.dumps(expected))
    assert told["adviezen"]


def test_urgent_help_comes_first(resident: Client) -> None:
    told = ask(resident, {"tekst": "mijn man slaat me"})
    assert told["dringend"] is True
    assert told["dringende_hulp"]


def test_a_fact_that_serves_contact_only_changes_nothing(resident: Client) -> None:
    text = {"tekst": "ik heb hulp nodig met de post"}
    assert ask(resident, text | {"feiten": {"nederlands": "nee"}}) == ask(resident, text)


def test_the_field_goes_before_the_header(resident: Client) -> None:
    response = resident.post(
        "/api/v1/adviezen", {"tekst": "I cannot pay my rent", "taal": "en"}, content_type="application/json",
        headers={"accept-language": "nl"},
    )  # fmt: skip
    assert response["Content-Language"] == "en"
    assert response.json()["contact"]["tijden"].startswith("Every weekday")


def test_nothing_is_kept_between_questions(resident: Client) -> None:
    first = ask(resident, {"tekst": "ik voel me alleen"})
    ask(resident, {"tekst": "ik heb schulden", "feiten": {"drempel_cm": 3}})
    assert ask(resident, {"tekst": "ik voel me alleen"}) == first
