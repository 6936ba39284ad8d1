"""What one pays for help under the Wmo: scheme-figures.md §4.11 (2023 19,00; 2024 20,60; 2025 21,00; not of 2026)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.wmo_eigen_bijdrage import WMO_EIGEN_BIJDRAGE
from tests.knowledge.schemes.households import assessed, household

ALONE: dict[str, object] = {"geboortedatum": "1950-01-01", "wmo_hulp": True}


def _of(on: date, **facts: object) -> Assessment:
    return assessed(WMO_EIGEN_BIJDRAGE, household(on, **(ALONE | facts)))


@pytest.mark.parametrize(("year", "amount"), [(2023, "19.00"), (2024, "20.60"), (2025, "21.00")])
@pytest.mark.parametrize("day", [(1, 1), (12, 31)])
def test_everybody_pays_the_same_all_year(year: int, amount: str, day: tuple[int, int]) -> None:
    found = _of(date(year, *day))
    assert found.verdict is Verdict.FITS
    assert found.amount
    assert found.amount.exact == Decimal(amount)


def test_the_amount_of_2026_is_not_known_and_not_guessed() -> None:
    found = _of(date(2026, 1, 1))
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert found.unknown
    assert found.unknown.name == "wmo_eigen_bijdrage.per_maand"


@pytest.mark.parametrize(
    ("own", "partner", "amount"),
    [
        ("1950-01-01", "1950-01-01", "21.00"),
        ("1950-01-01", "1985-05-05", "0.00"),
        ("1985-05-05", "1950-01-01", "0.00"),
        ("1985-05-05", "1985-05-05", "0.00"),
        ("1950-01-01", "1958-01-02", "0.00"),  # turns 67 a day later
        ("1950-01-01", "1958-01-01", "21.00"),
    ],
)
def test_two_partners_pay_nothing_until_both_have_aow_age(own: str, partner: str, amount: str) -> None:
    found = _of(date(2025, 1, 1), geboortedatum=own, samenwonen=True, **{"partner.geboortedatum": partner})
    assert found.amount
    assert found.amount.exact == Decimal(amount)


def test_two_partners_who_pay_nothing_do_not_need_the_amount_of_2026() -> None:
    found = _of(date(2026, 1, 1), samenwonen=True, **{"partner.geboortedatum": "1985-05-05"})
    assert found.verdict is Verdict.FITS
    assert found.amount
    assert found.amount.exact == Decimal("0.00")


def test_who_is_alone_pays_also_below_aow_age() -> None:
    found = _of(date(2025, 1, 1), geboortedatum="1985-05-05")
    assert found.amount
    assert found.amount.exact == Decimal("21.00")


@pytest.mark.parametrize(("born", "verdict"), [("2007-01-02", Verdict.DOES_NOT_FIT), ("2007-01-01", Verdict.FITS)])
def test_who_is_under_18_pays_nothing(born: str, verdict: Verdict) -> None:
    assert _of(date(2025, 1, 1), geboortedatum=born).verdict is verdict


def test_without_help_nothing_is_paid_and_without_an_answer_it_is_asked() -> None:
    assert _of(date(2025, 1, 1), wmo_hulp=False).verdict is Verdict.DOES_NOT_FIT
    unsure = _of(date(2025, 1, 1), wmo_hulp="?")
    assert unsure.verdict is Verdict.UNSURE
    assert "wmo_hulp" in [str(key) for key in unsure.questions]


@pytest.mark.parametrize("partner", [{}, {"samenwonen": True, "partner.geboortedatum": "1985-05-05"}])
def test_from_2027_it_is_open_whether_income_will_count(partner: dict[str, object]) -> None:
    assert not any("plan" in note.nl for note in _of(date(2026, 12, 31), **partner).notes)
    found = _of(date(2027, 1, 1), **partner)
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert any("plan" in note.nl for note in found.notes)
