"""Words that a database finds without reading every row: `tsvector` with a GIN index on PostgreSQL, text with an FTS5
table beside it on SQLite. The migration makes the index; the database keeps it up to date by itself.

Neither engine cuts, folds or ranks anything here. Words come in as letters and digits with a space between them, and
the only question that is asked is whether a row holds one of some words. So both give the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models.lookups import Lookup

from maatwerk.foundation.search.rules import Wanted


class WordsField(models.TextField):  # type: ignore[type-arg]
    """Different words with a space between them."""

    def db_type(self, connection: Any) -> str | None:
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)

    def from_db_value(self, value: str, _expression: Any, connection: Any) -> str:
        # PostgreSQL shows a tsvector as 'huur' 'schuld'.
        return value.replace("'", "") if connection.vendor == "postgresql" else value


@WordsField.register_lookup
class Holds(Lookup):
    """`words__holds=[wanted, ...]`: whether a row holds at least one of them."""

    lookup_name = "holds"
    prepare_rhs = False
    rhs: Sequence[Wanted]

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", [*params, _tsquery(self.rhs)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column = self.lhs
        quote = connection.ops.quote_name
        found, params = _in_fts5(column.target, self.rhs, quote=quote)
        return f"{quote(column.alias)}.{quote('id')} IN ({found})", params

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        raise NotImplementedError(f"there is no search on {connection.vendor}")


class IndexedWith(Lookup):
    """`IndexedWith("nl", field, sought)`: whether the row of the index whose id stands in column `nl` holds at least
    one of the words in `field`, or with `every` all of them. For a room that keeps the id with its things: no row of
    the index itself is read, and an index on the column leads from words to things."""

    prepare_rhs = False

    def __init__(self, column: str, field: WordsField, sought: Sequence[Wanted], *, every: bool = False) -> None:
        super().__init__(models.F(column), (field, tuple(sought), every))

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        field, sought, every = self.rhs
        quote = connection.ops.quote_name
        table, column = quote(field.model._meta.db_table), quote(field.column)
        found = f"SELECT {quote('id')} FROM {table} WHERE {column} @@ %s::tsquery"  # noqa: S608 - names of our own
        return self._within(compiler, connection, found, [_tsquery(sought, every)])

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return self._within(compiler, connection, *_in_fts5(*self.rhs, quote=connection.ops.quote_name))

    def _within(self, compiler: Any, connection: Any, found: str, params: list[Any]) -> tuple[str, list[Any]]:
        sql, before = self.process_lhs(compiler, connection)
        return f"{sql} IN ({found})", [*before, *params]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        raise NotImplementedError(f"there is no search on {connection.vendor}")


def _tsquery(sought: Sequence[Wanted], every: bool = False) -> str:
    parts = (f"('{one.stem}' | '{one.typed}':*)" if one.begins else f"'{one.stem}'" for one in sought)
    return (" & " if every else " | ").join(parts)


def _in_fts5(field: Any, sought: Sequence[Wanted], every: bool = False, *, quote: Any) -> tuple[str, list[Any]]:
    """The ids of what holds one of the words, or all, as a query that reads the FTS5 table only."""
    table = quote(f"{field.model._meta.db_table}_words")
    parts = (f'("{one.stem}" OR "{one.typed}"*)' if one.begins else f'"{one.stem}"' for one in sought)
    found = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608 - names of our own, quoted
    return found, [f"{field.column} : ({(' AND ' if every else ' OR ').join(parts)})"]


class CodeOrder(models.Func):
    """Text in the order of its character codes, whatever language the database was made for; SQLite has no other."""

    arity = 1
    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return super().as_sql(compiler, connection, template='%(expressions)s COLLATE "C"')
