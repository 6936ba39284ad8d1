"""For whom a service is: past, past_als, onzeker or past_niet, and why."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.directory.catalogue import faults_of
from maatwerk.knowledge.directory.eligibility import Ages, Requirement, fit_of
from maatwerk.knowledge.facts import FactKey, KnownFact, NoAnswer
from maatwerk.site.library import library
from tests.knowledge.directory.services import service, text


def known(**facts: Any) -> dict[FactKey, KnownFact]:
    return {FactKey.parse(name): KnownFact(value) for name, value in facts.items()}


def aged(age: int) -> dict[FactKey, KnownFact]:
    return known(leeftijd=Decimal(age))


def requirement(als: dict[str, Any], **more: Any) -> Requirement:
    return Requirement.model_validate({"als": als, "uitleg": text("Dit is voor wie dat heeft.")} | more)


CARER = requirement({"feit": "mantelzorger", "is": "dichtbij"})


def test_without_conditions_it_is_for_everybody() -> None:
    assert fit_of((), {}).verdict is Verdict.FITS


@pytest.mark.parametrize(
    ("age", "verdict"),
    [(64, Verdict.DOES_NOT_FIT), (65, Verdict.FITS), (80, Verdict.FITS), (81, Verdict.DOES_NOT_FIT)],
)
def test_both_ends_of_an_age_belong_to_it(age: int, verdict: Verdict) -> None:
    fit = fit_of((Ages(van=65, tot_en_met=80).requirement(),), aged(age))
    assert fit.verdict is verdict
    assert [each.nl for each in fit.against] == (
        ["Dit is voor mensen van 65 tot en met 80 jaar."] if verdict is Verdict.DOES_NOT_FIT else []
    )


@pytest.mark.parametrize(
    ("ages", "fits", "not_"), [({"van": 18}, 18, 17), ({"tot_en_met": 26}, 26, 27), ({"tot_en_met": 0}, 0, None)]
)
def test_an_age_may_have_one_end(ages: dict[str, int], fits: int, not_: int | None) -> None:
    condition = Ages.model_validate(ages).requirement()
    assert fit_of((condition,), aged(fits)).verdict is Verdict.FITS
    if not_ is not None:
        assert fit_of((condition,), aged(not_)).verdict is not Verdict.FITS


def test_a_mother_who_asks_for_her_child_is_not_refused() -> None:
    fit = fit_of((Ages(van=4, tot_en_met=12).requirement(),), aged(40))
    assert fit.verdict is Verdict.FITS_IF
    assert "Vraagt u dit voor een kind?" in fit.against[1].nl


def test_what_is_not_known_is_asked_and_never_a_no() -> None:
    for nothing in ({}, known(mantelzorger=NoAnswer.DONT_KNOW)):
        fit = fit_of((CARER, Ages(van=65).requirement()), nothing)
        assert fit.verdict is Verdict.UNSURE
        assert fit.questions == ("mantelzorger", "leeftijd")
        assert len(fit.against) == 2


def test_a_no_is_a_no_whatever_else_is_open() -> None:
    fit = fit_of((CARER, Ages(van=65).requirement()), aged(30))
    assert fit.verdict is Verdict.DOES_NOT_FIT
    assert fit.questions == ()


def test_where_something_can_still_be_done_it_fits_if_that_is_done() -> None:
    remedy = requirement({"feit": "huisarts", "is": True}, oplossing=text("Schrijf u eerst in bij een huisarts."))
    assert faults_of(service(voorwaarden=[remedy.model_dump(by_alias=True, exclude_none=True)]), None, DICTIONARY) == []
    fit = fit_of((remedy,), known(huisarts=False))
    assert fit.verdict is Verdict.FITS_IF
    assert [each.nl for each in fit.against] == ["Dit is voor wie dat heeft.", "Schrijf u eerst in bij een huisarts."]


DICTIONARY = library().dictionary


@pytest.mark.parametrize(
    ("als", "told"),
    [
        ({"feit": "schoenmaat", "groter_dan": 40}, "schoenmaat"),
        ({"feit": "taal_contact", "is": "ar"}, "contact"),
        ({"feit": "drempel_cm", "groter_dan": 2}, "advies"),
    ],
)
def test_a_condition_over_what_may_not_be_asked_is_a_fault(als: dict[str, Any], told: str) -> None:
    """A fact that is not there, one that serves contact only (language), and one for another purpose."""
    faults = faults_of(service(voorwaarden=[{"als": als, "uitleg": text("Dat moet.")}]), None, DICTIONARY)
    [(place, sentence)] = faults
    assert place == "voorwaarden.0.als"
    assert told in sentence


@pytest.mark.parametrize("ages", [{}, {"van": 20, "tot_en_met": 10}, {"van": 0}, {"tot_en_met": 200}])
def test_ages_that_say_nothing_are_refused(ages: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        Ages.model_validate(ages)
