"""Who is connected to the gate. The composition root fills this in once, when the program starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from maatwerk.foundation.gate.protocols import (
    ClosedGate,
    Eraser,
    Exporter,
    Gate,
    NobodyNotifies,
    Notifier,
    TimelineSource,
)


@dataclass(frozen=True)
class Connections:
    """The gate itself, who tells people that there is something, and by name the rooms that erase, export and have
    events."""

    gate: Gate = field(default_factory=ClosedGate)
    notifier: Notifier = field(default_factory=NobodyNotifies)
    erasers: dict[str, Eraser] = field(default_factory=dict)
    exporters: dict[str, Exporter] = field(default_factory=dict)
    timeline: dict[str, TimelineSource] = field(default_factory=dict)


_now = Connections()


def connections() -> Connections:
    return _now


def connect(new: Connections) -> None:
    """Replace all connections."""
    global _now  # noqa: PLW0603 - filled in once, by the composition root
    _now = new


@contextmanager
def connected(**changes: object) -> Iterator[Connections]:
    """Other connections for a while, as in a test."""
    before = connections()
    connect(replace(before, **changes))  # type: ignore[arg-type]
    try:
        yield connections()
    finally:
        connect(before)
