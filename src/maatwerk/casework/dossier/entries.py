"""Named read of one entry of the file, and of what was chosen about that entry alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.models import Opened, Withheld
from maatwerk.foundation.access.queries import opened_of
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.protocols import Part, Viewer


@dataclass(frozen=True)
class Entry:
    """`opened` is to whom the resident opened it, `withheld` from whom it is kept now; as far as the viewer may see."""

    thing: Note | FactValue
    opened: Sequence[Opened]
    withheld: Sequence[Withheld]


def entry_of(viewer: Viewer, subject: str, id_: UUID, purpose: str, now: datetime) -> Entry | None:
    """One that counts now, in one look."""
    parts = {
        "note": Part(Note.objects.filter(pk=id_, subject=subject, corrected_by=None)),
        "fact": Part(FactValue.objects.filter(pk=id_, subject=subject, replaced_by=None)),
        "opened": Part(opened_of(viewer, subject, now).filter(entry=id_)),
        "withheld": Part(Withheld.objects.filter(Withheld.at(now), entry=id_, subject=subject).order_by("start", "id")),
    }
    seen = connections().gate.open_pages(viewer, parts, purpose, now)
    what = {name: [one.thing for one in rows if one.thing is not None] for name, rows in seen.items()}
    things = [*what["note"], *what["fact"]]
    return Entry(things[0], what["opened"], what["withheld"]) if things else None
