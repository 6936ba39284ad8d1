"""The shape of an entry in the dictionary, and what no layer of content can do to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from maatwerk.foundation.content import ContentError, Layers
from maatwerk.knowledge.facts import Fact, load_facts

WORDS = {"nl": "Hoe oud bent u?", "en": "How old are you?"}
PLAIN = {"vraag": WORDS, "niveau": "persoon", "categorie": "huishouden", "doelen": ["advies"]}
OPTIONS = {"veel": {"nl": "Veel", "en": "Many"}}

GOOD: dict[str, dict[str, object]] = {
    "janee": {},
    "keuze": {"opties": OPTIONS},
    "getal": {"eenheid": "cm", "grenzen": [0, 10]},
    "datum": {"dagen": [date(1900, 1, 1), date(2100, 1, 1)]},
    "bedrag": {"per": "maand", "grenzen": [0, 10]},
    "leeftijd": {"grenzen": [0, 10]},
}


@pytest.mark.parametrize("kind", GOOD)
def test_each_kind_has_its_own_parts(kind: str) -> None:
    assert Fact.model_validate({**PLAIN, "soort": kind, **GOOD[kind]}).kind == kind
    for part in {part for parts in GOOD.values() for part in parts} - set(GOOD[kind]):
        some = next(parts[part] for parts in GOOD.values() if part in parts)
        with pytest.raises(ValidationError, match=f"'soort: {kind}' has no '{part}'"):
            Fact.model_validate({**PLAIN, "soort": kind, **GOOD[kind], part: some})
    for part in GOOD[kind]:
        with pytest.raises(ValidationError, match=f"'soort: {kind}' needs '{part}'"):
            Fact.model_validate({**PLAIN, "soort": kind, **{key: v for key, v in GOOD[kind].items() if key != part}})


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"soort": "getal", "eenheid": "mijl", "grenzen": [0, 1]}, "'mijl' is not known"),
        ({"soort": "leeftijd", "grenzen": [10, 0]}, "lowest stands before the highest"),
        ({"soort": "keuze", "opties": {"weet_ik_niet": WORDS}}, "a way of not answering"),
        ({"soort": "janee", "doelen": []}, "doelen"),
        ({"soort": "janee", "doelen": ["opsporing"]}, "doelen"),
        ({"soort": "janee", "categorie": "overig"}, "categorie"),
        ({"soort": "janee", "alleen_contact": True}, "goes with 'doelen: \\[contact\\]'"),
        ({"soort": "janee", "doelen": ["contact"]}, "goes with 'doelen: \\[contact\\]'"),
    ],
)
def test_an_entry_that_contradicts_itself_is_refused(parts: dict[str, object], sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        Fact.model_validate({**PLAIN, **parts})


def layer(folder: Path, **facts: object) -> Path:
    (folder / "facts").mkdir(parents=True)
    (folder / "facts/all.yaml").write_text(yaml.safe_dump(facts), encoding="utf-8")
    return folder


# Public value: what is never asked (architecture, door 5). No layer of content brings it in.
@pytest.mark.parametrize(
    ("id_", "question"),
    [
        ("nationaliteit", "Welk paspoort heeft u?"),
        ("iets", "Wat is uw nationaliteit?"),
        ("iets", "In welk land bent u geboren? Wat is uw geboorteland?"),
        ("geboorteplaats", "Waar komt u vandaan?"),
        ("iets", "Wat is uw etnische achtergrond?"),
        ("iets", "Heeft u een geloof?"),
        ("religie", "Waar gaat u heen op zondag?"),
    ],
)
def test_what_is_never_asked_cannot_be_loaded(tmp_path: Path, id_: str, question: str) -> None:
    fact = {**PLAIN, "soort": "janee", "vraag": {"nl": question, "en": "Something?"}}
    with pytest.raises(ContentError, match="asks for what is never asked"):
        load_facts(layer(tmp_path, **{id_: fact}) / "facts")


@pytest.mark.parametrize("id_", ["a.b", "Leeftijd", "1e_kind", "met streep"])
def test_an_id_that_could_be_read_as_something_else_is_refused(tmp_path: Path, id_: str) -> None:
    with pytest.raises(ContentError, match="lower case"):
        load_facts(layer(tmp_path, **{id_: {**PLAIN, "soort": "janee"}}) / "facts")


@pytest.mark.parametrize(
    ("below", "above", "told"),
    [
        ({"alleen_contact": True, "doelen": ["contact"]}, {}, "'alleen_contact' is gone"),
        ({"gevoelig": True}, {}, "'gevoelig' is gone"),
        ({"niet_bewaren": True}, {}, "'niet_bewaren' is gone"),
        ({}, {"doelen": ["advies", "schuldhulp"]}, "'doelen' is wider by schuldhulp"),
    ],
)
def test_a_later_layer_protects_a_fact_at_least_as_well(
    tmp_path: Path, below: dict[str, object], above: dict[str, object], told: str
) -> None:
    ground = layer(tmp_path / "ground", leeftijd={**PLAIN, "soort": "janee", **below})
    town = layer(tmp_path / "town", leeftijd={**PLAIN, "soort": "janee", **above})
    layers = Layers((ground, town))
    loaded = load_facts(layers / "facts")
    assert told in str(layers.faults[0])
    assert loaded["leeftijd"] == Fact.model_validate({**PLAIN, "soort": "janee", **below})
