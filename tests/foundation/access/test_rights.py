"""Until when an answer may take, and on what a no may rest. Days from the regulation, not from the code."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.access.rights import (
    GROUNDS,
    LAWS,
    REFUSALS,
    RefusalGround,
    Right,
    due,
    extended,
    months_later,
)

USUAL = [each for each in Right if each is not Right.DESTRUCTION]


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        # A period in months ends on the same date of the last month, or on its last day when there is no such date
        # (Verordening (EEG, Euratom) 1182/71 art. 3 lid 2 onder c). Guidelines EDPB 01/2022, 5.3: asked on 5 March,
        # at the latest on 5 April; asked on 31 August, at the latest on 30 September.
        (date(2026, 3, 5), date(2026, 4, 5)),
        (date(2026, 8, 31), date(2026, 9, 30)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 2, 28), date(2026, 3, 28)),
    ],
)
def test_an_answer_takes_a_month_at_most(asked: date, last: date) -> None:
    """AVG art. 12 lid 3."""
    assert {due(right, asked) for right in USUAL} == {last}


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        (date(2026, 3, 5), date(2026, 6, 5)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 10, 31), date(2027, 1, 31)),
    ],
)
def test_destruction_takes_three_months_and_the_laws_give_no_more(asked: date, last: date) -> None:
    """Wmo 2015 art. 5.3.5; Jeugdwet art. 7.3.9."""
    assert due(Right.DESTRUCTION, asked) == last
    assert extended(Right.DESTRUCTION, asked) is None


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        (date(2026, 3, 5), date(2026, 6, 5)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2026, 1, 31), date(2026, 4, 30)),
    ],
)
def test_more_time_is_two_months_from_the_end_of_the_first(asked: date, last: date) -> None:
    """AVG art. 12 lid 3: three months in all, counted from the day it was asked."""
    assert {extended(right, asked) for right in USUAL} == {last}


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_so_many_months_later_is_in_that_month_and_never_after_its_day(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later.month != (date.fromordinal(later.toordinal() + 1)).month)


def test_every_right_and_every_ground_names_its_articles() -> None:
    assert set(LAWS) == set(REFUSALS) == set(Right)
    assert set(GROUNDS) == set(RefusalGround)
    assert all("art." in law for law in [*LAWS.values(), *GROUNDS.values()])


def test_every_ground_belongs_to_some_right() -> None:
    assert set(RefusalGround) == {ground for grounds in REFUSALS.values() for ground in grounds}


def test_destruction_is_refused_only_for_another_or_by_a_law() -> None:
    """Wmo 2015 art. 5.3.5 and Jeugdwet art. 7.3.9: a substantial interest of another, or a law that opposes. Besides,
    somebody has to be who they say, and it has to be theirs."""
    assert REFUSALS[Right.DESTRUCTION] == {
        RefusalGround.WHO,
        RefusalGround.ELSEWHERE,
        RefusalGround.ANOTHERS_INTEREST,
        RefusalGround.LAW,
    }


@pytest.mark.parametrize(
    ("right", "ground"),
    [
        (Right.INSIGHT, RefusalGround.TASK),  # AVG art. 15 knows only the rights of others
        (Right.INSIGHT, RefusalGround.LAW),
        (Right.CORRECTION, RefusalGround.TASK),  # what is wrong is wrong, whatever it is for (art. 5 lid 1 onder d)
        (Right.ERASURE, RefusalGround.ANOTHER),
        (Right.QUESTION, RefusalGround.TASK),
        (Right.TRANSFER, RefusalGround.LAW),
    ],
)
def test_a_ground_of_one_right_is_none_of_another(right: Right, ground: RefusalGround) -> None:
    assert ground not in REFUSALS[right]
