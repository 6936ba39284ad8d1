"""What this room asks of others: the purposes and categories of a municipality, who writes down what was read, and on
whose list something gets that waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from maatwerk.foundation.access.protocols import NobodyWatches, NoVisits, Visits, Waiting
from maatwerk.foundation.access.reading import Read, Writer
from maatwerk.foundation.access.register import Register
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.gate.slot import Slot


class NotConnectedError(LookupError):
    """The gate was asked something before it was connected. A fault of the program."""


def _no_register(_municipality: str) -> Register:
    raise NotConnectedError("nobody gives the purposes and categories")


def _nobody_writes(_viewer: Viewer, _purpose: str, _reads: Sequence[Read], _now: datetime) -> None:
    raise NotConnectedError("nobody writes down what is read")


@dataclass(frozen=True)
class Connections:
    """`register` takes the slug of a municipality."""

    register: Callable[[str], Register] = _no_register
    write: Writer = _nobody_writes
    waiting: Waiting = field(default_factory=NobodyWatches)
    visits: Visits = field(default_factory=NoVisits)


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
