"""Late work is passed on once, whatever happens to the worker that does it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.jobs.models import Job, State
from maatwerk.foundation.jobs.worker import Worker
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist import actions, queries
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.foundation.worklist.tasks import escalate_overdue_items
from tests.foundation.worklist.work import NOON, an_item, team_of
from tests.staff import add_worker

pytestmark = pytest.mark.django_db

SIX = datetime(2026, 11, 26, 5, tzinfo=UTC)  # six in the morning, the day after the term of `an_item`


def test_what_is_late_is_passed_on_and_stays_with_who_had_it(cast: dict[str, StaffMember]) -> None:
    item = an_item(owner=add_worker("els"), escalates_to=team_of("ruben"))
    assert actions.escalate_overdue(SIX) == 1
    assert queries.my_items(cast["els"]).items == [item]
    assert queries.escalated_items(cast["ruben"]).items == [item]
    assert queries.escalated_items(cast["beheer"]).items == []
    [line] = queries.history(item)
    assert (line.what, line.by, line.owner_id, line.at) == ("escalated", None, cast["els"].id, SIX)


def test_without_a_team_to_go_to_the_administrators_of_the_municipality_get_it(cast: dict[str, StaffMember]) -> None:
    item = an_item()
    actions.escalate_overdue(SIX)
    assert queries.escalated_items(cast["beheer"]).items == [item]
    assert queries.escalated_items(cast["henk"]).items == [], "an administrator of another municipality"
    assert queries.team_items(cast["els"]).items == [item]


def test_each_item_is_passed_on_once(cast: dict[str, StaffMember]) -> None:
    an_item()
    assert [actions.escalate_overdue(SIX + timedelta(days=n)) for n in range(3)] == [1, 0, 0]
    assert Item.objects.get().escalated_at == SIX
    assert Handling.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "now", "count"),
    [
        ({"due_on": date(2026, 11, 26)}, SIX, 0),
        ({"due_on": date(2026, 11, 25)}, datetime(2026, 11, 25, 22, 59, tzinfo=UTC), 0),
        ({"due_on": date(2026, 11, 25)}, datetime(2026, 11, 25, 23, 0, tzinfo=UTC), 1),  # midnight in Amsterdam
        ({"due_on": date(2026, 11, 1), "done_at": NOON, "outcome": "afgehandeld"}, SIX, 0),
    ],
)
def test_only_open_work_after_the_last_day_of_its_term_is_late(
    cast: dict[str, StaffMember], fields: dict[str, Any], now: datetime, count: int
) -> None:
    an_item(**fields)
    assert actions.escalate_overdue(now) == count


def test_many_at_once_are_passed_on_in_a_few_queries(cast: dict[str, StaffMember]) -> None:
    one = an_item()
    fields = {"municipality": one.municipality, "kind": "verzoek", "team": one.team, "created_at": NOON}
    Item.objects.bulk_create(Item(subject=f"verzoek:{n}", due_on=one.due_on, **fields) for n in range(2, 1101))
    with CaptureQueriesContext(connection) as asked:
        assert actions.escalate_overdue(SIX) == 1100
    assert Handling.objects.values("item").distinct().count() == Handling.objects.count() == 1100
    assert len(asked) < 30


def test_a_job_that_is_broken_off_halfway_leaves_nothing_and_is_done_once_after_that(
    cast: dict[str, StaffMember], monkeypatch: pytest.MonkeyPatch
) -> None:
    items = [an_item(f"verzoek:{n}", due_on=date(2020, 1, 1)) for n in range(3)]
    escalate_overdue_items.enqueue()
    clock = iter(datetime(2100, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(1000))
    worker = Worker(clock=lambda: next(clock))
    add_lines = Handling.objects.bulk_create

    def break_off(*args: Any, **kwargs: Any) -> None:
        assert Item.objects.filter(escalated_at=None).count() == 0, "halfway: the items are marked, the lines not added"
        raise RuntimeError

    monkeypatch.setattr(Handling.objects, "bulk_create", break_off)
    assert worker.step()
    assert Job.objects.get().error == "builtins.RuntimeError"
    assert Item.objects.filter(escalated_at=None).count() == len(items)
    monkeypatch.setattr(Handling.objects, "bulk_create", add_lines)
    assert worker.step()
    assert Job.objects.get().state == State.DONE
    assert Handling.objects.filter(what="escalated").count() == Item.objects.exclude(escalated_at=None).count() == 3
