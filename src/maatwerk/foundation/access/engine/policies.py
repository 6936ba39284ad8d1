"""Policies as Cedar reads them, with what people read about them. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maatwerk.foundation.gate.levels import Level

# An expression as Cedar's own JSON gives it: one operator and what it works on.
type Expression = Mapping[str, Any]

ACTIONS = frozenset({Level.THAT, Level.WHAT})


class PolicyError(ValueError):
    """The text of the policies cannot be used; the message names the policy and what is wrong."""


@dataclass(frozen=True)
class Policy:
    """One rule. `why` is for the person concerned, `law` names the articles, `text` is the rule as it is written.

    `actions` are those that it is about. `principal` is the kind of viewer, "" for everybody.
    """

    id: str
    permits: bool
    principal: str
    actions: frozenset[Level]
    conditions: tuple[tuple[str, Expression], ...]
    why: str
    why_en: str
    law: str
    text: str

    @property
    def relations(self) -> tuple[str, ...]:
        """The attributes of the thing that this rule looks at, in order."""
        found = (_attribute_of_resource(each) for _kind, body in self.conditions for each in walk(body))
        return tuple(dict.fromkeys(name for name in found if name))


def read_policies(text: str) -> tuple[Policy, ...]:
    """In the order of the text. Raises PolicyError for what Cedar cannot read, or has no id or no explanation."""
    import cedarpy  # costs more than the rest of this room; only who decides or checks needs it

    try:
        read = json.loads(cedarpy.policies_to_json_str(text))
    except ValueError as fault:
        raise PolicyError(str(fault)) from fault
    if read["templates"] or read["templateLinks"]:
        raise PolicyError("a template is not a rule that people can read")
    texts = _texts(text)
    if len(texts) != len(read["staticPolicies"]):
        raise PolicyError("every rule begins with @id at the beginning of a line")
    # Cedar calls them policy0, policy1, … in the order of the text, and gives them in another.
    ordered = sorted(read["staticPolicies"].items(), key=lambda item: int(item[0].removeprefix("policy")))
    policies = tuple(_policy(body, source) for (_name, body), source in zip(ordered, texts, strict=True))
    ids = [policy.id for policy in policies]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise PolicyError(f"two rules have the same id: {', '.join(twice)}")
    return policies


def walk(expression: Expression) -> Iterator[Expression]:
    """This expression and all that it is made of."""
    yield expression
    for operator, arguments in expression.items():
        if operator in ("Value", "Var"):
            continue
        inner = arguments if isinstance(arguments, list) else arguments.values()
        for part in inner:
            if isinstance(part, Mapping):
                yield from walk(part)


def _policy(body: Mapping[str, Any], source: str) -> Policy:
    said = body.get("annotations", {})
    name = said.get("id", "")
    for needed in ("id", "why", "why_en", "law"):
        if not said.get(needed):
            raise PolicyError(f"{name or source[:60]}: @{needed} is missing")
    if f'@id("{name}")' not in source:
        raise PolicyError(f"{name}: @id stands first")
    if body["resource"]["op"] != "All":
        raise PolicyError(f"{name}: a rule is about every kind of thing")
    return Policy(
        id=name,
        permits=body["effect"] == "permit",
        principal=_principal(body["principal"], name),
        actions=_actions(body["action"], name),
        conditions=tuple((each["kind"], each["body"]) for each in body["conditions"]),
        why=said["why"],
        why_en=said["why_en"],
        law=said["law"],
        text=source,
    )


def _principal(scope: Mapping[str, Any], name: str) -> str:
    if scope["op"] == "All":
        return ""
    if scope["op"] == "is" and "in" not in scope:
        return str(scope["entity_type"])
    raise PolicyError(f"{name}: who looks is said with `is`, or by what is known of them")


def _actions(scope: Mapping[str, Any], name: str) -> frozenset[Level]:
    """Raises PolicyError for an action that there is not."""
    named = scope.get("entities") or [scope["entity"]] if scope["op"] != "All" else []
    if not {each["id"] for each in named} <= ACTIONS:
        raise PolicyError(f"{name}: the action is dat, wat, or both")
    return frozenset(Level(each["id"]) for each in named) or ACTIONS


def _texts(text: str) -> list[str]:
    """The rules as they are written, without what stands between them."""
    rules: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("@id("):
            rules.append([])
        if rules and not line.startswith("//"):
            rules[-1].append(line)
    return ["\n".join(lines).strip() for lines in rules]


def _attribute_of_resource(expression: Expression) -> str:
    path = expression.get(".") or expression.get("has")
    return str(path["attr"]) if path and path["left"] == {"Var": "resource"} else ""
