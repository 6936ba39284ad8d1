"""What tests of the gate share: the cast as viewers, things of theirs, and a writer that keeps what was read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from maatwerk.foundation.access.reading import Read
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Relation, Resident, Worker
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.residents import Bond
from maatwerk.foundation.people.viewers import resident_viewer, worker_viewer
from tests.residents import LONG_AGO, organisation_ref, owned
from tests.staff import add_worker


@dataclass
class Written:
    """A writer that only remembers."""

    reads: list[tuple[Viewer, str, Read, datetime]] = field(default_factory=list)

    def __call__(self, viewer: Viewer, purpose: str, reads: Sequence[Read], now: datetime) -> None:
        self.reads += [(viewer, purpose, read, now) for read in reads]

    @property
    def last(self) -> Read:
        return self.reads[-1][2]


def at_work(name: str) -> Viewer:
    """One of the cast at work, as the gate gets to know them."""
    worker = add_worker(name)
    me = staff_member(worker.account_id, worker.organisation.municipality.slug)
    assert me is not None
    return worker_viewer(me)


def at_home(resident: Resident, assurance: str = "hoog") -> Viewer:
    return resident_viewer(resident.pk, resident.municipality, assurance)


def entry(resident: Resident, category: str, by: Worker | None = None, **fields: Any) -> Relation:
    """Something of this category about them, that the organisation of `by` (the wijkteam) answers for."""
    values = owned(
        resident.ref, organisation_ref(by or add_worker("els")), category, municipality=resident.municipality
    )
    with maintenance("keeping"):
        return Relation.objects.create(
            **(values | {"resident": resident, "bond": Bond.OTHER, "start": LONG_AGO} | fields)
        )
