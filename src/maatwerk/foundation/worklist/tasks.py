"""Jobs of the work list."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone


@task()
def escalate_overdue_items() -> None:
    """Pass on what is late."""
    from maatwerk.foundation.worklist.actions import escalate_overdue

    escalate_overdue(timezone.now())
