"""Named reads for who watches over privacy. None of them gives whom something is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from maatwerk.foundation.access.actions.emergencies import WATCHERS
from maatwerk.foundation.access.models import Emergency, LegalHold, Noticed, PublishedCounts, RightsRequest, Withheld
from maatwerk.foundation.access.rights import Right
from maatwerk.foundation.access.watching.noticing import rules_of
from maatwerk.foundation.access.watching.rules import Rule
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Organisation, Worker
from maatwerk.foundation.people.residents import ORGANISATION, WORKER
from maatwerk.foundation.people.rules import Role

MOST_SHOWN = 200
_OF_HOLDS = ("pk", "law", "reason", "held", "end", "by")
SOON = timedelta(days=7)


@dataclass(frozen=True)
class Closed:
    """Something that somebody does not see yet: on which ground, until when, and the reference to who agreed ("" while
    nobody looked at it). `emergency` is the id of an emergency access, None for an entry of a file."""

    ground: str
    until: datetime
    agreed: str
    emergency: UUID | None = None


@dataclass(frozen=True)
class Held:
    """What of somebody stays longer than its term: by which law and why, what it is kept for ("" is all), until when,
    and the reference to who placed it."""

    id: UUID
    law: str
    reason: str
    purpose: str
    until: datetime
    by: str


@dataclass(frozen=True)
class Clock:
    """A question about data without an answer."""

    id: UUID
    right: Right
    due: date
    extended: bool


def emergency_waits(viewer: Viewer) -> bool:
    """Whether there is an emergency access that nobody looked at."""
    with maintenance("watching"):
        return bool(_watched(viewer) and _emergencies(viewer).filter(reviewed_at=None).exists())


def closed(viewer: Viewer, now: datetime) -> list[Closed]:
    """What is kept from somebody at this moment, what ends first above. Two queries."""
    if not _watched(viewer):
        return []
    with maintenance("watching"):
        hidden = _emergencies(viewer).filter(hidden_until__gt=now).order_by("hidden_until")
        columns = hidden.values_list("hidden_ground", "hidden_until", "hidden_by", "pk")
        found = [Closed(ground, until, by, id_) for ground, until, by, id_ in columns[:MOST_SHOWN] if until]
        rows = Withheld.objects.filter(Withheld.at(now), municipality=viewer.municipality).order_by("end")
        found += [Closed(*values) for values in rows.values_list("ground", "end", "reviewed_by")[:MOST_SHOWN]]
    return sorted(found, key=lambda each: each.until)


def clocks(viewer: Viewer, now: datetime) -> list[Clock]:
    """Questions about data that are late or soon will be, the latest day first; for the privacy officer (policy
    `verzoek_nakijken`)."""
    if Role.PRIVACY_OFFICER not in viewer.roles:
        return []
    with maintenance("watching"):
        rows = RightsRequest.objects.filter(municipality=viewer.municipality, answered_at=None)
        rows = rows.filter(due_on__lte=day_of(now) + SOON).order_by("due_on", "asked_at")
        found = list(rows.values_list("pk", "right", "due_on", "extended_at")[:MOST_SHOWN])
    return [Clock(id_, Right(right), due, extended is not None) for id_, right, due, extended in found]


def holds(viewer: Viewer, now: datetime) -> list[Held]:
    """Legal holds that stand, what ends first above; for the privacy officer, who places them."""
    if Role.PRIVACY_OFFICER not in viewer.roles:
        return []
    with maintenance("watching"):
        rows = LegalHold.objects.filter(LegalHold.at(now), municipality=viewer.municipality).order_by("end")
        return [Held(*values) for values in rows.values_list(*_OF_HOLDS)[:MOST_SHOWN]]


def noticed(viewer: Viewer) -> Sequence[Noticed]:
    """Looks that stood out, the newest first. On one day they stand in the order of the rules, and then by chance: an
    order by worker would say who they are together."""
    if not _watched(viewer):
        return []
    rows = Noticed.objects.filter(municipality=viewer.municipality, rule__in=rules_of(viewer))
    return list(rows.order_by("-day", "rule", "pk")[:MOST_SHOWN])


def one_noticed(viewer: Viewer, id_: UUID) -> Noticed | None:
    rows = Noticed.objects.filter(pk=id_, municipality=viewer.municipality, rule__in=rules_of(viewer))
    found: Noticed | None = rows.first() if _watched(viewer) else None
    return found


def own_noticed(viewer: Viewer) -> Sequence[Noticed]:
    """What stood out of the viewer's own looks. That a resident asked about one is not told here: they may ask without
    the worker hearing of it from us."""
    rows = Noticed.objects.filter(municipality=viewer.municipality, worker=viewer.ref).exclude(rule=Rule.ASKED)
    return list(rows.order_by("-day", "rule")[:MOST_SHOWN])


def months_counted(viewer: Viewer) -> list[date]:
    """The months of which counts were published, the newest first."""
    rows = PublishedCounts.objects.filter(municipality=viewer.municipality) if _watched(viewer) else None
    return [] if rows is None else list(rows.order_by("-month").values_list("month", flat=True))


def counts_of(viewer: Viewer, month: date) -> PublishedCounts | None:
    rows = PublishedCounts.objects.filter(municipality=viewer.municipality, month=month)
    found: PublishedCounts | None = rows.first() if _watched(viewer) else None
    return found


def names_of(references: Collection[str], municipality: str) -> dict[str, str]:
    """What the workers and organisations behind these references are called. At most two queries."""
    found: dict[str, str] = {}
    for kind, rows in (
        (WORKER, Worker.objects.filter(organisation__municipality__slug=municipality)),
        (ORGANISATION, Organisation.objects.filter(municipality__slug=municipality)),
    ):
        ids = {int(id_) for one, _colon, id_ in (each.partition(":") for each in references) if one == kind}
        if ids:
            found |= {f"{kind}:{id_}": name for id_, name in rows.filter(pk__in=ids).values_list("pk", "name")}
    return found


def _watched(viewer: Viewer) -> bool:
    return bool(WATCHERS & viewer.roles)


def _emergencies(viewer: Viewer) -> QuerySet[Emergency]:
    rows: QuerySet[Emergency] = Emergency.objects.filter(municipality=viewer.municipality)
    return rows
