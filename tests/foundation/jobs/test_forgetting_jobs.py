"""What is left of a job that was done is kept for a month; a dead letter until somebody deals with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from maatwerk.foundation.jobs.models import Job, State
from maatwerk.foundation.jobs.tasks import forget_finished_jobs


@pytest.mark.django_db
def test_only_jobs_that_were_done_more_than_thirty_days_ago_are_forgotten() -> None:
    for _ in range(4):
        forget_finished_jobs.enqueue()
    old, recent, dead, waiting = Job.objects.order_by("due_at")
    for job, state, days in ((old, State.DONE, 31), (recent, State.DONE, 29), (dead, State.DEAD, 400)):
        ended = timezone.now() - timedelta(days=days)
        Job.objects.filter(pk=job.pk).update(state=state, due_at=None, ended_at=ended)
    forget_finished_jobs.call()
    assert set(Job.objects.values_list("pk", flat=True)) == {recent.pk, dead.pk, waiting.pk}
