"""Named reads of grounds. What is about a resident comes through the gate, for the viewer and the purpose they chose.

Small choices for forms (which organisations have a task, who may speak for somebody) are asked by who may see the
answer anyway.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import Q, QuerySet

from maatwerk.foundation.access.actions.checking import is_worker, works_for
from maatwerk.foundation.access.actions.emergencies import WATCHERS
from maatwerk.foundation.access.models import (
    BlindRequest,
    Consent,
    Emergency,
    EmergencyMiss,
    Involvement,
    Lifting,
    Opened,
    Refusal,
    Restricted,
    Task,
    Withheld,
)
from maatwerk.foundation.access.rules import NO_NAGGING
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Representation
from maatwerk.foundation.people.residents import RESIDENT

OWN, OVERSIGHT = "inzage", "toezicht"
MOST_SHOWN = 100
MISSES_SHOWN_FOR = timedelta(days=28)


def standing_consents(viewer: Viewer, subject: str, purpose: str, now: datetime) -> list[Consent]:
    """What the resident agreed to and did not take back, as far as this viewer may see it."""
    return _what(viewer, consents_of(viewer, subject, now), purpose, now)


def consents_of(viewer: Viewer, subject: str, now: datetime) -> QuerySet[Consent]:
    """The rows of `standing_consents`, for a page that asks the gate for more than that; as the others that end in
    `_of`."""
    rows = Consent.objects.filter(Consent.at(now), subject=subject, municipality=viewer.municipality)
    return rows.order_by("organisation", "purpose", "shared")


def restricted_among(entries: Collection[UUID], now: datetime) -> frozenset[UUID]:
    """Which of these entries, that a viewer may see, are not to be used now (AVG art. 18)."""
    if not entries:
        return frozenset()
    with maintenance("deciding"):
        rows = Restricted.objects.filter(Restricted.at(now), entry__in=entries)
        return frozenset(rows.values_list("entry", flat=True))


def recent_refusals(viewer: Viewer, subject: str, purpose: str, now: datetime) -> list[Refusal]:
    """What they said no to, less than half a year ago: not to be asked again."""
    rows = Refusal.objects.filter(
        subject=subject, municipality=viewer.municipality, start__gt=now - NO_NAGGING, start__lte=now
    )
    return _what(viewer, rows.order_by("-start"), purpose, now)


def standing_liftings(viewer: Viewer, subject: str, purpose: str, now: datetime) -> list[Lifting]:
    """Secrecy that they lifted."""
    return _what(viewer, liftings_of(viewer, subject, now), purpose, now)


def liftings_of(viewer: Viewer, subject: str, now: datetime) -> QuerySet[Lifting]:
    rows = Lifting.objects.filter(Lifting.at(now), subject=subject, municipality=viewer.municipality)
    return rows.order_by("holder", "organisation", "shared")


def opened_entries(viewer: Viewer, subject: str, purpose: str, now: datetime) -> list[Opened]:
    """Single entries that they opened to an organisation."""
    return _what(viewer, opened_of(viewer, subject, now), purpose, now)


def opened_of(viewer: Viewer, subject: str, now: datetime) -> QuerySet[Opened]:
    rows = Opened.objects.filter(Opened.at(now), subject=subject, municipality=viewer.municipality)
    return rows.order_by("-start")


def involved(viewer: Viewer, subject: str, purpose: str, now: datetime) -> list[Involvement]:
    """Who works with this resident, as far as this viewer may know."""
    return _what(viewer, involvement_of(viewer, subject, now), purpose, now)


def involvement_of(viewer: Viewer, subject: str, now: datetime) -> QuerySet[Involvement]:
    rows = Involvement.objects.filter(Involvement.at(now), subject=subject, municipality=viewer.municipality)
    return rows.order_by("controller", "purpose", "start")


def emergencies_to_show(viewer: Viewer, now: datetime) -> list[Emergency]:
    """For a resident: who looked at them in an emergency, newest first. For who watches over it: what nobody has looked
    at yet, oldest first."""
    if viewer.ref.startswith(f"{RESIDENT}:"):
        return _what(viewer, emergencies_of(viewer), OWN, now)
    if not WATCHERS & viewer.roles:
        return []
    rows = Emergency.objects.filter(municipality=viewer.municipality)
    return _what(viewer, rows.filter(reviewed_at=None).order_by("start")[:MOST_SHOWN], OVERSIGHT, now)


def missed_emergencies(viewer: Viewer, now: datetime) -> list[EmergencyMiss]:
    """Who looked for somebody in an emergency and found nobody, in the last four weeks, newest first: for who watches
    over it. Nothing about a resident."""
    if not WATCHERS & viewer.roles:
        return []
    rows = EmergencyMiss.objects.filter(municipality=viewer.municipality, at__gt=now - MISSES_SHOWN_FOR, at__lte=now)
    return list(rows.select_related("worker__organisation").order_by("-at", "-pk")[:MOST_SHOWN])


def emergencies_of(viewer: Viewer) -> QuerySet[Emergency]:
    """Who looked at the viewer themselves in an emergency, newest first."""
    rows = Emergency.objects.filter(municipality=viewer.municipality, subject=viewer.ref)
    return rows.order_by("-start")[:MOST_SHOWN]


def emergency(viewer: Viewer, id_: UUID, now: datetime) -> Emergency | None:
    """One, for who watches over it."""
    rows = Emergency.objects.filter(pk=id_, municipality=viewer.municipality)
    return next(iter(_what(viewer, rows, OVERSIGHT, now)), None) if WATCHERS & viewer.roles else None


def blind_requests_to_show(viewer: Viewer, now: datetime) -> list[BlindRequest]:
    """Who asks to work with a resident and has no answer yet: for the resident, and for who works with them."""
    rows = _unanswered(viewer)
    if not is_worker(viewer):
        return _what(viewer, requests_of(viewer), OWN, now)
    found: list[BlindRequest] = []
    for purpose, subjects in _waiting_for(viewer, rows, now).items():
        found += _what(viewer, rows.filter(subject__in=subjects)[:MOST_SHOWN], purpose, now)
    return list({row.pk: row for row in found}.values())


def requests_of(viewer: Viewer, among: Q | None = None) -> QuerySet[BlindRequest]:
    """Who asks to work with the viewer themselves, and has no answer yet; `among` says which are asked for."""
    return _unanswered(viewer).filter(among or Q(), subject=viewer.ref)[:MOST_SHOWN]


def _unanswered(viewer: Viewer) -> QuerySet[BlindRequest]:
    rows = BlindRequest.objects.filter(answered_at=None, municipality=viewer.municipality).exclude(subject="")
    return rows.order_by("start", "pk")


def blind_request(viewer: Viewer, id_: UUID, now: datetime) -> BlindRequest | None:
    """One that waits, for who works with the resident."""
    with maintenance("deciding"):
        rows = BlindRequest.objects.filter(pk=id_, answered_at=None, municipality=viewer.municipality)
        subject = rows.values_list("subject", flat=True).first()
    for purpose in sorted(works_for(viewer, subject or "", now)):  # also for nobody: both take the same queries
        if seen := _what(viewer, BlindRequest.objects.filter(pk=id_), purpose, now):
            return seen[0]
    return None


def purposes_with(viewer: Viewer, subject: str, now: datetime) -> list[str]:
    """For which tasks this worker works with this resident."""
    return sorted(works_for(viewer, subject, now))


def withholding(viewer: Viewer, id_: UUID, now: datetime) -> Withheld | None:
    """One that waits to be looked at, for who of the same organisation works with the resident too."""
    with maintenance("deciding"):
        rows = Withheld.objects.filter(Withheld.at(now), pk=id_, reviewed_at=None, controller=viewer.organisation)
        subject = rows.filter(municipality=viewer.municipality).values_list("subject", flat=True).first()
    for purpose in sorted(works_for(viewer, subject or "", now)):
        if seen := _what(viewer, Withheld.objects.filter(pk=id_), purpose, now):
            return seen[0]
    return None


@dataclass(frozen=True)
class Voice:
    """Somebody whose word may count: a reference, as what they stand there, and what to call them."""

    ref: str
    standing: str
    name: str


def voices(viewer: Viewer, subject: str, purpose: str, now: datetime) -> list[Voice]:
    """Who stands for this resident, as far as this viewer may see it; whose word counts for what is for the actions."""
    rows = Representation.objects.filter(
        Representation.at(now), subject=subject, municipality=viewer.municipality, suspended_at=None
    )
    found = _what(viewer, rows.order_by("standing", "name"), purpose, now)
    return [Voice(row.who or f"representation:{row.pk}", row.standing, row.name) for row in found]


def tasks_in(municipality: str, now: datetime) -> list[Task]:
    """Which organisations of a municipality work for what. Nothing about a person. One query."""
    rows = Task.objects.filter(Task.at(now), organisation__municipality__slug=municipality)
    return list(rows.select_related("organisation").order_by("organisation__name", "purpose"))


def _waiting_for(viewer: Viewer, rows: QuerySet[BlindRequest], now: datetime) -> dict[str, list[str]]:
    """With whom of those whom these requests are about the viewer works, by purpose."""
    with maintenance("deciding"):
        mine = Involvement.objects.filter(Involvement.at(now), who__in=viewer.hats, subject__in=rows.values("subject"))
        pairs = list(mine.order_by("purpose", "subject").values_list("purpose", "subject").distinct())
    return {purpose: [subject for _purpose, subject in each] for purpose, each in groupby(pairs, key=itemgetter(0))}


def _what[M: Personal](viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime) -> list[M]:
    """Of these rows those of which the viewer may know what they say."""
    return [seen.thing for seen in gate().gate.open_page(viewer, rows, purpose, now) if seen.thing is not None]
