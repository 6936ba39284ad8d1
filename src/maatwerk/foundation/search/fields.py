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
        parts = [f"'{one.stem}'" for one in self.rhs] + [f"'{one.typed}':*" for one in self.rhs if one.begins]
        return f"{column} @@ %s::tsquery", [*params, " | ".join(parts)]

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column = self.lhs
        quote = connection.ops.quote_name
        table = quote(f"{column.target.model._meta.db_table}_words")
        parts = [f'"{one.stem}"' for one in self.rhs] + [f'"{one.typed}"*' for one in self.rhs if one.begins]
        found = f"SELECT rowid FROM {table} WHERE {table} MATCH %s"  # noqa: S608 - names of our own, quoted
        return f"{quote(column.alias)}.{quote('id')} IN ({found})", [f"{column.target.column} : ({' OR '.join(parts)})"]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        raise NotImplementedError(f"there is no search on {connection.vendor}")


class CodeOrder(models.Func):
    """Text in the order of its character codes, whatever language the database was made for; SQLite has no other."""

    arity = 1
    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return super().as_sql(compiler, connection, template='%(expressions)s COLLATE "C"')
