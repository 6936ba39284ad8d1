"""Named reads of reports."""

from __future__ import annotations

from uuid import UUID

from maatwerk.foundation.people.models import Appointment
from maatwerk.foundation.people.rules import Role
from maatwerk.knowledge.directory.reporting.models import Report


def somebody_edits(municipality: str) -> bool:
    """Whether anybody looks at a report. One query."""
    editors = Appointment.objects.filter(role=Role.EDITOR, worker__account__is_active=True)
    return editors.filter(worker__organisation__municipality__slug=municipality).exists()


def report_for(municipality: str, id_: UUID) -> Report | None:
    """One report of this municipality."""
    return Report.objects.filter(pk=id_, municipality=municipality).first()


def report_with(municipality: str, code: str) -> Report | None:
    """The report with this code, as `spoken_codes.read_code` gives it."""
    return Report.objects.filter(municipality=municipality, code=code).first() if code else None
