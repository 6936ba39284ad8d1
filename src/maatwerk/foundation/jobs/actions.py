"""One function for each change of a job. What a worker does to a job counts only while its claim on it holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.tasks import Task

from maatwerk.foundation.jobs.models import Job, Recurrence, State
from maatwerk.foundation.jobs.rules import content_free_trace, name_of


class ClaimLostError(Exception):
    """Another worker has taken the job up, because the lease of this one ran out."""


def claim(now: datetime, lease: timedelta) -> Job | None:
    """Take up the job that is due longest, also one whose worker let its lease run out; None when nothing is due."""
    due = Job.objects.filter(due_at__lte=now)
    if not due.exists():  # a read, so that a worker with nothing to do never takes SQLite's lock for writing
        return None
    with transaction.atomic():
        # A job that another worker is carrying out stays locked, however long ago its lease ended.
        job = due.select_for_update(skip_locked=True).order_by("due_at").first()
        if job is None:
            return None
        job.state, job.claim = State.RUNNING, uuid4()
        job.started_at, job.due_at = now, now + lease
        job.attempts += 1
        job.save(update_fields=["state", "claim", "started_at", "due_at", "attempts"])
    return job


def hold(job: Job) -> None:
    """Lock the job until the end of the transaction, so that no other worker takes it up. Raises ClaimLostError."""
    if not list(Job.objects.select_for_update().filter(pk=job.pk, claim=job.claim).values("pk")):
        raise ClaimLostError


def extend(job: Job, until: datetime) -> None:
    """Show that the worker is still alive."""
    Job.objects.filter(pk=job.pk, claim=job.claim).update(due_at=until)


def finish(job: Job, now: datetime) -> None:
    """Mark as done. Raises ClaimLostError, so that a transaction around it is rolled back."""
    mine = Job.objects.filter(pk=job.pk, claim=job.claim)
    if not mine.update(state=State.DONE, due_at=None, claim=None, ended_at=now, error="", trace=""):
        raise ClaimLostError


def fail(job: Job, error: Exception, now: datetime, wait: timedelta | None) -> None:
    """Keep what went wrong, without content, and try again after `wait`; without a wait it becomes a dead letter."""
    Job.objects.filter(pk=job.pk, claim=job.claim).update(
        state=State.DEAD if wait is None else State.WAITING,
        due_at=None if wait is None else now + wait,
        claim=None,
        ended_at=now if wait is None else None,
        error=name_of(error)[:200],
        trace=content_free_trace(error),
    )


def release(job: Job, now: datetime) -> None:
    """Give back a job that the worker has no time left for; that was not an attempt."""
    Job.objects.filter(pk=job.pk, claim=job.claim).update(
        state=State.WAITING, due_at=now, claim=None, attempts=F("attempts") - 1
    )


def retry_dead_letter(id_: UUID, now: datetime) -> bool:
    """Put a dead letter back in the queue with all its attempts; False when there is no such dead letter."""
    dead = Job.objects.filter(pk=id_, state=State.DEAD)
    return bool(dead.update(state=State.WAITING, due_at=now, attempts=0, ended_at=None))


def drop_dead_letter(id_: UUID) -> bool:
    """Forget a dead letter for good; False when there is no such dead letter."""
    return bool(Job.objects.filter(pk=id_, state=State.DEAD).delete()[0])


def forget_done_before(moment: datetime) -> int:
    """Delete the jobs that were done before this moment. Dead letters stay."""
    return Job.objects.filter(state=State.DONE, ended_at__lt=moment).delete()[0]


def keep_schedule(task: Task[Any, Any], moment: datetime) -> bool:
    """Give a recurring task that was due at `moment` to the queue; whether that was still to be done.

    However many moments were missed, it is given once. A task that is new in the schedule waits for its next moment.
    """
    if Recurrence.objects.filter(task=task.module_path, kept_until__gte=moment).exists():
        return False  # a read, so that a worker that starts does not take SQLite's lock once for every task
    with transaction.atomic():
        recurrence, new = Recurrence.objects.select_for_update().get_or_create(
            task=task.module_path, defaults={"kept_until": moment}
        )
        if new or recurrence.kept_until >= moment:
            return False
        recurrence.kept_until = moment
        recurrence.save(update_fields=["kept_until"])
        task.enqueue()
    return True
