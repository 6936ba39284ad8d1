"""Whether earning more pays. Expected values: Wzt art. 2 lid 2 (13,73% above € 29.736 in 2026), Wkgb art. 2 (7,60%),
Wht art. 21 lid 2 (22% with more persons, 2026), Participatiewet art. 19 (the norm minus the income)."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import Period
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.bijstand import BIJSTAND
from maatwerk.knowledge.schemes.engine.case import Case
from maatwerk.knowledge.schemes.engine.changes import earning
from maatwerk.knowledge.schemes.engine.households import Households
from maatwerk.knowledge.schemes.engine.pressure import STEP, Curve, NoIncomeError, cliffs, curve, pieces
from maatwerk.knowledge.schemes.engine.steps import Rule
from maatwerk.knowledge.schemes.engine.together import total
from maatwerk.knowledge.schemes.engine.zorgtoeslag import ZORGTOESLAG
from tests.knowledge.schemes.engine.test_together import ALONE, ON, PARENT
from tests.knowledge.schemes.households import assessed, book, dictionary, household


def of(schemes: tuple[Scheme, ...], household: Households, subject: str = "") -> Curve:
    return curve(schemes, household, subject, book(), dictionary())


def earner(income: int, facts: dict[str, object] = ALONE) -> Households:
    return household(ON, **facts | {"toetsingsinkomen": income, "netto_maandinkomen": income // 12})


def test_above_the_threshold_every_hundred_euros_leaves_what_the_law_leaves() -> None:
    found = pieces(of((ZORGTOESLAG,), earner(31_200)))
    full = [each for each in found if each.low * 12 >= 29_736 and each.high * 12 <= 40_857]
    assert len(full) > 5
    assert [each.remains for each in full] == pytest.approx([86.27] * len(full))
    assert all(each.remains == STEP for each in found if each.high * 12 <= 29_736)


def test_three_allowances_together_take_what_each_takes() -> None:
    [piece] = [each for each in pieces(of(NATIONAL, earner(34_800, PARENT))) if each.low == pytest.approx(2_900)]
    taken = {scheme.id: pytest.approx(less) for scheme, less in piece.takes}
    assert taken == {"zorgtoeslag": 13.73, "kindgebonden_budget": 7.60, "huurtoeslag": 22.00}
    assert piece.remains == pytest.approx(100 - 13.73 - 7.60 - 22.00)
    assert [scheme.id for scheme, _less in piece.takes] == ["huurtoeslag", "zorgtoeslag", "kindgebonden_budget"]


def test_below_the_norm_nothing_remains() -> None:
    found = pieces(of((BIJSTAND,), earner(0)))
    assert [each.remains for each in found if each.high <= 1_400] == pytest.approx([0.0] * 14)


def test_it_reaches_from_a_thousand_euros_less_to_two_thousand_more_and_never_below_nothing() -> None:
    wide, narrow = of((ZORGTOESLAG,), earner(24_000)), of((ZORGTOESLAG,), earner(3_000))
    assert (wide.gross[0], wide.gross[wide.now], wide.gross[-1]) == pytest.approx((1_000, 2_000, 4_000))
    assert (narrow.gross[0], narrow.gross[narrow.now], narrow.gross[-1]) == pytest.approx((0, 250, 2_250))


def test_net_income_goes_down_in_proportion_and_up_by_as_much() -> None:
    family = household(ON, **ALONE | {"toetsingsinkomen": 24_000, "netto_maandinkomen": 1_800})
    [low] = earning(family, "", -1_000).columns[FactKey("", "netto_maandinkomen")]
    [high] = earning(family, "", 500).columns[FactKey("", "netto_maandinkomen")]
    assert (low, high) == pytest.approx((900, 2_300))


def test_without_a_known_income_there_is_nothing_to_say() -> None:
    with pytest.raises(NoIncomeError):
        of(NATIONAL, household(ON, **ALONE | {"toetsingsinkomen": "?"}))
    with pytest.raises(NoIncomeError):
        of(NATIONAL, household(ON, **ALONE), "partner")


def test_a_scheme_that_is_not_known_everywhere_is_left_out_of_the_total_and_named() -> None:
    found = of((ZORGTOESLAG, BIJSTAND), household(ON, **ALONE | {"vermogen": "?", "toetsingsinkomen": 36_000}))
    assert ZORGTOESLAG in found.left_out
    assert not np.isnan(found.total).any()
    assert ZORGTOESLAG in of((ZORGTOESLAG,), household(date(2027, 1, 1), **ALONE)).left_out


LIMIT = Rule("grens", "Proefwet art. 1", Text(nl="Niet te veel.", en="Not much."), Text(nl="Te veel.", en="Too much."))


def _all_or_nothing(case: Case) -> None:
    """€ 120 a month up to a yearly income of € 30.000, and nothing above it."""
    case.require(LIMIT, case.number("toetsingsinkomen") <= 30_000)
    case.pays(np.full(case.size, 120.0))


def test_a_cliff_is_found_with_the_rule_that_makes_it() -> None:
    scheme = Scheme("proef", Period.MONTH, _all_or_nothing)
    person = earner(28_800)
    found = of((ZORGTOESLAG, scheme), person)
    [cliff] = cliffs(found, person, "", book(), dictionary())
    assert (cliff.scheme, cliff.falls) == (scheme, 120)
    assert cliff.low <= 2_500 < cliff.high == cliff.low + 10
    assert cliff.line
    assert (cliff.line.article, cliff.line.text) == ("Proefwet art. 1", LIMIT.unmet)
    [piece] = [each for each in pieces(found) if each.low <= 2_500 < each.high]
    assert piece.remains < 0  # earning more costs money here


def test_where_the_law_goes_down_gently_there_is_no_cliff() -> None:
    person = earner(31_200)
    assert cliffs(of((ZORGTOESLAG,), person), person, "", book(), dictionary()) == []


@settings(max_examples=15, deadline=None)
@given(income=st.integers(0, 50_000), point=st.integers(0, 200))
def test_every_point_is_what_the_schemes_say_of_that_income(income: int, point: int) -> None:
    person = earner(income, PARENT)
    found = of(NATIONAL, person)
    there = earning(person, "", float(found.gross[point] - income / 12))
    known = {scheme.id for scheme, _given in found.told}
    told = [assessed(scheme, there) for scheme in NATIONAL if scheme.id in known]
    assert float(total(told)[0]) == pytest.approx(found.total[point], abs=0.05)  # each is rounded to the cent
    assert found.total == pytest.approx(sum(given for _scheme, given in found.told))
