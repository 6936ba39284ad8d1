"""Huurtoeslag against what was published.

- 2025: the trial calculation of the Belastingdienst as printed in Metro of January 2025 (metronieuws.nl, "Zoveel
  huurtoeslag ontvang je in 2025 per inkomen"): one person of 27, basic rent € 900, no service costs.
- Limits and factors: law texts of 1-1-2024, 1-1-2025 and 1-1-2026 (Wht art. 13, 17 to 21); reference page §4.2.
- What is worked out by hand stands with its sum.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine import huurtoeslag_amounts as amounts
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.huurtoeslag import HUURTOESLAG
from tests.knowledge.schemes.households import assessed, book, household

TRIAL_2025 = {
    22_000: 498, 23_500: 482, 25_000: 449, 26_500: 414, 28_000: 378, 29_500: 339, 31_000: 299, 32_500: 257,
    34_000: 215, 35_500: 185, 37_000: 153, 39_500: 98, 41_000: 72, 43_500: 35, 45_000: 11,
}  # fmt: skip


def of(when: int | date, /, **facts: object) -> Assessment:
    """One person of 27, without assets, in a rented home, on a day or on 1 January."""
    on = when if isinstance(when, date) else date(when, 1, 1)
    alone: dict[str, object] = {
        "geboortedatum": f"{on.year - 27}-06-15", "woning_soort": "huur", "zelfstandig": True, "kale_huur": 700,
        "servicekosten_subsidiabel": 0, "vermogen": 0, "toetsingsinkomen": 20_000,
    }  # fmt: skip
    return assessed(HUURTOESLAG, household(on, **(alone | facts)))


def exact(found: Assessment) -> Decimal | None:
    return found.amount.exact if found.amount else None


def paid(found: Assessment) -> Decimal | None:
    return found.amount.paid_out if found.amount else None


def partner(income: int = 0, birth: str = "1990-01-01") -> dict[str, object]:
    return {
        "samenwonen": True, "gehuwd": True, "partner.geboortedatum": birth, "partner.toetsingsinkomen": income,
        "partner.vermogen": 0,
    }  # fmt: skip


# Published amounts


@pytest.mark.parametrize(("income", "amount"), TRIAL_2025.items())
def test_the_trial_calculation_of_2025_comes_out(income: int, amount: int) -> None:
    assert paid(of(2025, kale_huur=900, toetsingsinkomen=income)) == amount


def test_above_the_last_income_of_the_trial_calculation_nothing_is_left() -> None:
    found = of(2025, kale_huur=900, toetsingsinkomen=46_500)
    assert found.verdict is Verdict.DOES_NOT_FIT
    assert "blijft er geen huurtoeslag over" in found.reasons_against[0].nl


# What everybody pays at least: the norm rent of Wht art. 17, less what the Wet verlaging eigen bijdrage huurtoeslag
# (BWBR0049106, text 1-1-2026) art. 1 takes off: € 37,72 in 2024, € 37,14 in 2025, € 48,15 in 2026.
# 2024: 226,67 − 37,72, elderly − 1,82 or 3,63; 2025: 238,01 − 1,82|3,63 − 37,14; 2026: 252,49 − 1,82|3,63 − 48,15.
@pytest.mark.parametrize(
    ("year", "more", "birth", "least"),
    [
        (2024, False, "1990-01-01", "188.95"), (2024, True, "1990-01-01", "188.95"),
        (2024, False, "1950-01-01", "187.13"), (2024, True, "1950-01-01", "185.32"),
        (2025, False, "1990-01-01", "199.05"), (2025, True, "1990-01-01", "197.24"),
        (2025, False, "1950-01-01", "199.05"), (2025, True, "1950-01-01", "197.24"),
        (2026, False, "1990-01-01", "202.52"), (2026, True, "1990-01-01", "200.71"),
    ],
)  # fmt: skip
def test_the_least_that_everybody_pays(year: int, more: bool, birth: str, least: str) -> None:
    found = of(year, geboortedatum=birth, kale_huur=400, toetsingsinkomen=15_000, **(partner() if more else {}))
    assert exact(found) == Decimal(400) - Decimal(least)


# Wht art. 19 lid 2, by hand: q = normhuur / income at both points, a = (q₂ − q₁) / (Y₂ − Y₁), b = q₁ − a·Y₁.
# Points and norm rents: law texts 2024 and 2025 art. 17 and 18 (§4.2; those of 2025 art. 17 lid 1 are not verified).
@pytest.mark.parametrize(
    ("kind", "year", "low", "high"),
    [
        ("een", 2024, (20_700, 226.67), (30_550, 460.74 - 1.82)),
        ("meer", 2024, (26_975, 226.67), (39_700, 460.74 - 3.63)),
        ("een_ouderen", 2024, (22_025, 226.67 - 1.82), (30_575, 460.74 - 2.27)),
        ("meer_ouderen", 2024, (29_325, 226.67 - 3.63), (39_875, 460.74 - 4.54)),
        ("een", 2025, (22_700, 238.01 - 1.82), (32_625, 483.78 - 2.27)),
        ("meer", 2025, (30_450, 238.01 - 3.63), (42_475, 483.78 - 4.54)),
    ],
)
def test_the_factors_follow_from_the_law(
    kind: str, year: int, low: tuple[float, float], high: tuple[float, float]
) -> None:
    (income_1, norm_1), (income_2, norm_2) = low, high
    a = (norm_2 / income_2 - norm_1 / income_1) / (income_2 - income_1)
    b = norm_1 / income_1 - a * income_1
    on = date(year, 1, 1)
    assert book().on(f"huurtoeslag.factor_a_{kind}", on) == pytest.approx(a, rel=2e-5)
    assert book().on(f"huurtoeslag.factor_b_{kind}", on) == pytest.approx(b, rel=1e-4)


def test_what_is_not_verified_is_said_with_the_step_that_rests_on_it() -> None:
    def unverified(year: int, step: str) -> set[str]:
        line = next(line for line in of(year).lines if line.id == step)
        return {figure.parameter.name for figure in line.figures if not figure.dated.is_verified}

    names = {"huurtoeslag.ijkpunt_een", "huurtoeslag.factor_a_een", "huurtoeslag.factor_b_een"}
    assert unverified(2025, "basishuur") == names
    assert unverified(2026, "afbouw") == {"huurtoeslag.ijkpunt_een"}
    assert all(figure.dated.is_verified for line in of(2024).lines for figure in line.figures)


# 2026 by hand, Wht art. 21: 900 rent, one person. 498,20 − 202,52 = 295,68; 65% of 713,02 − 498,20 = 139,633; 40% of
# 900 − 713,02 = 74,792; together 510,105. Above € 23.425: 27% a year, so € 22,50 a month of every € 1.000.
@pytest.mark.parametrize(
    ("income", "amount"),
    [(0, "510.11"), (23_425, "510.11"), (23_426, "510.08"), (24_425, "487.61"), (46_096, "0.01"), (46_097, None)],
)
def test_the_straight_line_of_2026(income: int, amount: str | None) -> None:
    assert exact(of(2026, kale_huur=900, toetsingsinkomen=income)) == (Decimal(amount) if amount else None)


# More persons 2026: 498,20 − 200,71 = 297,49; + 0,65 × 214,82 = 139,633; + 0,4 × 186,98 = 74,792: 511,915. Above
# € 31.500 goes 22% a year: of € 3.000 that is € 55 a month.
def test_two_persons_in_2026() -> None:
    assert exact(of(2026, kale_huur=900, **partner(14_500))) == Decimal("456.92")
    assert exact(of(2026, kale_huur=900, **partner(11_500))) == Decimal("511.92")


# The highest rent


@pytest.mark.parametrize(
    ("year", "rent", "fits"),
    [
        (2024, 879.65, True), (2024, 879.66, True), (2024, 879.67, False),
        (2025, 900.06, True), (2025, 900.07, True), (2025, 900.08, False),
        (2026, 932.92, True), (2026, 932.93, True), (2026, 932.94, True), (2026, 1500, True),
    ],
)  # fmt: skip
def test_the_highest_rent_excludes_to_2025_and_only_stops_counting_from_2026(
    year: int, rent: float, fits: bool
) -> None:
    assert of(year, kale_huur=rent).verdict is (Verdict.FITS if fits else Verdict.DOES_NOT_FIT)


def test_from_2026_the_part_above_the_highest_rent_is_not_paid() -> None:
    assert exact(of(2026, kale_huur=1500)) == exact(of(2026, kale_huur=932.93))


def test_who_was_already_paid_for_this_home_or_lives_adapted_keeps_it_above_the_highest_rent() -> None:
    """Wht art. 13 lid 2 under a and c, and lid 3, text 2025."""
    highest = exact(of(2025, kale_huur=900.07))
    assert exact(of(2025, kale_huur=950, huurtoeslag_ontvangt=True)) == highest
    assert exact(of(2025, kale_huur=950, woning_aangepast=True)) == highest
    without = of(2025, kale_huur=950)
    assert any("nog geen huurtoeslag kreeg" in text.nl for text in without.assumed)


# Young persons: to 2025 under 23, from 2026 under 21 (Wht art. 13 lid 1; AWIR art. 5: from the first of the next month)
@pytest.mark.parametrize(
    ("on", "birth", "limit"),
    [
        (date(2024, 12, 1), "2001-12-01", "879.66"), (date(2024, 12, 1), "2001-12-02", "454.47"),
        (date(2025, 6, 1), "2002-06-01", "900.07"), (date(2025, 6, 30), "2002-06-02", "477.20"),
        (date(2025, 7, 1), "2002-06-02", "900.07"),
        (date(2026, 6, 1), "2005-06-01", "932.93"), (date(2026, 6, 30), "2005-06-02", "498.20"),
    ],
)  # fmt: skip
def test_the_lower_limit_for_who_is_young(on: date, birth: str, limit: str) -> None:
    lines = {line.id: line for line in of(on, geboortedatum=birth).lines}
    shown = lines["hoogste_huur"].named["limit"] if on.year < 2026 else lines["rekenhuur"].named["most"]
    assert shown == (float(limit), float(limit))


@pytest.mark.parametrize(("age", "fits"), [(20, False), (22, False), (23, True)])
def test_who_is_young_gets_nothing_for_a_dear_home_in_2025(age: int, fits: bool) -> None:
    assert (of(2025, geboortedatum=f"{2025 - age}-01-01").verdict is Verdict.FITS) is fits


def test_that_a_disability_lifts_the_limit_for_who_is_young_is_said() -> None:
    """Wht art. 13 lid 1 under a 2°; whether somebody has one is not asked."""
    assert any("handicap" in text.nl for text in of(2026, geboortedatum="2006-01-01").assumed)
    assert not any("handicap" in text.nl for text in of(2026).assumed)


def test_a_child_or_an_older_partner_lifts_the_limit_for_who_is_young() -> None:
    young = {"geboortedatum": "2005-03-01"}
    child = {"aantal_kinderen": 1, "kind1.geboortedatum": "2024-01-01"}
    assert of(2025, **young).verdict is Verdict.DOES_NOT_FIT
    assert of(2025, **young, **child).verdict is Verdict.FITS
    assert of(2025, **young, **partner(birth="2002-01-01")).verdict is Verdict.FITS
    assert of(2025, **young, **partner(birth="2004-01-01")).verdict is Verdict.DOES_NOT_FIT


@pytest.mark.parametrize(("birth", "fits"), [("2007-12-01", True), ("2007-12-02", False), ("2008-01-01", False)])
def test_from_18_on_the_first_of_the_month(birth: str, fits: bool) -> None:
    found = of(date(2025, 12, 31), geboortedatum=birth, kale_huur=400)
    assert (found.verdict is Verdict.FITS) is fits


# Wealth on 1 January: AWIR art. 7 lid 3 and 4


@pytest.mark.parametrize(
    ("year", "alone", "together"), [(2024, 36_952, 73_904), (2025, 37_395, 74_790), (2026, 38_479, 76_958)]
)
def test_wealth_alone_together_and_of_each_other(year: int, alone: int, together: int) -> None:
    for extra, fits in ((-1, True), (0, True), (1, False)):
        expected = Verdict.FITS if fits else Verdict.DOES_NOT_FIT
        assert of(year, vermogen=alone + extra).verdict is expected
        couple = partner() | {"vermogen": together - 100, "partner.vermogen": 100 + extra}
        assert of(year, **couple).verdict is expected
        other = {
            "aantal_volwassenen": 2, "medebewoner1.relatie": "broer_of_zus", "medebewoner1.toetsingsinkomen": 0,
            "medebewoner1.geboortedatum": "1990-01-01", "medebewoner1.vermogen": alone + extra,
        }  # fmt: skip
        assert of(year, **other).verdict is expected


# Who else lives there


def test_the_income_of_a_sister_counts_and_that_of_a_tenant_with_a_contract_does_not() -> None:
    sister = {
        "aantal_volwassenen": 2, "medebewoner1.relatie": "broer_of_zus", "medebewoner1.toetsingsinkomen": 15_000,
        "medebewoner1.geboortedatum": "1990-01-01", "medebewoner1.vermogen": 0,
    }  # fmt: skip
    tenant = sister | {"medebewoner1.relatie": "huurder_of_kostganger", "medebewoner1.vermogen": 90_000}
    assert exact(of(2026, **tenant)) == exact(of(2026))
    # 35.000 together, more persons: (35.000 − 31.500) × 22% / 12 = 64,1667 less
    assert exact(of(2026, **sister)) == Decimal("364.49")  # 297,49 + 0,65 × 201,80 = 428,66; less 64,1667


def test_whether_somebody_is_a_tenant_is_asked_only_when_it_matters() -> None:
    somebody = {"aantal_volwassenen": 2, "medebewoner1.toetsingsinkomen": 15_000, "medebewoner1.vermogen": 0}
    assert "medebewoner1.relatie" in [str(key) for key in of(2026, **somebody).questions]
    assert of(2026, woning_soort="koop", **somebody).questions == ()


# AWIR art. 7 lid 6: a child under 23 on 1 January, only above the exemption (2024 5.970, 2025 6.042, 2026 6.218)
@pytest.mark.parametrize(("year", "exempt"), [(2024, 5_970), (2025, 6_042), (2026, 6_218)])
def test_what_a_child_under_23_earns_counts_above_the_exemption(year: int, exempt: int) -> None:
    def with_child(income: int, birth: str) -> Assessment:
        return of(
            year, aantal_volwassenen=2, toetsingsinkomen=35_000,
            **{
                "medebewoner1.relatie": "kind", "medebewoner1.geboortedatum": birth,
                "medebewoner1.toetsingsinkomen": income, "medebewoner1.vermogen": 0,
            },
        )  # fmt: skip

    nineteen, grown = f"{year - 19}-05-05", f"{year - 23}-01-01"
    nothing = exact(with_child(0, nineteen))
    assert exact(with_child(exempt - 1, nineteen)) == nothing
    assert exact(with_child(exempt, nineteen)) == nothing
    more = exact(with_child(exempt + 100, nineteen))
    assert nothing is not None
    assert more is not None
    assert more < nothing
    assert exact(with_child(100, grown)) == more  # 23 on 1 January: everything counts
    assert exact(with_child(exempt + 100, f"{year - 23}-01-02")) == more  # 22 on 1 January


def test_a_child_under_18_is_assumed_to_earn_nothing_and_that_is_said() -> None:
    found = of(2026, aantal_kinderen=1, **{"kind1.geboortedatum": "2015-05-05"})
    assert found.verdict is Verdict.FITS
    assert any("kinderen onder de 18 geen eigen inkomen" in text.nl for text in found.assumed)


# Aftoppingsgrens: 1 or 2 persons against 3 or more. 2026, rent 800, low income: 297,49 + 0,65 × (764,14 − 498,20) +
# 0,4 × (800 − 764,14) = 484,695; with two 297,49 + 139,633 + 0,4 × 86,98 = 471,915.
def test_three_persons_have_a_higher_limit() -> None:
    child = {"aantal_kinderen": 1, "kind1.geboortedatum": "2015-05-05"}
    second = child | {"aantal_kinderen": 2, "kind2.geboortedatum": "2018-05-05"}
    assert exact(of(2026, kale_huur=800, **child)) == Decimal("471.92")
    assert exact(of(2026, kale_huur=800, **second)) == Decimal("484.70")


def test_a_child_in_two_homes_counts_where_it_is_registered() -> None:
    half = {"aantal_kinderen": 1, "kind1.geboortedatum": "2015-05-05", "kind1.woont_bij_ouder": "ongeveer_de_helft"}
    assert "kind1.ingeschreven" in [str(key) for key in of(2026, **half).questions]
    here, elsewhere = (exact(of(2026, **half, **{"kind1.ingeschreven": answer})) for answer in (True, False))
    assert here == exact(of(2026, aantal_kinderen=1, **{"kind1.geboortedatum": "2015-05-05"}))
    assert elsewhere == exact(of(2026))


# 2024 only: the part above the aftoppingsgrens for one person, elderly, or an adapted home (Wht art. 21 lid 1 under c)
def test_the_upper_part_in_2024_is_not_for_every_household() -> None:
    def upper(found: Assessment) -> float:
        return next(line for line in found.lines if line.id == "deel_boven_aftoppingsgrens").value[0]

    full = pytest.approx(0.4 * (850 - 650.43))
    assert upper(of(2024, kale_huur=850)) == full
    assert upper(of(2024, kale_huur=850, **partner())) == 0
    assert upper(of(2024, kale_huur=850, **partner(birth="1950-01-01"))) == full
    assert upper(of(2024, kale_huur=850, woning_aangepast=True, **partner())) == full
    assert upper(of(2025, kale_huur=850, **partner())) == pytest.approx(0.4 * (850 - 682.96))


def test_service_costs_count_to_2025_up_to_four_times_twelve_euros() -> None:
    """Wht art. 5 lid 3, texts 2024 and 2025; in 2026 they are gone."""
    assert exact(of(2025, servicekosten_subsidiabel=20)) == exact(of(2025, kale_huur=720))
    assert exact(of(2025, servicekosten_subsidiabel=60)) == exact(of(2025, kale_huur=748))
    assert exact(of(2026, servicekosten_subsidiabel=20)) == exact(of(2026))
    assert of(2025, kale_huur=880, servicekosten_subsidiabel=20.08).verdict is Verdict.DOES_NOT_FIT


def test_the_norm_rent_is_rounded_up_to_the_cent() -> None:
    """Wht art. 19 lid 3, text 2024: 4,1337e-7 × 25.000² + 0,002393492603 × 25.000 = 318,1936 → 318,20."""
    found = amounts.base_to_2025(
        np.array([25_000.0]), np.array([20_700.0]), 226.67, np.array([0.0]), np.array([4.1337e-7]),
        np.array([0.002393492603]), 0.0,
    )  # fmt: skip
    assert found[0] == pytest.approx(318.20, abs=1e-9)


# Homes and papers


@pytest.mark.parametrize(
    "facts",
    [
        {"woning_soort": "koop"}, {"woning_soort": "inrichting"}, {"zelfstandig": False}, {"ingeschreven": False},
        {"rechtmatig_verblijf": False}, partner() | {"partner.rechtmatig_verblijf": False},
    ],
)  # fmt: skip
def test_without_a_rented_home_registration_or_lawful_residence_there_is_none(facts: dict[str, object]) -> None:
    assert of(2026, **facts).verdict is Verdict.DOES_NOT_FIT


def test_somebody_detained_gets_no_answer_that_is_sure() -> None:
    found = of(2026, detentie=True)
    assert found.verdict is Verdict.UNSURE
    assert found.amount is None
    assert any("Dienst Toeslagen" in note.nl for note in found.notes)


# Years


@pytest.mark.parametrize("year", [2023, 2027])
def test_a_year_of_which_the_figures_are_not_known_gives_no_guess(year: int) -> None:
    found = of(year)
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert found.unknown


def test_at_new_year_the_reform_counts() -> None:
    assert exact(of(date(2025, 12, 31))) != exact(of(date(2026, 1, 1)))
    assert [line.id for line in of(2026).lines if line.id == "afbouw"] == ["afbouw"]
    assert not [line for line in of(date(2025, 12, 31)).lines if line.id == "afbouw"]


# Properties


def raw(year: int, income: float, rent: float) -> Decimal:
    return exact(of(year, toetsingsinkomen=income, kale_huur=rent)) or Decimal(0)


@settings(max_examples=60, deadline=None)
@given(year=st.sampled_from([2024, 2025, 2026]), income=st.integers(0, 70_000), more=st.integers(1, 20_000))
def test_more_income_never_gives_more(year: int, income: int, more: int) -> None:
    assert raw(year, income + more, 800) <= raw(year, income, 800)


@settings(max_examples=60, deadline=None)
@given(year=st.sampled_from([2024, 2025, 2026]), income=st.integers(0, 60_000))
def test_one_euro_of_income_never_costs_more_than_a_few_cents_a_month(year: int, income: int) -> None:
    """The law has no cliff in income: the curve and the straight line meet the flat part, apart from the rounding up of
    the norm rent. The steepest: (2·a·Y + b) × 1 < 6 cents a month in 2024 and 2025, 27% / 12 = 2,25 in 2026."""
    assert raw(year, income, 800) - raw(year, income + 1, 800) <= Decimal("0.08")


@settings(max_examples=60, deadline=None)
@given(
    year=st.sampled_from([2024, 2025, 2026]), income=st.integers(0, 50_000), cents=st.integers(10_000, 87_000)
)  # fmt: skip
def test_more_rent_gives_more_up_to_the_highest_rent(year: int, income: int, cents: int) -> None:
    assert raw(year, income, cents / 100) <= raw(year, income, cents / 100 + 9)
