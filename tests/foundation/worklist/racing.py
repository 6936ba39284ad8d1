"""Several people who press the same button at the same moment, each on a database connection of their own."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from django.db import connections

from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.worklist import actions
from maatwerk.foundation.worklist.connections import connected
from maatwerk.foundation.worklist.models import Handling, Item
from tests.foundation.worklist.work import NOON, Requests, add_teammate, an_item, team_of
from tests.staff import add_worker

_ITEMS = 20


def race() -> None:
    """Els and Ali take the same items at once, and two rooms add the same work. Raises AssertionError."""
    with connected(verzoek=Requests()):
        _take()
        _add()


def _take() -> None:
    who = [colleague(worker.pk, "duinstad") for worker in (add_worker("els"), add_teammate())]
    items = [an_item(f"verzoek:{n}").pk for n in range(_ITEMS)]
    together = Barrier(len(who))

    def take(me: int, id_: UUID) -> str:
        person = who[me]
        assert person
        together.wait(60)
        try:
            actions.take(id_, person, NOON)
        except actions.TakenError:
            return "too late"
        finally:
            connections.close_all()  # those of this thread
        return "taken"

    with ThreadPoolExecutor(len(who)) as threads:
        for id_ in items:
            said = Counter(threads.map(take, range(len(who)), [id_] * len(who)))
            assert said == {"taken": 1, "too late": 1}, said
    assert Handling.objects.filter(what="taken").count() == _ITEMS
    for item in Item.objects.filter(pk__in=items):
        assert item.owner_id == item.handlings.get().by_id


def _add() -> None:
    team, together = team_of("els").pk, Barrier(2)

    def add(subject: str) -> UUID:
        together.wait(60)
        try:
            return actions.add_item("verzoek", subject, "duinstad", NOON, team=team).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        for n in range(_ITEMS):
            one, other = threads.map(add, [f"tegelijk:{n}"] * 2)
            assert one == other
    assert Handling.objects.filter(what="added").count() == _ITEMS
