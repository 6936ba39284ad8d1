"""Making a backup while the installation runs."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from maatwerk import __version__
from maatwerk.foundation.backup import postgres, sqlite
from maatwerk.foundation.backup.archive import Writer, writing
from maatwerk.foundation.backup.files import Held, left_out_unknown, sync_folder, workplace
from maatwerk.foundation.backup.rules import DATABASE, FILES, JOURNAL, BackupError, Head, Table

SQLITE_FILE = f"{DATABASE}sqlite3"


@dataclass(frozen=True)
class Made:
    """What went into a backup. `left_out` names what stands in the data folder and is in no list."""

    moment: datetime
    tables: dict[str, Table]
    files: int
    size: int
    left_out: list[str]


def make(target: Path, recipients: Sequence[Any], home: Path, now: datetime) -> Made:
    """Make a backup of everything that exists nowhere else into the new file `target`, encrypted for the recipients.

    The database and the files belong together. The files are held before and after the moment of the database, so a
    row in the backup has its file, also when that is deleted while the backup is being made. Only a file that came and
    went within the moment itself, seconds on SQLite and less on PostgreSQL, is missed. Raises BackupError.
    """
    if target.exists():
        raise BackupError(f"{target} is there already. A backup never writes over anything.")
    _refuse_unless_up_to_date()
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)  # of one that was killed
    try:
        with in_our_words("The backup could not be written"), workplace(home, "making") as work:
            made = _write(part, recipients, home, work, now)
            os.link(part, target)  # unlike a rename, this refuses when somebody else made that file meanwhile
    finally:
        part.unlink(missing_ok=True)
    sync_folder(target.parent)
    return made


@contextmanager
def in_our_words(what: str) -> Iterator[None]:
    """A failure of the disk or the database becomes a BackupError. The words of a database may hold rows of people."""
    try:
        yield
    except OSError as error:
        raise BackupError(f"{what}: {error.strerror or error}.") from error
    except (Error, psycopg.Error, sqlite3.Error) as error:
        raise BackupError(f"{what}: the database says {type(error).__name__}.") from error


def _write(part: Path, recipients: Sequence[Any], home: Path, work: Path, now: datetime) -> Made:
    held = Held(home, work)
    held.gather()
    with _snapshot(work, now) as (head, add_database):
        held.gather()
        with writing(part, recipients, head) as (writer, tables):
            add_database(writer, tables)
            for name, path in held:
                writer.add_file(FILES + name, path)
            files = sum(name.startswith(FILES) for name in writer.members)
            if (home / JOURNAL).exists():
                writer.add(FILES + JOURNAL, (home / JOURNAL).read_bytes())
    left_out = sorted({*left_out_unknown(home), *held.strange})
    if connection.vendor == "postgresql":
        left_out += [f"the table {table}" for table in postgres.strangers()]
    return Made(now, tables, files, part.stat().st_size, left_out)


@contextmanager
def _snapshot(work: Path, now: datetime) -> Iterator[tuple[Head, Any]]:
    """The database at one moment: what to know of it beforehand, and what adds it to a backup."""
    if connection.vendor == "sqlite":
        copy = work / "snapshot"
        sqlite.snapshot(Path(connection.settings_dict["NAME"]), copy)

        def add(writer: Writer, tables: dict[str, Table]) -> None:
            writer.add_file(SQLITE_FILE, copy)
            tables.update(sqlite.tables(copy))

        yield _head("sqlite", now, sqlite.migrations(copy)), add
        return
    with postgres.one_moment():
        columns = postgres.columns()

        def add(writer: Writer, tables: dict[str, Table]) -> None:
            for name, rows in postgres.parts(columns, tables):
                writer.add(name, rows)

        head = _head("postgresql", now, postgres.migrations())
        yield head.model_copy(update={"columns": columns, "sequences": postgres.sequences()}), add


def _head(vendor: str, now: datetime, migrations: list[tuple[str, str]]) -> Head:
    return Head(software=__version__, vendor=vendor, moment=now, migrations=migrations)


def _refuse_unless_up_to_date() -> None:
    """A backup is made by the software that the database belongs to: that one knows what has to be in it."""
    if connection.vendor not in ("sqlite", "postgresql"):
        raise BackupError("Only SQLite and PostgreSQL can be backed up.")
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():  # looking would make it
        raise BackupError("There is no database yet, so there is nothing to back up.")
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupError(
            "The database does not belong to this version of the software. Make the backup with the version that runs."
        )
