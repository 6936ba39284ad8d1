"""Zorgtoeslag at its limits: Wzt art. 1 to 3 (text 1-1-2026), AWIR art. 3 and 9; amounts of the reference page §4.1.

Half for a partner who is not insured is art. 2 lid 4; that somebody detained is not insured in the sense of this law is
art. 1 lid 1 under c with Zvw art. 24."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.zorgtoeslag import ZORGTOESLAG
from tests.knowledge.schemes.households import assessed, household

# year: premium, threshold, share alone, share together, above, highest income alone and together, wealth the same
LAW: dict[int, tuple[int, int, str, str, str, int, int, int, int]] = {
    2024: (1_987, 26_819, "1.879", "4.256", "13.67", 37_496, 47_368, 140_213, 177_301),
    2025: (2_112, 28_406, "1.896", "4.273", "13.7", 39_719, 50_206, 141_896, 179_429),
    2026: (2_119, 29_736, "1.912", "4.289", "13.73", 40_857, 51_142, 146_011, 184_633),
}
COUPLE = {
    "samenwonen": True, "gehuwd": True, "partner.zorgverzekerd": True, "partner.toetsingsinkomen": 0,
    "partner.vermogen": 0,
}  # fmt: skip


def of(on: date, /, **facts: object) -> Assessment:
    known = {"geboortedatum": "1980-05-05", "zorgverzekerd": True, "toetsingsinkomen": 20_000, "vermogen": 0}
    return assessed(ZORGTOESLAG, household(on, **(known | facts)))


def exact(found: Assessment) -> Decimal:
    return found.amount.exact or Decimal(0) if found.amount else Decimal(0)


def by_law(year: int, income: int, pair: bool) -> Decimal:
    """Art. 2 lid 1 and 2 in decimals, from the table above."""
    premium, threshold, alone, together, above, *_ = LAW[year]
    share = Decimal(together if pair else alone) / 100
    norm = share * threshold + Decimal(above) / 100 * max(0, income - threshold)
    return (max(Decimal(0), (2 if pair else 1) * premium - norm) / 12).quantize(Decimal("0.01"), "ROUND_HALF_UP")


def _highest(year: int, pair: bool) -> int:
    return LAW[year][6] if pair else LAW[year][5]


@pytest.mark.parametrize("year", LAW)
@pytest.mark.parametrize("pair", [False, True])
@pytest.mark.parametrize("income", [0, 15_000, 26_818, 26_819, 26_820, 28_407, 29_736, 29_737, 33_000, 37_000])
def test_the_formula_of_the_law(year: int, pair: bool, income: int) -> None:
    assert exact(of(date(year, 1, 1), toetsingsinkomen=income, **(COUPLE if pair else {}))) == by_law(
        year, income, pair
    )


def test_who_earns_less_than_the_threshold_gets_no_more_than_the_law_gives() -> None:
    """The error of other encodings (reference page §0): a share of one's own income instead of the threshold."""
    assert exact(of(date(2026, 1, 1), toetsingsinkomen=5_000)) == exact(of(date(2026, 1, 1), toetsingsinkomen=29_736))


@pytest.mark.parametrize("year", LAW)
@pytest.mark.parametrize("pair", [False, True])
def test_the_highest_income_is_the_only_cliff_and_a_small_one(year: int, pair: bool) -> None:
    """belastingdienst.nl names a highest income at which € 2 a month or less is left; above it there is nothing."""
    limit, facts = _highest(year, pair), COUPLE if pair else {}
    for over, fits in ((-1, True), (0, True), (1, False)):
        found = of(date(year, 1, 1), toetsingsinkomen=limit + over, **facts)
        assert found.verdict is (Verdict.FITS if fits else Verdict.DOES_NOT_FIT)
    assert Decimal(0) < by_law(year, limit, pair) < Decimal("2.10")


@pytest.mark.parametrize("year", LAW)
def test_wealth_alone_and_together(year: int) -> None:
    *_, alone, together = LAW[year]
    for over, fits in ((-1, True), (0, True), (1, False)):
        expected = Verdict.FITS if fits else Verdict.DOES_NOT_FIT
        assert of(date(year, 1, 1), vermogen=alone + over).verdict is expected
        assert (
            of(date(year, 1, 1), **(COUPLE | {"vermogen": 9, "partner.vermogen": together - 9 + over})).verdict
            is expected
        )


@pytest.mark.parametrize(
    ("birth", "on", "fits"),
    [
        ("2008-05-01", date(2026, 5, 31), False), ("2008-05-01", date(2026, 6, 1), True),
        ("2008-05-31", date(2026, 6, 1), True), ("2008-06-01", date(2026, 6, 1), False),
        ("2007-12-31", date(2026, 1, 1), True),
    ],
)  # fmt: skip
def test_from_the_month_after_the_18th_birthday(birth: str, on: date, fits: bool) -> None:
    assert (of(on, geboortedatum=birth).verdict is Verdict.FITS) is fits


@pytest.mark.parametrize(
    "fact", [{"partner.zorgverzekerd": False}, {"partner.detentie": True}, {"partner.geboortedatum": "2008-05-05"}]
)
def test_half_where_the_partner_is_not_insured(fact: dict[str, object]) -> None:
    on = date(2026, 5, 31)
    assert exact(of(on, **(COUPLE | fact))) == Decimal("123.44")  # (2 × 2.119 − 4,289% of 29.736) / 2 / 12


@pytest.mark.parametrize(
    "facts",
    [
        {"detentie": True}, {"zorgverzekerd": False}, {"rechtmatig_verblijf": False},
        COUPLE | {"partner.rechtmatig_verblijf": False},
    ],
)  # fmt: skip
def test_detained_uninsured_or_without_lawful_residence_there_is_none(facts: dict[str, object]) -> None:
    found = of(date(2026, 1, 1), **facts)
    assert found.verdict is Verdict.DOES_NOT_FIT
    assert len(found.reasons_against) == 1


def test_two_who_live_together_without_any_tie_are_each_alone() -> None:
    loose = COUPLE | {"gehuwd": False, "samen_kind": False, "samen_vastgelegd": False}
    assert exact(of(date(2026, 1, 1), **loose)) == by_law(2026, 20_000, False)


def test_the_amounts_change_at_new_year() -> None:
    assert exact(of(date(2025, 12, 31))) == by_law(2025, 20_000, False)
    assert exact(of(date(2026, 1, 1))) == by_law(2026, 20_000, False)


@settings(max_examples=60, deadline=None)
@given(year=st.sampled_from(list(LAW)), income=st.integers(-5_000, 60_000), pair=st.booleans())
def test_more_income_never_gives_more_and_below_the_highest_income_nothing_jumps(
    year: int, income: int, pair: bool
) -> None:
    first, second = (
        exact(of(date(year, 1, 1), toetsingsinkomen=income + more, **(COUPLE if pair else {}))) for more in (0, 1)
    )
    assert Decimal(0) <= second <= first
    if income != _highest(year, pair):
        assert first - second <= Decimal("0.02")  # 13,7% of a euro, in twelve parts
