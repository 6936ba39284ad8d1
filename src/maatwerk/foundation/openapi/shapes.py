"""Shapes that the operations of several rooms share."""

from enum import StrEnum
from typing import Any

from ninja import P
from pydantic import WithJsonSchema


def id_in_path(example: str) -> dict[str, Any]:
    """What every id in a path has in common; `example` is one that exists."""
    return P(pattern="^[a-z0-9_]+$", max_length=80, description="Het id, zoals het in de lijst staat.", example=example)


def uuid_in_path(example: str = "") -> dict[str, Any]:
    """An id that is a UUID. It is read as a text: what is no UUID is not there, as any other id that does not exist."""
    about = "Het id, zoals het in de lijst staat."
    return P(max_length=100, description=about, example=example) if example else P(max_length=100, description=about)


def one_of(values: type[StrEnum]) -> WithJsonSchema:
    """A closed list, described where it is used instead of as a thing with an English name of its own."""
    return WithJsonSchema({"type": "string", "enum": [value.value for value in values]})
