"""What this room asks of rooms above it. The composition root fills this in once, when the program starts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.people.residents import WayKind


class BsnPower(Protocol):
    """Knows which organisations may use the BSN, and for what (UAVG art. 46)."""

    def article_for(self, organisation: int, purpose: str, now: datetime) -> str:
        """The article that gives this organisation the power to use the BSN for this purpose; "" is no power."""
        ...


class HearsOfDoubt(Protocol):
    """Hears that two residents may be one person."""

    def hear(self, municipality: str, one: str, other: str, why: Collection[str], now: datetime) -> None:
        """`one` and `other` are references, in any order; `why` are ids of `doubles.Likeness`. Twice is once."""
        ...


class NobodyMay:
    """Until somebody is connected who knows, nobody uses a BSN."""

    def article_for(self, organisation: int, purpose: str, now: datetime) -> str:
        return ""


class NobodyHearsError(LookupError):
    """Two residents may be one while nobody is connected to hear it. A fault of the program."""


class NobodyHears:
    def hear(self, municipality: str, one: str, other: str, why: Collection[str], now: datetime) -> None:
        raise NobodyHearsError


class CodeNotSentError(Exception):
    """A code could not be sent now; try again."""


class SendsCodes(Protocol):
    """Sends a code for signing in, at once and by machine."""

    def kinds(self, municipality: str) -> frozenset[WayKind]:
        """To which kinds of way it can send now, for this municipality (a slug)."""
        ...

    def send(self, id_: str, kind: WayKind, address: str, code: str, municipality: str, language: str) -> None:
        """`id_` stays the same when it is sent again. Raises CodeNotSentError."""
        ...


class NobodySends:
    """Until somebody is connected who sends, signing in with a code is not offered."""

    def kinds(self, municipality: str) -> frozenset[WayKind]:
        return frozenset()

    def send(self, id_: str, kind: WayKind, address: str, code: str, municipality: str, language: str) -> None:
        raise CodeNotSentError


@dataclass(frozen=True)
class Connections:
    bsn_power: BsnPower = field(default_factory=NobodyMay)
    doubts: HearsOfDoubt = field(default_factory=NobodyHears)
    codes: SendsCodes = field(default_factory=NobodySends)


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
