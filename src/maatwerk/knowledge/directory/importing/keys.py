"""What an imported entry is called here: the same every time it comes, whatever else changes about it."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

# `<origin>_<32 hexadecimal digits>` is at most 80 characters. The last 33 are always of the id, so that two origins
# never meet in one key.
LONGEST_ORIGIN = 47
_ORIGIN = re.compile(rf"[a-z][a-z0-9_]{{0,{LONGEST_ORIGIN - 1}}}")
_OURS = UUID("0d0c8b2e-2e0b-5d0e-8f0c-6f1f5a1d3c55")


def is_origin(name: str) -> bool:
    """Whether this can be the name of a source: small letters, digits and _, beginning with a letter."""
    return _ORIGIN.fullmatch(name) is not None


def key_of(origin: str, uuid: UUID) -> str:
    """The key of an entry that came from `origin`. Raises ValueError for an origin that is none."""
    if not is_origin(origin):
        raise ValueError("an origin is small letters, digits and _, and begins with a letter")
    return f"{origin}_{uuid.hex}"


def uuid_of(origin: str, id_: str) -> UUID:
    """The id that a source gave: itself where it is a UUID, else one made of it that stays the same."""
    try:
        return UUID(id_)
    except ValueError:
        return uuid5(_OURS, f"{origin}/{id_}")
