"""Jobs of the job queue itself."""

from __future__ import annotations

from django.core.management import call_command
from django.tasks import task


@task()
def forget_finished_jobs() -> None:
    """Delete what is left of jobs that ended more than 30 days ago."""
    call_command("prune_db_task_results", min_age_days=30, verbosity=0)
