"""Named reads of the queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count

from maatwerk.foundation.jobs.models import Job, State


@dataclass(frozen=True)
class DeadLetter:
    """A job that failed for the last time, as staff see it: without its arguments."""

    id: UUID
    task: str
    attempts: int
    created_at: datetime
    started_at: datetime
    ended_at: datetime
    error: str
    trace: str


def counts() -> dict[State, int]:
    """How many jobs there are in each state."""
    found = dict(Job.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: found.get(state, 0) for state in State}


def dead_letters(most: int = 50) -> Sequence[DeadLetter]:
    """The jobs that failed for the last time, the newest first."""
    rows = Job.objects.filter(state=State.DEAD).order_by("-ended_at")
    return [DeadLetter(*row) for row in rows.values_list(*DeadLetter.__dataclass_fields__)[:most]]


def dead_letter(id_: UUID) -> DeadLetter | None:
    """One of them, by its id."""
    row = Job.objects.filter(state=State.DEAD, pk=id_).values_list(*DeadLetter.__dataclass_fields__).first()
    return DeadLetter(*row) if row else None
