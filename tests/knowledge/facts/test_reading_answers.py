"""Answers as people give them, read by the one dictionary."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.facts import (
    Dictionary,
    Fact,
    FactError,
    FactKey,
    FactValue,
    Money,
    NoAnswer,
    Period,
    load_facts,
    written,
)
from maatwerk.site.home import CONTENT

DICTIONARY = Dictionary(load_facts(CONTENT / "facts"))


def read(fact: str, answer: object) -> FactValue:
    return DICTIONARY.read(fact, answer)[1]


def refusal(fact: str, answer: object) -> FactError:
    with pytest.raises(FactError) as refused:
        DICTIONARY.read(fact, answer)
    return refused.value


@pytest.mark.parametrize(
    ("fact", "answer", "value"),
    [
        ("losse_kleden", "Ja", True),
        ("losse_kleden", "ja hoor!", True),
        ("losse_kleden", "nee", False),
        ("losse_kleden", "Nope.", False),
        ("losse_kleden", True, True),
        ("losse_kleden", 0, False),
        ("vloer_vol", "veel", "veel"),
        ("bewoners", "met anderen", "met_anderen"),
        ("bewoners", "No, I live with others", "met_anderen"),
        ("slot_past", "onbekend", "onbekend"),
        ("smartphone", "yes", "ja"),
        ("smartphone", False, "nee"),
    ],
)
def test_a_choice_is_read_as_it_is_meant(fact: str, answer: object, value: object) -> None:
    assert read(fact, answer) == value


@pytest.mark.parametrize(
    ("fact", "answer", "value"),
    [
        ("drempel_cm", "3", "3"),
        ("drempel_cm", "2,5 cm", "2.5"),
        ("drempel_cm", "3cm", "3"),
        ("drempel_cm", "2.5 centimeter", "2.5"),
        ("drempel_cm", "ongeveer 4", "4"),
        ("drempel_cm", "4 of zo", "4"),
        ("drempel_cm", "about three centimetres", "3"),
        ("drempel_cm", "±2", "2"),
        ("drempel_cm", "drie", "3"),
        ("drempel_cm", "anderhalf", "1.5"),
        ("drempel_cm", "anderhalve cm", "1.5"),
        ("drempel_cm", "twee en een half", "2.5"),
        ("drempel_cm", "two and a half", "2.5"),
        ("drempel_cm", "een halve centimeter", "0.5"),
        ("drempel_cm", "0,500", "0.5"),
        ("drempel_cm", "٣", "3"),  # figures of an Arabic keyboard
        ("drempel_cm", 0, "0"),
        ("drempel_cm", 1.234, "1.234"),  # a program's number means exactly what it says
        ("vallen_jaar", "één keer", "1"),
        ("vallen_jaar", "geen", "0"),
        ("vallen_jaar", "2x", "2"),
        ("vallen_jaar", "vijfentwintig", "25"),
        ("vallen_jaar", "twenty-five times", "25"),
        ("vallen_jaar", "honderdtwintig", "120"),
        ("gewicht_kg", "82 kilo", "82"),
        ("aantal_kinderen", "twee kinderen", "2"),
        ("uren_per_week", "24 uur per week", "24"),
        ("uren_per_week", "32 hours", "32"),
        ("aow_opbouwjaren", "50 jaar", "50"),
        ("opvang_uurprijs", "€ 10,71", None),  # the euro sign belongs to amounts of money
        ("opvang_uurprijs", "10,71 euro per uur", "10.71"),
    ],
)
def test_a_number_is_read_as_it_is_meant(fact: str, answer: object, value: str | None) -> None:
    if value is None:
        assert "hoort een getal van 0 tot 50 euro per uur" in refusal(fact, answer).sentence.nl
    else:
        assert read(fact, answer) == Decimal(value)


@pytest.mark.parametrize(
    ("answer", "euros"),
    [
        ("1200", "1200"),
        ("1.200", "1200"),
        ("1 200", "1200"),
        ("1200,-", "1200"),
        ("€ 1.200,-", "1200"),
        ("€1.234,56", "1234.56"),
        ("1.234,5", "1234.5"),
        ("1,234.56", "1234.56"),  # English marks, where they can mean nothing else
        ("12,50", "12.50"),
        ("1.20", "1.20"),
        ("1,5", "1.5"),
        ("twaalfhonderd", "1200"),
        ("twaalfhonderdvijftig euro", "1250"),
        ("one thousand two hundred euros", "1200"),
        ("a thousand", "1000"),
        ("duizend", "1000"),
        ("tweeduizend", "2000"),
        ("ongeveer 1200 per maand", "1200"),
        ("Ongeveer € 1.200,00 per maand.", "1200"),
        ("€ ongeveer 1200", "1200"),
        ("1200 euro p/m", "1200"),
        ("1200 p.m.", "1200"),
        ("EUR 1200/maand", "1200"),
        ("1200 a month", "1200"),
        ("per maand: 1200", "1200"),
        ("zo'n 1200 euro's in de maand", "1200"),
        ("24.000 per jaar", "2000"),
        ("24000 a year", "2000"),
        ("3600 per kwartaal", "1200"),
        ("1000 per jaar", "83.33"),  # rounded to the cent
        ("0", "0"),
        ("niets", "0"),
        (1200, "1200"),
        (1200.5, "1200.5"),
    ],
)
def test_money_is_kept_per_the_period_of_its_fact(answer: object, euros: str) -> None:
    assert read("netto_maandinkomen", answer) == Money(Decimal(euros), Period.MONTH)


def test_an_income_may_be_a_loss_and_savings_have_no_period() -> None:
    assert read("toetsingsinkomen", "-5.000") == Money(Decimal(-5000), Period.YEAR)
    assert read("toetsingsinkomen", "-€ 5.000") == Money(Decimal(-5000), Period.YEAR)
    assert read("toetsingsinkomen", "2.000 per maand") == Money(Decimal(24000), Period.YEAR)
    assert read("spaargeld", "€ 8.000 in totaal") == Money(Decimal(8000), Period.ONCE)


@pytest.mark.parametrize(
    "answer",
    ["12-3-1980", "12/03/1980", "12.3.1980", "12 - 3 - 1980", "12 3 1980", "1980-03-12", "12 maart 1980",
     "12 mrt. 1980", "12 March 1980", "March 12, 1980", "12th of March 1980", "12-mrt-1980", date(1980, 3, 12)],
)  # fmt: skip
def test_a_date_is_read_with_the_day_before_the_month(answer: object) -> None:
    assert read("geboortedatum", answer) == date(1980, 3, 12)


@pytest.mark.parametrize("answer", ["45", "45 jaar", "45 jaar oud", "ongeveer 45", "vijfenveertig", "Ik ben 45.",
                                    "I am 45 years old", "forty-five", 45])  # fmt: skip
def test_an_age_is_read_in_whole_years(answer: object) -> None:
    assert read("leeftijd", answer) == Decimal(45)


@pytest.mark.parametrize(
    ("answer", "silence"),
    [
        ("weet ik niet", NoAnswer.DONT_KNOW),
        ("Geen idee!", NoAnswer.DONT_KNOW),
        ("I don’t know", NoAnswer.DONT_KNOW),
        ("?", NoAnswer.DONT_KNOW),
        ("zeg ik liever niet", NoAnswer.RATHER_NOT),
        ("I would rather not say", NoAnswer.RATHER_NOT),
        ("nvt", NoAnswer.NOT_APPLICABLE),
        ("n.v.t.", NoAnswer.NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize("fact", ["drempel_cm", "vloer_vol", "netto_maandinkomen", "geboortedatum", "leeftijd"])
def test_not_answering_is_an_answer_to_every_kind_of_question(fact: str, answer: str, silence: NoAnswer) -> None:
    assert read(fact, answer) == silence


def test_not_answering_is_an_option_where_the_rules_know_it() -> None:
    assert read("slot_past", "weet ik niet") == "onbekend"
    assert read("kook_aansluiting", "nvt") == "niet_van_toepassing"


@pytest.mark.parametrize(
    ("fact", "answer", "dutch", "english"),
    [
        ("drempel_cm", "hoog", "een getal van 0 tot 50 cm", "a number from 0 to 50 cm"),
        ("drempel_cm", "-1", "een getal van 0 tot 50", "from 0 to 50"),
        ("drempel_cm", "50,1", "van 0 tot 50", "from 0 to 50"),
        ("drempel_cm", "1e999999999", "een getal", "a number"),
        ("drempel_cm", "10²", "een getal", "a number"),
        ("drempel_cm", float("nan"), "een getal", "a number"),
        ("drempel_cm", float("inf"), "een getal", "a number"),
        ("drempel_cm", Decimal("sNaN"), "een getal", "a number"),
        ("drempel_cm", 10**400, "een getal", "a number"),
        ("drempel_cm", True, "een getal", "a number"),
        ("drempel_cm", None, "een getal", "a number"),
        ("drempel_cm", [], "een getal", "a number"),
        ("drempel_cm", "1,200", "heeft twee betekenissen", "has two meanings"),
        ("drempel_cm", "x" * 100_000, "een getal", "a number"),
        ("losse_kleden", "misschien", "ja, nee", "ja, nee"),
        ("losse_kleden", 2, "ja, nee", "ja, nee"),
        ("vloer_vol", "heel veel rommel", "nee, enkele, veel", "nee, enkele, veel"),
        ("netto_maandinkomen", "veel", "een bedrag in euro's per maand", "an amount in euros per month"),
        ("netto_maandinkomen", "1,200", "heeft twee betekenissen", "has two meanings"),
        ("netto_maandinkomen", "1.200.50", "per maand", "per month"),
        ("netto_maandinkomen", "300 per week", "per maand, per kwartaal of per jaar", "per month, per quarter"),
        ("netto_maandinkomen", "12,345678", "twee cijfers achter de komma", "two digits after"),
        ("netto_maandinkomen", "-1", "van 0 tot 100.000", "from 0 to 100,000"),
        ("netto_maandinkomen", "100.000,01", "van 0 tot 100.000", "from 0 to 100,000"),
        ("netto_maandinkomen", "5000 eenmalig", "per maand", "per month"),
        ("spaargeld", "100 per maand", "een bedrag in euro's in totaal", "an amount in euros in total"),
        ("geboortedatum", "maart 1980", "Noem ook de dag", "Also give the day"),
        ("geboortedatum", "1980", "Noem ook de dag", "Also give the day"),
        ("geboortedatum", "1980-03", "Noem ook de dag", "Also give the day"),
        ("geboortedatum", "12-3-80", "vier cijfers", "four digits"),
        ("geboortedatum", "12 maart '80", "vier cijfers", "four digits"),
        ("geboortedatum", "30-2-1980", "een datum zoals 12-3-1980", "a date such as 12 March 1980"),
        ("geboortedatum", "29-2-1900", "een datum", "a date"),
        ("geboortedatum", "31-12-1899", "van 1 januari 1900 tot 31 december 2100", "from 1 January 1900"),
        ("geboortedatum", 19800312, "een datum", "a date"),
        ("geboortedatum", datetime(1980, 3, 12), "een datum", "a date"),
        ("leeftijd", "2,5", "in hele jaren", "in whole years"),
        ("leeftijd", "121", "van 0 tot 120", "from 0 to 120"),
        ("leeftijd", "bijna 18", "in hele jaren", "in whole years"),  # that is 17, and 17 is not 18
    ],
)
def test_an_answer_that_cannot_be_used_is_named_with_what_was_expected(
    fact: str, answer: object, dutch: str, english: str
) -> None:
    refused = refusal(fact, answer)
    assert refused.key == fact
    assert fact in refused.sentence.nl
    assert dutch in refused.sentence.nl
    assert fact in refused.sentence.en
    assert english in refused.sentence.en


def test_a_number_too_long_to_write_down_gets_the_same_sentence() -> None:
    for fact in ("drempel_cm", "losse_kleden", "vloer_vol", "geboortedatum"):
        assert fact in refusal(fact, 10**5000).sentence.nl


def test_bounds_belong_to_what_is_allowed() -> None:
    assert read("drempel_cm", "50") == Decimal(50)
    assert read("netto_maandinkomen", "100.000") == Money(Decimal(100_000), Period.MONTH)
    assert read("geboortedatum", "1-1-1900") == date(1900, 1, 1)
    assert read("geboortedatum", "29-2-2000") == date(2000, 2, 29)
    assert read("leeftijd", "120") == Decimal(120)


ODD = st.one_of(
    st.text(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.decimals(),
    st.dates(),
    st.lists(st.integers()),
    st.text("0123456789.,- €", max_size=24),
    st.text("0123456789-/ marteinjul", max_size=16),
)


@given(fact=st.sampled_from(sorted(DICTIONARY)), answer=ODD)
def test_whatever_is_answered_gives_a_value_or_a_sentence(fact: str, answer: object) -> None:
    said = value = None
    try:
        value = read(fact, answer)
    except FactError as refused:
        said = refused.sentence
    if said is None:
        assert value is not None
        assert read(fact, written(value)) == value
    else:
        assert fact in said.nl
        assert fact in said.en


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Every value that `fact` may have."""
    silences = [one for one in NoAnswer if read_as_itself(fact, one)]
    if fact.days:
        return st.dates(*fact.days) | st.sampled_from(silences)
    if not fact.bounds:
        values: list[FactValue] = [True, False] if not fact.options else list(fact.options)
        return st.sampled_from([*values, *silences])
    places = {"getal": 6, "bedrag": 2}.get(fact.kind.value, 0)
    numbers = st.decimals(*fact.bounds, places=places)
    if fact.period:
        period = fact.period
        return numbers.map(lambda amount: Money(amount, period)) | st.sampled_from(silences)
    return numbers | st.sampled_from(silences)


def read_as_itself(fact: Fact, silence: NoAnswer) -> bool:
    """Not knowing may be an option of its own."""
    return fact.read(FactKey("", "x"), silence) is silence


@given(data=st.data(), fact=st.sampled_from(sorted(DICTIONARY)))
def test_what_was_written_is_read_as_the_same_value(data: st.DataObject, fact: str) -> None:
    value = data.draw(values_of(DICTIONARY[fact]))
    again = read(fact, written(value))
    assert again == value
    assert type(again) is type(value)
    assert written(again) == written(value)


@given(data=st.data(), fact=st.sampled_from([id_ for id_ in DICTIONARY if DICTIONARY[id_].is_typed]))
def test_what_is_shown_to_a_person_is_read_as_the_same_value(data: st.DataObject, fact: str) -> None:
    """So somebody may type an answer again as the page shows it, in Dutch; numbers with three decimals aside."""
    value = data.draw(values_of(DICTIONARY[fact]))
    shown = DICTIONARY[fact].shown(value)
    if "," in shown.nl and len(shown.nl.partition(",")[2].split()[0]) == 3:
        return
    assert read(fact, shown.nl) == value


def test_every_option_is_read_back_by_its_id_and_by_its_label() -> None:
    for fact_id in DICTIONARY:
        for value, label in DICTIONARY[fact_id].choices():
            expected = DICTIONARY.read(fact_id, value)
            assert DICTIONARY.read(fact_id, label.nl) == expected
            assert DICTIONARY.read(fact_id, label.en) == expected
