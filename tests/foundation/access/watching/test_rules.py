"""The rules by which a look stands out: at the limit, past it, and at which hours."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.access.watching.rules import outside_hours, past

WEDNESDAY, SATURDAY = date(2026, 7, 1), date(2026, 7, 4)  # cal 7 2026


def test_a_limit_is_not_past_itself_and_the_same_thing_counts_once() -> None:
    five = [("els", number) for number in range(5)] + [("els", 0), ("els", 4)]
    assert past(5, five) == frozenset()
    assert past(5, [*five, ("ruben", 5)]) == frozenset()
    assert past(5, [*five, ("els", 5)]) == {"els"}


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 9))), st.integers(0, 9), st.randoms())
def test_the_order_of_the_log_makes_no_difference(pairs: list[tuple[str, int]], limit: int, chance: object) -> None:
    shuffled = list(pairs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert past(limit, shuffled) == past(limit, pairs) == past(limit, pairs + pairs)


def test_on_a_weekday_most_people_work_from_seven_to_eight_in_the_evening_in_the_netherlands() -> None:
    # In July the Netherlands is two hours ahead of UTC (Richtlijn 2000/84/EG).
    assert [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in outside_hours(WEDNESDAY)] == [
        (datetime(2026, 6, 30, 22, tzinfo=UTC), datetime(2026, 7, 1, 5, tzinfo=UTC)),
        (datetime(2026, 7, 1, 18, tzinfo=UTC), datetime(2026, 7, 1, 22, tzinfo=UTC)),
    ]


def test_a_saturday_is_outside_hours_as_a_whole() -> None:
    assert [(start.astimezone(UTC), end.astimezone(UTC)) for start, end in outside_hours(SATURDAY)] == [
        (datetime(2026, 7, 3, 22, tzinfo=UTC), datetime(2026, 7, 4, 22, tzinfo=UTC)),
    ]


def test_on_the_sunday_that_the_clock_goes_back_the_day_has_25_hours() -> None:
    [(start, end)] = outside_hours(date(2026, 10, 25))
    assert (end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() == 25 * 3600
