"""How an advisor asks something of a room above it without knowing that room."""

from __future__ import annotations

from collections.abc import Callable


class Port[Asked, Answer]:
    """One question that lower rooms may ask and a higher room may answer, e.g. "where can this item be borrowed?".

    The composition root connects a provider. Without one the answer is None and the advice simply shorter.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._provider: Callable[[Asked], Answer | None] | None = None

    def connect(self, provider: Callable[[Asked], Answer | None] | None) -> None:
        """Let `provider` answer from now on; None takes it away."""
        self._provider = provider

    def ask(self, asked: Asked) -> Answer | None:
        return self._provider(asked) if self._provider else None
