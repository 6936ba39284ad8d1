"""From a question about a row to a filter of a queryset."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Exists as SqlExists
from django.db.models import F, Model, OuterRef, Q, QuerySet

from maatwerk.foundation.access.engine.predicates import (
    And,
    Attribute,
    Equal,
    Exists,
    In,
    Not,
    Or,
    Part,
    Predicate,
    Record,
    Term,
    without,
)
from maatwerk.foundation.access.relations import ENTRY, RELATIONS, Relation, has_uuid
from maatwerk.foundation.access.whole import nodes
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.models import PersonalQuery
from maatwerk.foundation.gate.protocols import Viewer


class Form(Enum):
    """How a relation is asked: row by row (EXISTS), or its keys at once (IN), which is quicker when there are few."""

    EACH = "exists"
    KEYS = "in"


FEW = 2000  # people somebody works with; measured in benchmarks/access.py


def quickest(viewer: Viewer, purpose: str, now: datetime) -> Form:
    """Which form is quicker for this viewer, by a count that stops early. It decides nothing."""
    if not viewer.organisation:
        return Form.KEYS
    with opened("how many people somebody works with"):
        involved = RELATIONS["involved"].rows(now).filter(who__in=viewer.hats, purpose=purpose)
        return Form.KEYS if involved[: FEW + 1].count() <= FEW else Form.EACH


@dataclass(frozen=True)
class Lists:
    """How lists are asked for: at which moment, in which form, and with which ticket on what is nested in them."""

    now: datetime
    form: Form = Form.EACH
    ticket: str = ""

    def rows(self, relation: Relation) -> QuerySet[Any]:
        """What counts of this relation, with the ticket on all that is nested in it: what counts may depend on other
        rows, as a yes does on a restriction."""
        rows = relation.rows(self.now)
        for node in nodes(rows.query):
            if isinstance(node, PersonalQuery):
                node.ticket = self.ticket
        return rows


def filter_of(predicate: Predicate, model: type[Model], lists: Lists) -> Q:
    """The filter that keeps the rows of `model` for which this holds."""
    if not has_uuid(model):
        predicate = without(predicate, [name for name, relation in RELATIONS.items() if relation.of == ENTRY])
    if isinstance(predicate, bool):
        return Q() if predicate else Q(pk__in=[])
    return _q(predicate, lists)


def _q(part: Part, lists: Lists) -> Q:
    match part:
        case Equal(attribute, to):
            return Q(**{attribute.name: F(to.name) if isinstance(to, Attribute) else to})
        case In(attribute, values):
            return Q(**{f"{attribute.name}__in": sorted(values)})
        case Exists(name, records):
            return _exists(RELATIONS[name], records, lists)
        case Not(inner):
            return ~_q(inner, lists)
        case And(parts):
            return reduce(and_, (_q(each, lists) for each in parts))
        case Or(parts):
            return reduce(or_, (_q(each, lists) for each in parts))


def _exists(relation: Relation, records: Iterable[Record], lists: Lists) -> Q:
    column = "subject" if relation.of != ENTRY else "pk"
    rows = lists.rows(relation).filter(_one_of(relation, records))
    if lists.form is Form.KEYS and all(isinstance(term, str) for record in records for _name, term in record):
        return Q(**{f"{column}__in": rows.values(relation.link)})
    return Q(SqlExists(rows.filter(**{relation.link: OuterRef(column)})))


def _one_of(relation: Relation, records: Iterable[Record]) -> Q:
    """Whether a row of the relation is one of these records; with one list for a field in which alone they differ."""
    each = sorted((dict(record) for record in records), key=lambda record: sorted(map(str, record.items())))
    fixed = {name: term for name, term in each[0].items() if all(record[name] == term for record in each)}
    rest = [name for name in each[0] if name not in fixed]
    found = _equal(relation, fixed)
    if len(rest) == 1 and all(isinstance(record[rest[0]], str) for record in each):
        return found & Q(**{f"{relation.fields[rest[0]]}__in": [record[rest[0]] for record in each]})
    if rest:
        found &= reduce(or_, (_equal(relation, {name: record[name] for name in rest}) for record in each))
    return found


def _equal(relation: Relation, fields: dict[str, Term]) -> Q:
    values = {
        relation.fields[name]: OuterRef(term.name) if isinstance(term, Attribute) else term
        for name, term in fields.items()
    }
    return Q(**values)
