"""Working a policy out beforehand: who looks, what for and when are known, the row is not. Pure.

Whatever is not in `_OPERATORS` raises `Unsupported`; nothing is ever skipped. `tests/foundation/access` holds that the
outcome and Cedar's own decision are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maatwerk.foundation.access.engine.policies import Expression, Policy
from maatwerk.foundation.access.engine.predicates import (
    PARTS,
    Attribute,
    Equal,
    Exists,
    In,
    Predicate,
    Record,
    both,
    either,
    every,
    negate,
    relations_in,
    some,
    with_common_first,
)
from maatwerk.foundation.gate.levels import Level


class Unsupported(TypeError):  # noqa: N818 - said of the text, as Cedar does
    """A rule says something that cannot be asked of a database."""


@dataclass(frozen=True)
class Shape:
    """What there is to know of a thing: the names of its columns, and of its relations with their fields."""

    columns: frozenset[str]
    relations: Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Entity:
    """Something of which everything is known, by its kind and id. Attributes are texts, whole numbers, booleans, and
    lists of texts or of records with texts."""

    kind: str
    id: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Known:
    """Everything about a request but the thing: who looks, and by its name in the context, everything else."""

    viewer: Entity
    context: Mapping[str, Entity]


@dataclass(frozen=True)
class _Relation:
    name: str


@dataclass(frozen=True)
class _Thing:
    """The row itself."""


def decide(policies: Sequence[Policy], known: Known, shape: Shape, level: Level) -> Predicate:
    """Which rows may be seen this far. Raises Unsupported."""
    here = Evaluation(known, shape)
    permitted = some(here.policy(each) for each in policies if each.permits and level in each.actions)
    forbidden = some(here.policy(each) for each in policies if not each.permits and level in each.actions)
    return both(with_common_first(permitted), negate(forbidden))


def relations_asked(policies: Sequence[Policy], known: Known, shape: Shape) -> frozenset[str]:
    """The relations that can make a difference to this request, whichever thing it is about."""
    here = Evaluation(known, shape)
    return frozenset().union(*(relations_in(here.policy(each)) for each in policies))


class Evaluation:
    """One request. With `thorough` nothing is left out because the answer is known already: every part of a rule is
    looked at."""

    def __init__(self, known: Known, shape: Shape, thorough: bool = False) -> None:
        self.shape = shape
        self.thorough = thorough
        self.variables: dict[str, Any] = {
            "principal": known.viewer,
            "context": known.context,
            "resource": _Thing(),
        }

    def policy(self, policy: Policy) -> Predicate:
        """When this rule holds."""
        if policy.principal and policy.principal != self.variables["principal"].kind and not self.thorough:
            return False
        parts: Predicate = True
        for kind, body in policy.conditions:
            if parts is False and not self.thorough:
                return False
            said = self.truth(body)
            parts = both(parts, said if kind == "when" else negate(said))
        return parts

    def value(self, expression: Expression) -> Any:
        [(operator, arguments)] = expression.items()
        if operator not in _OPERATORS:
            raise Unsupported(f"'{operator}' cannot be asked of a database")
        return _OPERATORS[operator](self, arguments)

    def truth(self, expression: Expression) -> Predicate:
        found = self.value(expression)
        if isinstance(found, (bool, *PARTS)):
            return found
        raise Unsupported(f"{expression} is neither true nor false")


def _literal(_here: Evaluation, value: Any) -> Any:
    if isinstance(value, Mapping) and "__entity" in value:
        return Entity(value["__entity"]["type"], value["__entity"]["id"], {})
    if isinstance(value, bool | int | str):
        return value
    raise Unsupported(f"{value} is no text, number or truth")


def _variable(here: Evaluation, name: str) -> Any:
    if name not in here.variables:
        raise Unsupported(f"'{name}' is not for conditions")
    return here.variables[name]


def _set(here: Evaluation, members: Sequence[Expression]) -> frozenset[Any]:
    values = [here.value(each) for each in members]
    if not all(isinstance(each, str) for each in values):
        raise Unsupported("a list in a rule holds texts")
    return frozenset(values)


def _record(here: Evaluation, fields: Mapping[str, Expression]) -> Record:
    values = {name: here.value(each) for name, each in fields.items()}
    if not all(isinstance(each, str | Attribute) for each in values.values()):
        raise Unsupported("a record in a rule holds texts")
    return frozenset(values.items())


def _attribute(here: Evaluation, path: Mapping[str, Any]) -> Any:
    left, name = here.value(path["left"]), path["attr"]
    if isinstance(left, _Thing):
        if name in here.shape.columns:
            return Attribute(name)
        if name in here.shape.relations:
            return _Relation(name)
        raise Unsupported(f"a thing has no '{name}'")
    held = left.attributes if isinstance(left, Entity) else left
    if not isinstance(held, Mapping):
        raise Unsupported(f"'{name}' is a second step")
    if name not in held:
        raise Unsupported(f"nothing is known of '{name}'")
    return _plain(held[name])


def _has(here: Evaluation, path: Mapping[str, Any]) -> bool:
    """Every column and relation of a thing is always there."""
    left, name = here.value(path["left"]), path["attr"]
    if isinstance(left, _Thing):
        return name in here.shape.columns or name in here.shape.relations
    return name in (left.attributes if isinstance(left, Entity) else left)


def _is(here: Evaluation, said: Mapping[str, Any]) -> bool:
    if "in" in said:
        raise Unsupported("'is .. in' cannot be asked of a database")
    left = here.value(said["left"])
    kind = "Entry" if isinstance(left, _Thing) else left.kind
    return bool(kind == said["entity_type"])


def _and(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    left = here.truth(said["left"])
    if left is False and not here.thorough:
        return False
    return both(left, here.truth(said["right"]))


def _or(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    left = here.truth(said["left"])
    if left is True and not here.thorough:
        return True
    return either(left, here.truth(said["right"]))


def _not(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    return negate(here.truth(said["arg"]))


def _if(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    condition = here.truth(said["if"])
    if isinstance(condition, bool) and not here.thorough:
        return here.truth(said["then"] if condition else said["else"])
    then, otherwise = here.truth(said["then"]), here.truth(said["else"])
    return either(both(condition, then), both(negate(condition), otherwise))


def _equal(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    left, right = here.value(said["left"]), here.value(said["right"])
    if isinstance(right, Attribute):
        left, right = right, left
    if isinstance(left, Attribute):
        if isinstance(right, Attribute):
            return True if left == right else Equal(left, right)
        return Equal(left, right) if isinstance(right, str) else False
    if isinstance(left, Entity) and isinstance(right, Entity):
        return (left.kind, left.id) == (right.kind, right.id)
    if isinstance(left, bool | int | str) and isinstance(right, bool | int | str):
        return type(left) is type(right) and left == right
    raise Unsupported("only texts, numbers and truths are compared")


def _compared(compare: Callable[[int, int], bool]) -> Callable[[Evaluation, Mapping[str, Expression]], bool]:
    def compared(here: Evaluation, said: Mapping[str, Expression]) -> bool:
        left, right = here.value(said["left"]), here.value(said["right"])
        if type(left) is not int or type(right) is not int:
            raise Unsupported("only whole numbers that are known are more or less")
        return compare(left, right)

    return compared


def _contains(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    return _holds(here, here.value(said["left"]), here.value(said["right"]))


def _contains_any(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    left, right = here.value(said["left"]), here.value(said["right"])
    if isinstance(right, _Relation):
        left, right = right, left
    if not isinstance(right, frozenset):
        raise Unsupported("two relations of a thing are not compared")
    if isinstance(left, _Relation):
        records = frozenset(_record_of(here, left, each) for each in right)
        return Exists(left.name, records) if records else False
    return some(_holds(here, left, each) for each in right)


def _contains_all(here: Evaluation, said: Mapping[str, Expression]) -> Predicate:
    left, right = here.value(said["left"]), here.value(said["right"])
    if not isinstance(right, frozenset):
        raise Unsupported("whether a relation is within something cannot be asked")
    return every(_holds(here, left, each) for each in right)


def _holds(here: Evaluation, held: Any, member: Any) -> Predicate:
    """Whether a relation, or a set that is known, holds a member, which may be or have columns of the row."""
    if isinstance(held, _Relation):
        return Exists(held.name, frozenset({_record_of(here, held, member)}))
    if not isinstance(held, frozenset):
        raise Unsupported("only a set contains something")
    if isinstance(member, Attribute):
        values = frozenset(each for each in held if isinstance(each, str))
        return In(member, values) if values else False
    if isinstance(member, frozenset):
        return _among(member, held)
    return member in held


def _record_of(here: Evaluation, relation: _Relation, member: Any) -> Record:
    fields = here.shape.relations[relation.name]
    if not isinstance(member, frozenset) or dict(member).keys() != fields:
        raise Unsupported(f"'{relation.name}' holds records with {', '.join(sorted(fields))}")
    return member


def _among(record: Record, known: frozenset[Any]) -> Predicate:
    """When a record with columns of the row is one of those of which everything is known."""
    wanted = dict(record)
    open_fields = sorted(name for name, term in wanted.items() if isinstance(term, Attribute))
    fits = [
        values
        for values in (dict(each) for each in known if isinstance(each, frozenset))
        if values.keys() == wanted.keys()
        and all(values[name] == term for name, term in wanted.items() if name not in open_fields)
    ]
    if not open_fields or not fits:
        return bool(fits)
    # One list for the field that differs most, within each combination of the others.
    *others, last = sorted(open_fields, key=lambda name: len({values[name] for values in fits}))
    lists: dict[tuple[str, ...], set[str]] = {}
    for values in fits:
        lists.setdefault(tuple(values[name] for name in others), set()).add(values[last])
    return some(
        every(
            [
                *(Equal(_column(wanted[name]), value) for name, value in zip(others, combination, strict=True)),
                In(_column(wanted[last]), frozenset(lists[combination])),
            ]
        )
        for combination in sorted(lists)
    )


def _column(term: Any) -> Attribute:
    if not isinstance(term, Attribute):
        raise Unsupported(f"{term} is no column")
    return term


def _plain(value: Any) -> Any:
    """What is known, in the form in which it is compared."""
    if isinstance(value, list | tuple | set | frozenset):
        return frozenset(_plain(each) for each in value)
    return frozenset(value.items()) if isinstance(value, Mapping) else value


_OPERATORS: Mapping[str, Callable[[Evaluation, Any], Any]] = {
    "Value": _literal,
    "Var": _variable,
    "Set": _set,
    "Record": _record,
    ".": _attribute,
    "has": _has,
    "is": _is,
    "&&": _and,
    "||": _or,
    "!": _not,
    "if-then-else": _if,
    "==": _equal,
    "!=": lambda here, said: negate(_equal(here, said)),
    "<": _compared(lambda left, right: left < right),
    "<=": _compared(lambda left, right: left <= right),
    ">": _compared(lambda left, right: left > right),
    ">=": _compared(lambda left, right: left >= right),
    "contains": _contains,
    "containsAny": _contains_any,
    "containsAll": _contains_all,
}
