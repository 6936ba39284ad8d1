"""A consent that is taken back while others read what it opened, each on a database connection of their own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

from django.db import connections as databases
from django.utils import timezone

from maatwerk.foundation.access import actions
from maatwerk.foundation.access.actions import Said
from maatwerk.foundation.access.queries import standing_consents
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import How
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Resident, Way
from maatwerk.foundation.people.residents import WayKind
from tests.foundation.access.grounds.people import at_home, at_work, els_helps, organisation, with_kinds
from tests.residents import involve, owned
from tests.staff import add_worker

_TIMES, _READERS = 5, 3


def race() -> None:
    """Raises AssertionError when anybody who began to read after a withdrawal was done still saw something."""
    with_kinds()
    samira, ruben, number = _world()
    for _ in range(_TIMES):
        consent = _give(samira)
        withdrawn, seen_after = Event(), list[bool]()
        together = Barrier(_READERS + 2)

        def read(done: Event = withdrawn, after: list[bool] = seen_after, at: Barrier = together) -> None:
            at.wait(60)
            while True:
                was_over = done.is_set()
                allowed = connections().gate.open_for(ruben, number, "schuldhulp").allows
                if was_over:
                    after.append(allowed)
                    return

        def withdraw(done: Event = withdrawn, at: Barrier = together, id_: Any = consent.pk) -> str:
            at.wait(60)
            try:
                actions.withdraw_consent(at_home(samira), id_, timezone.now())
            except NotYoursError:
                return "too late"
            else:
                return "done"
            finally:
                done.set()

        said = _at_once([withdraw, withdraw, *[read] * _READERS])
        assert sorted(said[:2]) == ["done", "too late"], said
        assert seen_after == [False] * _READERS, seen_after
    said = _at_once([lambda: _given(samira)] * 3)
    assert sorted(said) == ["given", "refused", "refused"], said


def _world() -> tuple[Resident, Viewer, Way]:
    samira = els_helps()
    for consent in standing_consents(at_home(samira), samira.ref, "inzage", timezone.now()):  # of the demo
        actions.withdraw_consent(at_home(samira), consent.pk, timezone.now())
    involve(add_worker("ruben"), samira, "schuldhulp")
    row = owned(samira.ref, organisation("els"), "contact")
    with maintenance("keeping"):
        number = Way.objects.create(**row, resident=samira, kind=WayKind.PHONE, value="+31101234567")
    return samira, at_work("ruben"), number


def _give(samira: Resident) -> Any:
    said = Said((samira.ref,), How.SPOKEN)
    return actions.give_consent(
        at_home(samira), samira.ref, "schuldhulp", organisation("ruben"), "contact", said, timezone.now()
    )


def _given(samira: Resident) -> str:
    try:
        _give(samira)
    except GroundRefusedError:
        return "refused"
    return "given"


def _at_once(steps: list[Callable[[], Any]]) -> list[Any]:
    def take(step: Callable[[], Any]) -> Any:
        try:
            return step()
        finally:
            databases.close_all()  # those of this thread

    with ThreadPoolExecutor(len(steps)) as threads:
        return list(threads.map(take, steps))
