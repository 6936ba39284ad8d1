"""Asking Cedar about things: one query for each relation, however many things there are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import cedarpy
from django.utils.translation import get_language

from maatwerk.foundation.access.engine.evaluation import Entity, Known, relations_asked
from maatwerk.foundation.access.policy import Rules
from maatwerk.foundation.access.relations import RELATIONS, SHAPE, key_of
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Decision

_NO_RULE = {"nl": "Er is geen regel die dit toestaat.", "en": "There is no rule that allows this."}
_FAULT = {"nl": "Een regel kon niet worden bekeken. Daarom blijft dit dicht.", "en": "A rule could not be worked out."}
_TOGETHER = 500  # things whose relations are asked in one query
_AT_ONCE = 50  # things that Cedar is asked about in one go: what a request costs grows with all that it is given


def decide(
    things: Sequence[Personal],
    known: Known,
    rules: Rules,
    now: datetime,
    relations: Collection[str] | None = None,
) -> list[Decision]:
    """For each thing, in order, how much may be known and which policies settled it.

    `relations` are those that are looked up; without it, what can make a difference to this request.
    """
    decisions: list[Decision] = []
    if relations is None:
        relations = relations_asked(rules.policies, known, SHAPE)
    for start in range(0, len(things), _TOGETHER):
        entries = _entries(things[start : start + _TOGETHER], relations, now)
        for first in range(0, len(entries), _AT_ONCE):
            decisions += _decide(entries[first : first + _AT_ONCE], known, rules)
    return decisions


def _decide(entries: Sequence[Entity], known: Known, rules: Rules) -> list[Decision]:
    """First what it says; only where that is refused, whether it may be known to be there."""
    entities = [_entity(each) for each in (known.viewer, *known.context.values(), *entries)]
    held = cedarpy.Entities.from_json_str(json.dumps(entities))
    what = _ask([each.id for each in entries], Level.WHAT, known, rules, held)
    refused = {each.id: answer for each, answer in zip(entries, what, strict=True) if not answer.allowed}
    that = dict(zip(refused, _ask(refused, Level.THAT, known, rules, held), strict=True))
    return [
        _decision(Level.THAT, that[each.id], rules, closed=refused[each.id])
        if each.id in that
        else _decision(Level.WHAT, answer, rules)
        for each, answer in zip(entries, what, strict=True)
    ]


def _ask(
    ids: Iterable[str], level: Level, known: Known, rules: Rules, held: cedarpy.Entities
) -> list[cedarpy.AuthzResult]:
    same = {
        "principal": _uid(known.viewer.kind, known.viewer.id),
        "action": _uid("Action", level.value),
        "context": {name: {"__entity": _uid(each.kind, each.id)} for name, each in known.context.items()},
    }
    requests = [{**same, "resource": _uid("Entry", each)} for each in ids]
    return cedarpy.is_authorized_batch(requests, rules.handle, held) if requests else []


def _decision(
    level: Level, answer: cedarpy.AuthzResult, rules: Rules, closed: cedarpy.AuthzResult | None = None
) -> Decision:
    """An error is a refusal: Cedar leaves out a rule with an error, also when that rule forbids. What may be known to
    be there has with it what `closed` the rest, where a rule did."""
    english = (get_language() or "nl").startswith("en")
    language = "en" if english else "nl"
    if answer.diagnostics.errors:
        return Decision(Level.NOTHING, _FAULT[language])
    grounds = rules.ids(answer.diagnostics.reasons)
    if closed is not None and answer.allowed:
        grounds += rules.ids(closed.diagnostics.reasons)
    reasons = [(policy.why_en if english else policy.why) for policy in map(rules.called, grounds)]
    return Decision(level if answer.allowed else Level.NOTHING, " ".join(reasons) or _NO_RULE[language], grounds)


def _entries(things: Sequence[Personal], asked: Collection[str], now: datetime) -> list[Entity]:
    sets = {name: _records(name, things, now) if name in asked else {} for name in RELATIONS}
    return [
        Entity(
            "Entry",
            str(number),
            {column: getattr(thing, column) for column in SHAPE.columns}
            | {name: sets[name].get(key_of(relation, thing), []) for name, relation in RELATIONS.items()},
        )
        for number, thing in enumerate(things)
    ]


def _entity(entity: Entity) -> dict[str, Any]:
    return {"uid": _uid(entity.kind, entity.id), "attrs": entity.attributes, "parents": []}


def _uid(kind: str, id_: str) -> dict[str, str]:
    return {"type": kind, "id": id_}


def _records(name: str, things: Sequence[Personal], now: datetime) -> Mapping[Any, list[dict[str, str]]]:
    """What one relation holds for each of these things, by what links them: one query, or none."""
    relation = RELATIONS[name]
    keys = {key for thing in things if (key := key_of(relation, thing)) is not None}
    found: dict[str | UUID, list[dict[str, str]]] = {}
    if keys:
        with opened("what a decision rests on"):
            for key, *values in relation.records(sorted(keys), now):
                found.setdefault(key, []).append(dict(zip(relation.fields, values, strict=True)))
    return found
