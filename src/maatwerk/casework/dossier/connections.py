"""What the file needs of rooms that load content. The composition root fills this in once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from maatwerk.foundation.gate.slot import Slot
from maatwerk.knowledge.facts import Dictionary


@dataclass(frozen=True)
class Connections:
    """`dictionary` gives the facts that can be known; it is one for all municipalities."""

    dictionary: Callable[[], Dictionary] = field(default=lambda: Dictionary({}))


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
