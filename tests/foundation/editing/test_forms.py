"""The form of an entry, and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.editing.forms import LONGEST, data_of, fields_of, is_same, read, values_of
from maatwerk.knowledge.directory import Service
from maatwerk.site.editorial import KINDS, LibraryContent
from tests.foundation.editing.changes import raw


@pytest.mark.parametrize("kind", KINDS)
def test_every_entry_there_is_comes_back_from_its_form_unchanged(kind: str) -> None:
    model = KINDS[kind].model
    entries = LibraryContent().below("duinstad").entries(kind)
    assert entries
    for id_, entry in entries.items():
        typed = {name: value.replace("\n", "\r\n") for name, value in values_of(model, data_of(entry)).items()}
        data, mistakes = read(model, typed)
        assert mistakes == [], id_
        assert model.model_validate(data) == entry, id_


def service(**changes: str) -> tuple[dict[str, Any] | None, dict[str, str]]:
    """The form of a service with some fields typed over; `__` is a dot."""
    typed = values_of(Service, raw("services", "geldfit"))
    typed |= {name.replace("__", "."): value for name, value in changes.items()}
    data, mistakes = read(Service, typed)
    return data, {mistake.field: mistake.sentence for mistake in mistakes}


def test_each_shape_gets_its_own_kind_of_field() -> None:
    shapes = {field.name: field.shape for field in fields_of(Service)}
    assert shapes["naam.nl"] == shapes["volgende_stap.niet_digitaal.en"] == "text"
    assert shapes["behoeften"] == "lines"
    assert shapes["noodhulp"] == shapes["bron.zekerheid"] == "choice"
    assert shapes["bron.datum"] == "date"
    assert {field.name: field.shape for field in fields_of(KINDS["technology"].model)}["regels"] == "yaml"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"naam__en": ""}, "naam.en"),
        ({"naam__nl": "", "naam__en": ""}, "naam.nl"),
        ({"organisatie": "  "}, "organisatie"),
        ({"behoeften": "\n \n"}, "behoeften"),
        ({"bron__datum": "gisteren"}, "bron.datum"),
        ({"bron__zekerheid": "heel"}, "bron.zekerheid"),
        ({"noodhulp": "misschien"}, "noodhulp"),
        (
            {"volgende_stap__digitaal__nl": "Kijk op de site.", "volgende_stap__digitaal__en": ""},
            "volgende_stap.digitaal.en",
        ),
    ],
)
def test_a_mistake_lands_at_its_field(changes: dict[str, str], field: str) -> None:
    data, mistakes = service(**changes)
    assert data is None
    assert list(mistakes) == [field]


def test_what_may_be_empty_may_be_emptied() -> None:
    data, mistakes = service(telefoon="", tijden__nl="", tijden__en="")
    assert mistakes == {}
    assert data is not None
    assert not {"telefoon", "tijden"} & data.keys()


@pytest.mark.parametrize(
    ("box", "told"),
    [
        ("- als: {feit: zien", "line 1"),
        ("- &a [*a]", "refers to another place"),
        ("[" * 3000, "nested too deeply"),
        ("!!bool x", "not readable"),
        ("!!timestamp x", "not readable"),
        ("!!python/object/apply:os.system [ls]", "not readable"),
        ('- {uitleg: {nl: "\\0", en: b}}', "not readable"),
        ('- {uitleg: {nl: "\\ud800", en: b}}', "not readable"),
        ("- " + "a" * LONGEST, "longer than"),
        ("geen lijst", "expected a list"),
        ("- als: {feit: zien, is: blind}\n  gevolg: soms\n  uitleg: {nl: a, en: b}", "0.gevolg: expected one of"),
    ],
)
def test_a_box_that_cannot_be_read_says_where(box: str, told: str) -> None:
    model = KINDS["technology"].model
    typed = values_of(model, raw("technology", "robotstofzuiger")) | {"regels": box}
    data, mistakes = read(model, typed)
    assert data is None
    assert [mistake.field for mistake in mistakes] == ["regels"]
    assert told in mistakes[0].sentence


def test_what_no_database_keeps_is_left_out_of_what_is_typed() -> None:
    data, mistakes = service(naam__nl="a\0b\ud800c")
    assert mistakes == {}
    assert data is not None
    assert data["naam"]["nl"] == "a b c"


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "//elders.example", "geldfit.nl", "https://[x", "https://a b"],
)
@pytest.mark.parametrize("place", ["website", "chat", "bron__url"])
def test_a_link_for_residents_leads_to_a_site(place: str, address: str) -> None:
    data, mistakes = service(**{place: address})
    assert data is None
    assert mistakes == {place.replace("__", "."): "this is no web address; one begins with https://"}


def test_a_database_that_turns_keys_around_changes_nothing() -> None:
    model, data = KINDS["technology"].model, raw("technology", "robotstofzuiger")
    turned = dict(reversed(data.items())) | {"regels": [dict(reversed(rule.items())) for rule in data["regels"]]}
    assert values_of(model, turned) == values_of(model, data)
    [box] = [field for field in fields_of(KINDS["urgent"].model) if field.name == "woorden"]
    assert is_same(box, "a: x\nb: y", "b: y\na: x")
    assert not is_same(box, "a: x\nb: y", "b: x\na: y")
    assert not is_same(box, "a: x", "")


@given(st.dictionaries(st.sampled_from([field.name for field in fields_of(Service)]), st.text(max_size=60)))
def test_whatever_is_typed_gives_an_entry_or_a_sentence(typed: dict[str, str]) -> None:
    data, mistakes = read(Service, values_of(Service, raw("services", "geldfit")) | typed)
    assert (data is None) is bool(mistakes)
    if data is not None:
        assert data_of(Service.model_validate(data)) == data
