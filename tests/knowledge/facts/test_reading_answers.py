"""Answers as people give them, read by the one dictionary."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.content import load_collection
from maatwerk.knowledge.facts import Dictionary, Fact, FactError, FactKey, NoAnswer
from maatwerk.site.home import CONTENT

DICTIONARY = Dictionary(load_collection(CONTENT / "facts", Fact))


@pytest.mark.parametrize(
    ("fact", "answer", "value"),
    [
        ("drempel_cm", "3", Decimal(3)),
        ("drempel_cm", "2,5 cm", Decimal("2.5")),
        ("drempel_cm", "ongeveer 4", Decimal(4)),
        ("drempel_cm", "drie", Decimal(3)),
        ("drempel_cm", 0, Decimal(0)),
        ("losse_kleden", "Ja", True),
        ("losse_kleden", "nee", False),
        ("losse_kleden", True, True),
        ("vloer_vol", "veel", "veel"),
        ("bewoners", "met anderen", "met_anderen"),
        ("slot_past", "onbekend", "onbekend"),
        ("drempel_cm", "weet ik niet", NoAnswer.DONT_KNOW),
        ("vloer_vol", "zeg ik liever niet", NoAnswer.RATHER_NOT),
    ],
)
def test_an_answer_is_read_as_it_is_meant(fact: str, answer: object, value: object) -> None:
    assert DICTIONARY.read(fact, answer) == (FactKey("", fact), value)


def test_a_fact_may_be_about_somebody_else() -> None:
    key, _ = DICTIONARY.read("partner.vallen_jaar", "2")
    assert key == FactKey("partner", "vallen_jaar")
    assert str(key) == "partner.vallen_jaar"


@pytest.mark.parametrize(
    ("fact", "answer", "expected"),
    [
        ("drempel_cm", "hoog", "getal van 0 tot"),
        ("drempel_cm", "-1", "getal van 0 tot"),
        ("drempel_cm", "1e999999999", "getal"),
        ("drempel_cm", "NaN", "getal"),
        ("losse_kleden", "misschien", "ja, nee"),
        ("vloer_vol", "heel veel rommel", "nee, enkele, veel"),
        ("schoenmaat", "42", "kennen het gegeven 'schoenmaat' niet"),
    ],
)
def test_an_answer_that_cannot_be_used_is_named_with_what_was_expected(fact: str, answer: str, expected: str) -> None:
    with pytest.raises(FactError) as refused:
        DICTIONARY.read(fact, answer)
    assert fact in refused.value.sentence.nl
    assert expected in refused.value.sentence.nl
    assert fact in refused.value.sentence.en


@given(fact=st.sampled_from(sorted(DICTIONARY)), answer=st.one_of(st.text(), st.integers(), st.floats(), st.booleans()))
def test_whatever_is_answered_gives_a_value_or_a_sentence(fact: str, answer: object) -> None:
    try:
        DICTIONARY.read(fact, answer)
        said = None
    except FactError as refused:
        said = refused.sentence
    assert said is None or fact in said.nl


def test_every_option_is_read_back_by_its_id_and_by_its_label() -> None:
    for fact_id in DICTIONARY:
        for value, label in DICTIONARY[fact_id].choices():
            expected = DICTIONARY.read(fact_id, value)
            assert DICTIONARY.read(fact_id, label.nl) == expected
            assert DICTIONARY.read(fact_id, label.en) == expected
