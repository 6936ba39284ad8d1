"""The last wall: no statement that names a table with personal data reaches the database outside the gate.

`models.PersonalQuery` refuses first and says which model it was. This also holds raw SQL, joins from other models and
queries made by hand, since it looks at what is really sent.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from maatwerk.foundation.gate.context import is_open, require_open
from maatwerk.foundation.gate.models import Personal

_READS_OR_CHANGES = re.compile(
    r"\s*\(*\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|REPLACE|TRUNCATE|COPY|EXPLAIN|MERGE)\b", re.I
)


def watch(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receiver of `connection_created`: every connection is watched from its first statement on."""
    if _watched not in connection.execute_wrappers:
        connection.execute_wrappers.append(_watched)


def _watched(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not is_open():
        text = sql if isinstance(sql, str) else str(sql)
        named = _personal_tables().search(text)
        if named and _READS_OR_CHANGES.match(text):
            require_open(f"table {named.group()}")
    return execute(sql, params, many, context)


@cache
def _personal_tables() -> re.Pattern[str]:
    tables = sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Personal))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, tables))})\b")
