"""One thing, a list and a page give the same answer: Cedar decides, and the same text worked out for SQL agrees.

Random worlds with dates on and around the moment itself, every personal model, both levels, every form of SQL.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.db.models import Q

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.access import lists
from maatwerk.foundation.access.connections import connected, connections
from maatwerk.foundation.access.deciding import decide
from maatwerk.foundation.access.engine import evaluation
from maatwerk.foundation.access.engine.evaluation import Unsupported
from maatwerk.foundation.access.engine.predicates import In, Record
from maatwerk.foundation.access.facts import known
from maatwerk.foundation.access.gate import AccessGate
from maatwerk.foundation.access.lists import Form
from maatwerk.foundation.access.models import Emergency, RightsRequest, Withheld
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.access.relations import RELATIONS, Relation
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Decision, Viewer
from maatwerk.foundation.people.models import Relation as Bond
from maatwerk.foundation.people.models import Representation, Resident
from tests.foundation.access.worlds import MODELS, PURPOSES, World, make_world
from tests.residents import NOON

WORLDS = (3, 5)  # between them every rule settles something
# What some purposes are about, which would else seldom come up.
ABOUT: dict[str, tuple[type[Personal], ...]] = {
    "genoemd": (Representation, Bond),
    "rechten": (RightsRequest,),
    "toezicht": (RightsRequest, Emergency),
}
GATES = [AccessGate(form) for form in Form]


@pytest.fixture(autouse=True)
def nobody_reads_along() -> Iterator[None]:
    with connected(write=lambda *_: None):
        yield


def listed(gate: AccessGate, viewer: Viewer, model: type[Any], purpose: str, level: Level) -> set[Any]:
    """The keys of what a list shows. Carried out here, and nowhere else, without being written down."""
    rows = gate.visible(viewer, model.objects.all(), purpose, level, NOON)
    with opened("a comparison", rows.query.ticket):  # type: ignore[attr-defined]
        return set(rows.values_list("pk", flat=True))


def decided(viewer: Viewer, things: list[Personal], purpose: str) -> dict[type[Personal], dict[Any, Decision]]:
    """What Cedar says of each of these things with everything looked up; what the gate looks up gives the same."""
    about = known(viewer, purpose, connections().register(viewer.municipality), NOON)
    found: dict[type[Personal], dict[Any, Decision]] = {}
    decisions = decide(things, about, rules(), NOON, relations=RELATIONS)
    assert decide(things, about, rules(), NOON) == decisions
    for thing, decision in zip(things, decisions, strict=True):
        found.setdefault(type(thing), {})[thing.pk] = decision
    return found


_FOR = {"toezicht": "toezicht", "privacy": "toezicht", "gegevensbeheer": "gegevensbeheer"}  # role → purpose


def asked(world: World, chance: random.Random) -> Iterator[tuple[Viewer, str]]:
    """Who looks and what for: everybody, with two things that fit who they are."""
    others = iter(["noodgeval", "coordinatie", "vertegenwoordiging", "noodgeval"])
    for viewer in world.viewers:
        if not viewer.organisation:
            yield viewer, "inzage"
            yield viewer, "vertegenwoordiging"
            yield viewer, "genoemd"
        elif viewer.roles:
            yield from ((viewer, purpose) for purpose in sorted({_FOR[each] for each in viewer.roles & _FOR.keys()}))
            if "gegevensbeheer" in viewer.roles:
                yield viewer, "rechten"
        else:
            yield viewer, next(others)
            yield from ((viewer, purpose) for purpose in chance.sample(sorted(set(PURPOSES)), 2))


def differences(
    world: World, chance: random.Random, counts: Counter[str], models: Sequence[type[Personal]] = ()
) -> Iterator[str]:
    """Where lists and decisions are not the same, for everybody, over these models or a handful of all."""
    for viewer, purpose in asked(world, chance):
        some = models or dict.fromkeys([*ABOUT.get(purpose, ()), *chance.sample(MODELS, 6)])
        things = [thing for model in some for thing in world.things[model]]
        for model, decisions in decided(viewer, things, purpose).items():
            counts["pairs"] += len(decisions)
            counts[model.__name__] += 1
            counts.update(ground for each in decisions.values() for ground in each.grounds)
            for gate, level in zip(chance.sample(GATES, 2), (Level.THAT, Level.WHAT), strict=True):
                may = {key for key, each in decisions.items() if each.level in (level, Level.WHAT)}
                if wrong := listed(gate, viewer, model, purpose, level) ^ may:
                    yield f"{viewer.ref} {purpose} {level} {model.__name__} {gate._form}: {len(wrong)}"


@pytest.mark.usefixtures("two_municipalities")
def test_lists_and_decisions_agree_about_everything() -> None:
    counts: Counter[str] = Counter()
    for seed in WORLDS:
        with transaction.atomic():
            world = make_world(seed)
            assert list(differences(world, random.Random(seed), counts)) == []
            transaction.set_rollback(True)
    assert counts["pairs"] >= 10_000
    assert {policy.id for policy in rules().policies} <= counts.keys()  # every rule settled something
    assert {model.__name__ for model in MODELS} <= counts.keys()


def _no_dates(self: lists.Lists, relation: Relation) -> Any:
    return relation.model._default_manager.all()


def _one_hat(relation: Relation, records: Iterable[Record]) -> Q:
    return _ONE_OF(relation, list(records)[:1])


def _another_column(part: Any, how: lists.Lists) -> Q:
    return Q(controller__in=sorted(part.values)) if isinstance(part, In) else _Q(part, how)


def _any_category(relation: Relation, fields: Any) -> Q:
    return _EQUAL(relation, {name: term for name, term in fields.items() if name != "category"})


_ONE_OF, _Q, _EQUAL = lists._one_of, lists._q, lists._equal
# What could go wrong in working policies out for lists: what is replaced, and by what.
FAULTS: dict[str, tuple[object, str, object]] = {
    "dates are not looked at": (lists.Lists, "rows", _no_dates),
    "only one hat counts": (lists, "_one_of", _one_hat),
    "a list is about another column": (lists, "_q", _another_column),
    "a category is forgotten": (lists, "_equal", _any_category),
    "what closes one entry is forgotten": (lists, "has_uuid", lambda _model: False),
    "nothing forbids": (evaluation, "negate", lambda _part: True),
    "or is and": (evaluation, "either", evaluation.both),
    "and is or": (evaluation, "both", evaluation.either),
    "unless is when": (evaluation, "negate", lambda part: part),
}


@pytest.mark.usefixtures("two_municipalities")
def test_faults_in_the_translation_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each fault by itself makes a difference somewhere, or the translation refuses to work at all."""
    world = make_world(3)
    few = replace(world, viewers=[*world.viewers[8:], *world.viewers[:2], world.viewers[6]])

    def noticed() -> bool:
        """The first difference is enough."""
        return any(differences(few, random.Random(1), Counter(), [Withheld, Emergency, Resident, Note]))

    assert not noticed()
    missed = []
    for fault, (place, name, instead) in FAULTS.items():
        with monkeypatch.context() as patched:
            patched.setattr(place, name, instead)
            try:
                if not noticed():
                    missed.append(fault)
            except (AssertionError, Unsupported, TypeError, AttributeError):
                continue
    assert missed == []
