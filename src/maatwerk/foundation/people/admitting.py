"""Who may change something about a resident, and the owner that a new entry gets. Every action begins here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.residents import WORKER

# For these somebody looks and changes nothing: `access` says what each is for.
ONLY_LOOKING = frozenset({"toezicht", "gegevensbeheer", "rechten", "noodgeval", "vertegenwoordiging", "genoemd"})


def is_worker(viewer: Viewer) -> bool:
    return viewer.ref.startswith(f"{WORKER}:") and bool(viewer.organisation)


def may_change(viewer: Viewer, purpose: str) -> bool:
    """Whether this is somebody at work, and a purpose for which one does more than look."""
    return is_worker(viewer) and purpose not in ONLY_LOOKING


def admit(viewer: Viewer, resident: UUID, purpose: str, now: datetime) -> Resident:
    """The resident, whom nobody else changes until the end of the transaction, when the gate lets this viewer see who
    it is. For the resident and for people at work; who stands for somebody changes nothing here. Raises NotYoursError.
    """
    return _decided(viewer, _looked_up(viewer, resident, lock=True), purpose, now)


def admit_worker(viewer: Viewer, resident: UUID, purpose: str, now: datetime) -> Resident:
    """The same, for people at work only. Raises NotYoursError."""
    if not is_worker(viewer):
        raise NotYoursError
    return admit(viewer, resident, purpose, now)


def known(viewer: Viewer, resident: UUID, purpose: str, now: datetime) -> Resident:
    """The same, for somebody who is only named: others may go on changing them. Raises NotYoursError."""
    return _decided(viewer, _looked_up(viewer, resident, lock=False), purpose, now)


def _looked_up(viewer: Viewer, resident: UUID, *, lock: bool) -> Resident | None:
    """The row that is to be decided about; nothing of it goes to anybody before that."""
    with maintenance("deciding"):
        rows = Resident.objects.filter(pk=resident, municipality=viewer.municipality)
        found: Resident | None = (rows.select_for_update() if lock else rows).first()
    return found


def _decided(viewer: Viewer, row: Resident | None, purpose: str, now: datetime) -> Resident:
    own = row is not None and viewer.ref == row.ref
    if row is None or purpose in ONLY_LOOKING or not (own or is_worker(viewer)):
        raise NotYoursError
    if not connections().gate.open_for(viewer, row, purpose, now).allows:
        raise NotYoursError
    return row


def owned(viewer: Viewer, resident: Resident, purpose: str, category: str) -> dict[str, str]:
    """The columns of a new entry. The organisation of who writes answers for it; what a resident writes, the
    organisation that knows them."""
    work = is_worker(viewer)
    return {
        "municipality": resident.municipality,
        "subject": resident.ref,
        "controller": viewer.organisation if work else resident.controller,
        "purpose": purpose if work else resident.purpose,
        "category": category,
    }
