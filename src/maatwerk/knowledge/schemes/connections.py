"""What this room asks of rooms above: the schemes that count in a municipality. The composition root fills it in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.ui.municipality import Municipality

if TYPE_CHECKING:  # it brings numpy along, which most commands do without
    from maatwerk.knowledge.schemes.desk import Desk


_SWITCH = "regelingen"  # the id in the algorithm register


def _no_desk(_municipality: Municipality) -> Desk:
    raise LookupError("no schemes are connected")


@dataclass(frozen=True)
class Connections:
    """`desk` gives the schemes of a municipality with their words and figures."""

    desk: Callable[[Municipality], Desk] = _no_desk


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected


def is_switched_off(municipality: Municipality) -> bool:
    """Whether the municipality does not use schemes; then what works them out is not there
    (docs/decisions/0047-an-algorithm-can-be-switched-off.md)."""
    return _SWITCH in municipality.profile.off
