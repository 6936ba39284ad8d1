"""Answering a question: how long, how much memory, and how it grows with what there is to suggest."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

Row = Callable[[str, str, str], None]

ROOT = Path(__file__).resolve().parents[1]
KINDS = {"e5": "e5 model", "use": "USE model", "woorden": "words alone"}
SERVICES, TECHNOLOGIES = 10_000, 100


def asking(row: Row) -> None:
    """Each kind of understanding in a process of its own: what is loaded stays in memory."""
    for kind, name in KINDS.items():
        environment = os.environ | {"PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
        command = [sys.executable, "-c", f"from benchmarks.asking import measure; measure({kind!r})"]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=False, capture_output=True, text=True)
        if done.returncode:
            row(f"answering with the {name}", "not on this machine", done.stderr.strip().splitlines()[-1][:60])
            continue
        told = json.loads(done.stdout.splitlines()[-1])
        row(f"{name}: load", f"{told['load']:.2f} s", f"{told['memory']:.0f} MB more than words before loading")
        row(f"{name}: understanding", _shown(told["hearing"]), "bound: p50 30 ms")
        row(
            f"{name}: answer among {SERVICES} services",
            _shown(told["answering"]),
            f"{statistics.median(told['answering']) / statistics.median(told['few']):.2f} of the answer among "
            f"{told['services']}; bound: p95 60 ms",
        )


def measure(kind: str) -> None:
    """Print the figures of one kind as one line of JSON: seconds and MB."""
    import yaml

    from maatwerk.casework.frontdoor.door import Question
    from maatwerk.foundation.ui.municipality import Municipality
    from maatwerk.site import registry
    from maatwerk.site.home import CONTENT
    from maatwerk.site.library import library

    content = library()
    before = _resident()
    begun = time.perf_counter()
    door = registry.door_over(content, by=kind)
    load = time.perf_counter() - begun
    lines = yaml.safe_load((CONTENT / "evaluation/questions.yaml").read_text(encoding="utf-8"))
    texts = [one["tekst"] for one in lines if one["helft"] == "werk"]
    slug, profile = next(iter(registry.demo_municipalities().items()))
    town = Municipality(slug, profile)
    hearing = [_timed(lambda text=text: door.understanding.hear(text)) for text in texts]  # type: ignore[misc]
    memory = _resident() - before
    many = _many(content)
    crowded = registry.door_over(many, (content, door))
    on = date(2026, 11, 22)
    few = [_timed(lambda text=text: door.answer(Question(text), town, on)) for text in texts]  # type: ignore[misc]
    answering = [_timed(lambda text=text: crowded.answer(Question(text), town, on)) for text in texts]  # type: ignore[misc]
    told = {"load": load, "memory": memory, "hearing": hearing, "few": few, "answering": answering}
    print(json.dumps(told | {"services": len(content.services)}))


def _many(content):  # type: ignore[no-untyped-def]
    """The same content with copies of what helps, up to the sizes above."""
    from dataclasses import replace

    def copies(entries, wanted):  # type: ignore[no-untyped-def]
        ids = list(entries)
        return {
            f"{ids[n % len(ids)]}_{n}" if n >= len(ids) else ids[n]: entries[ids[n % len(ids)]] for n in range(wanted)
        }

    return replace(
        content, services=copies(content.services, SERVICES), technologies=copies(content.technologies, TECHNOLOGIES)
    )


def _resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def _timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _shown(seconds: list[float]) -> str:
    ordered = sorted(seconds)
    p95 = ordered[int(len(ordered) * 0.95)]
    return f"p50 {statistics.median(ordered) * 1000:.0f}  p95 {p95 * 1000:.0f} ms"
