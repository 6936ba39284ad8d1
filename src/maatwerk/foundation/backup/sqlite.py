"""The database as one file: a snapshot while others write, and putting it back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from maatwerk.foundation.backup.rules import EMPTY, BackupError, Table, Tally

_PATIENCE = 60.0  # seconds to wait for a lock


def snapshot(database: Path, to: Path) -> None:
    """Copy the database as it is at one moment; nobody waits for it. What was deleted is not copied along, as it would
    be with the pages of the file."""
    os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True, timeout=_PATIENCE)) as source:
        source.execute("VACUUM INTO ?", [str(to)])
    with closing(sqlite3.connect(to, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=OFF")
        copy.execute("PRAGMA secure_delete=ON")
        for table in EMPTY:
            if table in _tables(copy):
                copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name of ours


def migrations(database: Path) -> list[tuple[str, str]]:
    """What was done to the database, as Django wrote it down."""
    with closing(sqlite3.connect(database)) as copy:
        return [(app, name) for app, name in copy.execute("SELECT app, name FROM django_migrations ORDER BY id")]


def tables(database: Path) -> dict[str, Table]:
    """The state of every table."""
    with closing(sqlite3.connect(database)) as copy:
        return {table: _state(copy, table) for table in _tables(copy)}


def check(database: Path) -> None:
    """Raises BackupError when the file is not a whole database."""
    try:
        with closing(sqlite3.connect(database)) as copy:
            faults = [row for row in copy.execute("PRAGMA integrity_check") if row != ("ok",)]
            faults += copy.execute("PRAGMA foreign_key_check").fetchall()
    except sqlite3.DatabaseError as error:
        raise BackupError("The database in the backup cannot be read.") from error
    if faults:
        raise BackupError(f"The database in the backup has {len(faults)} faults.")


def put_back(copy: Path, database: Path) -> None:
    """Make the database equal to a checked copy, in one transaction, for whoever has it open too."""
    with (
        closing(sqlite3.connect(copy)) as source,
        closing(sqlite3.connect(database, timeout=_PATIENCE)) as target,
    ):
        source.backup(target)


def _tables(copy: sqlite3.Connection) -> list[str]:
    """The tables with rows of their own; those of SQLite itself and virtual ones rest on others."""
    found = copy.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in found]


def _state(copy: sqlite3.Connection, table: str) -> Table:
    tally = Tally()
    tally.add(map(_bytes, copy.execute(f'SELECT * FROM "{table}"')))  # noqa: S608 - a name that the database gave
    return tally.table()


def _bytes(row: tuple[Any, ...]) -> bytes:
    """A row as bytes that no other row has: ASCII, in which Python writes each kind of value in its own way."""
    return ascii([sha256(value).digest() if type(value) is bytes else value for value in row]).encode("ascii")
