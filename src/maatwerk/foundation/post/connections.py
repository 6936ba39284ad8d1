"""Who is connected to the post. The composition root fills this in once, when the program starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.post.notices import Notice
from maatwerk.foundation.post.protocols import Gateway, Preferences, Unreachable
from maatwerk.foundation.post.rules import Channel
from maatwerk.foundation.post.workers import WorkPreferences


class NobodyReachedError(Exception):
    """Somebody could not be reached, and there is nobody to tell."""


class NobodyToTell:
    """Until somebody is connected who hears it: loud, for a person who waits for word must not be forgotten."""

    def tell(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        raise NobodyReachedError


@dataclass(frozen=True)
class Connections:
    """`notices` gives the notices of a municipality, by its slug. `gateway` gives who sends by machine for a channel
    and a municipality; None is the send queue, which a clerk empties."""

    notices: Callable[[str], Mapping[str, Notice]] = field(default=lambda _municipality: {})
    preferences: Preferences = field(default_factory=WorkPreferences)
    gateway: Callable[[Channel, str], Gateway | None] = field(default=lambda _channel, _municipality: None)
    unreachable: Unreachable = field(default_factory=NobodyToTell)


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
