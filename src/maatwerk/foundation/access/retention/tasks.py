"""The job that deletes what is kept no longer."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from maatwerk.foundation.jobs.backend import carried_out


@carried_out(outside=True)
@task()
def keep_terms() -> None:
    """Delete what was reported on an earlier day, then report what goes the next time."""
    from maatwerk.foundation.access.retention.actions import report, run

    now = timezone.now()
    run(now)
    report(now)
