"""Terms, as the Algemene termijnenwet (Atw) counts them. Dates come from calendars, not from the code."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.worklist.rules import State, due, easter_sunday, holidays, is_working_day, state

DAYS = st.dates(date(2014, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [
        # The Easter dates of the United States Naval Observatory; 2008 and 2038 are the earliest and latest of our age.
        (2008, 3, 23),
        (2024, 3, 31),
        (2025, 4, 20),
        (2026, 4, 5),
        (2027, 3, 28),
        (2028, 4, 16),
        (2029, 4, 1),
        (2030, 4, 21),
        (2038, 4, 25),
        (2049, 4, 18),
        (2076, 4, 19),
    ],
)
def test_easter_is_on_the_day_of_the_calendar(year: int, month: int, day: int) -> None:
    assert easter_sunday(year) == date(year, month, day)


def test_the_holidays_of_2026_are_those_that_the_government_publishes() -> None:
    """rijksoverheid.nl, "Officiele feestdagen 2026" (Easter, Whitsun and Christmas Day that fall on a Sunday or are
    no holiday in the Atw aside), and the decree that puts 2 January and 15 May 2026 on a par with them."""
    days = ["01-01", "01-02", "04-03", "04-06", "04-27", "05-05", "05-14", "05-15", "05-25", "12-25", "12-26"]
    assert sorted(holidays(2026)) == [date.fromisoformat(f"2026-{day}") for day in days]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2014-04-26", "the first day of the King: 27 April 2014 was a Sunday"),
        ("2025-04-26", "27 April 2025 was a Sunday"),
        ("2031-04-26", "27 April 2031 is a Sunday"),
        ("2027-05-07", "the decree for 2026-2028: the Friday after Ascension Day"),
        ("2028-05-26", "the same"),
    ],
)
def test_days_that_move(day: str, why: str) -> None:
    assert date.fromisoformat(day) in holidays(int(day[:4])), why


@pytest.mark.parametrize("day", ["2014-04-27", "2025-04-27", "2026-05-04", "2026-12-24", "2026-12-31", "2026-04-04"])
def test_days_that_are_no_holiday(day: str) -> None:
    assert date.fromisoformat(day) not in holidays(int(day[:4]))


@pytest.mark.parametrize(
    ("start", "days", "last", "why"),
    [
        ("2026-11-20", 4, "2026-11-24", "a Tuesday is kept"),
        ("2026-11-20", 1, "2026-11-23", "a Saturday becomes Monday (art. 1)"),
        ("2026-11-20", 2, "2026-11-23", "a Sunday becomes Monday (art. 1)"),
        ("2026-04-01", 2, "2026-04-07", "Good Friday becomes the Tuesday after Easter (art. 1 and 3 lid 2)"),
        ("2026-04-02", 3, "2026-04-08", "Easter Sunday would become Tuesday, but two working days are due (art. 2)"),
        ("2026-04-13", 14, "2026-04-28", "the day of the King becomes the Tuesday after it (art. 3)"),
        ("2026-05-07", 7, "2026-05-18", "Ascension Day and the decreed Friday become Monday (art. 3 lid 3)"),
        ("2026-04-28", 7, "2026-05-06", "5 May is one every year (art. 3)"),
        ("2026-12-18", 7, "2026-12-28", "Christmas becomes the Monday after it (art. 3)"),
        ("2026-12-24", 8, "2027-01-04", "New Year's Day 2027 becomes Monday (art. 3)"),
        ("2026-01-10", 90, "2026-04-10", "a term of ninety days is still one of the law"),
        ("2026-01-08", 90, "2026-04-08", "the same"),
        ("2026-01-05", 90, "2026-04-07", "the day after Easter becomes Tuesday"),
        ("2026-01-05", 91, "2026-04-06", "a term of more than ninety days ends on its own day (art. 4 onder a)"),
    ],
)
def test_a_term_ends_on_its_last_day_or_the_next_working_day(start: str, days: int, last: str, why: str) -> None:
    assert due(date.fromisoformat(start), days) == date.fromisoformat(last), why


@given(DAYS, st.integers(1, 90))
def test_a_term_is_never_shorter_than_asked_nor_ends_when_nobody_works(start: date, days: int) -> None:
    last = due(start, days)
    assert is_working_day(last)
    assert timedelta(days) <= last - start <= timedelta(days + 6)


def test_a_term_without_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        due(date(2026, 11, 20), 0)


@pytest.mark.parametrize(
    ("due_on", "wanted"),
    [("2026-11-25", State.ON_TIME), ("2026-11-24", State.SOON), ("2026-11-22", State.SOON), ("2026-11-21", State.LATE)],
)
def test_the_last_day_itself_is_in_time_and_two_days_before_it_is_soon(due_on: str, wanted: State) -> None:
    assert state(date.fromisoformat(due_on), date(2026, 11, 22)) is wanted
