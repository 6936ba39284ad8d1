"""What goes is first counted and written down, and on a later day deleted for good; each batch is one transaction.

Lines of the logs have a term of their own and are not touched here; erasing a resident takes away what leads to them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, F

from maatwerk.foundation.access.models import RetentionReport, Tombstone
from maatwerk.foundation.access.retention.keeping import Apart, connections
from maatwerk.foundation.access.retention.over import (
    Group,
    When,
    apart_over,
    goes_along,
    groups,
    nobody_left,
    over,
    whole,
)
from maatwerk.foundation.access.retention.terms import in_words
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Municipality

logger = logging.getLogger(__name__)

BATCH = 50  # rows in one transaction: short enough for who wants to write at the same moment
_Lines = Mapping[tuple[str, str, str], int]  # model, purpose, category → how many


def report(now: datetime) -> list[RetentionReport]:
    """Count what goes of each municipality as it stands today, and write that down. Nothing goes. What was written on
    the same day stands, as does what was already carried out."""
    return [_report(When(municipality, day_of(now), now)) for municipality in _municipalities()]


def run(now: datetime) -> int:
    """Delete what the newest report of an earlier day counted, of each municipality; how many rows went. In between
    somebody could look at it and place a hold. Without such a report nothing goes."""
    gone = 0
    for municipality in _municipalities():
        rows = RetentionReport.objects.filter(municipality=municipality, day__lt=day_of(now))
        newest = rows.order_by("-day").first()
        if newest is not None and newest.ran_at is None:
            gone += _carry_out(newest, now)
    return gone


class Terms:
    """`gate.protocols.Terms`: what a restore brought back although its term was over goes before anybody can see it."""

    def sweep(self, now: datetime) -> None:
        """Count and delete at once."""
        from maatwerk.foundation.access.watching.noticing import forget_noticed

        for each in report(now):
            _carry_out(each, now)
        forget_noticed(now)


def _municipalities() -> list[str]:
    return list(Municipality.objects.order_by("slug").values_list("slug", flat=True))


def _report(when: When) -> RetentionReport:
    with maintenance("erasing"):
        found = list(groups(when.municipality))
        known: Counter[tuple[str, str, str]] = Counter(_of_residents(nobody_left(when).values("subject")))
        for group in found:
            known[_key(group)] += len(whole(group.kept, list(over(group, when).values_list("pk", flat=True))))
        for apart in connections().apart:
            known[apart.label, apart.purpose, apart.category] += apart_over(apart, when).count()
        unknown = {_key(group): _all_of(group, when.municipality) for group in found if group.term is None}
    row, _new = RetentionReport.objects.get_or_create(
        municipality=when.municipality,
        day=when.day,
        defaults={"made_at": when.now, "lines": _listed(known), "unknown": _listed(unknown)},
    )
    return row


def _carry_out(row: RetentionReport, now: datetime) -> int:
    """Delete what is over on the day of the report. Doing it again after it was cut off does the rest."""
    when = When(row.municipality, row.day, now)
    gone = sum(_residents(when)) + sum(count for group in _groups(when) for count in _rows(group, when))
    gone += sum(_apart(each, when) for each in connections().apart)
    RetentionReport.objects.filter(pk=row.pk, ran_at=None).update(ran_at=now)
    logger.info("kept no longer: %s rows deleted in %s", in_words(gone), row.municipality)
    return gone


def _groups(when: When) -> list[Group]:
    with maintenance("erasing"):
        return list(groups(when.municipality))


def _residents(when: When) -> Iterator[int]:
    """Residents of whom nothing else is left, with everything that leads to them."""
    while True:
        with transaction.atomic(), maintenance("erasing"):
            rows = nobody_left(when).order_by("pk").select_for_update(of=("self",)).only("pk", "subject")
            subjects = [row.subject for row in rows[:BATCH]]
            if not subjects:
                return
            lines = _of_residents(subjects)
            for subject in subjects:
                for eraser in gate().erasers.values():
                    eraser.erase(subject)
            _bury(when.municipality, lines, when.now)
        yield sum(lines.values())


def _rows(group: Group, when: When) -> Iterator[int]:
    """Rows of one group, and what hangs on each of them in other rooms: on a list of work, in the index, in arguments
    of jobs, and what opened or closed it."""
    while True:
        with transaction.atomic(), maintenance("erasing"):
            rows = over(group, when).order_by("pk").select_for_update(of=("self",)).only("pk")
            ids = whole(group.kept, [row.pk for row in rows[:BATCH]])
            if not ids:
                return
            for id_ in ids:
                for eraser in connections().hanging:
                    eraser.erase(f"{group.kept.name}:{id_}")
            _remove(group, ids)
            _bury(when.municipality, {_key(group): len(ids)}, when.now)
        yield len(ids)


@transaction.atomic
def _apart(apart: Apart, when: When) -> int:
    """Rows that only refer to people: there are few."""
    with maintenance("erasing"):
        ids = list(apart_over(apart, when).values_list("pk", flat=True))
        for id_ in ids if apart.name else ():
            for eraser in connections().hanging:
                eraser.erase(f"{apart.name}:{id_}")
        apart.model._default_manager.filter(pk__in=ids).delete()
    if ids:
        _bury(when.municipality, {(apart.label, apart.purpose, apart.category): len(ids)}, when.now)
    return len(ids)


def _remove(group: Group, ids: Collection[Any]) -> None:
    if group.kept.remove is not None:
        group.kept.remove(ids)
    else:
        group.kept.model.objects.filter(pk__in=ids).delete()


def _of_residents(subjects: Any) -> _Lines:
    """What goes with these residents, counted by kind."""
    lines: Counter[tuple[str, str, str]] = Counter()
    for kept, rows in goes_along(subjects):
        counted = rows.order_by().values_list("purpose", "category").annotate(count=Count("pk"))
        for purpose, category, count in counted:
            lines[kept.label, purpose, category] += count
    return lines


def _bury(municipality: str, lines: _Lines, now: datetime) -> None:
    """Add to the tombstones of this month: how many of each kind, of nobody."""
    month = day_of(now).replace(day=1)
    for (model, purpose, category), count in lines.items():
        kind = {"municipality": municipality, "model": model, "purpose": purpose, "category": category, "month": month}
        Tombstone.objects.get_or_create(**kind, defaults={"count": 0})
        Tombstone.objects.filter(**kind).update(count=F("count") + count)


def _key(group: Group) -> tuple[str, str, str]:
    return group.kept.label, group.purpose, group.category


def _all_of(group: Group, municipality: str) -> int:
    rows = group.kept.model.objects.filter(municipality=municipality, purpose=group.purpose, category=group.category)
    return int(rows.count())


def _listed(lines: _Lines) -> list[list[Any]]:
    return [[*key, count] for key, count in sorted(lines.items()) if count]
