"""Unknown is not no, for the allowances with everybody who may live in a home: whatever is hidden, the answer never
contradicts what it is when everything is known."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.huurtoeslag import HUURTOESLAG
from maatwerk.knowledge.schemes.engine.kinderopvangtoeslag import KINDEROPVANGTOESLAG
from maatwerk.knowledge.schemes.engine.kindgebonden_budget import KINDGEBONDEN_BUDGET
from maatwerk.knowledge.schemes.engine.zorgtoeslag import ZORGTOESLAG
from tests.knowledge.schemes.engine.test_worlds import assert_agree
from tests.knowledge.schemes.households import assessed, household

incomes = st.sampled_from([0, 5_000, 6_218, 6_219, 15_000, 23_425, 23_426, 29_736, 40_857, 40_858, 60_000])
assets = st.sampled_from([0, 36_952, 37_395, 38_479, 38_480, 76_958, 146_012, 200_000])
rents = st.sampled_from([150, 400, 498.2, 700, 879.66, 900.07, 900.08, 932.93, 1_100])
RELATIONS = ["kind", "ouder", "broer_of_zus", "andere_familie", "huurder_of_kostganger", "huisgenoot"]
# Who lives there stays; and what is assumed or not asked until it is told, is no question.
STAYS = ("samenwonen", "aantal_kinderen", "aantal_volwassenen", "gehuwd", "partner.geboortedatum")


def born(youngest: int, oldest: int) -> st.SearchStrategy[str]:
    return st.dates(date(2026 - oldest, 1, 2), date(2026 - youngest, 1, 1)).map(date.isoformat)


@st.composite
def known(draw: st.DrawFn) -> dict[str, object]:
    facts: dict[str, object] = {
        "geboortedatum": draw(born(17, 80)), "zorgverzekerd": draw(st.booleans()), "toetsingsinkomen": draw(incomes),
        "vermogen": draw(assets), "woning_soort": draw(st.sampled_from(["huur", "koop", "kamer"])),
        "zelfstandig": draw(st.booleans()), "kale_huur": draw(rents),
        "servicekosten_subsidiabel": draw(st.integers(0, 60)), "uren_per_week": draw(st.sampled_from([0, 24])),
        "student": draw(st.booleans()), "samenwonen": draw(st.booleans()),
    }  # fmt: skip
    if facts["samenwonen"]:
        facts |= {
            "gehuwd": draw(st.booleans()), "samen_kind": draw(st.booleans()), "samen_vastgelegd": draw(st.booleans()),
            "partner.geboortedatum": draw(born(19, 80)), "partner.zorgverzekerd": draw(st.booleans()),
            "partner.toetsingsinkomen": draw(incomes), "partner.vermogen": draw(assets),
            "partner.uren_per_week": draw(st.sampled_from([0, 24])), "partner.student": draw(st.booleans()),
        }  # fmt: skip
    children, others = draw(st.integers(0, 2)), draw(st.integers(0, 1))
    facts |= {"aantal_kinderen": children, "aantal_volwassenen": 1 + int(bool(facts["samenwonen"])) + others}
    for number in range(1, children + 1):
        facts |= {
            f"kind{number}.geboortedatum": draw(born(1, 17)), f"kind{number}.opvang_soort": "geen",
        }  # fmt: skip
    if others:
        facts |= {
            "medebewoner1.relatie": draw(st.sampled_from(RELATIONS)), "medebewoner1.geboortedatum": draw(born(18, 70)),
            "medebewoner1.toetsingsinkomen": draw(incomes), "medebewoner1.vermogen": draw(assets),
            "medebewoner1.zorgverzekerd": True, "medebewoner1.uren_per_week": 24,
        }  # fmt: skip
    return facts


@pytest.mark.parametrize(
    "scheme", [ZORGTOESLAG, HUURTOESLAG, KINDGEBONDEN_BUDGET, KINDEROPVANGTOESLAG], ids=lambda scheme: scheme.id
)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts=known(), year=st.sampled_from([2024, 2025, 2026]), hide=st.lists(st.booleans(), min_size=30, max_size=30))
def test_hiding_facts_never_contradicts_what_is_so(
    scheme: Scheme, facts: dict[str, object], year: int, hide: list[bool]
) -> None:
    hidden = [name for name, gone in zip(facts, hide, strict=False) if gone and name not in STAYS]
    on = date(year, 12, 31)
    whole = assessed(scheme, household(on, **facts))
    part = assessed(scheme, household(on, **{name: value for name, value in facts.items() if name not in hidden}))
    assert_agree(whole, part, hidden)
