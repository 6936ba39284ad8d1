"""Named reads about imports, and about what grows old."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from maatwerk.foundation.access.rights import months_later
from maatwerk.knowledge.directory.freshness import GREY_AFTER, Freshness, freshness_of
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.queries import counting


def stale(municipality: str, today: date) -> list[Listing]:
    """What residents see and nobody saw to be right for six months, oldest first."""
    rows = counting(municipality).filter(hidden=False, verified_on__lte=months_later(today, -GREY_AFTER))
    short = rows.order_by("verified_on", "key").only("key", "name", "organisation", "verified_on")
    # Months are of different lengths, so that the day itself is looked at again.
    return [row for row in short if freshness_of(row.verified_on, today) is not Freshness.FRESH]


def runs(municipality: str) -> QuerySet[ImportRun]:
    """Imports and trials of a municipality, the newest first, without their reports."""
    return ImportRun.objects.filter(municipality=municipality).defer("report", "file").order_by("-at", "pk")


def run_of(municipality: str, id_: UUID) -> ImportRun | None:
    return ImportRun.objects.filter(municipality=municipality, pk=id_).defer("file").first()
