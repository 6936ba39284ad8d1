"""Jobs of who watches over privacy."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone


@task()
def notice_looks() -> None:
    """Look by the published rules at the days that are over, and forget what was noticed too long ago."""
    from maatwerk.foundation.access.watching.noticing import forget_noticed, notice

    now = timezone.now()
    notice(now)
    forget_noticed(now)


@task()
def publish_counts() -> None:
    """Count the month that is over."""
    from maatwerk.foundation.access.watching.publishing import publish_month

    publish_month(timezone.now())
