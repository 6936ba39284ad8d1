"""Out as HSDS and in again gives the same, of our own services, of invented ones, and of those of others."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.knowledge.directory import Service
from maatwerk.knowledge.directory.catalogue import Law, Room, Sort
from maatwerk.knowledge.directory.hsds.terms import PRODUCTS_BELOW
from maatwerk.knowledge.directory.places import Access
from maatwerk.site.library import library
from tests.knowledge.directory.hsds import accepted, faults, foreign, need, official_example, out, read
from tests.knowledge.directory.services import service, text

CONTENT = sorted(library().services)
SOME = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

day = st.sampled_from(["ma", "di", "wo", "do", "vr", "za", "zo"])
days = st.lists(day, min_size=1, max_size=7, unique=True)
clock = st.sampled_from(["00:00", "08:30", "09:00", "12:00", "17:15", "23:59", "24:00"])
hours = st.tuples(days, clock, clock).filter(lambda told: told[1] < told[2])
week = st.builds(
    lambda rows, holidays: {
        "tijden": [{"dagen": days, "van": start, "tot": end} for days, start, end in rows], "feestdagen": holidays,
    },
    st.lists(hours, min_size=1, max_size=3), st.sampled_from(["gewoon", "dicht", "zondag", "onbekend"]),
)  # fmt: skip
opening = st.one_of(st.sampled_from(["altijd", "onbekend"]), week)
sentence = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=30)
both = st.builds(text, sentence, sentence)
source = st.just({"naam": "verzonnen", "datum": "2026-11-01", "zekerheid": "laag"})
place = st.fixed_dictionaries(
    {"open": opening},
    optional={
        "naam": sentence, "straat": sentence, "postcode": st.sampled_from(["1234 AB", "9876ZX"]), "plaats": sentence,
        "wijk": sentence, "toegankelijk": st.lists(st.sampled_from([a.value for a in Access]), unique=True, min_size=1),
        "punt": st.fixed_dictionaries({"breedte": st.floats(-90, 90), "lengte": st.floats(-180, 180)}),
    },
).filter(lambda made: len(made) > 1)  # fmt: skip
way = st.fixed_dictionaries(
    {"weg": st.sampled_from(["chat", "app", "whatsapp", "bezoek"]), "naam": both, "open": opening, "bron": source},
    optional={"nummer": st.sampled_from(["0800 1", "0800 2"]), "adres": st.just("https://x.example"), "let_op": both},
)
ages = st.one_of(
    st.fixed_dictionaries({"van": st.integers(1, 60)}, optional={"tot_en_met": st.integers(60, 120)}),
    st.fixed_dictionaries({"tot_en_met": st.integers(0, 120)}),
)
requirement = st.fixed_dictionaries(
    {"als": st.just({"feit": "leeftijd", "groter_dan": 17}), "uitleg": both}, optional={"oplossing": both}
)
anything = st.fixed_dictionaries(
    {},
    optional={
        "naam": both, "kosten": both, "telefoon": st.sampled_from([None, "0800 1", "14 0555"]), "website": st.just("https://a.example"),
        "soort": st.sampled_from([each.value for each in Sort]), "tolk": st.booleans(), "gratis": st.booleans(),
        "wetten": st.lists(st.sampled_from([each.value for each in Law]), unique=True), "verwijzing": both,
        "upl": st.lists(st.sampled_from([PRODUCTS_BELOW + "a", PRODUCTS_BELOW + "b"]), unique=True),
        "werkgebied": st.lists(st.sampled_from(["GM0001", "GM0363"]), unique=True), "buiten_tijden": both,
        "talen": st.lists(st.sampled_from(["nl", "en", "ar", "pap"]), unique=True), "verzonnen": st.booleans(),
        "toegankelijk": st.lists(st.sampled_from([each.value for each in Access]), unique=True),
        "plek": st.sampled_from([each.value for each in Room]), "bereikbaar": st.lists(way, max_size=3),
        "wachttijd": st.just({"weken": 6, "op": "2026-10-01"}), "leeftijd": ages, "noodhulp": st.booleans(),
        "voorwaarden": st.lists(requirement, max_size=2), "locaties": st.lists(place, max_size=3),
        "eigenaar": st.just({"organisatie": "Stichting Voorbeeld"}),
    },
)  # fmt: skip


def without_private(told: Service) -> Service:
    """As it can be known from what went out: how to reach the owner stays here."""
    owner = told.owner and told.owner.model_copy(update={"mail": None, "phone": None})
    return told.model_copy(update={"owner": owner})


@pytest.mark.parametrize("key", CONTENT)
def test_every_service_of_content_is_valid_hsds_and_comes_back_the_same(key: str, shared: Path) -> None:
    told = library().services[key]
    made = out(told)
    assert faults(made) == []
    _row, back = accepted(made)
    assert back == without_private(told)


@SOME
@given(anything)
def test_whatever_a_service_holds_goes_out_valid_and_comes_back_the_same(changes: dict[str, Any]) -> None:
    told = service(("eenzaam", "schulden"), **changes)
    made = out(told)
    assert json.loads(json.dumps(made)) == made
    row, back = accepted(made)
    assert back == told
    again, same = accepted(out(back, row))
    assert (same, again.beside, again.uuid) == (back, row.beside, row.uuid)


@SOME
@given(anything)
def test_whatever_a_service_holds_fits_the_official_schema(shared: Path, changes: dict[str, Any]) -> None:
    assert faults(out(service(**changes))) == []


def test_the_official_example_is_taken_over_given_back_and_taken_over_the_same(shared: Path) -> None:
    raw = official_example() | {"attributes": [need("eenzaam")]}
    row, told = accepted(raw)
    assert (told.name.nl, told.organisation) == (raw["name"], raw["organization"]["name"])
    assert told.ages is not None
    assert told.ages.lowest == raw["minimum_age"]
    made = out(told, row)
    assert faults(made) == []
    again, same = accepted(made)
    assert (same, again.beside, again.uuid) == (told, row.beside, row.uuid)


def test_what_came_in_goes_out_as_it_came(shared: Path) -> None:
    raw = official_example() | {"attributes": [need("eenzaam")], "x_other": {"a": [1, None, "b"]}}
    made = out(*reversed(accepted(raw)))
    given_up = {"metadata", "assurer_email", "contacts", "last_modified", "assured_date"}
    for name in raw.keys() - given_up - {"organization", "program", "service_at_locations", "attributes"}:
        assert _known(made[name]) == _known(raw[name]), name
    assert made["x_other"] == raw["x_other"]


def _known(value: Any) -> Any:
    """Without what is about people, and without the lists that are then empty."""
    if isinstance(value, dict):
        return {name: _known(one) for name, one in value.items() if name not in ("metadata", "contacts")}
    return [_known(one) for one in value] if isinstance(value, list) else value


junk = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.just("\x00\ud800")),
    lambda inside: st.one_of(st.lists(inside, max_size=3), st.dictionaries(st.text(max_size=5), inside, max_size=3)),
    max_leaves=6,
)


@st.composite
def spoiled(draw: st.DrawFn) -> Any:
    """The official example with things left out of it and others put in, anywhere."""
    raw = copy.deepcopy(official_example()) | {"attributes": [need("eenzaam")]}
    for _turn in range(draw(st.integers(0, 6))):
        at: Any = raw
        while True:
            name = draw(st.sampled_from(sorted(at)))
            inside = at[name][0] if isinstance(at[name], list) and at[name] else at[name]
            if not isinstance(inside, dict) or not inside or draw(st.booleans()):
                break
            at = inside
        if draw(st.booleans()):
            del at[name]
        else:
            at[name] = draw(junk)
        if not raw:
            break
    return raw


@settings(SOME, max_examples=150)
@given(spoiled())
def test_a_spoiled_service_is_refused_or_goes_out_valid(shared: Path, raw: Any) -> None:
    incoming = read(raw)
    assert bool(incoming.row) is not bool(incoming.faults)
    if incoming.row and incoming.row.service:
        made = out(incoming.row.service, incoming.row)
        assert faults(json.loads(json.dumps(made, allow_nan=False))) == []
        again, same = accepted(made)
        assert (same, again.beside, again.uuid) == (incoming.row.service, incoming.row.beside, incoming.row.uuid)


@SOME
@given(junk)
def test_anything_at_all_gives_sentences_and_no_error(raw: Any) -> None:
    assert read(raw).faults
    assert read({"id": raw}).faults
    incoming = read(foreign(nl_profile=raw))
    assert incoming.row or incoming.faults
