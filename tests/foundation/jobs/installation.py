"""A database with real workers on it, for tests and benchmarks of what happens to jobs when workers die."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[3]
# The two municipalities, as if they were real: no invented people, and no work that waits because of them.
BARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
from maatwerk.foundation.people.actions import add_municipalities
from maatwerk.site.registry import demo_municipalities
add_municipalities({slug: each.model_copy(update={"invented": False}) for slug, each in demo_municipalities().items()})
"""
PATIENCE = 300.0  # only so that a broken worker ends; nothing here judges speed


class Installation:
    """A database of its own, on SQLite or in the throwaway PostgreSQL, and the workers on it."""

    def __init__(self, home: Path, postgres: str) -> None:
        self.home = home
        self.postgres = postgres
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAATWERK_", "DJANGO_"))}
        self.environment = kept | {
            "MAATWERK_HOME": str(home),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "maatwerk.site.settings",
            **({"MAATWERK_DATABASE": postgres} if postgres else {}),
        }
        self.workers: list[subprocess.Popen[str]] = []
        subprocess.run([sys.executable, "-c", BARE], env=self.environment, cwd=ROOT, check=True)
        self.do("from django.db import connection", "connection.cursor().execute(chores.EFFECTS)")

    def do(self, *lines: str) -> str:
        """Run lines of Python in the installation; gives what they print."""
        start = ("from maatwerk.site.preparing import prepare", "prepare(lambda _: None)")
        code = "\n".join([*start, "from tests.foundation.jobs import chores", *lines])
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def enqueue(self, numbers: range, milliseconds: int) -> None:
        self.do(
            "from django.db import transaction",
            "with transaction.atomic():",
            f"    for number in {numbers!r}: chores.write_row_slowly.enqueue(number, {milliseconds})",
        )

    def start(self, lease: int = 1) -> subprocess.Popen[str]:
        """A worker. With a short lease its job is soon taken up again when it dies, or the machine stands still."""
        self.workers.append(
            subprocess.Popen(
                [sys.executable, "-m", "maatwerk", "worker", "--lease", str(lease)],
                env=self.environment,
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        )
        return self.workers[-1]

    def end(self, worker: subprocess.Popen[str], how: signal.Signals) -> tuple[int, str]:
        """Send a signal; gives the exit status and all that the worker said."""
        self.workers.remove(worker)
        worker.send_signal(how)
        said, _ = worker.communicate(timeout=PATIENCE)
        return worker.returncode, said

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        if self.postgres:
            with psycopg.connect(self.postgres) as postgres:
                return postgres.execute(sql.encode()).fetchall()
        sqlite = sqlite3.connect(f"file:{self.home / 'maatwerk.sqlite3'}?mode=ro", uri=True)
        try:
            return sqlite.execute(sql).fetchall()
        finally:
            sqlite.close()

    def count(self, state: str) -> int:
        return int(self.ask(f"SELECT count(*) FROM jobs_job WHERE state = '{state}'")[0][0])  # noqa: S608

    def effects(self) -> list[int]:
        return [number for (number,) in self.ask("SELECT number FROM effect")]

    def wait_until(self, what: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < until, "the workers do not get there"
            assert all(worker.poll() is None for worker in self.workers), "a worker ended by itself"
            time.sleep(0.02)

    def wait_until_all_is_done(self) -> None:
        self.wait_until(lambda: self.count("waiting") + self.count("running") == 0)
