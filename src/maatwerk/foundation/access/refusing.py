"""How a change of grounds is refused."""

from __future__ import annotations

from maatwerk.foundation.people.refusing import NotYoursError

__all__ = ["GroundRefusedError", "NotYoursError"]


class GroundRefusedError(Exception):
    """Nothing was changed. `faults` says why: the name of what was asked for → a sentence."""

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults.values()))
