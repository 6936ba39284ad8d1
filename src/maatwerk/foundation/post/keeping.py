"""How long it is kept that somebody was sent something: a year, as they can look up themselves that they signed in.

The message says nothing but that there is something to see, and its address is gone long before (`forget_addresses`).
"""

from __future__ import annotations

from maatwerk.foundation.access.register import EventKind, Retention
from maatwerk.foundation.access.retention.keeping import Kept
from maatwerk.foundation.post.models import Message

TERM = Retention.model_validate(
    {
        "vanaf": {"nl": "de dag dat wij u iets stuurden", "en": "the day we sent you something"},
        "vanaf_soort": EventKind.WRITTEN,
        "maanden": 12,
        "gekozen": {
            "nl": "De wet noemt geen tijd. Wij kozen 1 jaar, zodat te zien is dat u bericht kreeg.",
            "en": "The law gives no term. We chose 1 year, so that it can be seen that you were told.",
        },
    }
)

KEPT = (Kept(Message, "message", ("created_at",), term=TERM),)
