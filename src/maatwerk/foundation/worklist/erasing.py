"""Forgetting work that is about somebody."""

from __future__ import annotations

from django.db import transaction

from maatwerk.foundation.worklist.models import Handling, Item


class WorkEraser:
    """Deletes the items whose subject is this one, open or done, with their history (gate.protocols.Eraser). Work about
    something of theirs, such as a request, goes when the room of the request withdraws it."""

    @transaction.atomic
    def erase(self, subject: str) -> int:
        lines = Handling.objects.filter(item__subject=subject)
        lines._raw_delete(lines.db)  # the one way past "never deleted"
        return Item.objects.filter(subject=subject).delete()[0]
