"""Lines of the log as one person's look, the way somebody would tell it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from maatwerk.foundation.access.logs.queries import Look
from maatwerk.foundation.access.looks import minute_of
from maatwerk.foundation.gate.levels import Level


@dataclass(frozen=True)
class Once:
    """What one person looked at within one minute for one purpose. `viewer` is as in `Look`, `trace` that of the last
    of the lines."""

    at: datetime
    viewer: str
    organisation: str
    purpose: str
    policies: tuple[str, ...]
    categories: tuple[str, ...]
    level: Level
    trace: str

    @property
    def refused(self) -> bool:
        return self.level is Level.NOTHING


def together(looks: Sequence[Look]) -> list[Once]:
    """Looks, newest first, as one each for who looked, when, for what and with or without success. What was refused
    never stands with what was seen."""
    found: dict[tuple[object, ...], list[Look]] = {}
    for look in looks:
        key = (minute_of(look.at), look.viewer, look.organisation, look.purpose, look.level is Level.NOTHING)
        found.setdefault(key, []).append(look)
    return [_once(same) for same in found.values()]


def _once(same: Sequence[Look]) -> Once:
    last = same[0]
    return Once(
        at=last.at,
        viewer=last.viewer,
        organisation=last.organisation,
        purpose=last.purpose,
        policies=tuple(dict.fromkeys(each for look in same for each in look.policies)),
        categories=tuple(sorted({each for look in same for each in look.categories})),
        level=max((look.level for look in same), key=list(Level).index),
        trace=last.trace,
    )
