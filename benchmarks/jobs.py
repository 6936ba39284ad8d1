"""How many jobs a second, and whether a worker that is killed loses one or does one twice."""

from __future__ import annotations

import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.foundation.jobs.installation import Installation

Row = Callable[[str, str, str], None]


def jobs_a_second(row: Row, jobs: int = 3000) -> None:
    """One worker and jobs of one row, beside asking for jobs, one a transaction, through the same Django."""
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder), "")
        installation.enqueue(range(jobs), milliseconds=0)
        worker = installation.start()
        installation.wait_until_all_is_done()
        installation.end(worker, signal.SIGTERM)
        ((seconds,),) = installation.ask(
            "SELECT (julianday(max(ended_at)) - julianday(min(started_at))) * 86400 FROM jobs_job"
        )
        peer = installation.do(
            "import time",
            "start = time.perf_counter()",
            "for number in range(500): chores.write_row.enqueue(number)",
            "print(500 / (time.perf_counter() - start))",
        )
    row("jobs, one worker, SQLite", f"{jobs / seconds:.0f} jobs/s", f"asking for them: {float(peer):.0f}/s")


def killed_workers(row: Row, jobs: int = 10_000, kills: int = 10) -> None:
    """Two workers on SQLite; one of them is killed at a random moment, ten times over the whole of the work."""
    chance = random.Random(20261121)
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder), "")
        installation.enqueue(range(jobs), milliseconds=3)  # long enough to be hit
        start = time.perf_counter()
        for _ in range(2):
            installation.start()
        for number in range(kills):
            level = int(jobs * (number + chance.uniform(0.2, 0.8)) / kills)
            installation.wait_until(lambda level=level: len(installation.effects()) >= level)  # type: ignore[misc]
            installation.end(installation.workers[0], signal.SIGKILL)
            installation.start()
        installation.wait_until_all_is_done()
        seconds = time.perf_counter() - start
        done = Counter(installation.effects())
        again = installation.ask("SELECT count(*) FROM jobs_job WHERE attempts > 1")[0][0]
        for worker in list(installation.workers):
            installation.end(worker, signal.SIGTERM)
    lost, twice = jobs - len(done), sum(count > 1 for count in done.values())
    row(
        f"{jobs} jobs, a worker killed {kills} times", f"{len(done)} done", f"{lost} lost, {twice} done twice; bound: 0"
    )
    row("the same: time, and jobs a kill hit", f"{seconds:.0f} s", f"{again} taken up again")
