"""Ids of HSDS: all UUIDs, and the same at every export. What came in with an id keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid5

from pydantic import ValidationError

from maatwerk.knowledge.directory.places import Point

OURS = UUID("0a8e7b2c-5f63-5c1f-8f0e-3f5f7f3a2d11")  # the name space of this profile


def id_within(owner: UUID | str, *steps: object) -> str:
    """The id of a part of something, by its place in it."""
    return str(uuid5(owner if isinstance(owner, UUID) else UUID(owner), "/".join(map(str, steps))))


def organisation_id(name: str) -> str:
    """The id of an organisation that we know by its name only: the same in every municipality."""
    return id_within(OURS, "organisatie", " ".join(name.casefold().split()))


def organisation_of(beside: Mapping[str, Any], name: str) -> str:
    """The id of who offers a listing: its own where it came in with one."""
    organisation = came_as(beside).get("organization") or {}
    return str(organisation.get("id") or organisation_id(name))


def places_of(beside: Mapping[str, Any], uuid: UUID, points: Sequence[Point | None]) -> list[tuple[str, Point | None]]:
    """The ids of a listing at each of its places (`service_at_location`), with where that is. `points` are those of its
    places, for what did not come in as HSDS."""
    if raw := came_as(beside):
        return [(str(each["id"]), _point(each.get("location") or {})) for each in raw.get("service_at_locations", ())]
    return [(id_within(uuid, "plek", number), point) for number, point in enumerate(points)]


def _point(location: Mapping[str, Any]) -> Point | None:
    try:
        return Point(latitude=location["latitude"], longitude=location["longitude"])
    except (KeyError, ValidationError):
        return None


def came_as(beside: Mapping[str, Any]) -> Mapping[str, Any]:
    """The service object that a listing came in as; empty where it was not made from one."""
    raw: Mapping[str, Any] = beside.get("hsds") or {}
    return raw
