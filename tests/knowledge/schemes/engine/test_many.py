"""Many households at once say the same as each of them alone, in parts of any size."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.engine.assessing import Outcome, Scheme, assess, outcome
from maatwerk.knowledge.schemes.engine.households import Households, taken
from maatwerk.knowledge.schemes.engine.invented import invented
from tests.knowledge.schemes.households import book, dictionary

ON = date(2026, 1, 1)
ALSO = ["woning_soort", "zelfstandig", "kale_huur", "aow_opbouwjaren", "uitkering_soort", "studiefinanciering"]


def population(size: int, hidden: float) -> Households:
    """An invented one, of which a share of what is told is not known."""
    whole = invented(size, 7, ON, dictionary(), [FactKey.parse(name) for name in ALSO])
    dice = np.random.default_rng(3)
    columns = {key: np.where(dice.random(size) < hidden, np.nan, column) for key, column in whole.columns.items()}
    return Households(ON, size, columns, whole.there)


def told(of: Outcome, row: int) -> tuple[object, ...]:
    return of.surely[row], of.maybe[row], of.conditional[row], *map(str, (of.low[row], of.high[row]))


@pytest.mark.parametrize("scheme", NATIONAL, ids=lambda scheme: scheme.id)
@pytest.mark.parametrize("hidden", [0.0, 0.15])
def test_many_together_get_what_each_gets_alone(scheme: Scheme, hidden: float, monkeypatch: pytest.MonkeyPatch) -> None:
    people = population(40, hidden)
    together = outcome(scheme, people, book(), dictionary())
    monkeypatch.setattr("maatwerk.knowledge.schemes.engine.assessing.TOGETHER", 3)
    in_parts = outcome(scheme, people, book(), dictionary())
    for row in range(people.size):
        one = taken(people, np.array([row]))
        alone = outcome(scheme, one, book(), dictionary())
        assert told(together, row) == told(in_parts, row) == told(alone, 0)
        explained = assess(scheme, one, book(), dictionary(), most=256)
        assert bool(together.surely[row]) == (explained.verdict in (Verdict.FITS, Verdict.FITS_IF))
        assert bool(together.maybe[row]) == (explained.verdict is not Verdict.DOES_NOT_FIT)


def test_where_more_is_unknown_than_is_looked_at_together_nothing_is_claimed() -> None:
    """Of nobody in a home of eight anything is known: more than 256 ways in which their incomes may turn out."""
    there = {"partner": np.ones(1)} | {f"medebewoner{n}": np.ones(1) for n in range(1, 7)}
    unknown = Households(ON, 1, {}, there)
    [scheme] = [each for each in NATIONAL if each.id == "huurtoeslag"]
    found = outcome(scheme, unknown, book(), dictionary())
    assert (found.surely[0], found.maybe[0]) == (False, True)
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_what_a_case_hands_out_of_who_is_there_cannot_be_written_in() -> None:
    from maatwerk.knowledge.schemes.engine.case import Case

    case = Case(population(3, 0), book(), dictionary())
    with pytest.raises(ValueError, match="read-only"):
        case.there("partner")[0] = True
