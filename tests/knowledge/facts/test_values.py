"""Money between periods, and values written and shown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.facts import Dictionary, FactKey, FactValue, Money, NoAnswer, Period, load_facts, written
from maatwerk.knowledge.facts.numbers import UnreadableError, number
from maatwerk.site.home import CONTENT

DICTIONARY = Dictionary(load_facts(CONTENT / "facts"))
FLOWS = [Period.MONTH, Period.QUARTER, Period.YEAR]
EUROS = st.decimals(-1_000_000, 1_000_000, places=2)


def money(amount: str | int, period: Period) -> Money:
    return Money(Decimal(amount), period)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (money(100, Period.MONTH), money(1200, Period.YEAR)),
        (money(100, Period.MONTH), money(300, Period.QUARTER)),
        (money(300, Period.QUARTER), money(1200, Period.YEAR)),
        (money("-0.50", Period.MONTH), money(-6, Period.YEAR)),
    ],
)
def test_a_year_is_twelve_months_and_four_quarters(one: Money, other: Money) -> None:
    assert one.per(other.period) == other
    assert other.per(one.period) == one
    assert not one.is_more_than(other)
    assert not other.is_more_than(one)


def test_a_fraction_of_a_cent_is_rounded_when_converting_and_never_when_comparing() -> None:
    year = money("1000.00", Period.YEAR)
    assert year.per(Period.MONTH) == money("83.33", Period.MONTH)
    assert money("0.06", Period.YEAR).per(Period.MONTH) == money("0.01", Period.MONTH)  # half a cent goes upwards
    assert year.is_more_than(money("83.33", Period.MONTH))
    assert money("83.34", Period.MONTH).is_more_than(year)


@given(EUROS, st.sampled_from(FLOWS), EUROS, st.sampled_from(FLOWS))
def test_of_two_amounts_one_is_more_or_they_are_equal_a_year(
    one: Decimal, per: Period, other: Decimal, its: Period
) -> None:
    first, second = Money(one, per), Money(other, its)
    equal = first.per(Period.YEAR).amount == second.per(Period.YEAR).amount
    assert [first.is_more_than(second), second.is_more_than(first), equal].count(True) == 1


@pytest.mark.parametrize("period", FLOWS)
def test_what_somebody_has_is_no_amount_per_period(period: Period) -> None:
    savings = money(1000, Period.ONCE)
    with pytest.raises(ValueError, match="eenmalig"):
        savings.per(period)
    with pytest.raises(ValueError, match="eenmalig"):
        savings.is_more_than(money(1, period))
    assert savings.is_more_than(money("999.99", Period.ONCE))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "ja"),
        (False, "nee"),
        ("met_anderen", "met_anderen"),
        (Decimal("2.5"), "2.5"),
        (Decimal("1.234"), "1.2340"),  # with three decimals it would be read as 1234
        (Decimal("1E+2"), "100"),
        (date(1980, 3, 12), "1980-03-12"),
        (money("1234.56", Period.MONTH), "1234.56 per maand"),
        (money("-5000", Period.YEAR), "-5000 per jaar"),
        (money(500, Period.ONCE), "500 eenmalig"),
        (NoAnswer.RATHER_NOT, "zeg_ik_liever_niet"),
    ],
)
def test_there_is_one_way_to_write_a_value(value: FactValue, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(
    ("fact", "value", "dutch", "english"),
    [
        ("losse_kleden", True, "Ja", "Yes"),
        ("bewoners", "alleen", "Ja, ik woon alleen", "Yes, I live alone"),
        ("drempel_cm", Decimal("2.50"), "2,5 cm", "2.5 cm"),
        ("vallen_jaar", Decimal(3), "3", "3"),
        ("uren_per_week", Decimal(24), "24 uur per week", "24 hours a week"),
        ("leeftijd", Decimal(45), "45 jaar", "45 years"),
        ("geboortedatum", date(1980, 3, 12), "12 maart 1980", "12 March 1980"),
        ("netto_maandinkomen", money("1234.5", Period.MONTH), "€ 1.234,50 per maand", "€1,234.50 per month"),
        ("spaargeld", money(8000, Period.ONCE), "€ 8.000", "€8,000"),
        ("drempel_cm", NoAnswer.DONT_KNOW, "Weet ik niet", "I do not know"),
    ],
)
def test_a_person_sees_their_answer_as_they_would_say_it(fact: str, value: FactValue, dutch: str, english: str) -> None:
    shown = DICTIONARY[fact].shown(value)
    assert (shown.nl.replace("\N{NO-BREAK SPACE}", " "), shown.en) == (dutch, english)


@pytest.mark.parametrize(
    ("key", "who"),
    [("partner.leeftijd", "uw partner"), ("kind2.leeftijd", "kind 2"), ("medebewoner10.leeftijd", "huisgenoot 10")],
)
def test_a_question_about_somebody_else_says_so(key: str, who: str) -> None:
    assert DICTIONARY.question(FactKey.parse(key)).nl == f"Antwoord voor {who}. Hoe oud bent u?"
    assert DICTIONARY.question(FactKey.parse("leeftijd")).nl == "Hoe oud bent u?"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.200.000", 1_200_000),
        ("10 000,50", "10000.5"),
        ("1,234,567", 1_234_567),
        ("1234.567", "1234.567"),  # four figures in front, so no thousands mark
        ("007", 7),
        ("min 5", -5),
        ("negenennegentig", 99),
        ("drieëntachtig", 83),
        ("honderd", 100),
        ("driehonderd", 300),
        ("vijftienhonderd", 1500),
        ("vijfentwintighonderd", 2500),
        ("tienduizend", 10_000),
        ("twaalfduizend vijfhonderd", 12_500),
        ("duizendeneen", 1001),
        ("two thousand five hundred and one", 2501),
        ("ninety nine", 99),
        ("a hundred", 100),
        ("nul", 0),
    ],
)
def test_figures_and_words_are_numbers(text: str, value: int | str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["", "-", "a", "en", "enveertig", "and", "1,200", "12,345", "1.2.3", "1..2", "1,", "1-2", "0x10", "twee drie",
     "duizend twaalfhonderd", "honderdhonderd", "1" * 30, "twee" * 100, "ninetytwenty", "1 23"],
)  # fmt: skip
def test_what_is_no_number_or_two_is_refused(text: str) -> None:
    with pytest.raises(UnreadableError):
        number(text)
