"""Norms of the Participatiewet. Amounts: scheme-figures.md §4.6 (None where that says that nothing was found), which
agree with Pw art. 20 to 23 in the text of each date (wetten.overheid.nl, BWBR0015703). Cost sharing: §4.6."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.schemes.engine.bijstand import BIJSTAND
from maatwerk.knowledge.schemes.engine.households import Households
from tests.knowledge.schemes.households import assessed, household

DAYS = [date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)]
TABLE: dict[str, tuple[str | None, ...]] = {
    "alone from 21": ("1283.83", "1308.45", "1345.45", "1369.06", "1401.50", "1419.46"),
    "couple from 21": ("1834.04", "1869.21", "1922.07", "1955.80", "2002.13", "2027.79"),
    "alone of 18 to 20": ("316.94", "323.03", "332.17", None, "345.99", "350.42"),
    "couple of 18 to 20": ("633.88", "646.06", "664.34", None, "691.98", "700.84"),
    "couple of 18 to 20 with child": ("1000.69", "1019.90", "1048.75", None, "1092.41", "1106.40"),
    "one of 18 to 20": ("1233.96", "1257.64", "1293.21", None, "1347.06", "1364.32"),
    "one of 18 to 20 with child": ("1600.77", "1631.48", "1677.62", None, "1747.49", "1769.88"),
    # art. 23 lid 1 and 2 together: 414,31 + 42 on 1-7-2024, 443,76 + 47 on 1-1-2026
    "alone inside": (None, "456.31", None, None, "490.76", "496.44"),
    "couple inside": (None, "739.45", None, None, "796.27", "805.11"),
}
_ADULT, _YOUNG = "1985-05-05", "{year}-06-15"


def _facts(who: str, on: date) -> dict[str, object]:
    young = _YOUNG.format(year=on.year - 20)  # 19 or 20 on both half years
    own = young if who.endswith("18 to 20") or who == "couple of 18 to 20 with child" else _ADULT
    facts: dict[str, object] = {"geboortedatum": own, "netto_maandinkomen": 0, "vermogen": 0, "student": False}
    if not who.startswith("alone"):
        partner = young if "18 to 20" in who else _ADULT
        own = _ADULT if who.startswith("one") else own
        facts |= {"geboortedatum": own, "samenwonen": True, "partner.geboortedatum": partner, "partner.student": False}
        facts |= {"partner.netto_maandinkomen": 0, "partner.vermogen": 0}
    if "child" in who:
        facts["aantal_kinderen"] = 1
    if "inside" in who:
        facts["woning_soort"] = "inrichting"
    return facts


@pytest.mark.parametrize("who", TABLE)
@pytest.mark.parametrize("half", range(6))
def test_the_norm_is_that_of_the_law_on_every_half_year_and_never_a_guess(who: str, half: int) -> None:
    of, amount = household(DAYS[half], **_facts(who, DAYS[half])), TABLE[who][half]
    if amount is not None:
        assert _norm(of) == Decimal(amount)
        return
    found = assessed(BIJSTAND, of)
    assert (found.verdict, found.amount) == ("onzeker", None)
    assert found.unknown
    assert found.unknown.name.startswith("participatiewet.")


@pytest.mark.parametrize("half", range(1, 6))
def test_the_day_before_a_half_year_the_old_norm_still_counts(half: int) -> None:
    day = date.fromordinal(DAYS[half].toordinal() - 1)
    assert _norm(household(day, **_facts("alone from 21", day))) == Decimal(str(TABLE["alone from 21"][half - 1]))


def test_a_norm_that_nobody_knows_yet_is_not_guessed() -> None:
    day = date(2027, 1, 1)
    found = assessed(BIJSTAND, household(day, **_facts("alone from 21", day)))
    assert found.verdict == "onzeker"
    assert found.amount is None
    assert found.unknown
    assert found.unknown.name.startswith("participatiewet.")


@pytest.mark.parametrize(("persons", "each"), [(2, "1001.07"), (3, "867.59"), (4, "800.85"), (5, "760.81")])
def test_who_shares_the_costs_gets_a_lower_norm(persons: int, each: str) -> None:
    assert _norm(_sharing(persons - 1, samenwonen=False)) == Decimal(each)


@pytest.mark.parametrize(("persons", "each"), [(3, "867.59"), (4, "800.85"), (5, "760.81")])
def test_two_partners_who_share_costs_get_two_of_those_norms(persons: int, each: str) -> None:
    """Pw art. 22a lid 2; the partner is one of the persons (lid 1, A)."""
    assert _norm(_sharing(persons - 2, samenwonen=True)) == 2 * Decimal(each)


@pytest.mark.parametrize(
    ("born", "norm"), [("1998-12-31", "1001.07"), ("1999-01-01", "1001.07"), ("1999-01-02", "1401.50")]
)
def test_somebody_shares_costs_from_the_day_of_turning_27(born: str, norm: str) -> None:
    facts = {"medebewoner1.geboortedatum": born, "medebewoner1.student": False, "medebewoner1.relatie": "kind"}
    assert _norm(_sharing(1, **facts)) == Decimal(norm)


@pytest.mark.parametrize(
    "facts",
    [{"medebewoner1.student": True}, {"medebewoner1.relatie": "huurder_of_kostganger"}],
    ids=["student", "tenant"],
)
def test_a_student_and_a_tenant_with_a_contract_share_no_costs(facts: dict[str, object]) -> None:
    assert _norm(_sharing(1, **facts)) == Decimal("1401.50")


def test_a_partner_of_18_to_20_adds_a_fixed_amount_where_costs_are_shared() -> None:
    """Art. 22a lid 3, text 1-1-2026: € 345,99, or € 746,42 with a child, plus the norm of the other."""
    young = {"samenwonen": True, "partner.geboortedatum": "2006-03-03", "partner.student": False}
    assert _norm(_sharing(1, **young)) == Decimal("345.99") + Decimal("1001.07")
    assert _norm(_sharing(1, aantal_kinderen=1, **young)) == Decimal("746.42") + Decimal("1001.07")


def test_of_two_under_21_nobody_gets_the_cost_sharing_norm() -> None:
    """Art. 22a lid 1: only for who is 21 or older."""
    assert _norm(_sharing(3, geboortedatum="2006-03-03", student=False)) == Decimal("345.99")


def test_a_partner_without_a_right_leaves_half_of_the_norm_of_two() -> None:
    """Art. 24: 50 percent of 2.002,13 where the partner is detained."""
    facts = _facts("couple from 21", DAYS[4]) | {"partner.detentie": True}
    assert _norm(household(DAYS[4], **facts)) == Decimal("1001.07")


@settings(max_examples=30, deadline=None)
@given(others=st.integers(0, 8))
def test_two_partners_never_get_less_than_one_and_more_people_never_give_more(others: int) -> None:
    alone, couple = _norm(_sharing(others, samenwonen=False)), _norm(_sharing(others, samenwonen=True))
    assert alone <= couple < 2 * alone
    assert _norm(_sharing(others + 1, samenwonen=False)) < alone


def test_nobody_is_asked_how_old_a_child_is_for_the_norm() -> None:
    facts = _facts("alone from 21", DAYS[4]) | {"aantal_kinderen": 2}
    assert assessed(BIJSTAND, household(DAYS[4], **facts)).questions == ()


def test_who_lives_there_is_asked_where_it_changes_the_norm() -> None:
    facts = _facts("alone from 21", DAYS[4]) | {"aantal_volwassenen": "?"}
    found = assessed(BIJSTAND, household(DAYS[4], **facts))
    assert found.amount
    # With one more it is 1.001,07; nobody said that there are not five.
    assert found.amount.bounds == (Decimal("0.00"), Decimal("1401.50"))
    assert "aantal_volwassenen" in [str(key) for key in found.questions]


def _sharing(others: int, **facts: object) -> Households:
    """On 1-1-2026, with so many others of 30 in the home who share the costs unless `facts` say otherwise."""
    given = _facts("couple from 21" if facts.get("samenwonen") else "alone from 21", DAYS[4])
    given["aantal_volwassenen"] = 1 + others + bool(facts.get("samenwonen"))
    for number in range(1, others + 1):
        given[f"medebewoner{number}.geboortedatum"] = "1995-05-05"
        given[f"medebewoner{number}.student"] = False
        given[f"medebewoner{number}.relatie"] = "broer_of_zus"
    return household(DAYS[4], **(given | facts))


def _norm(of: Households) -> Decimal:
    found = assessed(BIJSTAND, of)
    assert found.amount, (found.reasons_against, found.unknown, found.questions)
    assert found.amount.exact is not None, found.questions
    return found.amount.exact


def test_of_a_co_resident_the_birth_date_is_asked_first_and_only_then_study_and_rent() -> None:
    facts = _facts("alone from 21", DAYS[4]) | {"aantal_volwassenen": 2}
    asked = assessed(BIJSTAND, household(DAYS[4], **facts)).questions
    assert [str(key) for key in asked] == ["medebewoner1.geboortedatum"]
    older = facts | {"medebewoner1.geboortedatum": "1990-01-01"}
    assert "medebewoner1.student" in [str(key) for key in assessed(BIJSTAND, household(DAYS[4], **older)).questions]
    no_student = older | {"medebewoner1.student": False}
    found = assessed(BIJSTAND, household(DAYS[4], **no_student))
    assert [str(key) for key in found.questions] == ["medebewoner1.relatie"]
    assert found.amount
    assert found.amount.bounds == (Decimal("1001.07"), Decimal("1401.50"))
    younger = facts | {"medebewoner1.geboortedatum": "2004-01-01"}
    assert assessed(BIJSTAND, household(DAYS[4], **younger)).questions == ()


def test_many_co_residents_of_whom_nothing_is_known_still_give_bounds() -> None:
    facts = _facts("alone from 21", DAYS[4]) | {"aantal_volwassenen": 9}
    found = assessed(BIJSTAND, household(DAYS[4], **facts))
    assert found.amount
    assert found.amount.bounds
    assert found.amount.bounds[1] == Decimal("1401.50")
    # eight others: A is 9, so (40% + 9 x 30%) / 9 x 2.002,13 = 689,62
    assert found.amount.bounds[0] == Decimal("689.62")


def test_of_a_co_resident_whose_age_is_told_study_is_asked_too() -> None:
    facts = _facts("alone from 21", DAYS[4]) | {"aantal_volwassenen": 2, "medebewoner1.leeftijd": 40}
    asked = assessed(BIJSTAND, household(DAYS[4], **facts)).questions
    assert "medebewoner1.student" in [str(key) for key in asked]
    assert "medebewoner1.geboortedatum" not in [str(key) for key in asked]


def test_somebody_called_a_child_who_is_27_shares_costs_and_one_of_20_is_no_child_any_more() -> None:
    """Art. 4: a dependent child is under 18; then the wealth limit is 8.000 and not 16.000 (art. 34 lid 3)."""
    facts = _facts("alone from 21", DAYS[4]) | {"aantal_kinderen": 1, "kind1.student": False}
    assert _norm(household(DAYS[4], **facts, **{"kind1.geboortedatum": "1999-01-01"})) == Decimal("1001.07")
    grown = facts | {"kind1.geboortedatum": "2005-05-05"}
    assert _norm(household(DAYS[4], **grown)) == Decimal("1401.50")
    assert assessed(BIJSTAND, household(DAYS[4], **(grown | {"vermogen": 9000}))).verdict == "past_niet"
    minor = facts | {"kind1.geboortedatum": "2010-05-05", "vermogen": 9000}
    assert assessed(BIJSTAND, household(DAYS[4], **minor)).verdict == "past_als"
