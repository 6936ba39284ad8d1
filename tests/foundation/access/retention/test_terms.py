"""Until when something is kept. The dates are worked out by hand from the articles that are named."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.register import EventKind
from maatwerk.foundation.access.retention.terms import Times, begins, first_kept, last_day, shown, term_of

DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(1, 400)


@pytest.mark.parametrize(
    ("began", "months", "last"),
    [
        (date(2010, 6, 1), 180, date(2025, 6, 1)),  # Wmo 2015 art. 5.3.4: fifteen years
        (date(2006, 3, 31), 240, date(2026, 3, 31)),  # Jeugdwet art. 7.3.8 lid 3: twenty years
        (date(2008, 2, 29), 240, date(2028, 2, 29)),
        (date(2012, 2, 29), 180, date(2027, 2, 28)),  # no such day in 2027
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_a_term_of_months_ends_on_the_same_day_or_the_last_of_the_month(began: date, months: int, last: date) -> None:
    assert last_day(began, months) == last


@given(DAYS, DAYS, MONTHS)
def test_what_began_before_the_first_day_that_is_kept_is_over_and_nothing_else(
    began: date, today: date, months: int
) -> None:
    assert (last_day(began, months) < today) is (began < first_kept(today, months))


@given(DAYS, MONTHS)
def test_on_its_last_day_it_is_kept_and_the_day_after_it_goes(began: date, months: int) -> None:
    last = last_day(began, months)
    assert first_kept(last, months) <= began < first_kept(last + timedelta(days=1), months)


OWN, LATER, EARLIER = date(2020, 5, 4), date(2024, 1, 31), date(2018, 1, 1)


@pytest.mark.parametrize("kind", [EventKind.WRITTEN, EventKind.LOOKED, EventKind.SETTLED])
def test_what_counts_from_the_row_itself_looks_at_nothing_else(kind: EventKind) -> None:
    assert begins(kind, Times(OWN, closed=LATER, changed=LATER, born=LATER)) == OWN


@pytest.mark.parametrize(
    ("kind", "times", "expected"),
    [
        (EventKind.CLOSED, Times(OWN, closed=LATER), LATER),
        (EventKind.CLOSED, Times(OWN, closed=EARLIER), OWN),
        (EventKind.CLOSED, Times(OWN), OWN),  # nobody ever worked with them
        (EventKind.CHANGED, Times(OWN, changed=LATER), LATER),
        # Leerplichtwet 1969 art. 4a: until 18. Who was born on 29 February is 18 on 1 March 2026.
        (EventKind.OF_AGE, Times(OWN, born=date(2008, 2, 29)), date(2026, 3, 1)),
        (EventKind.OF_AGE, Times(OWN, born=date(2001, 7, 7)), OWN),  # was of age when it was written
        (EventKind.OF_AGE, Times(OWN), date(2038, 5, 4)),  # unknown: surely 18 then
    ],
)
def test_what_comes_later_counts(kind: EventKind, times: Times, expected: date) -> None:
    assert begins(kind, times) == expected


def test_fewer_than_ten_are_not_told_and_more_only_in_tens() -> None:
    assert [shown(count) for count in (0, 1, 9, 10, 19, 20, 345)] == [0, 0, 0, 10, 10, 20, 340]


# The content of this repository, as somebody read it in the law (`gezien` in the files).
@pytest.mark.parametrize(
    ("purpose", "kind", "months"),
    [
        ("wmo", "opgeschreven", 15 * 12),  # Wmo 2015 art. 5.3.4
        ("veiligheid", "opgeschreven", 15 * 12),  # Wmo 2015 art. 5.3.4
        ("jeugdhulp", "laatste_wijziging", 20 * 12),  # Jeugdwet art. 7.3.8 lid 3
        ("wvggz", "afgesloten", 20 * 12),  # Wvggz art. 8:32 lid 4, BW 7:454
    ],
)
def test_the_terms_of_the_law_stand_in_the_register(purpose: str, kind: str, months: int) -> None:
    term = connections().register("duinstad").purposes[purpose].retention
    assert (term.kind.value, term.months, term.law is not None) == (kind, months, True)


def test_a_category_with_a_term_of_its_own_goes_before_the_purpose() -> None:
    register = connections().register("duinstad")
    asked, told, unknown = (term_of(register, *pair) for pair in (("wmo", "verzoek"), ("wmo", "zorg"), ("x", "zorg")))
    assert asked is not None
    assert told is not None
    assert (asked.months, told.months, unknown) == (12, 180, None)
