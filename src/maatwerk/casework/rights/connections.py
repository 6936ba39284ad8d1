"""What this room asks of others: the services that a municipality shows, by id, and who sends a link by mail. The
composition root fills it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory import Service


def _no_services(_municipality: Municipality) -> Mapping[str, Service]:
    return {}


class LinkNotSentError(Exception):
    """A link could not be sent now; try again."""


class SendsLinks(Protocol):
    """Sends a link by mail, at once and by machine, with no word of what it leads to."""

    def can(self, municipality: str) -> bool:
        """Whether it can send for this municipality (a slug)."""
        ...

    def send(self, id_: str, address: str, page: str, municipality: str, language: str) -> None:
        """`id_` stays the same when it is sent again; `page` is a path of the site. Raises LinkNotSentError."""
        ...


class NobodySends:
    """Until somebody is connected who sends, a link is not offered."""

    def can(self, municipality: str) -> bool:
        return False

    def send(self, id_: str, address: str, page: str, municipality: str, language: str) -> None:
        raise LinkNotSentError


@dataclass(frozen=True)
class Connections:
    services: Callable[[Municipality], Mapping[str, Service]] = _no_services
    links: SendsLinks = field(default_factory=NobodySends)


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
