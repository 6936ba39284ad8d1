"""What makes a text of policies unusable, before anybody is let in by it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from maatwerk.foundation.access.engine.evaluation import Evaluation, Known, Shape, Unsupported
from maatwerk.foundation.access.engine.policies import (
    Expression,
    Policy,
    PolicyError,
    read_policies,
    walk,
)
from maatwerk.foundation.gate.levels import Level


def faults(text: str, schema: str, shape: Shape, samples: Sequence[Known]) -> list[str]:
    """What is wrong with the policies themselves, in sentences; nothing when they can be used.

    `samples` are requests of every kind of viewer, in which no set is empty.
    """
    import cedarpy

    try:
        policies = read_policies(text)
    except PolicyError as fault:
        return [str(fault)]
    validated = cedarpy.validate_policies(text, schema)
    found = [str(error) for error in validated.errors]
    for policy in policies:
        found += [f"{policy.id}: {fault}" for fault in (*_one_sided(policy), *_not_in_sql(policy, shape, samples))]
    return found


def unknown_values(policies: Sequence[Policy], known: Mapping[str, Collection[str]]) -> list[str]:
    """Texts in the rules that nothing can ever be equal to: a misspelt purpose, category, role or secrecy.

    `known` says which texts there are, by the last name of the path or the field of a record ("purpose").
    """
    found = []
    for policy in policies:
        for name, value in _literals(policy):
            if name not in known:
                found.append(f'{policy.id}: nobody says which texts "{name}" may be, as "{value}"')
            elif value not in known[name]:
                found.append(f'{policy.id}: there is no {name} "{value}"')
    return found


def _one_sided(policy: Policy) -> Iterator[str]:
    """Knowing what something says has to mean knowing that it is there."""
    if policy.permits and policy.actions == {Level.WHAT}:
        yield "permits 'wat' without 'dat'"
    if not policy.permits and policy.actions == {Level.THAT}:
        yield "forbids 'dat' without 'wat'"


def _not_in_sql(policy: Policy, shape: Shape, samples: Sequence[Known]) -> Iterator[str]:
    for known in samples:
        if policy.principal in ("", known.viewer.kind):
            try:
                Evaluation(known, shape, thorough=True).policy(policy)
            except Unsupported as fault:
                yield str(fault)


def _literals(policy: Policy) -> Iterator[tuple[str, str]]:
    """Every text in a rule, with the name of what it is compared with; of an entity its kind, in small letters."""
    for _kind, body in policy.conditions:
        for expression in walk(body):
            for operator, said in expression.items():
                if operator == "Value" and isinstance(said, dict):
                    yield said["__entity"]["type"].lower(), said["__entity"]["id"]
                elif operator == "Record":
                    yield from (
                        (name, part["Value"]) for name, part in said.items() if isinstance(part.get("Value"), str)
                    )
                elif operator in ("==", "!=", "contains", "containsAny", "containsAll"):
                    left, right = said["left"], said["right"]
                    yield from _compared(left, right)
                    yield from _compared(right, left)


def _compared(path: Expression, values: Expression) -> Iterator[tuple[str, str]]:
    for part in values.get("Set", [values]):
        if isinstance(part.get("Value"), str):
            yield (path["."]["attr"] if "." in path else str(path), part["Value"])
