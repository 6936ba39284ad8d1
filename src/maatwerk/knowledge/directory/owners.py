"""Named reads for who keeps the map right: organisations by name, and what each has in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q
from django.db.models.functions import Lower

from maatwerk.foundation.access.rights import months_later
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.freshness import GREY_AFTER, Freshness, freshness_of
from maatwerk.knowledge.directory.models import Listing, Verification
from maatwerk.knowledge.directory.quality import Lack, lacks
from maatwerk.knowledge.directory.queries import listings, out_before
from maatwerk.knowledge.directory.reporting.models import Report

A_PAGE = 50


@dataclass(frozen=True)
class InTheMap:
    """What one organisation has in the map of a municipality, and what of it asks for a look."""

    name: str
    entries: int
    grey: int
    out: int
    oldest: date
    reports: int


@dataclass(frozen=True)
class Kept:
    """One entry: when it was last seen right and by whom ("" is the file it came with), and what could be better."""

    key: str
    name: str
    is_own: bool
    verified_on: date
    verified_by: str
    freshness: Freshness
    reports: int
    lacks: Sequence[Lack]


def owners(municipality: Municipality, today: date, start: str = "") -> list[InTheMap]:
    """A page of organisations by name from `start`, and one more where there are more. Three queries."""
    rows = listings(municipality.slug, municipality.profile.code)
    rows = rows.annotate(by_name=Lower("organisation")).filter(by_name__gte=start.lower())
    out = Q(verified_on__lt=out_before(today))
    grey = Q(verified_on__lt=months_later(today, -GREY_AFTER)) & ~out
    found = list(
        rows.values("organisation", "by_name")
        .annotate(
            entries=Count("pk"), grey=Count("pk", filter=grey), out=Count("pk", filter=out), oldest=Min("verified_on")
        )
        .order_by("by_name", "organisation")[: A_PAGE + 1]
    )
    names = [row["organisation"] for row in found]
    reported = _open_reports(municipality.slug)
    of = dict(rows.filter(key__in=reported, organisation__in=names).values_list("key", "organisation"))
    reports: Counter[str] = Counter()
    for key, number in reported.items():
        if key in of:
            reports[of[key]] += number
    return [
        InTheMap(name, row["entries"], row["grey"], row["out"], row["oldest"], reports[name])
        for name, row in zip(names, found, strict=True)
    ]


def entries_of_owner(municipality: Municipality, name: str, today: date, start: str = "") -> list[Kept]:
    """A page of the entries of one organisation from the key `start`, and one more where there are more. Three
    queries."""
    rows = listings(municipality.slug, municipality.profile.code).filter(organisation=name, key__gte=start)
    found: list[Listing] = list(rows.order_by("key")[: A_PAGE + 1])
    reported = _open_reports(municipality.slug)
    seen = _seen_by([row.key for row in found], municipality.slug)
    return [
        Kept(
            row.key,
            row.name,
            row.municipality != "",
            row.verified_on,
            seen.get((row.municipality, row.key), ""),
            freshness_of(row.verified_on, today),
            reported[row.key],
            tuple(lacks(Service.model_validate(row.value))),
        )
        for row in found
    ]


def _open_reports(municipality: str) -> Counter[str]:
    """How many wait, by the key of the entry."""
    rows = Report.objects.filter(municipality=municipality, answered_at=None).values("key")
    return Counter({row["key"]: row["number"] for row in rows.annotate(number=Count("pk"))})


def _seen_by(keys: Sequence[str], municipality: str) -> dict[tuple[str, str], str]:
    """Who was the last to see that each entry is right."""
    rows = Verification.objects.filter(municipality__in=("", municipality), key__in=keys).order_by("at")
    return {(row.municipality, row.key): row.by for row in rows}
