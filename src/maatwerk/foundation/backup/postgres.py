"""The database as rows: read in one transaction that sees one moment, and loaded into tables that migrations made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from typing import IO, Any

from django.db import connection, transaction
from django.db.utils import OperationalError, ProgrammingError

from maatwerk.foundation.backup.rules import DATABASE, EMPTY, BackupError, Table, Tally
from maatwerk.foundation.gate.context import maintenance

_PART = 4_000_000  # bytes of rows that are kept together
_VERIFY = "maatwerk_verify_"

# How values are written must not depend on how a server or a role is set up.
_PLAIN = (
    "SET LOCAL TimeZone = 'UTC'",
    "SET LOCAL DateStyle = 'ISO, YMD'",
    "SET LOCAL IntervalStyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
)


@contextmanager
def one_moment() -> Iterator[None]:
    """Whatever is read in here is as it was when this began; nobody waits for it."""
    with transaction.atomic():
        _execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _plainly()
        _execute("SELECT 1")  # the moment is that of the first question
        yield


def migrations() -> list[tuple[str, str]]:
    """What was done to the database, as Django wrote it down."""
    return [(app, name) for app, name in _ask("SELECT app, name FROM django_migrations ORDER BY id")]


def columns() -> dict[str, list[str]]:
    """The columns of each table of ours; those that the database computes by itself are left out."""
    ours = _ours()
    found: dict[str, list[str]] = {}
    for table, column in _ask(
        "SELECT table_name, column_name FROM information_schema.columns"
        " JOIN information_schema.tables USING (table_schema, table_name)"
        " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' AND is_generated = 'NEVER'"
        " ORDER BY table_name, ordinal_position"
    ):
        if table in ours:
            found.setdefault(table, []).append(column)
    return found


def strangers() -> list[str]:
    """Tables that no room made, which are not backed up."""
    return sorted(set(connection.introspection.table_names()) - _ours())


def sequences() -> dict[str, int]:
    """The last number that was given out for each "table.column" that is numbered."""
    found = {}
    for table, column, sequence in _numbered():
        ((last, called),) = _ask(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - quoted by the server
        if called:
            found[f"{table}.{column}"] = last
    return found


def parts(chosen: dict[str, list[str]], tables: dict[str, Table]) -> Iterator[tuple[str, bytes]]:
    """The rows of the chosen columns in pieces, each with its name; `tables` hears of each table that is done."""
    for table, names in chosen.items():
        tally, piece, number = Tally(), bytearray(), 0
        for rows in [] if table in EMPTY else _rows(table, names):
            tally.add(rows)
            piece += b"".join(row + b"\n" for row in rows)
            if len(piece) >= _PART:
                yield f"{DATABASE}{table}/{number:06}", bytes(piece)
                piece, number = bytearray(), number + 1
        if piece:
            yield f"{DATABASE}{table}/{number:06}", bytes(piece)
        tables[table] = tally.table()


class Loading:
    """Puts rows into the tables of a database whose migrations are those of the backup. Nothing counts until it ends
    without an error; references between tables are looked at then."""

    def __init__(self, chosen: dict[str, list[str]], last: dict[str, int]) -> None:
        self._chosen = chosen
        self._last = last
        here = columns()
        for table, names in chosen.items():
            if missing := set(names) - set(here.get(table, [])):
                raise BackupError(f"This version has no place for {table}: {', '.join(sorted(missing))}.")
        _plainly()
        with maintenance("restoring"):
            _execute(f"TRUNCATE {', '.join(map(_quoted, here))}")  # what migrations put there is in the backup as well

    def add(self, name: str, source: IO[bytes]) -> None:
        """Load one piece."""
        table = name.removeprefix(DATABASE).partition("/")[0]
        if table not in self._chosen:
            raise BackupError(f"The backup holds rows of {table} but does not describe it.")
        with connection.cursor() as cursor, cursor.copy(_copy(table, self._chosen[table], "FROM STDIN")) as copy:
            while data := source.read(1 << 16):
                copy.write(data)

    def finish(self) -> dict[str, Table]:
        """Check references, go on counting where the backup was, and give the state of every table."""
        found: dict[str, Table] = {}
        with maintenance("restoring"):
            _execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table, column, sequence in _numbered():
                ((highest,),) = _ask(f"SELECT max({_quoted(column)}) FROM {_quoted(table)}")  # noqa: S608 - quoted
                last = max(highest or 0, self._last.get(f"{table}.{column}", 0))
                if last:
                    _execute("SELECT setval(%s::regclass, %s)", sequence, last)
            for _piece in parts(columns() | self._chosen, found):
                pass
        return found


@contextmanager
def loading(chosen: dict[str, list[str]], last: dict[str, int]) -> Iterator[Loading]:
    """Load rows in one transaction."""
    with transaction.atomic():
        yield Loading(chosen, last)


def others_connected() -> int:
    """How many other connections there are to this database."""
    ((count,),) = _ask(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
    )
    return int(count)


@contextmanager
def fresh_database() -> Iterator[None]:
    """Another, empty database on the same server takes the place of this one, and goes away afterwards. What an earlier
    one that was killed left behind goes too."""
    settings = connection.settings_dict
    ours, fresh = settings["NAME"], f"{_VERIFY}{token_hex(6)}"
    _drop_left_behind()
    with connection._nodb_cursor() as server:  # what Django's own test runner uses
        try:
            server.execute(f"CREATE DATABASE {fresh} ENCODING 'UTF8' TEMPLATE template0")
        except ProgrammingError as error:
            raise BackupError(
                "This role may not make a database to verify in. Let it (ALTER ROLE ... CREATEDB), or verify with "
                "MAATWERK_DATABASE at another server, where it may."
            ) from error
    connection.close()
    settings["NAME"] = fresh
    try:
        yield
    finally:
        connection.close()
        settings["NAME"] = ours
        with connection._nodb_cursor() as server:
            server.execute(f"DROP DATABASE {fresh}")


def _drop_left_behind() -> None:
    with connection._nodb_cursor() as server:
        server.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{_VERIFY.replace('_', '\\_')}%"])
        for (name,) in server.fetchall():
            try:
                server.execute(f"DROP DATABASE IF EXISTS {_quoted(name)}")
            except (OperationalError, ProgrammingError):  # in use by another verification, or of another role
                continue


def _ours() -> set[str]:
    return {"django_migrations", *connection.introspection.django_table_names(only_existing=True)}


def _numbered() -> list[tuple[str, str, str]]:
    """Each table and column of ours that is numbered, with the name of its sequence, quoted."""
    found = _ask(
        "SELECT c.relname, a.attname,"
        " pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname)"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
        " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY 1, 2"
    )
    ours = columns()
    return [row for row in found if row[2] and row[0] in ours]


def _rows(table: str, names: list[str]) -> Iterator[list[bytes]]:
    """Rows in the text form of COPY, in which a line is a row, some at a time."""
    rest = b""
    with connection.cursor() as cursor, cursor.copy(_copy(table, names, "TO STDOUT")) as copy:
        for data in copy:
            *rows, rest = (rest + bytes(data)).split(b"\n")
            yield rows


def _copy(table: str, names: list[str], direction: str) -> str:
    return f"COPY {_quoted(table)} ({', '.join(map(_quoted, names))}) {direction}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _plainly() -> None:
    for setting in _PLAIN:
        _execute(setting)


def _execute(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)


def _ask(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
