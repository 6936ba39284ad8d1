"""What one keeps under attachment: Rv art. 475da lid 1 in the text of each date (scheme-figures.md §4.12) and 475dc."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment, outcome
from maatwerk.knowledge.schemes.engine.beslagvrije_voet import BESLAGVRIJE_VOET
from tests.knowledge.schemes.households import assessed, book, dictionary, household

ALONE: dict[str, object] = {"beslag": True, "netto_maandinkomen": 5000}
PARTNER: dict[str, object] = {"samenwonen": True}
CHILD: dict[str, object] = {"aantal_kinderen": 1}
TABLE = {
    date(2024, 1, 1): ("1996.21", "2162.60", "2631.49", "2747.09"),
    date(2024, 7, 1): ("2019.60", "2181.31", "2664.91", "2775.82"),
    date(2025, 1, 1): ("2071.24", "2242.24", "2739.03", "2855.96"),
    date(2025, 7, 1): ("2093.67", "2264.67", "2771.07", "2888.00"),
    date(2026, 1, 1): ("2191.42", "2526.69", "2881.41", "3155.31"),
}


def _of(on: date, **facts: object) -> Assessment:
    return assessed(BESLAGVRIJE_VOET, household(on, **(ALONE | facts)))


def _most(on: date, **facts: object) -> Decimal:
    found = _of(on, **facts)
    assert found.verdict is Verdict.UNSURE
    assert found.amount
    assert found.amount.exact is None
    assert found.amount.bounds
    assert found.amount.bounds[0] == 0
    return found.amount.bounds[1]


@pytest.mark.parametrize("on", TABLE)
def test_the_most_is_that_of_the_law_for_each_kind_of_household(on: date) -> None:
    found = [_most(on), _most(on, **CHILD), _most(on, **PARTNER), _most(on, **PARTNER, **CHILD)]
    assert found == [Decimal(amount) for amount in TABLE[on]]


def test_the_amount_itself_is_never_told_and_the_official_tool_is() -> None:
    found = _of(date(2026, 1, 1))
    assert found.amount
    assert found.amount.exact is None
    assert any("uwbeslagvrijevoet.nl" in note.nl for note in found.notes)


@pytest.mark.parametrize(
    ("income", "most"),
    [("2306.75", "2191.41"), ("2306.76", "2191.42"), ("2306.77", "2191.42"), ("1000", "950.00"), ("0", "0.00")],
)
def test_it_is_never_more_than_95_percent_of_the_income(income: str, most: str) -> None:
    """0,95 x 2.306,75 = 2.191,4125 and 0,95 x 2.306,76 = 2.191,422."""
    if Decimal(income):
        assert _most(date(2026, 1, 1), netto_maandinkomen=income) == Decimal(most)
    else:
        found = _of(date(2026, 1, 1), netto_maandinkomen=income)
        assert found.amount
        assert found.amount.bounds in (None, (Decimal(0), Decimal(0)))


def test_an_income_that_nobody_told_leaves_the_most_and_is_asked() -> None:
    found = _of(date(2026, 1, 1), netto_maandinkomen="?")
    assert found.amount
    assert found.amount.bounds == (Decimal(0), Decimal("2191.42"))
    assert [str(key) for key in found.questions] == ["netto_maandinkomen"]


def test_without_attachment_it_does_not_matter() -> None:
    found = _of(date(2026, 1, 1), beslag=False, netto_maandinkomen="?")
    assert found.verdict is Verdict.DOES_NOT_FIT
    assert found.questions == ()


def test_the_text_of_july_2026_was_not_read_so_nothing_is_guessed() -> None:
    found = _of(date(2026, 7, 1))
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert found.unknown
    assert found.unknown.name == "beslagvrije_voet.hoogste_alleen"


def test_of_many_households_the_bounds_are_the_same() -> None:
    many = outcome(BESLAGVRIJE_VOET, household(date(2026, 1, 1), **ALONE), book(), dictionary())
    assert (many.low[0], many.high[0]) == (0.0, 2191.42)
    assert many.maybe[0]
    assert not many.surely[0]


@settings(max_examples=50, deadline=None)
@given(cents=st.integers(1, 400_000))
def test_more_income_never_lowers_the_most_and_a_larger_household_never_either(cents: int) -> None:
    on, income = date(2026, 1, 1), f"{cents / 100:.2f}"
    rising = [_most(on, netto_maandinkomen=income, **more) for more in ({}, CHILD, PARTNER, PARTNER | CHILD)]
    assert rising == sorted(rising)
    assert _most(on, netto_maandinkomen=f"{(cents + 100) / 100:.2f}") >= rising[0]
