"""Django's own `migrate`, which touches tables with personal data and says so."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from maatwerk.foundation.gate.context import maintenance


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        with maintenance("migrating"):
            return super().handle(*args, **options)
