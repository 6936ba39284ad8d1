"""What both kinds of guidance are made of."""

from __future__ import annotations

from collections.abc import Container, Iterable

from maatwerk.foundation.content import Source

type Fault = tuple[str, str]


def unknown_needs(place: str, ids: Iterable[str], needs: Container[str] | None) -> list[Fault]:
    """Needs that do not exist, as faults at `place`; without a list of needs none is unknown."""
    return [(place, f"there is no need '{id_}'") for id_ in ids if needs is not None and id_ not in needs]


def unknown_service(id_: str | None, services: Container[str] | None) -> list[Fault]:
    """The service to call, where it does not exist."""
    unknown = id_ is not None and services is not None and id_ not in services
    return [("bel", f"there is no service '{id_}'")] if unknown else []


def is_certain(source: Source) -> bool:
    """Whether it was read at the source itself."""
    return source.confidence == "hoog"
