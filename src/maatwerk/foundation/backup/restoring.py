"""A database that is being restored answers nobody but the restore.

The mark is a table in the database itself. Every new connection of every process looks for it: a start, a page, a job
and `/readyz`. Whoever wants to read the restored rows has to make a connection after they came, so nobody can pass by.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from maatwerk.foundation.backup.rules import BackupError, RestoringError

MARK = "maatwerk_restoring"
_QUESTIONS = {
    "sqlite": f"SELECT name FROM sqlite_master WHERE type = 'table' AND name = '{MARK}'",  # noqa: S608
    "postgresql": f"SELECT to_regclass('{MARK}')",
}
_passing = False  # only in the process that restores


def guard() -> None:
    """Look at every connection from now on."""
    connection_created.connect(_look, dispatch_uid=MARK)


def _look(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if _passing or connection.vendor not in _QUESTIONS:
        return
    row = connection.connection.execute(_QUESTIONS[connection.vendor]).fetchone()
    if row is not None and row[0] is not None:
        connection.close()
        raise RestoringError


@contextmanager
def passing() -> Iterator[None]:
    """This process may connect to a database that is being restored."""
    global _passing  # noqa: PLW0603 - one process is one command
    connection.close()
    _passing = True
    try:
        yield
    finally:
        connection.close()
        _passing = False


def mark() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {MARK} (what text)")


def unmark() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {MARK}")


def refuse_unless_empty() -> None:
    """Raises BackupError when the database holds anything at all."""
    tables = connection.introspection.table_names()
    if MARK in tables:
        raise BackupError("An earlier restore did not finish. Empty the database and the data folder, and begin again.")
    if tables:
        raise BackupError(
            f"The database is not empty: it has {len(tables)} tables. A restore never writes over anything; give it an "
            "empty database and an empty data folder."
        )
