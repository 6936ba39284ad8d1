"""The job of rights."""

from __future__ import annotations

from datetime import timedelta

from django.tasks import task
from django.utils import timezone

from maatwerk.foundation.jobs.backend import carried_out
from maatwerk.foundation.jobs.rules import Retry


@carried_out(retry=Retry(attempts=4, first=timedelta(seconds=30), longest=timedelta(minutes=10)), outside=True)
@task()
def send_link(ticket: str) -> None:
    """Send a link to who asked for one, where that is safe."""
    from maatwerk.casework.rights import links

    links.send(ticket, timezone.now())
