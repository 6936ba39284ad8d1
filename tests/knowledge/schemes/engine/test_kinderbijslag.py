"""Kinderbijslag: AKW art. 12. Amounts: scheme-figures.md §4.5, as the SVB published them (0-5 / 6-11 / 12-17 years)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.assessing import Assessment
from maatwerk.knowledge.schemes.engine.kinderbijslag import KINDERBIJSLAG
from tests.knowledge.schemes.households import assessed, household

TABLE = {
    date(2024, 1, 1): ("279.49", "339.38", "399.27"),
    date(2024, 7, 1): ("281.69", "342.05", "402.41"),
    date(2025, 1, 1): ("286.45", "347.83", "409.21"),
    date(2025, 7, 1): ("291.49", "353.95", "416.41"),  # AKW art. 12 lid 3, text 1-7-2025
    date(2026, 1, 1): ("295.07", "358.30", "421.53"),
    date(2026, 7, 1): ("298.40", "362.35", "426.29"),  # AKW art. 12 lid 3, text 1-7-2026
}


def _with(on: date, *born: str, **facts: object) -> Assessment:
    children = {f"kind{number}.geboortedatum": day for number, day in enumerate(born, 1)}
    return assessed(
        KINDERBIJSLAG,
        household(on, geboortedatum="1985-05-05", aantal_kinderen=len(born), **(children | facts)),
    )


def _amount(on: date, *born: str, **facts: object) -> Decimal:
    found = _with(on, *born, **facts)
    assert found.verdict is Verdict.FITS
    assert found.amount
    assert found.amount.exact is not None
    assert found.amount.per == "kwartaal"
    return found.amount.exact


@pytest.mark.parametrize("on", TABLE)
def test_each_age_gets_the_published_amount_and_children_are_added(on: date) -> None:
    born = [f"{on.year - age}-01-01" for age in (3, 8, 14)]
    for day, amount in zip(born, TABLE[on], strict=True):
        assert _amount(on, day) == Decimal(amount)
    assert _amount(on, *born) == sum(map(Decimal, TABLE[on]))


@pytest.mark.parametrize(
    ("born", "amount"),
    [
        ("2020-01-02", "295.07"), ("2020-01-01", "358.30"), ("2019-12-31", "358.30"),  # 6 years
        ("2014-01-02", "358.30"), ("2014-01-01", "421.53"), ("2013-12-31", "421.53"),  # 12 years
        ("2008-01-02", "421.53"),  # 17 years, a day before turning 18
        ("2026-01-01", "295.07"),  # born on the first day
    ],
)  # fmt: skip
def test_the_age_on_the_first_day_of_the_quarter_counts(born: str, amount: str) -> None:
    assert _amount(date(2026, 1, 1), born) == Decimal(amount)
    assert _amount(date(2026, 3, 31), born) == Decimal(amount)


@pytest.mark.parametrize("born", ["2008-01-01", "2007-12-31", "2026-01-02"])
def test_who_is_18_or_not_yet_born_on_that_day_gives_nothing(born: str) -> None:
    assert _with(date(2026, 2, 15), born).verdict is Verdict.DOES_NOT_FIT


def test_in_the_next_quarter_a_birthday_of_this_one_counts() -> None:
    assert _amount(date(2026, 3, 31), "2020-02-01") == Decimal("295.07")
    assert _amount(date(2026, 4, 1), "2020-02-01") == Decimal("358.30")


@pytest.mark.parametrize("on", [date(2023, 12, 31), date(2027, 1, 1)])
def test_a_half_year_that_is_not_known_is_not_guessed(on: date) -> None:
    found = _with(on, "2018-01-01")
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert found.unknown
    assert found.unknown.name == "kinderbijslag.bedrag"


def test_without_a_child_there_is_nothing_and_nothing_is_asked() -> None:
    found = _with(date(2026, 1, 1))
    assert found.verdict is Verdict.DOES_NOT_FIT
    assert found.questions == ()


def test_a_child_of_unknown_age_gives_bounds_and_asks_when_it_was_born() -> None:
    found = _with(date(2026, 1, 1), "?")
    assert found.amount
    assert found.amount.bounds == (Decimal("295.07"), Decimal("421.53"))
    assert [str(key) for key in found.questions] == ["kind1.geboortedatum"]


def test_a_child_that_lives_elsewhere_does_not_count() -> None:
    elsewhere = {"kind1.woont_bij_ouder": "niet"}
    assert _with(date(2026, 1, 1), "2018-01-01", **elsewhere).verdict is Verdict.DOES_NOT_FIT
    assert _amount(date(2026, 1, 1), "2018-01-01", "2018-01-01", **elsewhere) == Decimal("358.30")


def test_double_kinderbijslag_is_told_from_3_years() -> None:
    """AKW art. 7a lid 1: from three years, for intensive care."""
    for born, told in (("2023-01-02", False), ("2023-01-01", True)):
        notes = _with(date(2026, 1, 1), born).notes
        assert any("twee keer zo hoog" in note.nl for note in notes) is told


@settings(max_examples=40, deadline=None)
@given(days=st.lists(st.dates(date(2008, 1, 2), date(2026, 1, 1)), min_size=1, max_size=6))
def test_another_child_gives_more_and_an_older_one_never_less(days: list[date]) -> None:
    on = date(2026, 1, 1)
    born = [day.isoformat() for day in days]
    assert _amount(on, *born, "2020-01-02") == _amount(on, *born) + Decimal("295.07")
    older = [max(day.replace(day=1), date(2008, 1, 2)).isoformat() for day in days]
    assert _amount(on, *older) >= _amount(on, *born)
