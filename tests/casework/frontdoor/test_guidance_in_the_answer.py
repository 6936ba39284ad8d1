"""What people can do themselves and whom to call first, in the answer, on the page and in JSON."""

from __future__ import annotations

import json

import jsonschema
import pytest
from django.test import Client

from maatwerk.casework.frontdoor.contract import as_json
from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import Kind
from maatwerk.knowledge.facts import FactKey
from maatwerk.site.library import library
from tests.conftest import ROOT, TODAY

pytestmark = pytest.mark.django_db

CONTRACT = json.loads((ROOT / "docs/contracts/ask.schema.json").read_text(encoding="utf-8"))
OWNED = {FactKey("", "woning_soort"): "koop"}


def ids(door: FrontDoor, where: Municipality, kind: Kind, *needs: str) -> list[str]:
    answer = door.answer(Question(picked=needs), where, TODAY)
    return [one.id for one in answer.suggestions if one.kind is kind]


def card(page: str, kind: Kind, id_: str) -> str:
    """The part of a page that is this suggestion."""
    whole = page.split(f'aria-labelledby="{kind}-{id_}"')
    assert len(whole) == 2
    return whole[1].split("</article>")[0]


def test_rent_and_debts_together_bring_the_way_through_both_laws(door: FrontDoor, duinstad: Municipality) -> None:
    assert "schulden_en_het_huis" in ids(door, duinstad, Kind.APPROACH, "huurachterstand", "schulden")
    assert "schulden_en_het_huis" not in ids(door, duinstad, Kind.APPROACH, "schulden")
    assert "scheiding_geld_en_huis" not in ids(door, duinstad, Kind.APPROACH, "huurachterstand", "schulden")
    assert "huurbaas_bellen" in ids(door, duinstad, Kind.SELF_HELP, "huurachterstand")


def test_somebody_in_danger_reads_no_self_help(door: FrontDoor, duinstad: Municipality) -> None:
    assert ids(door, duinstad, Kind.SELF_HELP, "suicidaal") == []
    assert ids(door, duinstad, Kind.SELF_HELP, "huiselijk_geweld") == []
    assert ids(door, duinstad, Kind.SELF_HELP, "suicidaal", "slapen") != []


def test_the_steps_stand_in_their_order_on_the_card(resident: Client) -> None:
    page = resident.post("/antwoord", {"behoefte": ["huurachterstand", "schulden"]}).content.decode()
    told = card(page, Kind.APPROACH, "schulden_en_het_huis")
    entry = library().approaches["schulden_en_het_huis"]
    listed = told.split("<ol>")[1].split("</ol>")[0]
    steps = [step.split("</li>")[0] for step in listed.split("<li>")[1:]]
    assert steps[0].startswith(f"{entry.call_first.nl} Zeg: ")
    assert steps[1:] == [step.nl.replace("'", "&#x27;") for step in (*entry.steps, entry.sent_on)]
    assert "Aanpak" in told
    assert "<ol>" not in card(page, Kind.SERVICE, "geldfit")


def test_the_button_calls_whoever_the_next_step_names(resident: Client) -> None:
    page = resident.post("/antwoord", {"behoefte": ["scheiding", "koopwoning"]}).content.decode()
    told = card(page, Kind.APPROACH, "scheiding_geld_en_huis")
    assert "Bel eerst het Juridisch Loket." in told
    assert 'href="tel:08008020"' in told  # content/services/juridisch_loket.yaml


def test_the_contract_gives_the_steps(door: FrontDoor, duinstad: Municipality) -> None:
    answer = door.answer(Question(picked=("woning_slecht",)), duinstad, TODAY)
    told = as_json(answer, duinstad, "nl")
    jsonschema.validate(told, CONTRACT)
    [one] = [each for each in told["adviezen"] if each["id"] == "gebrek_melden"]
    assert one["soort"] == "zelf"
    assert one["stappen"] == [step.nl for step in library().self_help["gebrek_melden"].steps]
    assert all(each["stappen"] == [] for each in told["adviezen"] if each["soort"] in ("hulp", "techniek"))


def test_an_answer_from_before_there_were_steps_still_fits_the_contract(
    door: FrontDoor, duinstad: Municipality
) -> None:
    """docs/contracts/README.md: only additions; what was written before stays valid."""
    told = as_json(door.answer(Question(picked=("schulden",)), duinstad, TODAY), duinstad, "nl")
    for each in told["adviezen"]:
        del each["stappen"]
    jsonschema.validate(told, CONTRACT)


def test_a_fact_that_was_told_takes_away_what_does_not_fit(door: FrontDoor, duinstad: Municipality) -> None:
    answer = door.answer(Question(picked=("woning_slecht",), facts=OWNED), duinstad, TODAY)
    [told] = [one for one in answer.suggestions if one.id == "gebrek_melden"]
    assert told.verdict.value == "past_niet"
    assert "U woont in een koophuis. Dan is er geen verhuurder." in {text.nl for text in told.reasons_against}
