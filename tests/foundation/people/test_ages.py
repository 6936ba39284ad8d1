"""Birthdays: on the day itself, at midnight in the Netherlands, and for who was born on 29 February."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from maatwerk.foundation.people.ages import birthday, born_after, day_of, reached, start_of

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))
YEARS = st.integers(0, 120)


@pytest.mark.parametrize(
    ("born", "years", "day"),
    [
        (date(2010, 3, 3), 16, date(2026, 3, 3)),
        (date(2008, 2, 29), 12, date(2020, 2, 29)),
        (date(2008, 2, 29), 16, date(2024, 2, 29)),
        (date(2008, 2, 29), 18, date(2026, 3, 1)),  # no 29 February in 2026
        (date(2017, 12, 31), 12, date(2029, 12, 31)),
    ],
)
def test_the_day_on_which_somebody_becomes_so_old(born: date, years: int, day: date) -> None:
    assert birthday(born, years) == day
    assert reached(born, years, day)
    assert not reached(born, years, day - timedelta(days=1))


@pytest.mark.parametrize(
    ("moment", "day"),
    [  # summer time is UTC+2, winter time UTC+1
        (datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_the_netherlands(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        day_of(datetime(2026, 1, 1))


@given(DAYS)
def test_the_start_of_a_day_is_of_that_day_and_the_moment_before_is_not(day: date) -> None:
    assert day_of(start_of(day)) == day
    assert day_of((start_of(day).astimezone(UTC)) - timedelta(microseconds=1)) == day - timedelta(days=1)


@given(DAYS, DAYS, YEARS)
@example(date(2008, 2, 29), date(2026, 2, 28), 18)
@example(date(2008, 2, 29), date(2026, 3, 1), 18)
@example(date(2010, 2, 28), date(2028, 2, 29), 18)
@example(date(2010, 3, 1), date(2028, 2, 29), 18)
def test_a_query_finds_exactly_who_is_younger(born: date, day: date, years: int) -> None:
    """Younger is what the birthday itself says, on any day: the two are written down separately."""
    assert (born > born_after(start_of(day), years)) is not reached(born, years, day)


@given(DAYS, st.integers(-400, 400), st.sampled_from([12, 16, 18]))
def test_round_the_birthday_itself_they_agree_too(born: date, off: int, years: int) -> None:
    day = birthday(born, years) + timedelta(days=off)
    assert (born > born_after(start_of(day), years)) is (off < 0)


@given(DAYS, YEARS)
def test_nobody_is_a_year_older_too_early(born: date, years: int) -> None:
    """From one birthday to the next there are 365 or 366 days: never a day of a year is given away or taken."""
    assert (birthday(born, years + 1) - birthday(born, years)).days in (365, 366)
