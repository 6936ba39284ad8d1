"""What writing down who looked costs, and how long it takes to verify a million rows."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.foundation.jobs.installation import Installation

Row = Callable[[str, str, str], None]

_WRITE = """
import time
from django.db import transaction
from maatwerk.foundation.access.logs.canonical import milliseconds
from maatwerk.foundation.access.logs.writing import write
from maatwerk.foundation.access.models import AccessRecord, ProcessingRecord, Segment
from tests.foundation.access.logs.book import ELS, NOON, a_read
reads = [a_read(f"resident:{number}") for number in range(50)]
def page():
    with transaction.atomic():
        write(ELS, "wmo", reads, NOON)
page()
def lines(model):
    rows = list(model.objects.filter(position__lte=51))
    for row in rows: row._state.adding = True
    return rows
kept = [(model, lines(model)) for model in (ProcessingRecord, AccessRecord)]
spare = {model: Segment.objects.create(log=model.LOG, opened=0, key="x", closed=0, pruned=0) for model, _ in kept}
def plain():
    with transaction.atomic():
        for model, rows in kept:
            for row in rows: row.segment, row.position = spare[model], row.position + 100
            model.objects.bulk_create(rows)
taken, bare = [], []
for number in range(60):
    start = time.perf_counter(); page(); taken.append(time.perf_counter() - start)
    start = time.perf_counter(); plain(); bare.append(time.perf_counter() - start)
print(sorted(taken)[30] * 1000, sorted(taken)[57] * 1000, sorted(bare)[30] * 1000)
"""

_FILL = """
from django.db import transaction
from maatwerk.foundation.access.logs.actions import seal_segments
from maatwerk.foundation.access.logs.writing import write
from tests.foundation.access.logs.book import ELS, NOON, a_read
for batch in range({batches}):
    with transaction.atomic():
        for page in range(20):
            first = (batch * 20 + page) % 600 * 50
            write(ELS, "wmo", [a_read(f"resident:{{first + number}}") for number in range(50)], NOON)
    if batch % 10 == 9: seal_segments(NOON)
"""


def writing(row: Row, postgres: str = "") -> None:
    """A page of 50 people, beside the same rows stored plainly in as many tables."""
    with tempfile.TemporaryDirectory() as folder:
        said = Installation(Path(folder), postgres).do(_WRITE).split()[-3:]
    taken, slow, bare = map(float, said)
    beside = f"the same rows, stored plainly: {bare:.1f} ms"
    row("write down a page of 50", f"p50 {taken:.1f}  p95 {slow:.1f} ms", beside)


def verifying(row: Row, rows: int = 1_000_000, postgres: str = "") -> None:
    """All of it, with the most memory that the process had."""
    with tempfile.TemporaryDirectory() as folder:
        installation = Installation(Path(folder), postgres)
        start = time.perf_counter()
        installation.do(_FILL.format(batches=rows // 2020))
        filled = time.perf_counter() - start
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _MEASURE], env=installation.environment, capture_output=True, text=True, check=True
        )
        seconds = time.perf_counter() - start
    assert "everything stands there" in done.stdout, done.stdout + done.stderr
    memory = int(done.stdout.split()[-1]) / 1024
    row(f"verify {rows:,} rows", f"{seconds:.0f} s", f"{memory:.0f} MB; writing them took {filled:.0f} s; bound: 60 s")


_MEASURE = """
import resource, sys
from maatwerk.site.cli import main
sys.argv = ["maatwerk", "access", "verify"]
main()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def main(words: Sequence[str]) -> None:
    """`python -m benchmarks.logs [ROWS] [postgres]`"""
    from benchmarks.__main__ import row
    from maatwerk.site.programs import throwaway_postgres

    rows = next((int(word) for word in words if word.isdigit()), 1_000_000)
    if "postgres" in words:
        with throwaway_postgres() as address:
            writing(row, address)
            verifying(row, rows, address)
    else:
        writing(row)
        verifying(row, rows)


if __name__ == "__main__":
    main(sys.argv[1:])
