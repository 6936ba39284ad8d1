"""About whom a fact is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.facts import Dictionary, FactError, FactKey, load_facts
from maatwerk.site.home import CONTENT

DICTIONARY = Dictionary(load_facts(CONTENT / "facts"))


@pytest.mark.parametrize("subject", ["", "partner", "kind1", "kind9", "kind20", "medebewoner1", "medebewoner20"])
def test_a_fact_about_a_person_may_be_about_these(subject: str) -> None:
    text = f"{subject}.vallen_jaar" if subject else "vallen_jaar"
    key, value = DICTIONARY.read(text, "2")
    assert key == FactKey(subject, "vallen_jaar")
    assert str(key) == text
    assert value == Decimal(2)


@pytest.mark.parametrize(
    "subject", ["opa", "kind", "kind0", "kind01", "kind21", "Partner", "partner.partner", "kind1 "]
)
def test_other_people_are_refused_with_those_that_exist(subject: str) -> None:
    with pytest.raises(FactError) as refused:
        DICTIONARY.read(f"{subject}.vallen_jaar", "2")
    assert f"{subject}.vallen_jaar" in refused.value.sentence.nl
    assert "Kies partner, kind1 tot kind20, of medebewoner1 tot medebewoner20." in refused.value.sentence.nl
    assert "Choose partner, kind1 to kind20" in refused.value.sentence.en


@pytest.mark.parametrize(
    ("fact", "about", "english"),
    [("drempel_cm", "de woning", "the home"), ("aantal_kinderen", "het huishouden", "the household")],
)
def test_a_home_and_a_household_have_one_value(fact: str, about: str, english: str) -> None:
    with pytest.raises(FactError) as refused:
        DICTIONARY.read(f"partner.{fact}", "2")
    assert refused.value.sentence.nl == f"Het gegeven 'partner.{fact}' gaat over {about}. Schrijf alleen '{fact}'."
    assert english in refused.value.sentence.en


def test_an_unknown_fact_is_named() -> None:
    with pytest.raises(FactError, match="schoenmaat") as refused:
        DICTIONARY.read("partner.schoenmaat", "42")
    assert refused.value.sentence.nl == "Wij kennen het gegeven 'partner.schoenmaat' niet."


@given(st.text())
def test_any_key_gives_a_value_or_a_sentence(key: str) -> None:
    with pytest.raises(FactError) as refused:
        DICTIONARY.read(f"{key}.x{key}", "1")
    assert len(refused.value.sentence.nl) < 150
