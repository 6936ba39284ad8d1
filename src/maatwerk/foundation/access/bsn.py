"""Which organisations may use the BSN, and for what: only where a law says so (UAVG art. 46), and that was recorded."""

from __future__ import annotations

from datetime import datetime

from maatwerk.foundation.access.models import Task


class TaskPower:
    """The power that goes with a task of an organisation, for as long as it has that task."""

    def article_for(self, organisation: int, purpose: str, now: datetime) -> str:
        """The article, as it was recorded with the task; "" when there is none. One query."""
        tasks = Task.objects.filter(Task.at(now), organisation=organisation, purpose=purpose).exclude(bsn_article="")
        return tasks.order_by("start", "pk").values_list("bsn_article", flat=True).first() or ""
