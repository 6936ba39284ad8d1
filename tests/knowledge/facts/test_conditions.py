"""Conditions over facts: true, false, or unknown."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from maatwerk.knowledge.facts import Condition, FactKey, FactValue, KnownFact, NoAnswer, holds, open_facts


def known(**facts: FactValue) -> dict[FactKey, KnownFact]:
    return {FactKey("", fact): KnownFact(value) for fact, value in facts.items()}


def condition(**parts: object) -> Condition:
    return Condition.model_validate(parts)


HIGH = condition(feit="drempel_cm", groter_dan=2)
FULL = condition(feit="vloer_vol", is_="veel")


@pytest.mark.parametrize(
    ("asked", "facts", "outcome"),
    [
        (HIGH, known(drempel_cm=Decimal(3)), True),
        (HIGH, known(drempel_cm=Decimal(2)), False),
        (HIGH, known(), None),
        (HIGH, known(drempel_cm=NoAnswer.DONT_KNOW), None),
        (condition(feit="drempel_cm", kleiner_dan=2), known(drempel_cm=Decimal(1)), True),
        (condition(feit="losse_kleden", **{"is": False}), known(losse_kleden=False), True),
        (condition(feit="losse_kleden", **{"is": True}), known(losse_kleden=False), False),
        (condition(feit="kookplaat", is_niet="gas"), known(kookplaat="inductie"), True),
        (condition(feit="zien", een_van=["blind", "slechtziend"]), known(zien="blind"), True),
        (condition(feit="zien", een_van=["blind", "slechtziend"]), known(zien="goed"), False),
    ],
)
def test_one_comparison(asked: Condition, facts: dict[FactKey, KnownFact], outcome: bool | None) -> None:
    assert holds(asked, facts) is outcome


# Kleene's strong three-valued logic: the truth table of "and" and "or".
@pytest.mark.parametrize(
    ("drempel", "vloer", "both", "either"),
    [
        (Decimal(3), "veel", True, True),
        (Decimal(3), "nee", False, True),
        (Decimal(1), "nee", False, False),
        (Decimal(3), None, None, True),
        (Decimal(1), None, False, None),
        (None, None, None, None),
    ],
)
def test_unknown_decides_only_where_it_must(
    drempel: Decimal | None, vloer: str | None, both: bool | None, either: bool | None
) -> None:
    facts = known(**{k: v for k, v in (("drempel_cm", drempel), ("vloer_vol", vloer)) if v is not None})
    assert holds(condition(en=[HIGH, FULL]), facts) is both
    assert holds(condition(of=[HIGH, FULL]), facts) is either


def test_only_facts_that_can_still_change_the_outcome_are_open() -> None:
    both = condition(en=[HIGH, FULL])
    assert open_facts(both, known()) == ["drempel_cm", "vloer_vol"]
    assert open_facts(both, known(drempel_cm=Decimal(3))) == ["vloer_vol"]
    assert open_facts(both, known(drempel_cm=Decimal(1))) == []


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"feit": "drempel_cm"},
        {"feit": "drempel_cm", "groter_dan": 1, "kleiner_dan": 3},
        {"groter_dan": 1},
        {"en": [], "of": []},
        {"feit": "drempel_cm", "groter_dan": 1, "en": []},
        {"feit": "drempel_cm", "ongeveer": 1},
    ],
)
def test_a_condition_that_says_nothing_or_two_things_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(parts)
