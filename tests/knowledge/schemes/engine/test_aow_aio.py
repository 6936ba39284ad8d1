"""AOW and AIO. AOW age: AOW art. 7a. AOW amounts: scheme-figures.md §4.7; norms of AIO: Pw art. 22 in the text of each
date and §4.6 (the couple on 1-1-2024 is disputed: the law text read 1.932,32)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.advice import Verdict
from maatwerk.knowledge.schemes.engine.aio import AIO
from maatwerk.knowledge.schemes.engine.aow import AOW
from maatwerk.knowledge.schemes.engine.assessing import Scheme
from tests.knowledge.schemes.households import assessed, household

DAYS = [date(2024, 1, 1), date(2024, 7, 1), date(2025, 1, 1), date(2025, 7, 1), date(2026, 1, 1), date(2026, 7, 1)]
AOW_ALONE = ("1541.53", "1569.75", "1580.92", "1612.44", "1637.57")
AOW_WITH_PARTNER = ("1047.60", "1067.47", "1081.50", "1103.97", "1122.12")
AIO_ALONE = ("1425.76", "1456.85", "1501.07", "1530.21", "1564.69", "1587.34")
AIO_COUPLE = ("1933.98", "1976.64", "2053.48", "2094.98", "2144.16", "2176.10")
OLD: dict[str, object] = {"geboortedatum": "1950-01-01", "netto_maandinkomen": 0, "vermogen": 0, "aow_opbouwjaren": 50}


def _amount(scheme: Scheme, on: date, **facts: object) -> Decimal:
    found = assessed(scheme, household(on, **(OLD | facts)))
    assert found.amount
    assert found.amount.exact is not None
    return found.amount.exact


@pytest.mark.parametrize("half", range(5))
def test_full_aow_is_the_published_amount(half: int) -> None:
    assert _amount(AOW, DAYS[half]) == Decimal(AOW_ALONE[half])
    assert _amount(AOW, DAYS[half], samenwonen=True) == Decimal(AOW_WITH_PARTNER[half])


def test_the_aow_of_july_2026_is_not_known_and_not_guessed() -> None:
    assert _amount(AOW, date(2026, 6, 30)) == Decimal("1637.57")
    found = assessed(AOW, household(date(2026, 7, 1), **OLD))
    assert (found.verdict, found.amount) == (Verdict.UNSURE, None)
    assert found.unknown
    assert found.unknown.name == "aow.alleen"


@pytest.mark.parametrize(("years", "amount"), [(1, "32.75"), (25, "818.79"), (49, "1604.82"), (50, "1637.57")])
def test_each_insured_year_gives_two_percent(years: int, amount: str) -> None:
    """AOW art. 13, of 1.637,57: 32,7514, 818,785 and 1.604,8186, to the cent."""
    assert _amount(AOW, date(2026, 1, 1), aow_opbouwjaren=years) == Decimal(amount)


def test_without_a_year_there_is_no_aow() -> None:
    found = assessed(AOW, household(date(2026, 1, 1), **(OLD | {"aow_opbouwjaren": 0})))
    assert found.verdict is Verdict.DOES_NOT_FIT


def test_years_that_nobody_told_give_bounds_and_the_question() -> None:
    found = assessed(AOW, household(date(2026, 1, 1), **(OLD | {"aow_opbouwjaren": "?"})))
    assert found.verdict is Verdict.UNSURE
    assert found.amount
    assert found.amount.bounds == (Decimal(0), Decimal("1637.57"))
    assert [str(key) for key in found.questions] == ["aow_opbouwjaren"]


@pytest.mark.parametrize(
    ("on", "born", "reached"),
    [
        # 66 years and 10 months in 2023
        ("2023-06-14", "1956-08-15", False), ("2023-06-15", "1956-08-15", True), ("2023-06-16", "1956-08-15", True),
        # reached in December 2023, so also in January 2024, although 67 is then the age
        ("2023-12-31", "1957-02-28", True), ("2024-01-01", "1957-02-28", True),
        ("2024-01-01", "1957-03-01", False), ("2024-02-29", "1957-03-01", False), ("2024-03-01", "1957-03-01", True),
        # 67 years from 2024
        ("2026-05-04", "1959-05-05", False), ("2026-05-05", "1959-05-05", True), ("2027-05-05", "1960-05-05", True),
    ],
)  # fmt: skip
def test_the_aow_age_is_that_of_the_year_in_which_one_reaches_it(on: str, born: str, reached: bool) -> None:
    found = assessed(AIO, household(date.fromisoformat(on), **(OLD | {"geboortedatum": born})))
    assert ("aow_leeftijd", float(reached)) in [(line.id, line.value[0]) for line in found.lines]


@pytest.mark.parametrize(
    ("on", "born", "is_first"),
    [("2026-05-05", "1959-05-05", True), ("2026-05-31", "1959-05-05", True), ("2026-06-01", "1959-05-05", False),
     ("2026-05-31", "1959-05-01", False)],
)  # fmt: skip
def test_in_the_month_of_the_aow_age_it_is_a_part(on: str, born: str, is_first: bool) -> None:
    found = assessed(AOW, household(date.fromisoformat(on), **(OLD | {"geboortedatum": born})))
    assert found.verdict is Verdict.FITS
    assert any("eerste maand" in note.nl for note in found.notes) is is_first


def test_who_is_too_young_reads_the_age() -> None:
    found = assessed(AOW, household(date(2026, 1, 1), **(OLD | {"geboortedatum": "1985-05-05"})))
    assert found.verdict is Verdict.DOES_NOT_FIT
    assert "67 jaar" in found.reasons_against[0].nl
    assert found.questions == ()


def test_an_age_that_is_not_settled_is_not_guessed() -> None:
    found = assessed(AOW, household(date(2028, 6, 1), **OLD))
    assert found.verdict is Verdict.UNSURE
    assert found.unknown
    assert found.unknown.name == "aow.leeftijd"


@pytest.mark.parametrize("half", range(6))
def test_aio_tops_up_to_the_norm_of_the_law(half: int) -> None:
    assert _amount(AIO, DAYS[half]) == Decimal(AIO_ALONE[half])
    couple = {"samenwonen": True, "partner.netto_maandinkomen": 0, "partner.vermogen": 0}
    for born in ("1950-01-01", "1985-05-05"):  # art. 22 under b and c: the same amount
        assert _amount(AIO, DAYS[half], **couple, **{"partner.geboortedatum": born}) == Decimal(AIO_COUPLE[half])


def test_aio_takes_off_all_that_comes_in() -> None:
    assert _amount(AIO, date(2026, 1, 1), netto_maandinkomen="1558.15") == Decimal("6.54")


@pytest.mark.parametrize(("income", "verdict"), [("1564.68", Verdict.FITS_IF), ("1564.69", Verdict.DOES_NOT_FIT)])
def test_aio_ends_at_the_norm(income: str, verdict: Verdict) -> None:
    assert assessed(AIO, household(date(2026, 1, 1), **(OLD | {"netto_maandinkomen": income}))).verdict is verdict


@pytest.mark.parametrize(("wealth", "verdict"), [(8000, Verdict.FITS_IF), ("8000.01", Verdict.DOES_NOT_FIT)])
def test_aio_has_the_wealth_limit_of_bijstand(wealth: object, verdict: Verdict) -> None:
    assert assessed(AIO, household(date(2026, 1, 1), **(OLD | {"vermogen": wealth}))).verdict is verdict


def test_aio_is_shared_with_somebody_of_27_or_older() -> None:
    """Art. 22a with B of art. 22 under b: (40% + 2 x 30%) / 2 x 2.144,16 = 1.072,08."""
    other = {"medebewoner1.geboortedatum": "1990-01-01", "medebewoner1.student": False, "medebewoner1.relatie": "kind"}
    assert _amount(AIO, date(2026, 1, 1), aantal_volwassenen=2, **other) == Decimal("1072.08")


@settings(max_examples=40, deadline=None)
@given(years=st.integers(1, 49), partner=st.booleans())
def test_more_years_give_more_and_a_partner_less_each(years: int, partner: bool) -> None:
    on = date(2026, 1, 1)
    now = _amount(AOW, on, aow_opbouwjaren=years, samenwonen=partner)
    assert 0 < now < _amount(AOW, on, aow_opbouwjaren=years + 1, samenwonen=partner)
    assert _amount(AOW, on, aow_opbouwjaren=years, samenwonen=True) <= now
