"""Kinderopvangtoeslag: the highest prices and hours (reference page §4.4, Meijburg Promemorie 2025 p. 33). The table of
percentages is not known, so there is never an amount."""

from __future__ import annotations

from datetime import date

import pytest

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.kinderopvangtoeslag import KINDEROPVANGTOESLAG
from tests.knowledge.schemes.households import assessed, household


def of(year: int = 2026, /, **facts: object) -> Assessment:
    known = {"uren_per_week": 32, "student": False, "aantal_kinderen": 1}
    return assessed(KINDEROPVANGTOESLAG, household(date(year, 1, 1), **(known | facts)))


def care(kind: str = "dagopvang", hours: float = 100, price: float = 8, child: str = "kind1") -> dict[str, object]:
    return {f"{child}.opvang_soort": kind, f"{child}.opvang_uren": hours, f"{child}.opvang_uurprijs": price}


def value(found: Assessment, step: str) -> float:
    return next(line for line in found.lines if line.id == step).value[0]


@pytest.mark.parametrize(
    ("year", "kind", "highest"),
    [
        (2024, "dagopvang", 10.25), (2024, "buitenschoolse_opvang", 9.12), (2024, "gastouder", 7.53),
        (2025, "dagopvang", 10.71), (2025, "buitenschoolse_opvang", 9.52), (2025, "gastouder", 8.10),
        (2026, "dagopvang", 11.23), (2026, "buitenschoolse_opvang", 9.98), (2026, "gastouder", 8.49),
    ],
)  # fmt: skip
def test_a_price_counts_up_to_the_highest(year: int, kind: str, highest: float) -> None:
    for price, counts in ((highest - 0.01, highest - 0.01), (highest, highest), (highest + 0.01, highest)):
        assert value(of(year, **care(kind, 100, price)), "kosten") == pytest.approx(100 * counts)


@pytest.mark.parametrize(("hours", "counts"), [(229, 229), (230, 230), (231, 230)])
def test_hours_count_up_to_230_for_each_child(hours: int, counts: int) -> None:
    assert value(of(**care(hours=hours)), "uren") == counts
    two = care(hours=hours) | care(hours=10, child="kind2")
    assert value(of(aantal_kinderen=2, **two), "uren") == counts + 10


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026, 2027])
def test_there_is_never_an_amount_and_what_is_missing_is_said(year: int) -> None:
    found = of(year, **care())
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert found.unknown
    if year in (2024, 2025, 2026):
        assert found.unknown.name == "kinderopvangtoeslag.percentages"


def test_without_care_there_is_none_and_without_children_nothing_is_asked() -> None:
    assert of(**{"kind1.opvang_soort": "geen"}).verdict is Verdict.DOES_NOT_FIT
    alone = of(aantal_kinderen=0)
    assert (alone.verdict, alone.questions) == (Verdict.DOES_NOT_FIT, ())
    assert [str(key) for key in of().questions] == ["kind1.opvang_soort"]


@pytest.mark.parametrize(
    ("facts", "noted"),
    [
        ({}, False),
        ({"uren_per_week": 0}, True),
        ({"uren_per_week": 0, "student": True}, False),
        ({"samenwonen": True, "gehuwd": True, "partner.uren_per_week": 0, "partner.student": False}, True),
        ({"samenwonen": True, "gehuwd": True, "partner.uren_per_week": 8}, False),
    ],
)
def test_who_does_not_work_or_study_hears_that_it_may_still_be(facts: dict[str, object], noted: bool) -> None:
    found = of(**care(), **facts)
    assert any("inburgering" in note.nl for note in found.notes) is noted


@pytest.mark.parametrize("who", ["rechtmatig_verblijf", "partner.rechtmatig_verblijf"])
def test_without_lawful_residence_there_is_none(who: str) -> None:
    found = of(**care(), samenwonen=True, gehuwd=True, **{who: False})
    assert found.verdict is Verdict.DOES_NOT_FIT
