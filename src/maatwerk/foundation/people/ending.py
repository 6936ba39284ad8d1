"""Records that end are ended, not deleted: what held on a day can be told later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When


def end_all(rows: QuerySet[Any], at: datetime) -> int:
    """End what would hold after this moment; what was to start later never held at all. Returns how many ended."""
    late = rows.filter(end__gt=at)
    return late.update(end=Case(When(start__gt=at, then=F("start")), default=Value(at)))
