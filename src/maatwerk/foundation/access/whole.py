"""A page of rows brings no other rows along: what is joined, nested or fetched beside it was not decided about, and a
filter on it would tell what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.query import ModelIterable
from django.db.models.sql import Query
from django.db.models.sql.datastructures import Join
from django.db.models.sql.where import ExtraWhere

from maatwerk.foundation.access.relations import RELATIONS
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.models import Personal, PersonalQuery


class NotWholeError(ValueError):
    """The rows of a page reach other personal rows that nobody decided about. A fault of the program."""


def require_whole(rows: QuerySet[Any], ticket: str) -> None:
    """Raises NotWholeError, and TypeError for rows that are not personal.

    A page may filter and order by its own columns and by tables without personal data. Other personal rows may only be
    nested in it as `visible` gave them, with this ticket.
    """
    model, query = rows.model, rows.query
    if not issubclass(model, Personal) or not isinstance(query, PersonalQuery):
        raise TypeError(f"{model.__name__} is not personal and does not go through the gate")
    name = model.__name__
    if not issubclass(rows._iterable_class, ModelIterable):
        raise NotWholeError(f"a page is of {name} itself, not of some of its columns")
    if query.combinator:
        raise NotWholeError(f"{name}: a page is one query")
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise NotWholeError(f"{name}: what goes with a row is asked of the gate for itself, not prefetched")
    found = list(nodes(_set_up(query, ticket)))
    if query.extra or query.extra_tables or any(isinstance(node, RawSQL | ExtraWhere) for node in found):
        raise NotWholeError(f"{name}: a page has no SQL by hand")
    first, *nested = (node for node in found if isinstance(node, Query))
    for each in nested:
        if isinstance(each, PersonalQuery) and each.ticket != ticket:
            raise NotWholeError(f"{name}: `visible` has to give {_name(each)} that a page is filtered by")
    relations = {relation.model for relation in RELATIONS.values()}
    for each in (first, *(query for query in nested if query.model not in relations)):
        if joined := _joined(each):
            raise NotWholeError(f"{name}: a page does not reach {', '.join(sorted(joined))} by a join")


def _set_up(query: PersonalQuery, ticket: str) -> Query:
    """The query with every join that it would be sent with."""
    copy = query.clone()
    with opened("what a page reaches", ticket):
        copy.get_compiler("default").pre_sql_setup()
    return copy


def nodes(node: Any) -> Iterator[Any]:
    """Everything that a query is made of, itself first."""
    yield node
    if isinstance(node, Query):
        inner = [node.where, *node.annotations.values(), *node.order_by, *node.combined_queries]
    else:
        inner = getattr(node, "children", None) or getattr(node, "get_source_expressions", list)()
    for part in inner:
        if part is not None and not isinstance(part, str):
            yield from nodes(part)


def _joined(query: Query) -> set[str]:
    """Personal tables that are joined, other than the one of the query itself."""
    personal = {model._meta.db_table for model in apps.get_models() if issubclass(model, Personal)}
    return {
        table.table_name
        for alias, table in query.alias_map.items()
        if isinstance(table, Join) and query.alias_refcount[alias] and table.table_name in personal
    }


def _name(query: Query) -> str:
    return query.model.__name__ if query.model else "rows"
