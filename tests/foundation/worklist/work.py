"""Work for the cast: a kind of work that tells Els and her team what it is about, and items of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from maatwerk.foundation.jobs.models import Job, State
from maatwerk.foundation.people.models import Account, Municipality, Team, Worker
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.models import Item
from maatwerk.foundation.worklist.protocols import Shown
from maatwerk.foundation.worklist.rules import Outcome
from tests.staff import CAST, add_worker

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)  # a Friday
TITLE = "Verzoek van de huurder"


class Requests:
    """The kind of work in these tests. Only the district team may know what it is about."""

    label = "Verzoek nakijken"
    days = 5
    outcomes: tuple[Outcome, ...] = (Outcome.DONE, Outcome.NOT_NEEDED)

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        if viewer.organisation_name != "wijkteam":
            return {}
        return {subject: Shown(TITLE, f"/ergens/{subject.partition(':')[2]}") for subject in subjects}


def member(name: str) -> StaffMember:
    """One of the cast, as actions and pages get them."""
    found = colleague(add_worker(name).pk, CAST[name][0])
    assert found
    return found


def team_of(name: str) -> Team:
    return add_worker(name).teams.get()


def add_teammate() -> Worker:
    """Ali, who works in the team of Els."""
    els = add_worker("els")
    ali = Worker.objects.create(
        account=Account.objects.create(email="ali@wijkteam.example"), organisation=els.organisation, name="Ali"
    )
    ali.teams.set(els.teams.all())
    return ali


def an_item(subject: str = "verzoek:1", **fields: Any) -> Item:
    """An open item of the team of Els, stored as it is; fields can be given as those of the model."""
    usual = {
        "municipality": Municipality.objects.get(slug="duinstad"),
        "kind": "verzoek",
        "team": team_of("els"),
        "due_on": date(2026, 11, 25),
        "created_at": NOON,
    }
    return Item.objects.create(subject=subject, **usual | fields)


def for_els() -> dict[str, UUID]:
    """The arguments of the address of a new item of the team of Els."""
    return {"id_": an_item(f"verzoek:{Item.objects.count()}").pk}


def a_dead_letter() -> dict[str, UUID]:
    """The arguments of the address of a job that failed for the last time."""
    job = Job.objects.create(
        task="maatwerk.foundation.jobs.tasks.forget_finished_jobs",
        arguments={"args": ["verzoek:1"], "kwargs": {}},
        state=State.DEAD,
        attempts=8,
        started_at=NOON,
        ended_at=NOON + timedelta(seconds=1),
        error="builtins.RuntimeError",
        trace="builtins.RuntimeError\n  maatwerk.foundation.jobs.tasks:20 forget_finished_jobs",
    )
    return {"id_": job.pk}
