"""What is left of a job that ended is kept for a month."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from maatwerk.foundation.jobs.tasks import forget_finished_jobs


@pytest.mark.django_db
def test_only_jobs_that_ended_more_than_thirty_days_ago_are_forgotten() -> None:
    for _ in range(3):
        forget_finished_jobs.enqueue()
    old, recent, waiting = DBTaskResult.objects.order_by("enqueued_at")
    for job, days in ((old, 31), (recent, 29)):
        DBTaskResult.objects.filter(pk=job.pk).update(
            status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=days)
        )
    forget_finished_jobs.call()
    assert set(DBTaskResult.objects.values_list("pk", flat=True)) == {recent.pk, waiting.pk}
