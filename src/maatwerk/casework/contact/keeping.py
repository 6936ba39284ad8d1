"""How long a contact request is kept: until a month after it was handled. What was never answered waits."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from maatwerk.casework.contact.models import ContactRequest
from maatwerk.foundation.access.retention.keeping import Kept
from maatwerk.foundation.gate.connections import connections


def _remove(ids: Collection[Any]) -> None:
    """With the request goes all that is about it: who worked with it, its work, and what leads to it from the logs."""
    for subject in list(ContactRequest.objects.filter(pk__in=ids).values_list("subject", flat=True)):
        for eraser in connections().erasers.values():
            eraser.erase(subject)


KEPT = (Kept(ContactRequest, "contact", ("handled_at",), remove=_remove),)
