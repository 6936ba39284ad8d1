"""What this room asks of others: how somebody likes to be reached, who sends by machine, and who is told when nobody
can be reached."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from maatwerk.foundation.post.rules import Channel, Preference


class Preferences(Protocol):
    """Knows how people like to be reached. A recipient is a reference: "resident:12", "worker:7"."""

    def of(self, recipients: Collection[str]) -> Mapping[str, Preference]:
        """The preference of each of them of whom one is known; asked for many at once."""
        ...


class Unreachable(Protocol):
    """Hears that somebody could not be reached, so that a person calls or visits."""

    def tell(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        """`notice` is the id of what could not be told, `municipality` a slug."""
        ...


class GatewayError(Exception):
    """It could not be sent now; try again."""


class AddressRefusedError(Exception):
    """This address will never work."""


@dataclass(frozen=True)
class Outgoing:
    """What a gateway sends. `id` stays the same when it is sent again, so that a repetition is known as one;
    `municipality` is a slug and `sender` its name."""

    id: str
    municipality: str
    sender: str
    channel: Channel
    address: str
    title: str
    text: str
    language: str


class Gateway(Protocol):
    """Sends by machine."""

    def send(self, outgoing: Outgoing) -> None:
        """Raises GatewayError, or AddressRefusedError."""
        ...
