"""A judgement that somebody cannot decide now, as pages tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Judgement


@dataclass(frozen=True)
class JudgementLine:
    """A judgement that counts; `last` is the last day on which it does, `said` what the resident thinks of it."""

    id: UUID
    matter: str
    why: str
    judged_by: str
    since: datetime
    last: date
    said: str
    said_at: datetime | None


def judgement_line(row: Judgement) -> JudgementLine:
    last = day_of(row.end - timedelta(microseconds=1))
    return JudgementLine(row.pk, row.matter, row.why, row.judged_by, row.start, last, row.said, row.said_at)
