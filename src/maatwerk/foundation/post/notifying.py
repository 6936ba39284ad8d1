"""How rooms below tell somebody that there is something to see."""

from __future__ import annotations

from datetime import datetime


class PostNotifier:
    """Sends the notice by the channel that somebody likes best."""

    def notify(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        from maatwerk.foundation.post.actions import send_notice

        send_notice(recipient, notice, municipality, now)
