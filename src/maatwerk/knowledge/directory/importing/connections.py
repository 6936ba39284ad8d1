"""What bringing in services needs to know of content, from the room that has it."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maatwerk.foundation.gate.slot import Slot

if TYPE_CHECKING:
    from maatwerk.knowledge.directory.feeding import Words
    from maatwerk.knowledge.facts import Dictionary


@dataclass(frozen=True)
class Knowledge:
    """The needs that a service can be for, how they are called, and the facts that its conditions can name."""

    needs: Container[str]
    words: Words
    dictionary: Dictionary


def _not_connected(_municipality: str) -> Knowledge:
    raise RuntimeError("nobody connected the content of a municipality")


@dataclass(frozen=True)
class Connections:
    """`knowledge` gives what one municipality knows, by its slug."""

    knowledge: Callable[[str], Knowledge] = _not_connected


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
