"""Named reads of the work list. Each takes who looks; nothing is counted, and a list goes on after its last item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from maatwerk.foundation.people.models import Team, Worker
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.worklist.models import Handling, Item

MOST = 20


class NotAPlaceInAListError(ValueError):
    """A list was to go on after something that is no place in a list."""


@dataclass(frozen=True)
class Page:
    """Part of a list, the shortest term first. `after` is where the next part begins; "" when this is the last."""

    items: Sequence[Item]
    after: str = ""


def my_items(me: StaffMember, after: str = "", most: int = MOST) -> Page:
    """Open work that is this worker's own."""
    return _page(_open(me).filter(owner=me.id), after, most)


def team_items(me: StaffMember, after: str = "", most: int = MOST) -> Page:
    """Open work of this worker's teams that is not their own, also what a colleague took."""
    return _page(_open(me).filter(team__in=me.teams).exclude(owner=me.id), after, most)


def escalated_items(me: StaffMember, after: str = "", most: int = MOST) -> Page:
    """Late work of others that was passed on to this worker's teams, or to administrators. It stands in no other list
    of theirs."""
    rows = _open(me).filter(_passed_on_to(me)).exclude(owner=me.id).exclude(team__in=me.teams)
    return _page(rows, after, most)


def open_items_of(subject: str, municipality: str) -> Sequence[Item]:
    """The open work about a subject, the shortest term first. For rooms above, which know who may see it."""
    rows = Item.objects.filter(done_at=None, subject=subject, municipality__slug=municipality)
    return list(_with_names(rows).order_by("due_on", "id"))


def item_for(me: StaffMember, id_: UUID) -> Item | None:
    """An item, open or done, when this worker may know of it; the same rule as `rules.sees`."""
    mine = Q(owner=me.id) | Q(team__in=me.teams) | _passed_on_to(me)
    return _with_names(Item.objects.filter(mine, pk=id_, municipality__slug=me.municipality)).first()


def history(item: Item) -> Sequence[Handling]:
    """What was done with an item, in the order in which it happened."""
    lines = Handling.objects.filter(item=item).select_related("by", "owner", "team")
    return list(lines.order_by("pk"))


def teams_of(municipality: str) -> Sequence[Team]:
    """Teams that work can be given to, with their organisation."""
    rows = Team.objects.filter(organisation__municipality__slug=municipality).select_related("organisation")
    return list(rows.order_by("organisation__name", "name"))


def workers_of(municipality: str) -> Sequence[Worker]:
    """People that work can be given to, with their organisation."""
    rows = Worker.objects.filter(organisation__municipality__slug=municipality, account__is_active=True)
    return list(rows.select_related("organisation").order_by("name", "pk"))


def _passed_on_to(me: StaffMember) -> Q:
    receives = Q(escalates_to__in=me.teams)
    if Role.ADMINISTRATOR in me.roles:
        receives |= Q(escalates_to=None)
    return Q(escalated_at__isnull=False) & receives


def _open(me: StaffMember) -> QuerySet[Item]:
    return _with_names(Item.objects.filter(done_at=None, municipality__slug=me.municipality))


def _with_names(rows: QuerySet[Item]) -> QuerySet[Item]:
    return rows.select_related("municipality", "owner", "team", "escalates_to")


def _page(rows: QuerySet[Item], after: str, most: int) -> Page:
    if after:
        day, id_ = _place(after)
        rows = rows.filter(Q(due_on__gt=day) | Q(due_on=day, id__gt=id_), due_on__gte=day)
    found = list(rows.order_by("due_on", "id")[: most + 1])
    if len(found) <= most:
        return Page(found)
    last = found[most - 1]
    return Page(found[:most], f"{last.due_on.isoformat()}_{last.pk}")


def _place(after: str) -> tuple[date, UUID]:
    day, _, id_ = after.partition("_")
    try:
        return date.fromisoformat(day), UUID(id_)
    except ValueError as error:
        raise NotAPlaceInAListError from error
