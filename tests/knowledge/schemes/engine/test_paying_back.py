"""What has to be paid back when the income turns out higher.

Zorgtoeslag 2026 (Wzt art. 2 lid 2, text 1-1-2026): above the threshold of € 29.736 it falls by 13.73% of what one earns
more, and above € 40.857 there is none. It is paid out in whole euros a month, so a year differs at most € 12 from that.
"""

from __future__ import annotations

from datetime import date

import pytest

from maatwerk.knowledge.schemes.desk import NATIONAL
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from maatwerk.knowledge.schemes.engine.paying_back import MOST, PayBack, paying_back
from maatwerk.knowledge.schemes.engine.zorgtoeslag import ZORGTOESLAG
from tests.knowledge.schemes.households import book, dictionary, household

ON = date(2026, 11, 1)
ALONE = {"geboortedatum": "1988-04-02", "zorgverzekerd": "ja", "vermogen": "0"}


def back(*schemes: Scheme, **facts: object) -> PayBack | None:
    return paying_back(schemes or (ZORGTOESLAG,), household(ON, **ALONE | facts), book(), dictionary())


def test_it_grows_with_what_the_law_takes_of_each_euro_more() -> None:
    found = back(toetsingsinkomen="29736")
    assert found
    assert found.given == 29_736
    assert found.at(0) == 0
    for more in (1_000, 5_000, 10_000):
        assert found.at(more) == pytest.approx(0.1373 * more, abs=12)
    # Above the limit everything is asked back: twelve times the € 129 of the official table.
    assert found.at(12_000) == found.back[-1] == 12 * 129


def test_below_the_threshold_earning_more_costs_nothing() -> None:
    found = back(toetsingsinkomen="15000")
    assert found
    assert found.at(14_500) == 0
    assert found.at(16_000) > 0


def test_of_a_range_the_lowest_income_is_what_was_told() -> None:
    found = back(netto_maandinkomen="1500")
    assert found
    assert found.given == 12 * 1_500  # a year before tax is at least twelve months after it


@pytest.mark.parametrize("income", ["0", "20000", "31000", "40858"])
def test_who_earns_more_never_pays_back_less(income: str) -> None:
    found = back(*NATIONAL, toetsingsinkomen=income, aantal_kinderen="1", **{"kind1.leeftijd": "9"})
    assert found
    assert list(found.back) == sorted(found.back)
    assert found.more[-1] == MOST
    assert {scheme.id for scheme in found.schemes} <= {
        "zorgtoeslag", "huurtoeslag", "kindgebonden_budget", "kinderopvangtoeslag",
    }  # fmt: skip


def test_who_gets_none_or_tells_no_income_has_nothing_to_pay_back() -> None:
    assert back(toetsingsinkomen="60000") is None
    assert back() is None
