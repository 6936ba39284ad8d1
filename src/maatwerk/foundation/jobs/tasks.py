"""Jobs of the job queue itself."""

from __future__ import annotations

from datetime import timedelta

from django.tasks import task
from django.utils import timezone


@task()
def forget_finished_jobs() -> None:
    """Delete what is left of jobs that were done more than 30 days ago. Dead letters stay."""
    from maatwerk.foundation.jobs.actions import forget_done_before

    forget_done_before(timezone.now() - timedelta(days=30))
