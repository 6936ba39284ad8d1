"""Birthdays: the short way (one comparison) says the same as counting from the birth."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.schemes.engine.ages import birthday, day_number, has_reached, reached_before_month

days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(born=days, on=days, years=st.integers(0, 70))
def test_who_has_had_a_birthday_has_reached_that_age(born: date, on: date, years: int) -> None:
    births = np.array([day_number(born)])
    assert has_reached(births, on, years) == (birthday(births, years) <= np.datetime64(on))
    assert reached_before_month(births, on, years) == (birthday(births, years) < np.datetime64(on, "M"))


@pytest.mark.parametrize(
    ("born", "on", "reached"),
    [
        ("2008-02-29", "2026-02-28", False),  # not a leap year: on 1 March
        ("2008-02-29", "2026-03-01", True),
        ("2006-02-28", "2024-02-28", True),
        ("2006-03-01", "2024-02-29", False),
        ("2008-01-01", "2026-01-01", True),
        ("2008-01-02", "2026-01-01", False),
    ],
)
def test_around_a_leap_day_and_at_the_turn_of_the_year(born: str, on: str, reached: bool) -> None:
    births = np.array([day_number(date.fromisoformat(born))])
    assert has_reached(births, date.fromisoformat(on), 18)[0] == reached
