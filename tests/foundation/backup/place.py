"""An installation in a place of its own, with the commands that make, verify and restore its backups."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 300.0  # only so that a broken command ends; nothing here judges speed
SECRET = "a-signing-key-that-must-not-be-found-in-any-backup-of-this-place"

START = ("import django", "django.setup()")


class Place:
    """A data folder and a database, on SQLite or in a PostgreSQL server."""

    def __init__(self, home: Path, postgres: str = "", recipient: str = "") -> None:
        self.home = home
        self.postgres = postgres
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAATWERK_", "DJANGO_"))}
        self.environment = kept | {
            "MAATWERK_HOME": str(home),
            "MAATWERK_SECRET_KEY": SECRET,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "maatwerk.site.settings",
            **({"MAATWERK_DATABASE": postgres} if postgres else {}),
            **({"MAATWERK_BACKUP_RECIPIENT": recipient} if recipient else {}),
        }
        home.mkdir(exist_ok=True)

    def start(self, *command: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, *command],
            env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def run(self, *words: str) -> tuple[int, str]:
        """Carry out a verb; gives its exit status and all that it said."""
        started = self.start("-m", "maatwerk", *words)
        said, _ = started.communicate(timeout=PATIENCE)
        return started.returncode, said

    def succeeds(self, *words: str) -> str:
        code, said = self.run(*words)
        assert code == 0, said
        return said

    def memory_of(self, *words: str) -> int:
        """Carry out a verb that succeeds; gives the most memory that it had, in bytes."""
        started = self.start("-c", _MEASURE, sys.executable, "-m", "maatwerk", *words)
        said, _ = started.communicate(timeout=PATIENCE)
        assert started.returncode == 0, said
        return int(said.split()[-1]) * (1 if sys.platform == "darwin" else 1024)

    def refuses(self, *words: str) -> str:
        code, said = self.run(*words)
        assert code == 1, said
        assert "Traceback" not in said
        return said

    def do(self, *lines: str, start: tuple[str, ...] = START) -> str:
        """Run lines of Python inside the installation; gives what they print."""
        done = subprocess.run(
            [sys.executable, "-c", "\n".join([*start, *lines])],
            env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return done.stdout

    def with_erasers(self, erasers: str, *words: str) -> tuple[int, str]:
        """Carry out a verb while rooms of `tests.foundation.backup.erasers` are connected, instead of those of the
        site; gives its exit status and all that it said."""
        code = (
            *START,
            "import sys; from maatwerk.site.cli import main",
            "from maatwerk.foundation.gate.connections import connected",
            "from tests.foundation.backup import erasers",
            f"sys.argv = {['maatwerk', *words]!r}",
            f"with connected(erasers=erasers.{erasers}): sys.exit(main())",
        )
        started = self.start("-c", "\n".join(code))
        said, _ = started.communicate(timeout=PATIENCE)
        return started.returncode, said

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Look into the database, past the program."""
        if self.postgres:
            with psycopg.connect(self.postgres) as postgres:
                return postgres.execute(sql.encode()).fetchall()
        sqlite = sqlite3.connect(f"file:{self.home / 'maatwerk.sqlite3'}?mode=ro", uri=True)
        try:
            return sqlite.execute(sql).fetchall()
        finally:
            sqlite.close()

    def counts(self) -> dict[str, int]:
        """How many rows there are in each table."""
        names = (
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            if self.postgres
            else "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
        return {name: self.ask(f'SELECT count(*) FROM "{name}"')[0][0] for (name,) in self.ask(names)}  # noqa: S608


_MEASURE = """\
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(code)
"""
