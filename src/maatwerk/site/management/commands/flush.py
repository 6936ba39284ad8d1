"""Django's own `flush`, which touches tables with personal data and says so."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush

from maatwerk.foundation.access.models import Segment
from maatwerk.foundation.gate.context import maintenance


class Command(flush.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        Segment.objects.update(pruned=0)  # the database lets nobody delete lines of the logs before
        with maintenance("erasing"):
            return super().handle(*args, **options)
