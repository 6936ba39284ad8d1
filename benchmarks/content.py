"""Loading an installation's own layer of 20,000 services, beside plain reading of the same YAML.

Nothing is kept between two starts, so this is also what a warm start takes, in each process. Most of it is the reading
of YAML. Keeping what was read as JSON would bring it down to about half, which was not thought worth a
second copy of all content.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

Row = Callable[[str, str, str], None]

ROOT = Path(__file__).resolve().parents[1]
ENTRIES = 20_000

# What each measures, in a process of its own, so that neither has warmed up or filled memory for the other.
_START = """
import json, resource, sys, time
from pathlib import Path
from maatwerk.site.home import CONTENT
own = Path(sys.argv[1])
start = time.process_time()
"""
_PARSE = """
from maatwerk.foundation.content.loading import read_yaml
kept = [read_yaml(path) for layer in (CONTENT, own) for path in sorted(layer.rglob("*.yaml"))]
"""
_LOAD = """
from maatwerk.foundation.content import Layers
from maatwerk.site.library import open_library
kept = open_library(Layers((CONTENT, own)))
assert not kept.faults, kept.faults[0]
assert len(kept.services) >= 20_000
"""
_END = """
seconds = time.process_time() - start
print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


def loading(row: Row) -> None:
    """Three times each, by turns; the quickest of each counts, in seconds of the processor."""
    with tempfile.TemporaryDirectory() as folder:
        own = Path(folder)
        write(own)
        parsing, loaded = [], []
        for _ in range(3):
            parsing.append(_measured(_PARSE, own))
            loaded.append(_measured(_LOAD, own))
    (plain, plain_memory), (seconds, memory) = min(parsing), min(loaded)
    row(
        f"load {ENTRIES} services, checked",
        f"{seconds:.1f} s",
        f"{seconds / plain:.2f} of plain YAML in the same run; bound: 3",
    )
    row("the same: memory at its peak", f"{memory:.0f} MB", f"plain YAML {plain_memory:.0f} MB")


def write(own: Path) -> None:
    """Services that nobody offers: those of the repository with other names."""
    from maatwerk.site.home import CONTENT

    chance = random.Random(20261122)
    models = [path.read_text(encoding="utf-8") for path in sorted((CONTENT / "services").rglob("*.yaml"))]
    (own / "services").mkdir()
    for number in range(ENTRIES):
        text = chance.choice(models).replace("noodhulp: true", "noodhulp: false")
        text = text.replace("naam:\n  nl: ", f"naam:\n  nl: Nummer {number} ", 1)
        (own / f"services/verzonnen_{number}.yaml").write_text(text, encoding="utf-8")


def _measured(lines: str, own: Path) -> list[float]:
    """Seconds and megabytes."""
    command = [sys.executable, "-c", _START + lines + _END, str(own)]
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return list(json.loads(done.stdout))
