"""How long a backup takes and how heavy it is, beside copying and hashing the same database; how long writers wait."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from hashlib import file_digest
from pathlib import Path

import psycopg

from maatwerk.foundation.backup.sealing import new_identity
from tests.foundation.backup.place import Place

Row = Callable[[str, str, str], None]

_FILL = """
import itertools, os, random
from django.db import transaction
from maatwerk.foundation.jobs.models import Job
words = 'de hulp van een wijkteam bij schulden en zorg thuis met een plan voor wonen werk en geld'.split()
chance = random.Random(20261122)
def text(): return ' '.join(chance.choices(words, k=60)) + os.urandom(300).hex()
for _ in range({batches}):
    with transaction.atomic():
        Job.objects.bulk_create(
            Job(task='benchmark', arguments={{'n': n}}, state='done', trace=text()) for n in range(1000)
        )
"""
_BYTES_A_BATCH = 1_150_000  # in the database, about half of it text and half random


def backup(row: Row, megabytes: int = 1000, postgres: str = "") -> None:
    """Make and verify a backup of a database of this size; on PostgreSQL when its address is given."""
    kind = "PostgreSQL" if postgres else "SQLite"
    with tempfile.TemporaryDirectory() as folder:
        private, public = new_identity()
        key, made = Path(folder) / "key", Path(folder) / "backup.age"
        key.write_text(private, encoding="ascii")
        place = Place(Path(folder) / "home", postgres, public)
        place.succeeds("municipality", "list")
        place.do(*_FILL.format(batches=megabytes * 1_000_000 // _BYTES_A_BATCH).splitlines())
        size = _size(place)
        peer = _copied_and_hashed(place, Path(folder)) if not postgres else 0.0
        with _writing(place) as waits:
            seconds, memory = _measured(place, "backup", "make", str(made))
        rate = f"{size / seconds / 1e6:.0f} MB/s"
        beside = f"{seconds / peer:.1f} times cp and sha256 ({peer:.1f} s)" if peer else rate
        row(f"backup of {size / 1e6:.0f} MB, {kind}", f"{seconds:.1f} s", beside)
        figure = f"{made.stat().st_size / 1e6:.0f} MB, {memory / 1e6:.0f} MB"
        row("the same: size, memory", figure, "bound: 200 MB of memory")
        row("the same: longest a writer waited", f"{max(waits) * 1000:.0f} ms", f"{len(waits)} writes; bound: 5 s")
        seconds, memory = _measured(place, "backup", "verify", str(made), "--key", str(key))
        beside = f"{seconds / peer:.1f} times cp and sha256" if peer else f"{size / seconds / 1e6:.0f} MB/s"
        row("the same: verified by restoring", f"{seconds:.1f} s, {memory / 1e6:.0f} MB", beside)


def _size(place: Place) -> int:
    if place.postgres:
        return int(place.ask("SELECT pg_database_size(current_database())")[0][0])
    return (place.home / "maatwerk.sqlite3").stat().st_size


def _copied_and_hashed(place: Place, folder: Path) -> float:
    copy = folder / "copy"
    start = time.perf_counter()
    subprocess.run(["/bin/cp", str(place.home / "maatwerk.sqlite3"), str(copy)], check=True)
    with open(copy, "rb") as file:
        file_digest(file, "sha256")
        os.fsync(file.fileno())
    seconds = time.perf_counter() - start
    copy.unlink()
    return seconds


def _measured(place: Place, *words: str) -> tuple[float, int]:
    """Seconds and bytes of memory that a verb takes."""
    start = time.perf_counter()
    started = place.start("-m", "maatwerk", *words)
    _, status, used = os.wait4(started.pid, 0)
    started.returncode = os.waitstatus_to_exitcode(status)
    assert started.stdout
    assert started.returncode == 0, started.stdout.read()
    started.stdout.close()
    return time.perf_counter() - start, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


@contextmanager
def _writing(place: Place) -> Iterator[list[float]]:
    """Somebody writes a row every ten milliseconds; gives how many seconds each took."""
    waits: list[float] = []
    done = threading.Event()
    sql = "UPDATE people_municipality SET content_version = content_version + 1"

    def write() -> None:
        if place.postgres:
            with psycopg.connect(place.postgres, autocommit=True) as connection:
                keep_on(lambda: connection.execute(sql))
        else:
            with closing(sqlite3.connect(place.home / "maatwerk.sqlite3", isolation_level=None)) as database:
                database.execute("PRAGMA synchronous=NORMAL")
                keep_on(lambda: database.execute(sql))

    def keep_on(act: Callable[[], object]) -> None:
        while not done.is_set():
            start = time.perf_counter()
            act()
            waits.append(time.perf_counter() - start)
            time.sleep(0.01)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        yield waits
    finally:
        done.set()
        thread.join()


def main() -> None:
    """`python -m benchmarks.backup [MEGABYTES] [postgres]`"""
    from maatwerk.site.programs import throwaway_postgres

    def row(what: str, figure: str, beside: str) -> None:
        print(f"{what:<44}{figure:>24}   {beside}", flush=True)

    megabytes = int(next((word for word in sys.argv[1:] if word.isdigit()), "1000"))
    if "postgres" in sys.argv:
        with throwaway_postgres() as address:
            backup(row, megabytes, address)
    else:
        backup(row, megabytes)


if __name__ == "__main__":
    main()
