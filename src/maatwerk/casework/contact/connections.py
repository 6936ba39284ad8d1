"""What this room asks of rooms above: numbers for when it is urgent, the services of a municipality, and core pages.
The composition root fills it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from maatwerk.casework.contact.core_pages import CorePage
from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory import Service


def _no_services(_municipality: Municipality) -> Mapping[str, Service]:
    return {}


def _no_numbers(_municipality: Municipality) -> Sequence[Service]:
    return ()


def _no_pages() -> Mapping[str, CorePage]:
    return {}


@dataclass(frozen=True)
class Connections:
    """`urgent` gives the services whose number stands first when something is urgent; `services` all of them by id."""

    urgent: Callable[[Municipality], Sequence[Service]] = _no_numbers
    services: Callable[[Municipality], Mapping[str, Service]] = _no_services
    core_pages: Callable[[], Mapping[str, CorePage]] = _no_pages


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
