"""Who looked at what of somebody, as that is shown to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from maatwerk.foundation.access.logs.aliases import alias_of, is_resident
from maatwerk.foundation.access.logs.canonical import milliseconds, moment_of
from maatwerk.foundation.access.models.logs import AccessRecord
from maatwerk.foundation.gate.levels import Level


@dataclass(frozen=True)
class Look:
    """One time that somebody saw something of a person, or was refused. `viewer` is "worker:7", the reference of the
    person when they looked themselves, or "" for another resident. `place` is where to go on for what is older."""

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
) -> Sequence[Look]:
    """Who looked at this person, newest first, in two queries; `before` is the place of the last one that was seen.

    `hidden` are ids of categories that put somebody in danger when they are shown, also here: a look at nothing else is
    left out, and of the others they are not named. `until` is the present, or an earlier moment.
    """
    alias = alias_of(subject)
    if alias is None:
        return []
    rows = AccessRecord.objects.filter(subject=alias, municipality=municipality, at__lte=milliseconds(until))
    if before:
        at, segment, position = before
        rows = rows.filter(at__lte=at).exclude(at=at, pk__gte=(segment, position))
    found: list[Look] = []
    for row in rows.order_by("-at", "-segment_id", "-position").iterator(most):
        categories = tuple(row.categories.split())
        shown = tuple(each for each in categories if each not in hidden)
        if shown or not categories:
            found.append(_look(row, shown, subject, str(alias)))
        if len(found) == most:
            break
    return found


def who_looked(subject: str, trace: str) -> frozenset[str]:
    """Who at work looked at this person under this trace id."""
    alias = alias_of(subject)
    rows = AccessRecord.objects.filter(subject=alias, trace=trace) if alias else AccessRecord.objects.none()
    return frozenset(rows.values_list("viewer", flat=True).distinct())


def _look(row: AccessRecord, categories: tuple[str, ...], subject: str, alias: str) -> Look:
    own = row.viewer == alias and is_resident(subject)
    return Look(
        at=moment_of(row.at),
        viewer=subject if own else row.viewer if ":" in row.viewer else "",
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
