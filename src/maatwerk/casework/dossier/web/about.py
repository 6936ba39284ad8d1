"""Who a resident is, how to reach them safely, who stands for them, and who works with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from maatwerk.casework.dossier.categories import purpose_called
from maatwerk.casework.dossier.queries import File, names_of
from maatwerk.casework.dossier.web import words
from maatwerk.casework.dossier.web.naming import called
from maatwerk.foundation.access.models import Involvement
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.content import Text
from maatwerk.foundation.gate.models import FOREVER
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Representation, Resident
from maatwerk.foundation.people.residents import AddressKind, Residence, Scope, Standing, WayKind

type Words = str | Promise


@dataclass(frozen=True)
class WayLine:
    """`safe` says that this is the only way that is safe."""

    kind: Words
    value: str
    shared: bool
    safe: bool


@dataclass(frozen=True)
class StandsLine:
    """Somebody who stands for or beside the resident."""

    name: str
    standing: Words
    scope: Words
    until: date | None
    suspended: bool


@dataclass(frozen=True)
class WorksLine:
    """Somebody who works with the resident, and for what."""

    who: str
    purpose: Text
    since: date


@dataclass(frozen=True)
class About:
    """As far as the viewer may see. `safe` is the rule for safe contact; `hidden_safe` that there is one which the
    viewer may not read, so that they know to ask first."""

    resident: Resident
    residence: Words
    addresses: Sequence[tuple[Words, str]]
    ways: Sequence[WayLine]
    safe: str
    only_way: bool
    hidden_safe: bool
    stand: Sequence[StandsLine]
    work: Sequence[WorksLine]


def about(viewer: Viewer, resident: Resident, file: File) -> About:
    only_way = file.safe.only_way_id if file.safe else None
    return About(
        resident=resident,
        residence=words.RESIDENCES[Residence(resident.residence)],
        addresses=[(words.ADDRESSES[AddressKind(each.kind)], words.address_line(each)) for each in file.addresses],
        ways=[WayLine(words.WAYS[WayKind(way.kind)], way.value, way.shared, way.pk == only_way) for way in file.ways],
        safe=file.safe.instruction if file.safe else "",
        only_way=only_way is not None,
        hidden_safe=file.hidden_safe,
        stand=[_stands(each) for each in file.stand],
        work=working_with(viewer, file.work),
    )


def working_with(viewer: Viewer, involved: Sequence[Involvement]) -> list[WorksLine]:
    """Who works with a resident now, as far as the viewer may know."""
    names = names_of(row.who for row in involved)
    return [
        WorksLine(called(names.get(row.who)), purpose_called(viewer.municipality, row.purpose).name, row.start)
        for row in involved
    ]


def _stands(row: Representation) -> StandsLine:
    return StandsLine(
        name=row.name,
        standing=STANDINGS[Standing(row.standing)],
        scope=words.SCOPES[Scope(row.scope)],
        until=None if row.end >= FOREVER else row.end,
        suspended=row.suspended_at is not None,
    )
