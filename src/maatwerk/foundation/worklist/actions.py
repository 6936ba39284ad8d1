"""One function for each change of a work item. Whatever is not plainly allowed is refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import batched
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from maatwerk.foundation.people.models import Municipality, Team, Worker
from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist import connections
from maatwerk.foundation.worklist.models import Handling, Item
from maatwerk.foundation.worklist.rules import Act, Outcome, Step, acts, due, require_ids, sees

_AT_A_TIME = 500


class WorkRefusedError(Exception):
    """Nothing was changed."""


class NotYoursError(WorkRefusedError):
    """There is no such item for this worker, or they may not do this with it."""


class TakenError(WorkRefusedError):
    """Somebody else has it already."""


class DoneError(WorkRefusedError):
    """It is done already."""


class NoSuchOutcomeError(WorkRefusedError):
    """That is no word with which this kind of work can be done."""


class NoSuchRecipientError(WorkRefusedError):
    """That worker or team does not work for this municipality, or not any more, or has the item already."""


class UnknownKindOfWorkError(LookupError):
    """Work was added of a kind that no room connected. A fault of the program."""


@transaction.atomic
def add_item(
    kind: str,
    subject: str,
    municipality: str,
    now: datetime,
    *,
    team: int | None = None,
    owner: int | None = None,
    due_on: date | None = None,
    escalates_to: int | None = None,
) -> Item:
    """Put work on the list of a team, of a worker or of both; `due_on` is by its kind when it is not given.

    When there is an open item of this kind about this subject, that one is returned as it is. Raises ValueError for
    something that is no id, UnknownKindOfWorkError, and NoSuchRecipientError.
    """
    require_ids(kind, subject)
    if not connections.is_known(kind):
        raise UnknownKindOfWorkError(kind)
    if team is None and owner is None:
        raise NoSuchRecipientError
    where = Municipality.objects.get(slug=municipality)
    for id_ in (team, escalates_to):
        _require_team(id_, where.pk)
    _require_worker(owner, where.pk)
    item, new = Item.objects.get_or_create(
        municipality=where,
        kind=kind,
        subject=subject,
        done_at=None,
        defaults={
            "team_id": team,
            "owner_id": owner,
            "due_on": due_on or due(localdate(now), connections.kind(kind).days),
            "escalates_to_id": escalates_to,
            "created_at": now,
        },
    )
    if new:
        _write(item, Step.ADDED, None, now)
    return item


@transaction.atomic
def take(id_: UUID, me: StaffMember, now: datetime) -> None:
    """Make an item of the team one's own. Taking it twice is the same as once. Raises WorkRefusedError."""
    item = _locked(id_, me)
    if item.owner_id == me.id:
        return
    if item.owner_id is not None:
        raise TakenError
    _require(Act.TAKE, me, item)
    item.owner_id = me.id
    item.save(update_fields=["owner"])
    _write(item, Step.TAKEN, me.id, now)


@transaction.atomic
def give(id_: UUID, me: StaffMember, now: datetime, *, team: int | None = None, owner: int | None = None) -> None:
    """Give an item to a team, or to a worker, of the same municipality. Raises WorkRefusedError.

    A worker of another team takes it along from the team: who no longer has to do with it no longer sees it.
    """
    item = _locked(id_, me)
    _require(Act.GIVE, me, item)
    if (team is None) is (owner is None):
        raise NoSuchRecipientError
    _require_team(team, item.municipality_id)
    _require_worker(owner, item.municipality_id)
    before = (item.owner_id, item.team_id)
    stays = item.team_id is not None and Team.objects.filter(pk=item.team_id, workers=owner).exists()
    item.owner_id = owner
    if team is not None or not stays:
        item.team_id = team
    if (item.owner_id, item.team_id) == before:
        raise NoSuchRecipientError
    item.save(update_fields=["owner", "team"])
    _write(item, Step.GIVEN, me.id, now)


@transaction.atomic
def finish(id_: UUID, outcome: str, me: StaffMember, now: datetime) -> None:
    """Say that the work is done, with one of the words of its kind. Raises WorkRefusedError."""
    item = _locked(id_, me)
    _require(Act.FINISH, me, item)
    words = [word.value for word in connections.kind(item.kind).outcomes]
    if outcome not in words:
        raise NoSuchOutcomeError
    _finish(item, outcome, me.id, now)


@transaction.atomic
def settle(kind: str, subject: str, municipality: str, now: datetime, outcome: Outcome = Outcome.LAPSED) -> bool:
    """Take work off the list because it was done where it belongs, or what it was about is gone; whether there was such
    work. For rooms above."""
    open_ones = Item.objects.select_for_update(of=("self",)).filter(done_at=None)
    item = open_ones.filter(kind=kind, subject=subject, municipality__slug=municipality).first()
    if item is None:
        return False
    _finish(item, outcome, None, now)
    return True


@transaction.atomic
def escalate_overdue(now: datetime) -> int:
    """Pass on what is late, once for each item; returns how many. Who had it keeps it."""
    late = Item.objects.filter(done_at=None, escalated_at=None, due_on__lt=localdate(now))
    items = list(late.select_for_update().order_by("pk").only("owner", "team"))
    for some in batched(items, _AT_A_TIME):
        Item.objects.filter(pk__in=[item.pk for item in some]).update(escalated_at=now)
        Handling.objects.bulk_create(_lines(some, Step.ESCALATED, None, now))
    return len(items)


def _locked(id_: UUID, me: StaffMember) -> Item:
    """The item, which nobody else changes until the end of the transaction. Raises NotYoursError and DoneError."""
    items = Item.objects.select_related("municipality").select_for_update(of=("self",))
    item = items.filter(pk=id_, municipality__slug=me.municipality).first()
    if item is None or not sees(me, item.place):
        raise NotYoursError
    if item.done_at:
        raise DoneError
    return item


def _require(act: Act, me: StaffMember, item: Item) -> None:
    if act not in acts(me, item.place):
        raise NotYoursError


def _require_team(id_: int | None, municipality: int) -> None:
    teams = Team.objects.filter(organisation__municipality=municipality)
    if id_ is not None and not teams.filter(pk=id_).exists():
        raise NoSuchRecipientError


def _require_worker(id_: int | None, municipality: int) -> None:
    workers = Worker.objects.filter(organisation__municipality=municipality, account__is_active=True)
    if id_ is not None and not workers.filter(pk=id_).exists():
        raise NoSuchRecipientError


def _finish(item: Item, outcome: str, by: int | None, now: datetime) -> None:
    item.done_at, item.outcome = now, outcome
    item.save(update_fields=["done_at", "outcome"])
    _write(item, Step.DONE, by, now)


def _write(item: Item, what: Step, by: int | None, now: datetime) -> None:
    Handling.objects.bulk_create(_lines([item], what, by, now))


def _lines(items: Iterable[Item], what: Step, by: int | None, now: datetime) -> list[Handling]:
    return [
        Handling(item=item, at=now, what=what, by_id=by, owner_id=item.owner_id, team_id=item.team_id) for item in items
    ]
