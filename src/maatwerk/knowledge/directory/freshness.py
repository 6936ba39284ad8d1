"""How long ago somebody saw that an entry is right, and what follows from it. Pure: the day is passed in."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from maatwerk.foundation.access.rights import months_later

GREY_AFTER, OUT_AFTER = 6, 12  # months


class Freshness(StrEnum):
    """Whether what stands there may still be relied on."""

    FRESH = "vers"
    GREY = "verouderd"  # shown, and said that it is old
    OUT = "te_oud"  # advised only where nothing else fits, and then that is said


def freshness_of(verified_on: date, today: date) -> Freshness:
    """Fresh up to and including the day six months on, out after the day twelve months on."""
    if today > months_later(verified_on, OUT_AFTER):
        return Freshness.OUT
    return Freshness.GREY if today > months_later(verified_on, GREY_AFTER) else Freshness.FRESH
