"""Several who look at once: the chain fits, on both databases, in threads and in processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections, transaction

from maatwerk.foundation.access.logs import chain
from maatwerk.foundation.access.models import Segment
from maatwerk.site.programs import MissingProgramError, throwaway_postgres
from tests.foundation.access.logs.book import faults, look
from tests.foundation.access.logs.racing import race
from tests.foundation.jobs.installation import ROOT, Installation


@pytest.mark.django_db(transaction=True)
def test_the_chain_fits_whoever_writes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its tests in memory, where two connections do not wait for each other; see below")
    monkeypatch.setattr(chain, "MOST_ROWS", chain.MOST_ROWS)  # put back afterwards
    race()


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_somebody_who_has_a_segment_in_hand() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    look("resident:1")
    look_in_two_places()
    assert Segment.objects.count() == 4  # two of each log

    def elsewhere() -> None:
        try:
            look("resident:1")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        look("resident:1")
        other.submit(elsewhere).result(timeout=60)  # finishes while this transaction is open
    assert Segment.objects.count() == 4
    assert faults() == []


def look_in_two_places() -> None:
    """Somebody else looks while a segment is in hand, so that they begin one of their own."""

    def elsewhere() -> None:
        try:
            look("resident:1")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other, transaction.atomic():
        look("resident:1")
        other.submit(elsewhere).result(timeout=60)


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    if request.param == "sqlite":
        yield Installation(tmp_path, postgres="")
        return
    try:
        with throwaway_postgres() as address:
            yield Installation(tmp_path, address)
    except MissingProgramError as missing:
        pytest.skip(str(missing))


@pytest.mark.processes
def test_threads_as_it_is_run(installation: Installation) -> None:
    said = installation.do("from tests.foundation.access.logs.racing import race", "race()", "print('it fits')")
    assert said.endswith("it fits\n")


@pytest.mark.processes
def test_processes_as_it_is_run(installation: Installation) -> None:
    started = [looking(installation, seed, 40) for seed in range(3)]
    said = [process.communicate()[0] for process in started]
    assert [process.returncode for process in started] == [0, 0, 0]
    written = sum(int(each) for each in said)
    assert written > 100
    installation.do("from tests.foundation.access.logs.racing import whole", f"whole({written})")
    verified = subprocess.run(
        [sys.executable, "-m", "maatwerk", "access", "verify"],
        env=installation.environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert f"{written} of inzage" in verified.stdout


@pytest.mark.processes
def test_a_process_that_is_killed_leaves_a_chain_that_fits(installation: Installation) -> None:
    started = looking(installation, 1, 100_000)
    installation.wait_until(lambda: installation.ask("SELECT count(*) FROM access_accessrecord")[0][0] > 200)
    started.kill()
    started.communicate()
    again = looking(installation, 2, 10)
    again.communicate()
    assert again.returncode == 0
    faults_there = "print([str(fault) for fault in verify(Looked())])"
    said = installation.do("from maatwerk.foundation.access.logs.verifying import Looked, verify", faults_there)
    assert said.endswith("[]\n")


def looking(installation: Installation, seed: int, pages: int) -> subprocess.Popen[bytes]:
    """A process that looks at pages, and says at how many people it looked."""
    code = (
        "import django; django.setup(); from tests.foundation.access.logs import racing; "
        f"racing.chain.MOST_ROWS = 40; print(racing.look_at_pages({seed}, {pages}))"
    )
    command = [sys.executable, "-c", code]
    return subprocess.Popen(command, env=installation.environment, cwd=ROOT, stdout=subprocess.PIPE)
