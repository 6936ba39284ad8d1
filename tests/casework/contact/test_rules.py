"""Terms and what may end how."""

from __future__ import annotations

from datetime import date

import pytest

from maatwerk.casework.contact.rules import Kind, Outcome, due, may_end


@pytest.mark.parametrize(
    ("asked", "kind", "last"),
    [
        (date(2026, 11, 20), Kind.CALL, date(2026, 11, 23)),  # on a Friday: on Monday
        (date(2026, 11, 22), Kind.CALL, date(2026, 11, 23)),  # on a Sunday: on Monday
        (date(2026, 11, 23), Kind.CALL, date(2026, 11, 24)),
        (date(2026, 12, 24), Kind.CALL, date(2026, 12, 28)),  # Christmas, and then a weekend
        (date(2026, 4, 26), Kind.CALL, date(2026, 4, 28)),  # 27 April is the day of the King
        (date(2026, 11, 20), Kind.VISIT, date(2026, 11, 27)),
        (date(2026, 12, 21), Kind.VISIT, date(2026, 12, 29)),  # 22, 23, 24, 28 and 29
    ],
)
def test_a_term_is_in_working_days_and_the_day_itself_does_not_count(asked: date, kind: Kind, last: date) -> None:
    assert due(asked, kind) == last


def test_not_reached_takes_three_tries_and_other_ends_take_none() -> None:
    assert not may_end(Outcome.NOT_REACHED, 2)
    assert may_end(Outcome.NOT_REACHED, 3)
    assert all(may_end(each, 0) for each in Outcome if each is not Outcome.NOT_REACHED)
