"""Jobs of the documents: tidying up."""

from __future__ import annotations

from django.tasks import task
from django.utils import timezone

from maatwerk.foundation.jobs.backend import carried_out


@carried_out(outside=True)
@task()
def sweep_documents() -> None:
    """Delete files that nothing points to any more, and say in the log which file is gone."""
    from maatwerk.foundation.documents.actions import sweep

    sweep(timezone.now())
