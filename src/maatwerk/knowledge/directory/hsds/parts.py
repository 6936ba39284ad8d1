"""Parts of full objects, as the lists of HSDS show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maatwerk.knowledge.directory.hsds.shapes import SHAPES

Object = dict[str, Any]


def basic(whole: Object, shape: str) -> Object:
    """Only what there is one of: single values, and objects with their single values."""
    told = SHAPES[shape]
    values = {name: whole[name] for name in whole if name in told.values}
    return values | {name: basic(whole[name], inner) for name, inner in told.objects.items() if whole.get(name)}


def at_place(service: Object, id_: str) -> Object:
    """The full `service_at_location` with this id, with the service in it."""
    (found, *_same) = [each for each in service["service_at_locations"] if each["id"] == id_]
    return {**found, "service": {name: kept for name, kept in service.items() if name != "service_at_locations"}}


def organisation(services: Sequence[Object], *, full_service: bool) -> Object:
    """The full organisation of these services, of which there is at least one; they are all its services here."""
    return {
        **services[0]["organization"],
        "services": [
            {name: kept for name, kept in each.items() if name != "organization"}
            if full_service
            else {name: each[name] for name in SHAPES["service"].required}
            for each in services
        ],
    }
