"""What schemes say as JSON: the fixed contract of docs/contracts, and what may never be missing from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from jsonschema import Draft202012Validator

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.schemes.contract import MAY_APPLY, answer_for, answers_to
from maatwerk.knowledge.schemes.desk import Desk
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.figures import Unit
from maatwerk.knowledge.schemes.engine.rounding import Numbers
from maatwerk.knowledge.schemes.engine.steps import step
from maatwerk.knowledge.schemes.reading import household_from
from maatwerk.site.library import library
from maatwerk.site.registry import desk_for
from tests.conftest import ROOT

CONTRACTS = ROOT / "docs/contracts"
EXAMPLES = sorted((CONTRACTS / "examples/schemes").glob("*.json"))
TODAY = date(2026, 11, 22)


def validator(name: str) -> Draft202012Validator:
    shape = json.loads((CONTRACTS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(shape)
    return Draft202012Validator(shape, format_checker=Draft202012Validator.FORMAT_CHECKER)


ASKED, ANSWERED = validator("schemes.input.schema.json"), validator("schemes.schema.json")


@cache
def desk() -> Desk:
    return desk_for(library())


def answer(raw: object, language: str = "nl", of: Desk | None = None) -> dict[str, Any]:
    ASKED.validate(raw)
    told = household_from(raw, desk().dictionary, bool, TODAY)
    made = json.loads(json.dumps(answer_for(told.household, of or desk(), language), allow_nan=False))
    ANSWERED.validate(made)
    assert isinstance(made, dict)
    return made


def scheme(made: dict[str, Any], id_: str) -> dict[str, Any]:
    [found] = [each for each in made["regelingen"] if each["id"] == id_]
    assert isinstance(found, dict)
    return found


def alone(**facts: object) -> dict[str, Any]:
    person = {"geboortedatum": "1990-05-01", "toetsingsinkomen": 25000, "vermogen": 0, "zorgverzekerd": True}
    return {"peildatum": "2026-01-01", "personen": [{"rol": "aanvrager"} | person | facts]}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_in_the_documentation_are_what_is_answered(example: Path) -> None:
    """`python -m tests.knowledge.schemes.write_examples` writes their answers again, after figures were changed."""
    told = json.loads(example.read_text(encoding="utf-8"))
    assert answer(told["invoer"]) == told["antwoord"]


def test_there_are_examples_of_every_verdict() -> None:
    told = [json.loads(each.read_text(encoding="utf-8"))["antwoord"] for each in EXAMPLES]
    verdicts = {scheme["oordeel"] for answer in told for scheme in answer["regelingen"]}
    assert verdicts == {"past", "past_als", "onzeker", "past_niet"}


def test_an_amount_that_is_known_is_exact_and_as_paid_out() -> None:
    """Zorgtoeslag 2026, alone, income up to the threshold: 129,20 a month at most; scheme-figures.md 4.1."""
    found = scheme(answer(alone()), "zorgtoeslag")
    assert found["oordeel"] == "past"
    assert found["bedrag"] == {"exact": 129.2, "uitbetaald": 129, "per": "maand", "grenzen": None}
    assert found["volgende_stap"]["niet_digitaal"].endswith("0800-0543.")


def test_a_step_tells_its_value_article_figures_and_their_source() -> None:
    steps = {each["stap"]: each for each in scheme(answer(alone()), "zorgtoeslag")["stappen"]}
    norm = steps["normpremie"]
    assert norm["waarde"] == pytest.approx(0.01912 * 29736)  # Wzt art. 2 lid 2, text of 2026
    assert norm["eenheid"] == "euro per jaar"
    assert norm["artikel"] == "Wzt art. 2 lid 2"
    assert "zorgtoeslag.drempelinkomen 2026-01-01" in norm["parameter"].split("; ")
    assert "Wzt art. 2, tekst 1-1-2026" in norm["bron"]
    assert norm["zekerheid"] == "geverifieerd"
    assert steps["zorgverzekerd"] | {"uitleg": ""} == {
        "stap": "zorgverzekerd", "waarde": True, "eenheid": "ja of nee", "artikel": "Wzt art. 2 lid 1", "uitleg": "",
        "parameter": None, "bron": None, "zekerheid": None,
    }  # fmt: skip


def test_who_seems_to_have_no_right_reads_why_and_that_they_may_apply() -> None:
    for language in ("nl", "en"):
        found = scheme(answer(alone(zorgverzekerd=False), language), "zorgtoeslag")
        assert found["oordeel"] == "past_niet"
        assert found["bedrag"] is None
        assert len(found["waarom_niet"]) > 1
        assert found["waarom_niet"][-1] == MAY_APPLY.in_(language)


def test_what_is_unknown_leaves_the_step_open_and_is_asked() -> None:
    found = scheme(answer(alone(zorgverzekerd=None)), "zorgtoeslag")
    assert found["oordeel"] == "onzeker"
    assert found["bedrag"]["grenzen"] == [0, 129]
    assert found["bedrag"]["exact"] is found["bedrag"]["uitbetaald"] is None
    assert [each["feit"] for each in found["vragen"]] == ["zorgverzekerd"]
    [insured] = [each for each in found["stappen"] if each["stap"] == "zorgverzekerd"]
    assert insured["waarde"] is None


def test_an_income_of_a_month_is_no_income_of_a_year() -> None:
    """A program says what it knows; only the resident's page supposes, aloud, that an income stays the same."""
    raw = alone(toetsingsinkomen=None, netto_maandinkomen=1500)
    allowance = scheme(answer(raw), "zorgtoeslag")
    assert allowance["oordeel"] == "onzeker"
    assert allowance["bedrag"]["grenzen"] == [0, 129]
    assert [question["feit"] for question in allowance["vragen"]] == ["toetsingsinkomen"]
    raw = alone(toetsingsinkomen=12_000, netto_maandinkomen=None)
    assistance = scheme(answer(raw), "bijstand")
    assert assistance["oordeel"] == "onzeker"
    assert "netto_maandinkomen" in [question["feit"] for question in assistance["vragen"]]
    norm = {step["waarde"] for step in assistance["stappen"]}
    assert 1401.5 in norm  # Pw art. 21 on 1-1-2026, also when the income is unknown


def test_a_figure_that_nobody_knows_yet_is_said_and_sends_on_to_the_official_tool() -> None:
    """On 1 January 2027 the figures of 2026 have run out."""
    found = scheme(answer(alone() | {"peildatum": "2027-01-01"}), "zorgtoeslag")
    assert found["oordeel"] == "onzeker"
    assert found["bedrag"] is None
    assert "1 januari 2027" in found["waarom_niet"][0]
    assert "https://" in found["waarom_niet"][1]
    last = found["stappen"][-1]
    assert (last["waarde"], last["zekerheid"], last["bron"]) == (None, "onbekend", None)
    assert last["parameter"] == "zorgtoeslag.vermogen_alleen"


@step("aandeel", "geen", Unit.PERCENT, Text(nl="Dat is {result:procent}.", en="That is {result:procent}."))
def share(of: float) -> Numbers:
    return np.array([of])


def _rules(case: Case) -> None:
    case.take(share, of=0.0191)
    case.provide(Text(nl="De gemeente moet het goed vinden.", en="The municipality has to agree."))
    case.pays(np.array([0.3]))


def test_a_percentage_is_told_as_it_is_said_and_a_condition_is_said_too() -> None:
    own = replace(desk(), schemes=(Scheme("zorgtoeslag", Period.ONCE, _rules),))
    [found] = answer(alone(), of=own)["regelingen"]
    assert found["stappen"][0]["waarde"] == 1.91
    assert found["oordeel"] == "past_als"
    assert found["waarom_niet"] == ["De gemeente moet het goed vinden."]
    assert found["bedrag"] == {"exact": 0.3, "uitbetaald": 0.3, "per": "eenmalig", "grenzen": None}


@pytest.mark.parametrize("on", ["2000-01-01", "2023-06-01", "2024-02-29", "2025-07-01", "2026-12-31", "2099-12-31"])
@pytest.mark.parametrize(
    "people",
    [
        [{"rol": "aanvrager"}],
        [{"rol": "aanvrager", "leeftijd": 70, "netto_maandinkomen": 0}, {"rol": "partner"}],
        [{"rol": "aanvrager", "geboortedatum": "1999-12-31", "toetsingsinkomen": -10000}, {"rol": "kind"}],
        [{"rol": "aanvrager", "vermogen": 100000000}, {"rol": "medebewoner"}, {"rol": "kind", "leeftijd": 17}],
    ],
    ids=["nothing known", "an old couple", "a loss", "rich"],
)
def test_every_answer_fits_the_shape_on_every_day(on: str, people: list[dict[str, object]]) -> None:
    told = [{**each, "geboortedatum": None} if each.get("geboortedatum", "") > on else each for each in people]
    made = answer({"peildatum": on, "personen": told, "woning": {"soort": "huur"}})
    assert [each["id"] for each in made["regelingen"]] == [each.id for each in desk().schemes]


def test_of_a_list_the_good_ones_are_answered() -> None:
    def one(raw: object) -> dict[str, Any]:
        told = household_from(raw, desk().dictionary, bool, TODAY)
        return answer_for(told.household, desk(), "nl")

    first, second, third = answers_to([alone(), alone(vermogen="veel"), alone()], one, "nl")
    ANSWERED.validate(second)
    assert second["fout"]["veld"] == "personen[0].vermogen"
    assert first == third
    assert "regelingen" in first
