"""Who looked at what of somebody. What of it may be shown to themselves is worked out in `access/looks.py`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from maatwerk.foundation.access.logs.aliases import alias_of, aliases_known
from maatwerk.foundation.access.logs.canonical import milliseconds, moment_of
from maatwerk.foundation.access.models.logs import AccessRecord
from maatwerk.foundation.gate.levels import Level


@dataclass(frozen=True)
class Look:
    """One time that somebody saw something of a person, or was refused. `viewer` is "worker:7", the reference of the
    person when they looked themselves, and "" for another resident, unless the reader may know of them. `entries` and
    `what` count and name hidden things too: they are for nobody to whom these are hidden. `place` is where to go on for
    what is older."""

    at: datetime
    viewer: str
    role: str
    organisation: str
    purpose: str
    policies: tuple[str, ...]
    categories: tuple[str, ...]
    level: Level
    entries: int
    what: str
    trace: str
    place: tuple[int, int, int]


def looks_at(
    subject: str,
    municipality: str,
    hidden: Collection[str],
    until: datetime,
    before: tuple[int, int, int] | None = None,
    most: int = 50,
    *,
    people: Collection[str] = (),
    without: Collection[str] = (),
    left_out: Q | None = None,
) -> Sequence[Look]:
    """Who looked at this person, newest first, in two queries; `before` is the place of the last one that was seen.

    `hidden` are ids of categories that put somebody in danger when they are shown, also here: a look at nothing else is
    left out, and of the others they are not named. `until` is the present, or an earlier moment. `people` are residents
    whom the reader may know of; looks of `without` (references), and lines that `left_out` says, do not come along.
    """
    known = aliases_known({subject, *people, *without})
    if subject not in known:
        return []
    rows = AccessRecord.objects.filter(
        subject=known[subject], municipality=municipality, at__lte=milliseconds(until)
    ).exclude(viewer__in=[str(known.get(each, each)) for each in without])
    if left_out is not None:
        rows = rows.exclude(left_out)
    if before:
        at, segment, position = before
        rows = rows.filter(at__lte=at).exclude(at=at, pk__gte=(segment, position))
    told = {str(known[each]): each for each in {subject, *people} & known.keys()}
    found: list[Look] = []
    for row in rows.order_by("-at", "-segment_id", "-position").iterator(most):
        categories = tuple(row.categories.split())
        shown = tuple(each for each in categories if each not in hidden)
        if shown or not categories:
            found.append(_look(row, shown, told))
        if len(found) == most:
            break
    return found


def who_looked(subject: str, trace: str) -> frozenset[str]:
    """Who at work looked at this person under this trace id."""
    alias = alias_of(subject)
    rows = AccessRecord.objects.filter(subject=alias, trace=trace) if alias else AccessRecord.objects.none()
    return frozenset(rows.values_list("viewer", flat=True).distinct())


def _look(row: AccessRecord, categories: tuple[str, ...], told: Mapping[str, str]) -> Look:
    return Look(
        at=moment_of(row.at),
        viewer=row.viewer if ":" in row.viewer else told.get(row.viewer, ""),
        role=row.role,
        organisation=row.organisation,
        purpose=row.purpose,
        policies=tuple(row.policies.split()),
        categories=categories,
        level=Level(row.level),
        entries=row.entries,
        what=row.what,
        trace=row.trace,
        place=(row.at, row.segment_id, row.position),
    )
