"""The queue: one row a job, and one row a recurring task."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models.functions import Now


class State(models.TextChoices):
    """Where a job stands. A dead letter is a job that failed for the last time."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class Job(models.Model):
    """A task with its arguments, which are ids only.

    `due_at` is the moment from which a worker may take the job up: of a waiting job when it is due, of a running job
    the end of its lease, after which its worker is taken for dead; empty for a job that ended. `claim` is new each
    time a worker takes it up, and only who holds it may change the job.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    task = models.CharField(max_length=200)
    arguments = models.JSONField()
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)
    trace = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="job_due", condition=models.Q(due_at__isnull=False)),
            models.Index(fields=["state", "ended_at"], name="job_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=(State.WAITING, State.RUNNING), due_at__isnull=False)
                | models.Q(state__in=(State.DONE, State.DEAD), due_at__isnull=True),
                name="job_is_due_until_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.id}"


class Recurrence(models.Model):
    """Until which moment a recurring task has been given to the queue."""

    task = models.CharField(max_length=200, primary_key=True)
    kept_until = models.DateTimeField()

    def __str__(self) -> str:
        return self.task
