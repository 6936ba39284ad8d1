"""A place that the composition root fills in once per process, and a test for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class Slot[T: DataclassInstance]:
    """Holds the connections of one room, a frozen dataclass; `empty` is what they are until somebody connects."""

    def __init__(self, empty: T) -> None:
        self._now = empty

    def get(self) -> T:
        return self._now

    def connect(self, new: T) -> None:
        """Replace all connections."""
        self._now = new

    @contextmanager
    def connected(self, **changes: Any) -> Iterator[T]:
        """Other connections for a while, as in a test."""
        before = self._now
        self.connect(replace(before, **changes))
        try:
            yield self._now
        finally:
            self.connect(before)
