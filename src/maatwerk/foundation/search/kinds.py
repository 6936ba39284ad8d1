"""Which kinds of things can be found, and which of them are about a person. The composition root fills this in, with
what brings the public things of a municipality up to date before somebody looks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum


class Sort(Enum):
    """A public thing may be found by everybody, a personal one only among what the gate let somebody see."""

    PUBLIC = "public"
    PERSONAL = "personal"


class UnknownKindError(LookupError):
    """A kind that nobody declared. A fault of the program."""


_kinds: dict[str, Sort] = {}
_refresh: Callable[[str], None] | None = None


def connect_kinds(kinds: Mapping[str, Sort], refresh: Callable[[str], None] | None = None) -> None:
    """Replace all kinds, and with `refresh` what is called with the slug of a municipality before a search in it."""
    global _refresh  # noqa: PLW0603 - filled in once, by the composition root
    _kinds.clear()
    _kinds.update(kinds)
    _refresh = refresh


def refresh(municipality: str) -> None:
    """Bring the public things of a municipality up to date."""
    if _refresh is not None:
        _refresh(municipality)


@contextmanager
def connected_kinds(**kinds: Sort) -> Iterator[None]:
    """More kinds for a while, as in a test."""
    before = dict(_kinds)
    connect_kinds(before | kinds, _refresh)
    try:
        yield
    finally:
        connect_kinds(before, _refresh)


def sort_of(kind: str) -> Sort:
    """Raises UnknownKindError."""
    try:
        return _kinds[kind]
    except KeyError:
        raise UnknownKindError(f"nobody declared the kind '{kind}'; there are: {', '.join(_kinds)}") from None
