"""Somebody's messages, when they have to be gone."""

from __future__ import annotations

from maatwerk.foundation.gate.context import maintenance


class PostEraser:
    """Deletes every message to somebody, sent or not."""

    def erase(self, subject: str) -> int:
        from maatwerk.foundation.post.models import Message

        with maintenance("erasing"):
            return int(Message.objects.filter(subject=subject).delete()[0])
