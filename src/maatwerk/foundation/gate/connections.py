"""Who is connected to the gate. The composition root fills this in once, when the program starts."""

from __future__ import annotations

from dataclasses import dataclass, field

from maatwerk.foundation.gate.protocols import (
    ClosedGate,
    Eraser,
    Exporter,
    Gate,
    NobodyNotifies,
    NoTerms,
    Notifier,
    Terms,
    TimelineSource,
)
from maatwerk.foundation.gate.slot import Slot


@dataclass(frozen=True)
class Connections:
    """The gate itself, who tells people that there is something, by name the rooms that erase, export and have events,
    and who deletes what is kept no longer."""

    gate: Gate = field(default_factory=ClosedGate)
    notifier: Notifier = field(default_factory=NobodyNotifies)
    erasers: dict[str, Eraser] = field(default_factory=dict)
    exporters: dict[str, Exporter] = field(default_factory=dict)
    timeline: dict[str, TimelineSource] = field(default_factory=dict)
    terms: Terms = field(default_factory=NoTerms)


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
