"""What is left of a rule when it is known who looks: a question about a row that a database can answer. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Attribute:
    """A column of the row itself; all are texts."""

    name: str


type Term = str | Attribute
# One record that a relation may hold: by field, the text it has, or the column of the row it equals.
type Record = frozenset[tuple[str, Term]]


@dataclass(frozen=True)
class Equal:
    attribute: Attribute
    to: Term


@dataclass(frozen=True)
class In:
    attribute: Attribute
    values: frozenset[str]


@dataclass(frozen=True)
class Exists:
    """The relation holds at least one of these records."""

    relation: str
    records: frozenset[Record]


@dataclass(frozen=True)
class Not:
    part: Part


@dataclass(frozen=True)
class And:
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Or:
    parts: tuple[Part, ...]


type Part = Equal | In | Exists | Not | And | Or
type Predicate = bool | Part
PARTS = (Equal, In, Exists, Not, And, Or)


def both(left: Predicate, right: Predicate) -> Predicate:
    if isinstance(left, bool):
        return right if left else False
    if isinstance(right, bool):
        return left if right else False
    return And((*_parts(left, And), *_parts(right, And)))


def either(left: Predicate, right: Predicate) -> Predicate:
    if isinstance(left, bool):
        return True if left else right
    if isinstance(right, bool):
        return True if right else left
    return Or((*_parts(left, Or), *_parts(right, Or)))


def negate(part: Predicate) -> Predicate:
    """Not this; brought down to the leaves, so that a database sees each condition by itself."""
    match part:
        case bool():
            return not part
        case Not(inner):
            return inner
        case And(parts):
            return some(negate(each) for each in parts)
        case Or(parts):
            return every(negate(each) for each in parts)
    return Not(part)


def every(parts: Iterable[Predicate]) -> Predicate:
    found: Predicate = True
    for part in parts:
        found = both(found, part)
    return found


def some(parts: Iterable[Predicate]) -> Predicate:
    found: Predicate = False
    for part in parts:
        found = either(found, part)
    return found


def with_common_first(predicate: Predicate) -> Predicate:
    """The same, with what every alternative asks asked once, before them: (a and b) or (a and c) is a and (b or c). A
    database then begins with that."""
    if not isinstance(predicate, Or):
        return predicate
    alternatives = [each.parts if isinstance(each, And) else (each,) for each in predicate.parts]
    common = [part for part in alternatives[0] if all(part in parts for parts in alternatives)]
    rest = some(every(part for part in parts if part not in common) for parts in alternatives)
    return both(every(common), rest)


def relations_in(predicate: Predicate) -> frozenset[str]:
    """The relations that have to be known to answer this."""
    match predicate:
        case Exists(relation):
            return frozenset({relation})
        case Not(part):
            return relations_in(part)
        case And(parts) | Or(parts):
            return frozenset().union(*map(relations_in, parts))
        case _:
            return frozenset()


def without(predicate: Predicate, relations: Collection[str]) -> Predicate:
    """The same question for rows of which these relations are always empty."""
    match predicate:
        case Exists(relation) if relation in relations:
            return False
        case Not(part):
            return negate(without(part, relations))
        case And(parts):
            return every(without(part, relations) for part in parts)
        case Or(parts):
            return some(without(part, relations) for part in parts)
        case _:
            return predicate


def _parts(part: Part, kind: type[And] | type[Or]) -> tuple[Part, ...]:
    return part.parts if isinstance(part, kind) else (part,)
