"""Files of residents as time leaves them: what was written long ago, and what hangs on it in every room."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import datetime
from typing import Any

from maatwerk.casework.dossier.models import FactValue, Note
from maatwerk.foundation.access.models import Tombstone
from maatwerk.foundation.access.retention.actions import report, run
from maatwerk.foundation.access.retention.keeping import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.ages import start_of
from maatwerk.foundation.people.models import Resident
from tests.residents import organisation_ref, owned
from tests.staff import add_worker


def note(resident: Resident, at: datetime, purpose: str = "wmo", category: str = "zorg", **fields: Any) -> Note:
    """A note by the wijkteam."""
    owner = owned(resident.ref, organisation_ref(add_worker("els")), category, purpose, resident.municipality)
    with maintenance("keeping"):
        made: Note = Note.objects.create(
            **(owner | {"text": "Zij slaapt.", "written_by": "worker:1", "at": at} | fields)
        )
    return made


def corrected(first: Note, at: datetime) -> Note:
    """The note that came in its place."""
    with maintenance("keeping"):
        later = Note(text="Zij slaapt goed.", written_by="worker:1", at=at, id=uuid.uuid4())
        for column in ("municipality", "subject", "controller", "purpose", "category"):
            setattr(later, column, getattr(first, column))
        later.save(force_insert=True)
        Note.objects.filter(pk=first.pk).update(corrected_by=later)
    return later


def fact(resident: Resident, at: datetime, purpose: str = "wmo", **fields: Any) -> FactValue:
    owner = owned(resident.ref, organisation_ref(add_worker("els")), "woning", purpose, resident.municipality)
    values = {"fact": "drempel_cm", "value": "2", "source": "gevraagd", "said_by": resident.ref, "noted_by": "worker:1"}
    with maintenance("keeping"):
        made: FactValue = FactValue.objects.create(**(owner | values | {"at": at} | fields))
    return made


def left(model: Any, **where: Any) -> int:
    """How many rows there are."""
    with maintenance("counting"):
        return int(model.objects.filter(**where).count())


def all_left(resident: Resident) -> Counter[str]:
    """How many rows of each personal model are about them."""
    with maintenance("counting"):
        counted = {kept.label: kept.model.objects.filter(subject=resident.ref).count() for kept in connections().kept}
    return Counter({label: count for label, count in counted.items() if count})


def nights(*days: Any) -> int:
    """The job of the night of each of these days; how many rows went."""
    gone = 0
    for day in days:
        gone += run(start_of(day))
        report(start_of(day))
    return gone


def tombstones() -> Counter[tuple[str, str, str]]:
    """All there are, of all months together."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in Tombstone.objects.all():
        found[row.model, row.purpose, row.category] += row.count
    return found
