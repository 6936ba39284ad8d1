"""How a change that concerns a resident is refused."""

from __future__ import annotations


class NotYoursError(Exception):
    """There is no such resident or entry for whoever asks. Which of the two it is, is not told."""


class ResidentRefusedError(Exception):
    """Nothing was changed. `faults` says why: the name of what was asked for → a sentence."""

    def __init__(self, faults: dict[str, str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults.values()))
