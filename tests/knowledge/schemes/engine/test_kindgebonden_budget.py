"""Kindgebonden budget against the amounts of Wkgb art. 2, texts of 1-1-2024, 1-1-2025 and 1-1-2026 (reference page
§4.3). Every expected amount stands with its sum: the law gives amounts a year, a twelfth of that is paid a month."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.kindgebonden_budget import KINDGEBONDEN_BUDGET
from tests.knowledge.schemes.households import assessed, book, household

PER_CHILD = {2024: 2_436, 2025: 2_511, 2026: 2_580}
OF_12 = {2024: 694, 2025: 703, 2026: 724}
OF_16 = {2024: 924, 2025: 936, 2026: 964}
SINGLE_PARENT = {2024: 3_480, 2025: 3_389, 2026: 3_416}
SHARE = {2024: Decimal("0.0675"), 2025: Decimal("0.071"), 2026: Decimal("0.076")}
ALONE = {2024: 26_819, 2025: 28_406, 2026: 29_736}
TOGETHER = {2024: 35_849, 2025: 37_545, 2026: 39_141}
YEARS = (2024, 2025, 2026)
COUPLE = {"samenwonen": True, "gehuwd": True, "partner.toetsingsinkomen": 0, "partner.vermogen": 0}


def of(on: date, /, *births: str, **facts: object) -> Assessment:
    children: dict[str, object] = {f"kind{number}.geboortedatum": birth for number, birth in enumerate(births, 1)}
    known = {"toetsingsinkomen": 20_000, "vermogen": 0, "aantal_kinderen": len(births)}
    return assessed(KINDGEBONDEN_BUDGET, household(on, **(known | children | facts)))


def exact(found: Assessment) -> Decimal:
    assert found.amount
    assert found.amount.exact is not None
    return found.amount.exact


def a_month(yearly: Decimal | int) -> Decimal:
    return (Decimal(yearly) / 12).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("many", [1, 2, 4])
def test_a_single_parent_and_a_couple_with_little_income(year: int, many: int) -> None:
    births = ["2020-05-05"] * many
    alone = of(date(year, 1, 1), *births)
    assert exact(alone) == a_month(many * PER_CHILD[year] + SINGLE_PARENT[year])
    assert exact(of(date(year, 1, 1), *births, **COUPLE)) == a_month(many * PER_CHILD[year])
    assert alone.amount
    assert alone.amount.paid_out == (many * PER_CHILD[year] + SINGLE_PARENT[year]) // 12


# From the month after the birthday (art. 2 lid 1, 3 and 5)
@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(("age", "before", "after"), [(12, dict.fromkeys(YEARS, 0), OF_12), (16, OF_12, OF_16)])
def test_the_supplements_start_the_month_after_a_birthday(
    year: int, age: int, before: dict[int, int], after: dict[int, int]
) -> None:
    birth, ground = f"{year - age}-05-20", PER_CHILD[year] + SINGLE_PARENT[year]
    assert exact(of(date(year, 4, 30), birth)) == a_month(ground + before[year])
    assert exact(of(date(year, 5, 31), birth)) == a_month(ground + before[year])
    assert exact(of(date(year, 6, 1), birth)) == a_month(ground + after[year])


@pytest.mark.parametrize("year", YEARS)
def test_it_runs_to_the_end_of_the_month_of_the_18th_birthday(year: int) -> None:
    birth = f"{year - 18}-05-20"
    assert exact(of(date(year, 5, 31), birth)) == a_month(PER_CHILD[year] + OF_16[year] + SINGLE_PARENT[year])
    assert of(date(year, 6, 1), birth).verdict is Verdict.DOES_NOT_FIT


def test_it_starts_the_month_after_a_birth() -> None:
    assert of(date(2026, 5, 31), "2026-05-02").verdict is Verdict.DOES_NOT_FIT
    assert of(date(2026, 6, 1), "2026-05-02").verdict is Verdict.FITS


# The income from which it gets less
@pytest.mark.parametrize("year", YEARS)
def test_above_the_threshold_a_share_of_the_income_is_taken_off(year: int) -> None:
    whole, pair = PER_CHILD[year] + SINGLE_PARENT[year], PER_CHILD[year]
    for over in (-1, 0, 1, 1_000):
        less = SHARE[year] * max(0, over)
        assert exact(of(date(year, 1, 1), "2020-05-05", toetsingsinkomen=ALONE[year] + over)) == a_month(whole - less)
        couple = COUPLE | {"toetsingsinkomen": TOGETHER[year] - 10_000, "partner.toetsingsinkomen": 10_000 + over}
        assert exact(of(date(year, 1, 1), "2020-05-05", **couple)) == a_month(pair - less)


# 2026, one child, alone: (2.580 + 3.416) / 7,60% = 78.894,74 above 29.736: nothing from € 108.631 on.
@pytest.mark.parametrize(("income", "fits"), [(108_629, True), (108_630, True), (108_631, False), (200_000, False)])
def test_where_nothing_is_left(income: int, fits: bool) -> None:
    found = of(date(2026, 1, 1), "2020-05-05", toetsingsinkomen=income)
    assert found.verdict is (Verdict.FITS if fits else Verdict.DOES_NOT_FIT)


@pytest.mark.parametrize(
    ("year", "alone", "together"), [(2024, 140_213, 177_301), (2025, 141_896, 179_429), (2026, 146_011, 184_633)]
)
def test_wealth(year: int, alone: int, together: int) -> None:
    for over, fits in ((-1, True), (0, True), (1, False)):
        expected = Verdict.FITS if fits else Verdict.DOES_NOT_FIT
        assert of(date(year, 1, 1), "2020-05-05", vermogen=alone + over).verdict is expected
        couple = COUPLE | {"vermogen": together, "partner.vermogen": over}
        assert of(date(year, 1, 1), "2020-05-05", **couple).verdict is expected


def test_without_children_there_is_none_and_nothing_is_asked() -> None:
    found = assessed(KINDGEBONDEN_BUDGET, household(date(2026, 1, 1)))
    assert (found.verdict, found.questions) == (Verdict.DOES_NOT_FIT, ())


# Two homes (art. 2 lid 10): who gets the child benefit gets this
def test_a_child_in_two_homes_counts_for_who_gets_the_child_benefit() -> None:
    half = {"kind1.woont_bij_ouder": "ongeveer_de_helft"}
    on = date(2026, 1, 1)
    asked = of(on, "2020-05-05", **half)
    assert asked.verdict is Verdict.UNSURE
    assert [str(key) for key in asked.questions] == ["kinderbijslag"]
    assert exact(of(on, "2020-05-05", **half, kinderbijslag=True)) == a_month(2_580 + 3_416)
    assert of(on, "2020-05-05", **half, kinderbijslag=False).verdict is Verdict.DOES_NOT_FIT


def test_for_a_child_that_always_lives_here_child_benefit_is_assumed_until_told() -> None:
    assumed = of(date(2026, 1, 1), "2020-05-05")
    assert any("kinderbijslag krijgt" in text.nl for text in assumed.assumed)
    assert of(date(2026, 1, 1), "2020-05-05", kinderbijslag=False).verdict is Verdict.DOES_NOT_FIT


# Wkgb art. 1 lid 5: other than AWIR art. 9 lid 2, a partner without lawful residence does not take it away.
def test_lawful_residence_counts_of_the_parent_only() -> None:
    on = date(2026, 1, 1)
    assert of(on, "2020-05-05", rechtmatig_verblijf=False).verdict is Verdict.DOES_NOT_FIT
    partner = of(on, "2020-05-05", **COUPLE, **{"partner.rechtmatig_verblijf": False})
    assert exact(partner) == a_month(2_580)


def test_maintenance_received_for_a_child_is_no_income_here() -> None:
    """The assessment income (AWIR art. 8) has no maintenance for children in it."""
    assert exact(of(date(2026, 1, 1), "2020-05-05", alimentatie_ontvangt=800)) == a_month(2_580 + 3_416)


@pytest.mark.parametrize("year", [2023, 2027])
def test_a_year_of_which_the_figures_are_not_known_gives_no_guess(year: int) -> None:
    found = of(date(year, 1, 1), "2020-05-05")
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert found.unknown


def test_the_law_already_names_the_share_of_2027_and_2028() -> None:
    """Wkgb art. 3 lid 5, text 1-1-2026."""
    assert book().on("kindgebonden_budget.afbouw", date(2027, 1, 1)) == pytest.approx(0.0805)
    assert book().on("kindgebonden_budget.afbouw", date(2028, 1, 1)) == pytest.approx(0.085)


def test_the_amounts_change_at_new_year() -> None:
    assert exact(of(date(2025, 12, 31), "2020-05-05")) == a_month(2_511 + 3_389)
    assert exact(of(date(2026, 1, 1), "2020-05-05")) == a_month(2_580 + 3_416)


# Properties: continuous and falling in income, without any cliff


@settings(max_examples=60, deadline=None)
@given(year=st.sampled_from(YEARS), income=st.integers(0, 120_000), more=st.integers(0, 5_000), pair=st.booleans())
def test_more_income_never_gives_more_and_a_euro_never_costs_more_than_its_share(
    year: int, income: int, more: int, pair: bool
) -> None:
    def raw(earned: int) -> Decimal:
        found = of(date(year, 1, 1), "2020-05-05", toetsingsinkomen=earned, **(COUPLE if pair else {}))
        return found.amount.exact or Decimal(0) if found.amount else Decimal(0)

    assert Decimal(0) <= raw(income + more) <= raw(income)
    assert raw(income) - raw(income + 1) <= SHARE[year] / 12 + Decimal("0.01")
