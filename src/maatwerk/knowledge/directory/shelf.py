"""Where the advisor finds services: as they stand in files, or in the tables that files, imports and editors feed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import chain, islice
from operator import itemgetter
from typing import Protocol

from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.places import Point

# Services that are looked at for one need: a page shows a few, and a reader looks at a few of those. All of them stand
# in the social map.
A_HEARD_NEED, A_RELATED_NEED = 15, 4


class Layer(StrEnum):
    """Where an entry comes from; a later one takes the place of an earlier one with the same id."""

    PROGRAM = "programma"
    INSTALLATION = "installatie"
    IMPORT = "import"
    OWN = "gemeente"


@dataclass(frozen=True)
class Listed:
    """A service in the map, and when somebody last saw that it is right."""

    id: str
    service: Service
    verified_on: date
    layer: Layer = Layer.PROGRAM


class Shelf(Protocol):
    """Services, to be found by what they are for, and the places from which somebody counts how far they are."""

    def for_needs(
        self, heard: Collection[str], related: Collection[str], municipality: str, on: date
    ) -> Sequence[Listed]:
        """About `A_HEARD_NEED` services for each need that was heard and `A_RELATED_NEED` for each related one, each
        service once. Where there are more, those out of date come last, and whose turn it is among equals changes
        from day to day (MAC-E2)."""
        ...

    def point_of(self, municipality: str, name: str) -> Point | None:
        """The middle of a neighbourhood, a postcode or a town; None where it is not known."""
        ...


class ContentShelf:
    """The services of content files, for where there is no database. It knows no places. Shared by all threads; nothing
    in it changes."""

    def __init__(self, services: Mapping[str, Service]) -> None:
        self._by_need: dict[str, list[tuple[int, Listed]]] = {}
        for draw, id_, service in sorted((draw_of(id_), id_, service) for id_, service in services.items()):
            listed = Listed(id_, service, service.source.checked_on)
            for need in service.needs:
                self._by_need.setdefault(need, []).append((draw, listed))

    def for_needs(
        self, heard: Collection[str], related: Collection[str], municipality: str, on: date
    ) -> Sequence[Listed]:
        del municipality  # files are those of one municipality already
        found: dict[str, Listed] = {}
        for needs, most in ((heard, A_HEARD_NEED), (related, A_RELATED_NEED)):
            for need in needs:
                found |= {listed.id: listed for listed in self._for_need(need, most, on)}
        return list(found.values())

    def point_of(self, municipality: str, name: str) -> Point | None:
        del municipality, name
        return None

    def _for_need(self, need: str, most: int, on: date) -> list[Listed]:
        there = self._by_need.get(need, [])
        first = bisect_left(there, DRAWS - offset_of(on), key=itemgetter(0))  # whose turn it is
        current: list[Listed] = []
        out: list[Listed] = []
        for _draw, listed in chain(islice(there, first, None), islice(there, first)):
            if len(current) == most:
                break
            (out if freshness_of(listed.verified_on, on) is Freshness.OUT else current).append(listed)
        return [*current, *out][:most]


DRAWS = 1_000_003  # a prime, so that every step goes past all draws
_STEP = 433_494_437 % DRAWS


def draw_of(id_: str) -> int:
    """A number that says nothing about the service."""
    return int.from_bytes(sha256(id_.encode()).digest()[:6]) % DRAWS


def turn_of(draw: int, on: date) -> int:
    """Whose turn it is on this day, the lowest first: each day somewhere else on the circle of draws."""
    return (draw + offset_of(on)) % DRAWS


def offset_of(on: date) -> int:
    """How far the circle of draws has turned on this day."""
    return on.toordinal() * _STEP % DRAWS
