"""Named reads of what a resident sees about their own data. Each asks the gate first whether the viewer may know the
resident: for themselves (`inzage`), or as who stands for them (`vertegenwoordiging`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from maatwerk.casework.dossier.categories import OWN_LOOK, STANDING_FOR
from maatwerk.foundation.access import queries
from maatwerk.foundation.access.looks import Shown, looks_to_show
from maatwerk.foundation.access.models import Consent, Emergency, Involvement, Lifting, Opened
from maatwerk.foundation.access.register import SAFETY
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.models import Representation, Resident
from maatwerk.foundation.people.residents import resident_ref

_MOST = 300  # rows of one kind; nobody has as many


@dataclass(frozen=True)
class LookedAt:
    """Who looked at a resident: the lines, with what they lead to. `stand` are all who ever stood for the resident, as
    far as the viewer may know."""

    resident: Resident
    shown: Shown
    emergencies: Sequence[Emergency]
    stand: Sequence[Representation]


def looked_at(
    viewer: Viewer, resident: UUID, now: datetime, own: bool = False, begin: int | None = None
) -> LookedAt | None:
    """One part of who looked at a resident; None when the viewer may not know them. `own` is with their own looks,
    `begin` what `older` of the part before was. Reading this is one look too."""
    subject = resident_ref(resident)
    found = open_with(
        viewer,
        resident,
        {
            "emergencies": Part(Emergency.objects.filter(subject=subject).order_by("-start"), _MOST),
            "stand": Part(Representation.objects.filter(subject=subject, start__lte=now).order_by("start"), _MOST),
        },
        now,
    )
    if found is None:
        return None
    whom, rows = found
    people = {row.who for row in rows["stand"] if row.who}
    shown = looks_to_show(viewer, subject, now, own=own, begin=begin, people=people)
    return LookedAt(whom, shown, rows["emergencies"], rows["stand"])


@dataclass(frozen=True)
class MaySee:
    """Who may see what of a resident now, and on which ground; these are never one list."""

    resident: Resident
    work: Sequence[Involvement]
    consents: Sequence[Consent]
    liftings: Sequence[Lifting]
    opened: Sequence[Opened]
    stand: Sequence[Representation]


def may_see(viewer: Viewer, resident: UUID, now: datetime) -> MaySee | None:
    """From one look; None when the viewer may not know the resident. What is there for safety is left out, also for the
    resident: somebody may look along."""
    subject = resident_ref(resident)
    found = open_with(
        viewer,
        resident,
        {
            "work": Part(queries.involvement_of(viewer, subject, now), _MOST),
            "consents": Part(queries.consents_of(viewer, subject, now), _MOST),
            "liftings": Part(queries.liftings_of(viewer, subject, now), _MOST),
            "opened": Part(queries.opened_of(viewer, subject, now), _MOST),
            "stand": Part(
                Representation.objects.filter(Representation.at(now), subject=subject).order_by("start"), _MOST
            ),
        },
        now,
    )
    if found is None:
        return None
    whom, rows = found
    rows |= {
        name: [row for row in rows[name] if row.purpose != SAFETY]
        for name in ("work", "consents", "liftings", "opened")
    }
    return MaySee(whom, rows["work"], rows["consents"], rows["liftings"], rows["opened"], rows["stand"])


def open_with(
    viewer: Viewer, resident: UUID, parts: Mapping[str, Part], now: datetime
) -> tuple[Resident, dict[str, list[Any]]] | None:
    """The resident and these rows, as far as the viewer may see; one line in the log. Parts say how many there are at
    `most`: then all is looked for among what the viewer may know of, and not there and not theirs take the same
    queries."""
    subject = resident_ref(resident)
    whom = Part(Resident.objects.filter(pk=resident, subject=subject), most=1)
    purpose = OWN_LOOK if viewer.ref == subject else STANDING_FOR
    seen = connections().gate.open_pages(viewer, {"whom": whom, **parts}, purpose, now)
    rows = {name: [one.thing for one in of_one if one.thing is not None] for name, of_one in seen.items()}
    found = rows.pop("whom")
    return (found[0], rows) if found else None
