"""Searching 50,000 entries, beside reading every row with LIKE as a database does without an index."""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

Row = Callable[[str, str, str], None]

ROOT = Path(__file__).resolve().parents[1]
ENTRIES = 50_000
# A word of one entry, one of many, several, a sentence, and one that is still being typed.
SEARCHES = [
    "nummer31415",
    "huur",
    "schulden huur betalen",
    "ik kan de huur niet meer betalen sinds de scheiding",
    "verz",
]


def searching(row: Row) -> None:
    """In a process of its own, on a new SQLite database in a file."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {
            "MAATWERK_HOME": home,
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "DJANGO_SETTINGS_MODULE": "maatwerk.site.settings",
        }
        command = [sys.executable, "-c", "from benchmarks.search import measure; measure()"]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    told = json.loads(done.stdout.splitlines()[-1])
    row(
        f"indexing {ENTRIES} entries, SQLite",
        f"{told['indexing']:.0f} s",
        f"{ENTRIES / told['indexing']:.0f} entries/s",
    )
    for text, search, peer in told["searches"]:
        ordered = sorted(search)
        p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95)]
        ratio = p50 / statistics.median(peer)
        shown = text if len(text) < 24 else f"{len(text.split())} words"
        row(
            f"search among {ENTRIES}: {shown}",
            f"p50 {p50 * 1000:.1f}  p95 {p95 * 1000:.1f} ms",
            f"{ratio:.2f} of reading all with LIKE in the same run",
        )


def measure() -> None:
    """Print the figures as one line of JSON."""
    from maatwerk.site.preparing import prepare

    prepare(lambda _: None)
    from maatwerk.foundation.search.actions import Item, replace
    from maatwerk.foundation.search.models import Entry
    from maatwerk.foundation.search.queries import ALL, search
    from maatwerk.site.library import library

    chance = random.Random(20261122)
    sentences = [wording for need in library().needs.values() for wording in need.wordings.nl]
    items = [
        Item(f"dienst_{number}", chance.choice(sentences)[:60], (f"nummer{number}", *chance.sample(sentences, 5)))
        for number in range(ENTRIES)
    ]
    start = time.perf_counter()
    replace("services", "", items)
    indexing = time.perf_counter() - start

    def timed(act: Callable[[], object]) -> float:
        start = time.perf_counter()
        act()
        return time.perf_counter() - start

    told = []
    for text in SEARCHES:
        word = max(text.split(), key=len)
        rows = Entry.objects.filter(kind="services", language="nl", words__contains=word)
        peer = [timed(lambda rows=rows: rows.count()) for _ in range(10)]  # type: ignore[misc]
        found = [
            timed(lambda text=text: search(text, among={"services": ALL}, municipality="demo"))  # type: ignore[misc]
            for _ in range(40)
        ]
        told.append((text, found, peer))
    print(json.dumps({"indexing": indexing, "searches": told}))
