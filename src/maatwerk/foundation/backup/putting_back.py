"""Restoring a backup into an empty place, and trying that out in a place of its own."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from maatwerk.foundation.backup import erasures, files, postgres, restoring, sqlite
from maatwerk.foundation.backup.archive import Reader, reading
from maatwerk.foundation.backup.making import SQLITE_FILE, in_our_words
from maatwerk.foundation.backup.rules import (
    DATABASE,
    FILES,
    JOURNAL,
    BackupError,
    Head,
    Manifest,
    Note,
    Table,
    differences,
    joined,
    to_erase_again,
)
from maatwerk.foundation.gate.context import maintenance

Say = Callable[[str], None]


@dataclass(frozen=True)
class Compared:
    """A backup that was restored, and what does not agree with what it says of itself."""

    head: Head
    manifest: Manifest
    tables: dict[str, Table]
    faults: list[str]


@dataclass(frozen=True)
class Restored:
    """A backup that is back, and how many subjects were erased again."""

    head: Head
    erased: int


def verify(file: Path, identities: Sequence[Any], home: Path) -> Compared:
    """Restore into a fresh place, compare, and throw that place away. Raises BackupError when it cannot be read."""
    with in_our_words("It cannot be restored"), files.workplace(home, "verifying") as work, ExitStack() as stack:
        with reading(file, identities) as backup:
            _refuse_unknown(backup.head)
            if backup.head.vendor == "postgresql":
                stack.enter_context(postgres.fresh_database())
            found = _load(backup, work)
        return Compared(backup.head, backup.manifest, found, differences(backup.manifest.tables, found))


def restore(file: Path, identities: Sequence[Any], home: Path, later: Path | None, now: datetime, say: Say) -> Restored:
    """Restore a backup into an empty database and data folder, bring it up to this version, and erase again whoever was
    erased since; `later` is a copy of the journal of erasures. What is kept no longer by now is deleted too. Until all
    of that is done nothing answers.

    Raises BackupError. A file that cannot be read
    to its end changes nothing.
    """
    with in_our_words("The restore failed"), files.workplace(home, "restoring") as work, restoring.passing():
        restoring.refuse_unless_empty()
        files.refuse_unless_empty(home)
        given = [erasures.journal_in(later)] if later else []
        given.append(_journal_in(home))
        say("reading the backup to its end ...")
        head = _read_whole(file, identities)
        _refuse_unknown(head)
        restoring.mark()
        if connection.vendor == "postgresql" and (others := postgres.others_connected()):
            restoring.unmark()
            raise BackupError(f"{others} other programs are connected to this database. Stop them first.")
        say("restoring ...")
        with reading(file, identities) as backup:
            found = _load(backup, work)
        if faults := differences(backup.manifest.tables, found):
            raise BackupError("\n".join([*faults, "The installation stays shut."]))
        if head.vendor == "sqlite":
            _put_back_sqlite(work)
        notes = joined([*given, _journal_in(work)])
        files.put_in_place(work, home)
        say("bringing it up to this version ...")
        call_command("migrate", verbosity=0, interactive=False)
        erasures.keep(home, notes)
        again = to_erase_again(notes, head.moment)
        erasures.erase_again(again, say)
        erasures.delete_what_is_over(now, say)
        erasures.note_restore(home, now)
        restoring.unmark()
    return Restored(head, len(again))


def _read_whole(file: Path, identities: Sequence[Any]) -> Head:
    with reading(file, identities) as backup:
        for _name, _source in backup.members():
            pass
        return backup.head


def _refuse_unknown(head: Head) -> None:
    """Raises BackupError for a backup that this installation cannot take in."""
    if head.vendor != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise BackupError(
            f"This is a backup of {names.get(head.vendor, 'another database')}, and this installation has "
            f"{names.get(connection.vendor, 'another database')}. A backup goes back into the same kind."
        )
    known = MigrationLoader(None).disk_migrations
    ours = {app for app, _name in known}
    if unknown := [f"{app}.{name}" for app, name in head.migrations if app in ours and (app, name) not in known]:
        raise BackupError(
            f"The backup was made by a newer version ({head.software}) than this one: it has {', '.join(unknown[:3])}."
        )


def _load(backup: Reader, work: Path) -> dict[str, Table]:
    """Put everything of a backup in its place: files below `work`, and the database there too when it is a file. Gives
    the state of every table as it is then."""
    if backup.head.vendor == "sqlite":
        for name, source in backup.members():
            if name == SQLITE_FILE:
                _write(work / "database", source)
            else:
                files.unpack(work, name.removeprefix(FILES), source)
        sqlite.check(work / "database")
        return sqlite.tables(work / "database")
    _migrate_to(backup.head)
    with postgres.loading(backup.head.columns, backup.head.sequences) as loading:
        for name, source in backup.members():
            if name.startswith(DATABASE):
                loading.add(name, source)
            else:
                files.unpack(work, name.removeprefix(FILES), source)
        return loading.finish()


def _write(path: Path, source: IO[bytes]) -> None:
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        while data := source.read(1 << 20):
            target.write(data)


def _migrate_to(head: Head) -> None:
    """Make the tables as they were when the backup was made."""
    executor = MigrationExecutor(connection)
    done = {key for key in head.migrations if key in executor.loader.graph.nodes}
    nodes = executor.loader.graph.node_map
    last = [key for key in sorted(done) if not any(c.key in done and c.key[0] == key[0] for c in nodes[key].children)]
    with maintenance("migrating"):
        executor.migrate(last)


def _put_back_sqlite(work: Path) -> None:
    with closing(sqlite3.connect(work / "database")) as copy:  # shut from the first moment that it is there
        copy.execute(f"CREATE TABLE {restoring.MARK} (what text)")
    connection.close()
    sqlite.put_back(work / "database", Path(connection.settings_dict["NAME"]))


def _journal_in(folder: Path) -> list[Note]:
    path = folder / JOURNAL
    return erasures.journal_in(path) if path.exists() else []
