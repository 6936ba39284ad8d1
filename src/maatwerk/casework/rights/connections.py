"""What this room asks of others: the services that a municipality shows, by id. The composition root fills it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory import Service


def _no_services(_municipality: Municipality) -> Mapping[str, Service]:
    return {}


@dataclass(frozen=True)
class Connections:
    services: Callable[[Municipality], Mapping[str, Service]] = _no_services


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
