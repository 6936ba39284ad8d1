"""Named reads of what goes and what went, for who watches over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from maatwerk.foundation.access.models import RetentionReport, Tombstone
from maatwerk.foundation.access.retention.terms import shown


@dataclass(frozen=True)
class Line:
    """How many of one kind, in whole tens; 0 is "fewer than ten". `model` is "dossier.Note"."""

    model: str
    purpose: str
    category: str
    at_least: int


@dataclass(frozen=True)
class Report:
    """What goes, as it stood on a day; `ran_at` is when it went. `unknown` has no term, so it stays: a fault of the
    register or of the data."""

    day: date
    made_at: datetime
    ran_at: datetime | None
    lines: Sequence[Line]
    unknown: Sequence[Line]


def latest_report(municipality: str) -> Report | None:
    """The newest report of a municipality; nothing in it is about one person. One query."""
    row = RetentionReport.objects.filter(municipality=municipality).order_by("-day").first()
    if row is None:
        return None
    return Report(row.day, row.made_at, row.ran_at, _lines(row.lines), _lines(row.unknown))


@dataclass(frozen=True)
class Gone:
    """What was deleted in one month (its first day)."""

    month: date
    line: Line


def deleted(municipality: str, since: date) -> Sequence[Gone]:
    """What was deleted by term since the month of this day, newest first. One query."""
    rows = Tombstone.objects.filter(municipality=municipality, month__gte=since.replace(day=1))
    rows = rows.order_by("-month", "purpose", "category", "model")
    return [Gone(row.month, Line(row.model, row.purpose, row.category, shown(row.count))) for row in rows]


def _lines(stored: Sequence[tuple[str, str, str, int]]) -> list[Line]:
    return [Line(model, purpose, category, shown(count)) for model, purpose, category, count in stored]
