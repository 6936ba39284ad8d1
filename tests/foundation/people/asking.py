"""Who asks, in tests of residents: people at work who are involved, and the residents themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest
from django.test import override_settings

from maatwerk.foundation.access.models import Task
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import AMSTERDAM
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.refusing import ResidentRefusedError
from maatwerk.foundation.people.viewers import resident_viewer, worker_viewer
from tests.residents import add_resident, give_task, involve
from tests.staff import CAST, add_worker

TRACE = "0" * 31 + "1"


def at_work(name: str) -> Viewer:
    """One of the people at work, as the gate gets to know them."""
    me = colleague(add_worker(name).pk, CAST[name][0])
    assert me is not None
    return worker_viewer(me, trace=TRACE)


def works_with(name: str, residents: Iterable[Resident], purpose: str = "wmo") -> Viewer:
    """Somebody at work who is involved with these residents for a purpose that is a task of their organisation."""
    worker = add_worker(name)
    if not Task.objects.filter(organisation=worker.organisation, purpose=purpose).exists():
        give_task(worker, purpose)
    for resident in residents:
        involve(worker, resident, purpose)
    return at_work(name)


def themselves(resident: Resident, assurance: Assurance = Assurance.HIGH) -> Viewer:
    return resident_viewer(resident.pk, resident.municipality, assurance.value, TRACE)


def samira_and_els() -> tuple[Resident, Viewer]:
    samira = add_resident("samira")
    return samira, works_with("els", [samira])


def again(row: Any) -> Any:
    """The row as it is kept now."""
    with maintenance("counting"):
        return type(row).objects.get(pk=row.pk)


def rows_of(model: Any, **fields: Any) -> list[Any]:
    with maintenance("counting"):
        return list(model.objects.filter(**fields).order_by("pk"))


def refused(action: Callable[..., Any], *args: Any, **kwargs: Any) -> dict[str, str]:
    """The faults with which this is refused."""
    with pytest.raises(ResidentRefusedError) as caught:
        action(*args, **kwargs)
    return caught.value.faults


def signed_with(key: str, *earlier: str) -> Any:
    """The signing key of the site, and those from before."""
    return override_settings(SECRET_KEY=key, SECRET_KEY_FALLBACKS=list(earlier))


def moment(text: str) -> datetime:
    """ "2026-11-22 12:00" in the Netherlands."""
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)
