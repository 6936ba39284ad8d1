"""Unknown is not no: whatever is hidden, the answer never contradicts what it is when everything is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.facts import FactKey
from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.engine.assessing import Assessment, Scheme
from maatwerk.knowledge.schemes.engine.worlds import Axis, axes_of, spread
from tests.knowledge.schemes.households import assessed, household

ON = date(2026, 1, 1)
euros_a_year = st.one_of(st.integers(0, 80_000), st.sampled_from([0, 29_736, 29_737, 40_857, 40_858, 51_142]))
euros_a_month = st.integers(0, 4_000)
assets = st.one_of(st.integers(0, 200_000), st.sampled_from([8_000, 8_001, 38_479, 38_480, 146_011, 146_012]))


def born(youngest: int, oldest: int) -> st.SearchStrategy[str]:
    return st.dates(date(ON.year - oldest, 1, 2), date(ON.year - youngest, 1, 1)).map(date.isoformat)


@st.composite
def known(draw: st.DrawFn) -> dict[str, object]:
    """A household of which everything is known that a scheme of today reads."""
    facts: dict[str, object] = {
        "geboortedatum": draw(born(17, 90)), "zorgverzekerd": draw(st.booleans()), "student": draw(st.booleans()),
        "toetsingsinkomen": draw(euros_a_year), "netto_maandinkomen": draw(euros_a_month), "vermogen": draw(assets),
        "woning_soort": draw(st.sampled_from(["huur", "koop", "kamer", "inrichting"])),
        "zelfstandig": draw(st.booleans()), "kale_huur": draw(st.integers(0, 1_200)),
        "servicekosten_subsidiabel": draw(st.integers(0, 60)), "aow_opbouwjaren": draw(st.integers(0, 50)),
    }  # fmt: skip
    partner = draw(st.booleans())
    facts["samenwonen"] = partner
    if partner:
        facts |= {
            "partner.geboortedatum": draw(born(18, 90)), "partner.zorgverzekerd": draw(st.booleans()),
            "partner.toetsingsinkomen": draw(euros_a_year), "partner.netto_maandinkomen": draw(euros_a_month),
            "partner.vermogen": draw(assets), "partner.aow_opbouwjaren": draw(st.integers(0, 50)),
        }  # fmt: skip
    children = draw(st.integers(0, 2))
    facts["aantal_kinderen"] = children
    for number in range(1, children + 1):
        facts[f"kind{number}.geboortedatum"] = draw(born(0, 17))
    return facts


# Never hidden: who lives there, and the sort of home, of which the ordinary one is assumed.
STRUCTURE = ("samenwonen", "aantal_kinderen", "woning_soort")
# Hidden together: from an income a month follows one a year and back, as far as it stays the same.
INCOMES = [(f"{whose}toetsingsinkomen", f"{whose}netto_maandinkomen") for whose in ("", "partner.")]


@pytest.mark.parametrize("scheme", NATIONAL, ids=lambda scheme: scheme.id)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts=known(), chance=st.randoms(use_true_random=False))
def test_hiding_facts_never_contradicts_what_is_so(scheme: Scheme, facts: dict[str, object], chance: object) -> None:
    hidden = [name for name in facts if name not in STRUCTURE and chance.random() < 0.25]  # type: ignore[attr-defined]
    hidden += [name for both in INCOMES if set(both) & set(hidden) for name in both]
    whole = assessed(scheme, household(ON, **facts))
    part = assessed(scheme, household(ON, **{name: value for name, value in facts.items() if name not in hidden}))
    assert_agree(whole, part, hidden)


def assert_agree(whole: Assessment, part: Assessment, hidden: list[str]) -> None:
    if part.verdict is not Verdict.UNSURE:
        assert part.verdict is whole.verdict
    if part.verdict is Verdict.UNSURE and whole.verdict is not Verdict.UNSURE:
        assert part.questions, hidden
    if whole.amount and whole.amount.paid_out is not None and part.amount:
        low, high = part.amount.bounds or (part.amount.paid_out, part.amount.paid_out)
        assert low is not None
        assert high is not None
        assert low <= whole.amount.paid_out <= high, hidden


def test_worlds_lie_side_by_side_with_the_last_axis_turning_fastest() -> None:
    income, insured = FactKey("", "toetsingsinkomen"), FactKey("", "zorgverzekerd")
    axes = axes_of({income: {0.0, 100.0, 50.0}, insured: {1.0, 0.0}}, {})
    spread_out = spread(household(ON, vermogen=7), axes)
    assert spread_out.size == 6
    assert spread_out.columns[income].tolist() == [0, 0, 50, 50, 100, 100]
    assert spread_out.columns[insured].tolist() == [0, 1, 0, 1, 0, 1]
    assert spread_out.columns[FactKey("", "vermogen")].tolist() == [7] * 6


def test_too_many_worlds_take_only_the_ends_and_then_vary_together() -> None:
    many: Mapping[FactKey, set[float]] = {FactKey(f"kind{number}", "x"): {0.0, 1.0, 2.0} for number in range(1, 9)}
    axes = axes_of(many, {}, most=64)
    assert np.prod([axis.positions for axis in axes]) <= 64
    assert {key for axis in axes for key in axis.facts} == set(many)
    assert all(set(values) == {0.0, 2.0} for axis in axes for values in axis.facts.values())


def test_a_person_who_may_be_there_is_one_question() -> None:
    axis = Axis({}, {"kind1": (0.0, 1.0)})
    assert [str(key) for key in axis.asked] == ["aantal_kinderen"]


def test_an_income_a_year_follows_roughly_from_one_a_month_and_that_is_said() -> None:
    told = {"geboortedatum": "1980-05-05", "zorgverzekerd": True, "vermogen": 0}
    by_id = {scheme.id: scheme for scheme in NATIONAL}
    low = assessed(by_id["zorgtoeslag"], household(ON, netto_maandinkomen=1_000, **told))
    assert low.verdict is Verdict.FITS  # at most 12 × 2,2 × 1.000 = 26.400, below the threshold of 29.736
    assert low.amount
    assert low.amount.paid_out == 129
    assert any("het hele jaar" in text.nl for text in low.assumed)
    high = assessed(by_id["zorgtoeslag"], household(ON, netto_maandinkomen=4_000, **told))
    assert high.verdict is Verdict.DOES_NOT_FIT  # at least 48.000, above the limit of 40.857


def test_an_amount_between_bounds_is_never_below_nothing() -> None:
    found = assessed(NATIONAL[0], household(ON, samenwonen="?", geboortedatum="1980-05-05"))
    assert found.amount
    assert found.amount.bounds
    assert found.amount.bounds[0] >= Decimal(0)


@pytest.mark.parametrize("scheme", NATIONAL, ids=lambda scheme: scheme.id)
def test_of_somebody_of_whom_nothing_is_known_nothing_is_ruled_out(scheme: Scheme) -> None:
    """The ends of each unknown alone would say so: too young for it, or too old."""
    found = assessed(scheme, household(ON, samenwonen="?", aantal_kinderen="?", aantal_volwassenen="?"))
    assert found.verdict is Verdict.UNSURE
    assert found.questions or found.unknown


def test_who_may_have_any_number_of_children_hears_no_highest_amount() -> None:
    """One child is not the most there can be: an amount that grows with children has no upper bound that is known."""
    by_id = {scheme.id: scheme for scheme in NATIONAL}
    told = {"geboortedatum": "1985-05-05", "toetsingsinkomen": 20_000, "vermogen": 0, "zorgverzekerd": True}
    for id_ in ("kinderbijslag", "kindgebonden_budget"):
        found = assessed(by_id[id_], household(ON, aantal_kinderen="?", **told))
        assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
        assert FactKey("", "aantal_kinderen") in found.questions
    untouched = assessed(by_id["zorgtoeslag"], household(ON, aantal_kinderen="?", **told))
    assert untouched.amount
    assert untouched.amount.exact == Decimal("129.20")


def test_who_may_have_any_number_of_housemates_hears_no_lowest_amount() -> None:
    """Shared costs lower the norm the more, the more there are (Pw art. 22a): with none it is the whole norm."""
    by_id = {scheme.id: scheme for scheme in NATIONAL}
    found = assessed(
        by_id["bijstand"],
        household(
            ON, geboortedatum="1985-05-05", netto_maandinkomen=0, toetsingsinkomen=0, vermogen=0,
            woning_soort="huur", aantal_volwassenen="?",
        ),
    )  # fmt: skip
    assert found.amount
    assert found.amount.bounds == (Decimal("0.00"), Decimal("1401.50"))
