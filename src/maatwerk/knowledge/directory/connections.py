"""What this room asks of rooms above: who phones for a municipality, and what its printed folder says. The composition
root fills it in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from maatwerk.foundation.gate.slot import Slot
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice.domains import DomainLabel
from maatwerk.knowledge.advice.values import LifeDomain, Need
from maatwerk.knowledge.directory.catalogue import Service


@dataclass(frozen=True)
class Desk:
    """On whose list work comes: a team, or else one worker."""

    team: int | None
    worker: int | None


def _nobody(_municipality: str, _now: datetime) -> Desk | None:
    return None


def _nothing_to_do(_municipality: str) -> None:
    pass


def _no_numbers(_municipality: Municipality) -> Sequence[Service]:
    return ()


def _no_needs(_municipality: Municipality) -> Mapping[str, Need]:
    return {}


def _no_domains() -> Mapping[LifeDomain, DomainLabel]:
    return {}


@dataclass(frozen=True)
class Connections:
    """`phones` gives who answers the phone of a municipality; None while nobody does. `refresh` brings the tables up to
    date with what a municipality published; `urgent` gives the services whose number stands first when something is
    urgent; `domains` the life domains in the order in which people see them; `needs` the needs of a municipality."""

    phones: Callable[[str, datetime], Desk | None] = _nobody
    refresh: Callable[[str], object] = _nothing_to_do
    urgent: Callable[[Municipality], Sequence[Service]] = _no_numbers
    domains: Callable[[], Mapping[LifeDomain, DomainLabel]] = _no_domains
    needs: Callable[[Municipality], Mapping[str, Need]] = _no_needs


_slot = Slot(Connections())
connections, connect, connected = _slot.get, _slot.connect, _slot.connected
