"""All schemes together, before and after a change. Expected values: Wzt art. 2 lid 2 (13,73% in 2026), Wkgb art. 2
(7,60% in 2026; € 2.580 a child, + € 724 for 12-15, + € 3.416 without partner), Wht art. 21 lid 2 (27% alone, 22% with
more, from 2026) and its bands (65% between € 498,20 and € 713,02), AKW art. 12 (€ 421,53 a quarter for 12-17 in 2026),
Participatiewet art. 21 (€ 1.401,50 alone on 1-1-2026) and 22a (two who share: (40% + 2 × 30%) ÷ 2 × € 2.002,13)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.foundation.content.plain_language import faults_in, load_officialese
from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.engine.changes import changes_of
from maatwerk.knowledge.schemes.engine.households import Households, side_by_side
from maatwerk.knowledge.schemes.engine.pressure import ASSUMES
from maatwerk.knowledge.schemes.engine.together import Row, Together, monthly, sign, together
from maatwerk.knowledge.schemes.engine.wmo_eigen_bijdrage import WMO_EIGEN_BIJDRAGE
from tests.knowledge.schemes.households import CONTENT, assessed, book, dictionary, household

ON = date(2026, 1, 1)
# Alone in a rented home of € 600, without income.
ALONE = {
    "geboortedatum": "1990-05-05", "zorgverzekerd": True, "vermogen": 0, "toetsingsinkomen": 0,
    "netto_maandinkomen": 0, "woning_soort": "huur", "zelfstandig": True, "kale_huur": 600,
    "servicekosten_subsidiabel": 0, "uitkering_soort": "geen", "student": False, "wmo_hulp": False,
}  # fmt: skip
# With a child of thirteen.
PARENT = ALONE | {"aantal_kinderen": 1, "kind1.geboortedatum": "2012-10-05", "kinderbijslag": True}


def after(of: Households, change: str) -> Together:
    found = next(each for each in changes_of(of, dictionary()) if each.id == change)
    return together(NATIONAL, of, found.works(of), book(), dictionary())


def row(found: Together, scheme: str) -> Row:
    return next(each for each in found.rows if each.scheme.id == scheme)


def exactly(found: Together, scheme: str) -> Decimal:
    """By how much a scheme goes up or down, where that is one amount."""
    difference = row(found, scheme).difference
    assert difference
    assert difference[0] == difference[1]
    return difference[0]


@pytest.mark.parametrize(
    ("scheme", "facts", "falls"),
    [
        ("zorgtoeslag", ALONE | {"toetsingsinkomen": 31_000}, "13.73"),
        ("kindgebonden_budget", PARENT | {"toetsingsinkomen": 31_000}, "7.60"),
        ("huurtoeslag", ALONE | {"toetsingsinkomen": 25_000}, "27.00"),
        ("huurtoeslag", PARENT | {"toetsingsinkomen": 33_000}, "22.00"),
    ],
)
def test_a_hundred_euros_more_takes_off_the_share_of_the_law(scheme: str, facts: dict[str, object], falls: str) -> None:
    found = after(household(ON, **facts), "inkomen_omhoog")
    assert exactly(found, scheme) == -Decimal(falls)


def test_who_gets_social_assistance_keeps_nothing_of_a_hundred_euros_more() -> None:
    found = after(household(ON, **ALONE | {"netto_maandinkomen": 500, "toetsingsinkomen": 6_000}), "inkomen_omhoog")
    assert exactly(found, "bijstand") == -100


def test_the_income_of_the_partner_counts_as_that_of_the_applicant() -> None:
    partner = {f"partner.{fact}": ALONE[fact] for fact in ("geboortedatum", "zorgverzekerd", "vermogen")}
    facts = ALONE | partner | {"samenwonen": True, "toetsingsinkomen": 20_000, "partner.toetsingsinkomen": 15_000}
    found = after(household(ON, **facts), "inkomen_partner_omhoog")
    assert exactly(found, "zorgtoeslag") == Decimal("-13.73")


def test_without_income_social_assistance_fills_up_to_the_norm() -> None:
    found = after(household(ON, **ALONE | {"netto_maandinkomen": 2500, "toetsingsinkomen": 36_000}), "inkomen_stopt")
    assert exactly(found, "bijstand") == Decimal("1401.50")


def test_a_child_that_turns_18_ends_what_is_for_children() -> None:
    found = after(household(ON, **PARENT), "kind1_18")
    assert exactly(found, "kindgebonden_budget") == -Decimal(2_580 + 724 + 3_416) / 12
    assert exactly(found, "kinderbijslag") == Decimal("-140.51")  # € 421,53 ÷ 3
    assert row(found, "kinderbijslag").after.verdict is Verdict.DOES_NOT_FIT


def test_a_child_that_turns_18_is_one_more_adult_in_the_home() -> None:
    of = household(ON, **PARENT | {"kind1.toetsingsinkomen": 1_200})
    grown = next(each for each in changes_of(of, dictionary()) if each.id == "kind1_18").works(of)
    told = {str(key): column[0] for key, column in grown.columns.items()}
    assert (told["aantal_kinderen"], told["aantal_volwassenen"]) == (0, 2)
    assert told["medebewoner1.toetsingsinkomen"] == 1_200
    assert grown.there.keys() == {"partner", "medebewoner1"}


def test_a_partner_who_moves_in_makes_it_a_claim_for_two() -> None:
    found = after(household(ON, **ALONE), "partner_erbij")
    assert row(found, "zorgtoeslag").becomes == (Decimal("246.89"),) * 2  # the published maximum of two is € 246


def test_an_adult_who_moves_in_shares_the_costs_and_a_student_does_not() -> None:
    of = household(ON, **ALONE)
    assert row(after(of, "medebewoner_erbij"), "bijstand").becomes == (Decimal("1001.07"),) * 2
    assert exactly(after(of, "student_erbij"), "bijstand") == 0


def test_of_a_higher_rent_between_the_limits_65_percent_comes_back() -> None:
    assert exactly(after(household(ON, **ALONE), "huur_omhoog"), "huurtoeslag") == Decimal("32.50")


def test_what_is_unknown_is_the_same_in_both_situations() -> None:
    found = after(household(ON, **ALONE | {"vermogen": "?"}), "huur_omhoog")
    care = row(found, "zorgtoeslag")
    assert care.was == care.becomes == (Decimal(0), Decimal(129))
    assert care.difference == (0, 0)  # and not between -129 and 129
    assert row(found, "huurtoeslag").difference == (0, Decimal("32.50"))


def test_households_of_two_days_do_not_stand_side_by_side() -> None:
    with pytest.raises(ValueError, match="one day"):
        side_by_side(household(ON, **ALONE), household(date(2025, 1, 1), **ALONE))


def test_two_days_can_be_compared_all_the_same() -> None:
    before, later = household(date(2025, 1, 1), **ALONE), household(ON, **ALONE)
    found = together(NATIONAL, before, later, book(), dictionary())
    assert exactly(found, "zorgtoeslag") == Decimal("129.20") - Decimal("131.12")


def test_what_has_to_be_paid_counts_below_zero() -> None:
    of = household(date(2025, 1, 1), **ALONE | {"wmo_hulp": True})
    assert sign(WMO_EIGEN_BIJDRAGE) == -1
    assert monthly(assessed(WMO_EIGEN_BIJDRAGE, of)) == (Decimal(-21),) * 2  # CAK 2025: € 21 a month


def test_nothing_can_rise_that_nobody_knows() -> None:
    unknown = {"toetsingsinkomen": "?", "netto_maandinkomen": "?", "kale_huur": "?", "kind1.geboortedatum": "?"}
    names = {each.id for each in changes_of(household(ON, **PARENT | unknown), dictionary())}
    assert names == {"partner_erbij", "medebewoner_erbij", "student_erbij"}


def test_what_changes_say_is_plain() -> None:
    officialese = load_officialese(CONTENT / "plain-language")
    married = PARENT | {
        "samenwonen": True,
        "toetsingsinkomen": 9_000,
        "partner.toetsingsinkomen": 9_000,
        "partner.netto_maandinkomen": 700,
    }
    every = [*changes_of(household(ON, **married), dictionary()), *changes_of(household(ON, **ALONE), dictionary())]
    assert len({each.id for each in every}) == 9
    texts = [text for each in every for text in (each.text, each.assumes)]
    assert [fault for text in (*texts, *ASSUMES) for fault in faults_in(text.nl, officialese)] == []


@settings(max_examples=25, deadline=None)
@given(
    income=st.integers(0, 60_000),
    rent=st.integers(0, 1_000),
    change=st.sampled_from(["inkomen_omhoog", "partner_erbij", "kind1_18", "huur_omhoog", "student_erbij"]),
)
def test_the_total_is_the_sum_of_the_schemes(income: int, rent: int, change: str) -> None:
    facts = PARENT | {"toetsingsinkomen": income, "netto_maandinkomen": income // 12, "kale_huur": rent}
    found = after(household(ON, **facts), change)
    counted = [each for each in found.rows if each.difference is not None]
    for end in (0, 1):
        assert found.before[end] == sum(each.was[end] for each in counted if each.was)
        assert found.after[end] == sum(each.becomes[end] for each in counted if each.becomes)
        assert found.difference[end] == sum(each.difference[end] for each in counted if each.difference)
