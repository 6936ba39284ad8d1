"""Several editors who press the same button at the same moment, each on a database connection of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

from django.db import connections

from maatwerk.foundation.editing import actions, queries
from maatwerk.foundation.editing.models import Revision
from maatwerk.foundation.editing.rules import Refusal
from maatwerk.foundation.people.models import Account, Appointment, Municipality, Worker
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.rules import Role, StaffMember
from tests.foundation.editing.changes import NOW, SERVICE, at_work, draft_of, phone, raw
from tests.staff import add_worker

_TIMES = 5


def race() -> None:
    """Raises AssertionError."""
    eva, otto, olga = at_work("eva"), at_work("otto"), _another_editor()
    version = 0
    for number in range(_TIMES):
        draft = draft_of(phone(f"0800-{number:04}")).pk
        actions.propose(eva, draft, NOW)
        said = at_once(*(partial(actions.approve, who, draft, NOW) for who in (otto, olga)))
        assert said == {"done": 1, Refusal.OTHER_STATE: 1}, said
        version += 1
        _published(version)
    for _ in range(_TIMES):
        newest = queries.latest("duinstad", "services", SERVICE)
        assert newest
        seen = newest.number
        said = at_once(*(partial(actions.undo, who, "services", SERVICE, seen, NOW) for who in (otto, olga)))
        assert said == {"done": 1, Refusal.CHANGED_MEANWHILE: 1}, said
        version += 1
        _published(version)
    for entry in ("nibud", "luisterlijn", "coc"):
        said = at_once(*(partial(_start, who, entry) for who in (eva, otto)))
        assert said == {"done": 1, Refusal.TAKEN: 1}, said
    others = [draft_of(raw("services", entry), entry=entry).pk for entry in ("cak", "cjib")]
    for id_ in others:
        actions.propose(eva, id_, NOW)
    said = at_once(*(partial(actions.approve, otto, id_, NOW) for id_ in others))
    assert said == {"done": 2}, said
    _published(version + 2)


def at_once(*steps: Callable[[], object]) -> Counter[str]:
    together = Barrier(len(steps))

    def take(step: Callable[[], object]) -> str:
        together.wait(60)
        try:
            step()
        except actions.RefusedError as refused:
            return refused.why
        finally:
            connections.close_all()  # those of this thread
        return "done"

    with ThreadPoolExecutor(len(steps)) as threads:
        return Counter(threads.map(take, steps))


def _start(who: StaffMember, entry: str) -> object:
    return actions.start(who, "services", entry, raw("services", entry), NOW)


def _published(version: int) -> None:
    """Every revision has grown the version by exactly one."""
    assert Municipality.objects.get(slug="duinstad").content_version == version
    assert Revision.objects.count() == version


def _another_editor() -> StaffMember:
    organisation = add_worker("otto").organisation
    account = Account.objects.create(email="olga@gemeente.example")
    worker = Worker.objects.create(account=account, organisation=organisation, name="Olga")
    Appointment.objects.create(worker=worker, role=Role.EDITOR)
    found = colleague(worker.pk, "duinstad")
    assert found
    return found
