"""Counting a month that is over, once, into what may be told of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.canonical import milliseconds
from maatwerk.foundation.access.models import AccessRecord, Emergency, PublishedCounts, RightsRequest
from maatwerk.foundation.access.register import SAFETY, PurposeKind
from maatwerk.foundation.access.rights import months_later
from maatwerk.foundation.access.watching.counts import Key, publish
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of, start_of
from maatwerk.foundation.people.queries import municipalities
from maatwerk.foundation.people.residents import WORKER

LOOKS, EMERGENCIES, ANSWERS = "gekeken", "noodtoegang", "vragen"


def publish_month(now: datetime) -> int:
    """Count the last month that is over, for each municipality that has not counted it. A month is never counted a
    second time, also not after somebody was erased. Gives how many were counted."""
    month = (day_of(now).replace(day=1) - timedelta(days=1)).replace(day=1)
    done = set(PublishedCounts.objects.filter(month=month).values_list("municipality", flat=True))
    rows = [
        PublishedCounts(municipality=slug, month=month, published_at=now, cells=_cells(slug, month, now))
        for slug in municipalities()
        if slug not in done
    ]
    PublishedCounts.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _cells(municipality: str, month: date, now: datetime) -> list[list[object]]:
    counted = _looks(municipality, month) | _emergencies(municipality, month, now) | _answers(municipality, month)
    return [[*key, least] for key, least in sorted(publish(counted).items())]


def _looks(municipality: str, month: date) -> dict[Key, int]:
    """Of how many residents people at work looked something up, by organisation, task and how much was seen. Emergency
    access and answers have a table of their own: what stands in two tables can be compared. Looking for safety is
    counted nowhere."""
    register = connections().register(municipality)
    tasks = [id_ for id_, each in register.purposes.items() if each.kind is PurposeKind.TASK and id_ != SAFETY]
    since, until = start_of(month), start_of(months_later(month, 1))
    rows = AccessRecord.objects.filter(
        municipality=municipality,
        at__gte=milliseconds(since),
        at__lt=milliseconds(until),
        viewer__startswith=f"{WORKER}:",
        purpose__in=tasks,
    ).exclude(subject=None)
    columns = ("organisation", "purpose", "level", "subject")
    found = rows.order_by().values_list(*columns).distinct()
    return _counter(LOOKS, ((organisation, purpose, level) for organisation, purpose, level, _who in found.iterator()))


def _emergencies(municipality: str, month: date, now: datetime) -> dict[Key, int]:
    """Of how many residents a file was opened in an emergency, by organisation. What is hidden now is not counted."""
    with maintenance("watching"):
        rows = Emergency.objects.filter(municipality=municipality, start__gte=start_of(month))
        rows = rows.filter(start__lt=start_of(months_later(month, 1)))
        rows = rows.filter(Q(hidden_until=None) | Q(hidden_until__lte=now))
        found = set(rows.values_list("controller", "subject"))
    return _counter(EMERGENCIES, ((organisation,) for organisation, _subject in found))


def _answers(municipality: str, month: date) -> dict[Key, int]:
    """How many residents got an answer about their data, by what they asked and what came of it."""
    with maintenance("watching"):
        rows = RightsRequest.objects.filter(municipality=municipality, answered_at__gte=start_of(month))
        rows = rows.filter(answered_at__lt=start_of(months_later(month, 1)))
        found = set(rows.values_list("right", "outcome", "subject"))
    return _counter(ANSWERS, ((right, outcome) for right, outcome, _subject in found))


def _counter(table: str, keys: Iterable[Key]) -> dict[Key, int]:
    return Counter((table, *key) for key in keys)
