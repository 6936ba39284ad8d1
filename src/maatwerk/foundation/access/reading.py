"""What is written down of a read: one value for each person concerned. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer


@dataclass(frozen=True)
class Read:
    """One question about one person, and what came of it.

    `subject` is the reference to them. `controller` is the organisation that answers for what was read; several stand
    with a space between. `level` is the most that was seen, NOTHING for a refusal. `policies` are ids of the rules that
    settled it, `entries` how many rows, and `what` the kind of thing ("people.resident").
    """

    subject: str
    controller: str
    categories: tuple[str, ...]
    level: Level
    policies: tuple[str, ...]
    entries: int
    what: str


class Writer(Protocol):
    """Keeps what was read. Returns only when it is kept, and raises when it is not: no log, no data."""

    def __call__(self, viewer: Viewer, purpose: str, reads: Sequence[Read], now: datetime, /) -> None: ...
