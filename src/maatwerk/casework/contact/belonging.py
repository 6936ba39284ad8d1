"""Deleting a request, with everything that leads to it."""

from __future__ import annotations

from django.db import transaction

from maatwerk.casework.contact.models import ContactRequest
from maatwerk.foundation.gate.context import maintenance


class ContactEraser:
    """Deletes the request whose subject this is (gate.protocols.Eraser)."""

    @transaction.atomic
    def erase(self, subject: str) -> int:
        with maintenance("erasing"):
            return int(ContactRequest.objects.filter(subject=subject).delete()[0])
