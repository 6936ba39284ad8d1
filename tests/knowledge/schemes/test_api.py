"""`/regelingen` over the network: the same contract as the command line, and nothing kept."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.schemes.api import MOST_HOUSEHOLDS, MOST_PEOPLE
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.site.editions import library_for
from maatwerk.site.registry import desk_for
from tests.knowledge.schemes.test_contract import ANSWERED, alone, answer

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/regelingen/berekeningen"


def post(resident: Client, body: object, language: str = "nl", address: str = ADDRESS) -> Any:
    text = body if isinstance(body, bytes) else json.dumps(body)
    return resident.post(address, text, content_type="application/json", headers={"accept-language": language})


@pytest.fixture
def here(duinstad: Municipality) -> Desk:
    return desk_for(library_for(duinstad))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_one_household_gets_what_the_command_line_answers(resident: Client, here: Desk, language: str) -> None:
    response = post(resident, alone(), language)
    assert response.status_code == 200
    assert response.json() == answer(alone(), language, here)


def test_of_a_list_the_good_ones_are_answered(resident: Client, here: Desk) -> None:
    response = post(resident, [alone(), alone(vermogen=True), 7])
    assert response.status_code == 200
    good, bad, none = response.json()
    for each in (good, bad, none):
        ANSWERED.validate(each)
    assert good == answer(alone(), of=here)
    assert bad["fout"]["veld"] == "personen[0].vermogen"
    assert none["fout"]["veld"] == "invoer"


@pytest.mark.parametrize(
    ("body", "pointer", "sentence"),
    [
        (alone(vermogen="1000"), "/personen/0/vermogen", "Dit moet een getal zijn"),
        ({"personen": [{"rol": "aanvrager"}] * 2}, "/personen/1/rol", "maar één persoon"),
        (alone() | {"gemeente": "atlantis"}, "/gemeente", "kennen wij niet"),
        ("aanvrager", "", "JSON-object"),
        ([{}] * (MOST_HOUSEHOLDS + 1), "", "hoogstens 50 huishoudens"),
        ([{"personen": [0] * 101}] * 2, "", f"{MOST_PEOPLE} personen"),
    ],
)
def test_what_is_wrong_is_a_problem_with_the_field_and_one_sentence(
    resident: Client, body: object, pointer: str, sentence: str
) -> None:
    response = post(resident, body)
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    [error] = response.json()["errors"]
    assert error["location"] == {"pointer": pointer}
    assert sentence in error["detail"]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff", b"[" * 100_000, b'{"personen": [{"rol": "aanvrager", "vermogen": NaN}]}']
)
def test_what_is_no_json_is_refused(resident: Client, body: bytes) -> None:
    assert post(resident, body).status_code == 400


def test_the_municipality_of_the_body_goes_before_that_of_the_address(resident: Client) -> None:
    here = post(resident, alone() | {"gemeente": "veenrode"}).json()
    there = post(resident, alone(), address=f"/veenrode{ADDRESS}").json()
    assert here == there


def test_nothing_of_a_household_is_written_or_logged(resident: Client, caplog: pytest.LogCaptureFixture) -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        caplog.at_level(logging.DEBUG),
    ):
        post(resident, alone(toetsingsinkomen=31415))
        post(resident, alone(vermogen="31415x"))
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert "31415" not in caplog.text
    assert "31415" not in str([query["sql"] for query in queries])


def test_the_schemes_are_listed_with_their_words(resident: Client, here: Desk) -> None:
    told = resident.get("/api/v1/regelingen", {"limit": 100}).json()
    assert [each["id"] for each in told["resultaten"]] == sorted(scheme.id for scheme in here.schemes)
    [zorg] = [each for each in told["resultaten"] if each["id"] == "zorgtoeslag"]
    assert zorg["proefberekening"].startswith("https://")
    assert "zorgkosten" in zorg["behoeften"]


def test_one_scheme_has_its_figures_with_article_and_source(resident: Client) -> None:
    """Wzt art. 4, 2026: 2.119 euro (scheme-figures.md 4.1)."""
    told = resident.get("/api/v1/regelingen/zorgtoeslag").json()
    [premium] = [
        each
        for each in told["parameters"]
        if each["naam"] == "zorgtoeslag.standaardpremie" and each["sinds"] == "2026-01-01"
    ]
    assert (premium["waarde"], premium["artikel"], premium["bwb"]) == (2119, "Wzt art. 4", "BWBR0018451")
    assert premium["bron"]
    assert premium["zekerheid"] == "geverifieerd"


@pytest.mark.parametrize("id_", ["toverij", "berekening"])
def test_a_scheme_that_does_not_exist_is_not_there(resident: Client, id_: str) -> None:
    assert resident.get(f"/api/v1/regelingen/{id_}").status_code == 404
