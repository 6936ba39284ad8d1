"""Jobs of the logs."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone


@task()
def seal_logs() -> None:
    """Sign how far the logs have come, and close segments that are full or a day old."""
    from maatwerk.foundation.access.logs.actions import seal_segments

    seal_segments(timezone.now())


@task()
def prune_old_logs() -> None:
    """Delete lines whose time is over."""
    from maatwerk.foundation.access.logs.actions import prune_logs

    prune_logs(timezone.now())
