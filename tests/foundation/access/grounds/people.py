"""Who these tests are about, as actions get them."""

from __future__ import annotations

from datetime import timedelta

from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.residents import PartyKind
from maatwerk.foundation.people.viewers import resident_viewer, worker_viewer
from tests.residents import NOON, add_resident, give_task, involve, organisation_ref
from tests.staff import CAST, add_worker

KINDS = {
    "wijkteam": PartyKind.MUNICIPALITY,
    "schuldhulp": PartyKind.MUNICIPALITY,
    "gemeente": PartyKind.MUNICIPALITY,
    "clientondersteuning": PartyKind.CIVIL_SOCIETY,
    "bewindvoering": PartyKind.COMPANY,
    "buurthuis": PartyKind.CIVIL_SOCIETY,
}
LATER = NOON + timedelta(minutes=1)


def at_work(name: str) -> Viewer:
    me = colleague(add_worker(name).pk, CAST[name][0])
    assert me
    return worker_viewer(me)


def at_home(resident: Resident, assurance: str = "substantieel") -> Viewer:
    return resident_viewer(resident.pk, resident.municipality, assurance)


def organisation(name: str) -> str:
    """The reference to the organisation of this worker."""
    return organisation_ref(add_worker(name))


def with_kinds() -> None:
    """Every organisation is of a kind."""
    for name in CAST:
        works_for = add_worker(name).organisation
        works_for.kind = KINDS[works_for.slug]
        works_for.save()


def els_helps(name: str = "samira") -> Resident:
    """Els of the wijkteam works with this resident for the Wmo; schuldhulp has its own task and knows nobody."""
    resident = add_resident(name)
    els, ruben = add_worker("els"), add_worker("ruben")
    for worker, purpose in ((els, "wmo"), (ruben, "schuldhulp")):
        if not worker.organisation.tasks.exists():
            give_task(worker, purpose)
    involve(els, resident)
    return resident
