"""How much may be known of something. Pure, so that engines can use it."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How much may be known: nothing, that it is there, or what it says (architecture, door 2)."""

    NOTHING = "niets"
    THAT = "dat"
    WHAT = "wat"
