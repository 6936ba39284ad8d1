"""Schemes in the answer of the front door.

Zorgtoeslag 2026 for who is alone: at most € 129 a month, nothing above € 40.857 a year (belastingdienst.nl, "Maximaal
inkomen voor zorgtoeslag"; Wzt art. 2).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from maatwerk.casework.frontdoor.door import FrontDoor, Question
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice import HeardNeed, Kind, Situation, Suggestion, Verdict
from maatwerk.knowledge.facts import FactKey, KnownFact
from maatwerk.knowledge.schemes import advisor as module
from maatwerk.knowledge.schemes.advisor import MOST_QUESTIONS, SchemeAdvisor
from maatwerk.site.library import library
from maatwerk.site.registry import desk_for

ON = date(2026, 11, 22)
ALONE = {
    "toetsingsinkomen": "20000", "samenwonen": "nee", "leeftijd": "38", "vermogen": "1000", "zorgverzekerd": "ja",
    "aantal_kinderen": "0", "aantal_volwassenen": "1",
}  # fmt: skip


@pytest.fixture(scope="module")
def advisor() -> SchemeAdvisor:
    return SchemeAdvisor(desk_for(library()))


def situation(*needs: str, **facts: str) -> Situation:
    known = (library().dictionary.read(name, value) for name, value in facts.items())
    heard = tuple(HeardNeed(library().needs[id_].need(id_), 1.0) for id_ in needs)
    return Situation(heard, "duinstad", ON, {key: KnownFact(value) for key, value in known})


def told(found: list[Suggestion], id_: str) -> Suggestion:
    return next(each for each in found if each.id == id_)


def test_who_told_enough_hears_the_amount_and_why(advisor: SchemeAdvisor) -> None:
    one = told(advisor.suggest(situation("zorgkosten", **ALONE)), "zorgtoeslag")
    assert one.kind is Kind.SCHEME
    assert one.verdict is Verdict.FITS
    assert one.amount
    assert one.amount.paid_out == Decimal(129)
    assert one.reasons[0].nl.startswith("Dit helpt bij")
    assert one.reasons[1].nl == "U bent 18 jaar of ouder."
    assert one.phone == library().services["dienst_toeslagen"].phone
    assert one.next_step.without_computer == library().schemes["zorgtoeslag"].how_without
    assert one.questions == ()


def test_who_told_nothing_hears_that_it_may_fit_and_what_to_ask(advisor: SchemeAdvisor) -> None:
    found = advisor.suggest(situation("rondkomen"))
    assert {each.verdict for each in found} == {Verdict.UNSURE}
    one = told(found, "zorgtoeslag")
    assert 1 <= len(one.questions) <= MOST_QUESTIONS


def test_a_no_is_told_to_who_gave_the_answer_that_made_it_and_they_may_apply(advisor: SchemeAdvisor) -> None:
    one = told(advisor.suggest(situation("zorgkosten", **ALONE | {"toetsingsinkomen": "40858"})), "zorgtoeslag")
    assert one.verdict is Verdict.DOES_NOT_FIT
    assert one.amount is None
    against = [reason.nl for reason in one.reasons_against]
    assert against[-1] == "U mag het altijd aanvragen."
    assert any("hoger dan" in reason for reason in against)
    assert "energietoeslag" not in [each.id for each in advisor.suggest(situation("energiekosten"))]


def test_other_needs_cost_nothing(advisor: SchemeAdvisor, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_args: Any) -> None:
        raise AssertionError("nothing was to be assessed")

    monkeypatch.setattr(module, "assess", never)
    assert advisor.suggest(situation("vallen", **ALONE)) == []


def test_what_is_no_business_of_schemes_changes_nothing(advisor: SchemeAdvisor) -> None:
    assert advisor.suggest(situation("zorgkosten", kookplaat="gas")) == advisor.suggest(situation("zorgkosten"))


def test_nothing_of_what_somebody_told_is_kept() -> None:
    advisor = SchemeAdvisor(desk_for(library()))
    advisor.suggest(situation("zorgkosten", **ALONE))
    assert advisor._of_nobody == {}
    advisor.suggest(situation("zorgkosten"))
    assert all(kept.verdict is Verdict.UNSURE for kept in advisor._of_nobody.values())


def test_the_front_door_asks_it_unless_the_municipality_switched_it_off(
    door: FrontDoor, two_municipalities: dict[str, Municipality]
) -> None:
    here = two_municipalities["duinstad"]
    question = Question(picked=("zorgkosten",), facts={FactKey("", "zorgverzekerd"): True})
    assert "zorgtoeslag" in [each.id for each in door.answer(question, here, ON).suggestions]
    off = replace(here, profile=here.profile.model_copy(update={"off": ("regelingen",)}))
    assert Kind.SCHEME not in {each.kind for each in door.answer(question, off, ON).suggestions}
