"""Who looks, as the gate gets to know it, from who is signed in."""

from __future__ import annotations

from uuid import UUID

from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.residents import ORGANISATION, TEAM, WORKER, resident_ref
from maatwerk.foundation.people.rules import StaffMember


def worker_viewer(me: StaffMember, role: str = "", trace: str = "") -> Viewer:
    """Somebody at work. `role` is what they act as when that is more than their own work."""
    ref, organisation = f"{WORKER}:{me.id}", f"{ORGANISATION}:{me.organisation}"
    return Viewer(
        ref=ref,
        organisation=organisation,
        municipality=me.municipality,
        hats=frozenset({ref, organisation, *(f"{TEAM}:{team}" for team in me.teams)}),
        role=role or "medewerker",
        roles=frozenset(str(each) for each in me.roles),
        trace=trace,
    )


def resident_viewer(resident: UUID | str, municipality: str, assurance: str, trace: str = "") -> Viewer:
    """A resident, for themselves or for whom they stand for."""
    ref = resident_ref(resident)
    return Viewer(ref, "", municipality, frozenset({ref}), "inwoner", assurance=assurance, trace=trace)
