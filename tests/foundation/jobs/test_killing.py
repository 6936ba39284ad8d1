"""Real worker processes on a real database: killed at random moments, two at once, and told to stop."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from tests.foundation.jobs.installation import Installation

pytestmark = pytest.mark.processes

POSTGRES = os.environ.get("MAATWERK_DATABASE", "")


@pytest.fixture
def installation(db: None, tmp_path: Path) -> Iterator[Installation]:
    address, name = "", f"jobs_{uuid4().hex}"
    if POSTGRES:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}".encode())
        before, _, after = POSTGRES.rpartition("/")
        address = f"{before}/{name}{''.join(after.partition('?')[1:])}"
    installation = Installation(tmp_path, address)
    try:
        yield installation
    finally:
        for worker in list(installation.workers):
            installation.end(worker, signal.SIGKILL)
        if POSTGRES:
            with psycopg.connect(POSTGRES, autocommit=True) as server:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_workers_killed_at_random_moments_lose_nothing_and_do_nothing_twice(installation: Installation) -> None:
    """Two workers; the one that has worked longest is killed, twelve times, in the middle of what they do."""
    chance = random.Random(20261121)
    installation.enqueue(range(200), milliseconds=15)
    asked = 200
    for _ in range(2):
        installation.start()
    for _ in range(12):
        done = len(installation.effects())
        installation.wait_until(lambda done=done: len(installation.effects()) >= done + 8)  # type: ignore[misc]
        time.sleep(chance.uniform(0, 0.3))
        code, _ = installation.end(installation.workers[0], signal.SIGKILL)
        assert code == -signal.SIGKILL
        installation.start()
        if installation.count("waiting") < 80:
            installation.enqueue(range(asked, asked + 80), milliseconds=15)
            asked += 80
    installation.wait_until_all_is_done()
    assert Counter(installation.effects()) == Counter(range(asked))
    assert installation.count("done") == asked
    hit = installation.ask("SELECT count(*) FROM jobs_job WHERE attempts > 1")[0][0]
    assert hit > 0, "no kill hit a job, so this proves nothing"
    for worker in list(installation.workers):
        code, said = installation.end(worker, signal.SIGTERM)
        # A machine that stands still for longer than the lease takes a job from the worker that has it, which says so.
        unexpected = [line for line in said.splitlines() if not line.endswith("was taken up by another worker")]
        assert (code, unexpected) == (0, [])


def test_two_workers_at_once_share_the_jobs_and_do_each_once(installation: Installation) -> None:
    asked = 0
    for _ in range(2):
        installation.start(lease=60)

    def both_worked() -> bool:
        return len(installation.ask("SELECT DISTINCT pid FROM effect")) == 2

    while not both_worked():
        installation.enqueue(range(asked, asked + 150), milliseconds=5)
        asked += 150
        installation.wait_until(lambda: both_worked() or installation.count("waiting") == 0)
    installation.wait_until_all_is_done()
    assert Counter(installation.effects()) == Counter(range(asked))
    assert installation.ask("SELECT DISTINCT attempts FROM jobs_job") == [(1,)]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_that_is_stopped_finishes_the_job_in_hand(installation: Installation, how: signal.Signals) -> None:
    installation.enqueue(range(1), milliseconds=1500)
    installation.enqueue(range(1, 2), milliseconds=1500)
    worker = installation.start()
    installation.wait_until(lambda: installation.count("running") == 1)
    assert installation.end(worker, how) == (0, "")
    assert installation.effects() == [0]
    assert (installation.count("done"), installation.count("waiting")) == (1, 1)


def test_a_job_that_takes_too_long_is_undone_and_given_back_without_counting(installation: Installation) -> None:
    installation.enqueue(range(1), milliseconds=600_000)
    worker = installation.start()
    installation.wait_until(lambda: installation.count("running") == 1)
    assert installation.end(worker, signal.SIGTERM) == (0, "")
    assert installation.effects() == []
    assert installation.ask("SELECT state, attempts FROM jobs_job") == [("waiting", 0)]


@pytest.mark.skipif(bool(POSTGRES), reason="PostgreSQL has no lock on everything")
def test_a_worker_outlasts_a_database_that_is_locked(installation: Installation) -> None:
    installation.enqueue(range(1), milliseconds=0)
    other = sqlite3.connect(installation.home / "maatwerk.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    worker = installation.start()
    assert worker.stdout
    assert "the database does not answer: django.db.utils.OperationalError" in worker.stdout.readline()
    other.close()
    installation.wait_until_all_is_done()
    assert installation.effects() == [0]


@pytest.mark.skipif(bool(POSTGRES), reason="PostgreSQL has no lock on everything")
def test_workers_with_much_to_do_leave_others_time_to_write(installation: Installation) -> None:
    installation.enqueue(range(400), milliseconds=100)
    for _ in range(2):
        installation.start(lease=60)
    installation.wait_until(lambda: len(installation.effects()) > 1)
    usual = settings.DATABASES["default"]["OPTIONS"]["timeout"]
    for _ in range(20):
        page = sqlite3.connect(installation.home / "maatwerk.sqlite3", timeout=usual, isolation_level=None)
        page.execute("BEGIN IMMEDIATE")  # or "database is locked"
        page.close()
    assert installation.count("waiting") > 0, "the workers were done, so this proves nothing"


@pytest.mark.skipif(not POSTGRES, reason="SQLite has no connections to end")
def test_a_worker_outlasts_a_database_that_ends_its_connections(installation: Installation) -> None:
    installation.enqueue(range(40), milliseconds=50)
    installation.start()
    for done in (3, 15):
        installation.wait_until(lambda done=done: len(installation.effects()) >= done)  # type: ignore[misc]
        with psycopg.connect(installation.postgres, autocommit=True) as server:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
    installation.wait_until_all_is_done()
    assert sorted(installation.effects()) == list(range(40))


class TestOutsideTheDatabase:
    def keys(self, installation: Installation) -> list[str]:
        told = installation.home / "outside"
        return told.read_text(encoding="ascii").split() if told.exists() else []

    def test_a_job_that_outlasts_its_lease_keeps_it_while_its_worker_lives(self, installation: Installation) -> None:
        installation.do("chores.call_outside.enqueue(3500)")
        for _ in range(2):
            installation.start()
        installation.wait_until_all_is_done()
        assert len(self.keys(installation)) == 1
        assert installation.ask("SELECT state, attempts FROM jobs_job") == [("done", 1)]

    def test_a_killed_one_is_done_again_with_the_same_key(self, installation: Installation) -> None:
        installation.do("chores.call_outside.enqueue(600000)")
        worker = installation.start()
        installation.wait_until(lambda: len(self.keys(installation)) == 1)
        installation.end(worker, signal.SIGKILL)
        installation.start()
        installation.wait_until_all_is_done()
        first, second = self.keys(installation)
        assert first == second
        assert installation.ask("SELECT state, attempts FROM jobs_job") == [("done", 2)]
