"""Deleting the address of who made a report."""

from __future__ import annotations

from django.db import transaction

from maatwerk.foundation.gate.context import maintenance


class ReporterEraser:
    """Deletes what is known of who made the report with this subject (gate.protocols.Eraser). The report itself is
    about an organisation, and stays."""

    @transaction.atomic
    def erase(self, subject: str) -> int:
        from maatwerk.knowledge.directory.reporting.models import Reporter

        with maintenance("erasing"):
            return int(Reporter.objects.filter(subject=subject).delete()[0])
