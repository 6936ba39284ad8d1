"""Zorgtoeslag against the published figures. Maxima a month: 2024 € 123 and € 236, 2025 € 131 and € 250, 2026 € 129
and € 246 (belastingdienst.nl); to the cent by Wzt art. 2: 123,59 / 236,05, 131,12 / 250,85, 129,20 / 246,89."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.zorgtoeslag import ZORGTOESLAG
from tests.knowledge.schemes.households import assessed, household

MAXIMA = [
    (2024, False, "123.59", 123), (2024, True, "236.05", 236),
    (2025, False, "131.12", 131), (2025, True, "250.85", 250),
    (2026, False, "129.20", 129), (2026, True, "246.89", 246),
]  # fmt: skip


@pytest.mark.parametrize(("year", "partner", "exact", "paid"), MAXIMA)
def test_who_earns_little_gets_the_published_maximum(year: int, partner: bool, exact: str, paid: int) -> None:
    facts = {"geboortedatum": "1980-05-05", "zorgverzekerd": True, "toetsingsinkomen": 20_000, "vermogen": 0}
    if partner:
        facts |= {"partner.zorgverzekerd": True, "partner.toetsingsinkomen": 0, "partner.vermogen": 0}
    found = assessed(ZORGTOESLAG, household(date(year, 1, 1), samenwonen=partner, **facts))
    assert found.verdict is Verdict.FITS
    assert found.amount
    assert (found.amount.exact, found.amount.paid_out) == (Decimal(exact), Decimal(paid))


def test_what_is_unknown_gives_bounds_and_the_questions_that_settle_it() -> None:
    found = assessed(
        ZORGTOESLAG,
        household(date(2026, 1, 1), samenwonen=False, geboortedatum="1980-05-05", zorgverzekerd=True, vermogen=0),
    )
    assert found.verdict is Verdict.UNSURE
    assert found.amount
    assert found.amount.bounds == (Decimal(0), Decimal(129))
    assert [str(key) for key in found.questions] == ["toetsingsinkomen"]


def test_nothing_is_asked_that_makes_no_difference() -> None:
    found = assessed(ZORGTOESLAG, household(date(2026, 1, 1), samenwonen=False, geboortedatum="2015-05-05", vermogen=0))
    assert found.verdict is Verdict.DOES_NOT_FIT
    assert found.questions == ()
    assert "18" in found.reasons_against[0].nl


def test_a_year_whose_figures_are_not_known_gives_no_guess() -> None:
    found = assessed(
        ZORGTOESLAG,
        household(
            date(2027, 1, 1), samenwonen=False, geboortedatum="1980-05-05", zorgverzekerd=True,
            toetsingsinkomen=20_000, vermogen=0,
        ),
    )  # fmt: skip
    assert found.verdict is Verdict.UNSURE
    assert found.amount is None
    assert found.unknown
    assert found.unknown.name == "zorgtoeslag.vermogen_alleen"
