"""The JSON says how sure the understanding was, with what it was done, and where another question belongs."""

from __future__ import annotations

import json

import jsonschema
import pytest

from maatwerk.casework.frontdoor.contract import as_json
from maatwerk.casework.frontdoor.door import Answer, FrontDoor, Question
from maatwerk.foundation.content import Text
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import HeardNeed
from tests.conftest import ROOT, TODAY

pytestmark = pytest.mark.django_db

CONTRACT = json.loads((ROOT / "docs/contracts/ask.schema.json").read_text(encoding="utf-8"))
ELSEWHERE = Text(nl="Dit regelt u bij het loket.", en="You arrange this at the desk.")


@pytest.mark.parametrize("by", ["e5", "use", "woorden"])
@pytest.mark.parametrize("sure", [True, False])
def test_it_says_how_sure_it_is_and_with_what_it_read(
    door: FrontDoor, duinstad: Municipality, by: str, sure: bool
) -> None:
    told = as_json(Answer(False, (), (HeardNeed(door.needs["schulden"], 0.4),), (), sure, None, by), duinstad, "nl")
    jsonschema.validate(told, CONTRACT)
    assert told["begrepen"] == {"zeker": sure, "met": by}
    assert told["elders"] is None


@pytest.mark.parametrize(("language", "sentence"), [("nl", ELSEWHERE.nl), ("en", ELSEWHERE.en)])
def test_it_says_where_a_question_belongs_that_is_about_something_else(
    duinstad: Municipality, language: str, sentence: str
) -> None:
    told = as_json(Answer(False, (), (), (), elsewhere=ELSEWHERE), duinstad, language)
    jsonschema.validate(told, CONTRACT)
    assert told["elders"] == sentence
    assert told["niet_gevonden"]


def test_it_says_what_something_costs(door: FrontDoor, duinstad: Municipality) -> None:
    told = as_json(door.answer(Question(picked=("stofzuigen", "schulden")), duinstad, TODAY), duinstad, "nl")
    jsonschema.validate(told, CONTRACT)
    costs = {each["id"]: each["kosten"] for each in told["adviezen"]}
    # content/technology/robotstofzuiger.yaml, prijs; content/services/geldfit.yaml, kosten
    assert costs["robotstofzuiger"] == "Meestal tussen €\xa0150 en €\xa0700."
    assert costs["geldfit"] == "Gratis."


def test_who_knows_nothing_of_these_keys_can_still_read_an_answer_and_be_read(
    door: FrontDoor, duinstad: Municipality
) -> None:
    """docs/contracts/README.md: only additions; what was written before stays valid."""
    told = as_json(door.answer(Question(picked=("schulden",)), duinstad, TODAY), duinstad, "nl")
    del told["begrepen"], told["elders"]
    for each in told["adviezen"]:
        del each["kosten"], each["afstand_km"]
    jsonschema.validate(told, CONTRACT)
    required = {*CONTRACT["required"], *CONTRACT["properties"]["adviezen"]["items"]["required"]}
    assert required.isdisjoint({"begrepen", "elders", "kosten", "afstand_km"})
