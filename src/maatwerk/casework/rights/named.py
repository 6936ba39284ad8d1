"""Where somebody is named themselves in what is kept about another: as who stands for them or beside them, as family.

Shown only where the reader knows already whose it is, and never where it could put that other in danger: the gate
decides that in the query, so that hidden and not there are the same work (AVG art. 15 lid 4). Of the other stands here
no more than their name, and that only for who may know it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from maatwerk.casework.dossier.categories import STANDING_FOR
from maatwerk.casework.dossier.queries import all_of
from maatwerk.foundation.access.viewing import NAMED
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.models import FOREVER
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.models import Relation, Representation, Resident
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.residents import Bond, Scope, Standing

_MOST = 100


@dataclass(frozen=True)
class Place:
    """Where somebody is named. `kept` is their name as it stands there, "" where only their own file is pointed at.
    `whom` is the name of the other and `organisation` the reference to who keeps it; both "" for who may not know that.
    """

    id: UUID
    standing_as: Standing | Bond
    scope: Scope | None
    kept: str
    since: datetime
    until: datetime | None
    looks: bool
    whom: str
    organisation: str


def places(viewer: Viewer, now: datetime) -> Sequence[Place]:
    """Where this resident is named now. Constant queries."""
    _kind, _colon, id_ = viewer.ref.partition(":")
    beside = Representation.objects.filter(Representation.at(now), who=viewer.ref).order_by("start", "id")
    bonds = Relation.objects.filter(Relation.at(now), other=UUID(id_)).order_by("start", "id")
    seen = connections().gate.open_pages(
        viewer, {"beside": Part(beside, _MOST), "bonds": Part(bonds, _MOST)}, NAMED, now
    )
    rows = [one.thing for part in seen.values() for one in part if one.thing is not None]
    names = _names(viewer, sorted({row.subject for row in rows}), now)
    return [_place(row, names) for row in rows]


def place(viewer: Viewer, id_: UUID, now: datetime) -> Place | None:
    return next((each for each in places(viewer, now) if each.id == id_), None)


def _names(viewer: Viewer, subjects: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Of those whom the reader may know as who stands for them."""
    found = all_of(viewer, Resident.objects.filter(subject__in=subjects), STANDING_FOR, now)[0]
    return {row.subject: name_of(row) for row in found}


def _place(row: Representation | Relation, names: Mapping[str, str]) -> Place:
    known = row.subject in names
    stands = isinstance(row, Representation)
    return Place(
        id=row.pk,
        standing_as=Standing(row.standing) if isinstance(row, Representation) else Bond(row.bond),
        scope=Scope(row.scope) if isinstance(row, Representation) else None,
        kept=row.name if isinstance(row, Representation) else row.other_name,
        since=row.start,
        until=None if row.end >= FOREVER else row.end,
        looks=stands and known,
        whom=names.get(row.subject, ""),
        organisation=row.controller if known else "",
    )
