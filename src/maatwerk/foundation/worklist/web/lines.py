"""A work item as a page shows it to one worker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist import connections
from maatwerk.foundation.worklist.models import Item
from maatwerk.foundation.worklist.protocols import Shown
from maatwerk.foundation.worklist.rules import Act, State, acts, state
from maatwerk.foundation.worklist.web import words


@dataclass(frozen=True)
class Line:
    """`title` and `address` are empty when this worker may not know what it is about; `can` is what they may do."""

    id: UUID
    kind: str | Promise
    title: str
    address: str
    term: str
    state: State
    passed_on: str
    owner: str
    team: str
    can: frozenset[Act]


def lines(items: Sequence[Item], me: StaffMember, today: date) -> list[Line]:
    """The items in their order. Every kind of work is asked once for all of its subjects."""
    subjects: dict[str, list[str]] = {}
    for item in items:
        subjects.setdefault(item.kind, []).append(item.subject)
    shown = {kind: connections.kind(kind).show(of_kind, me) for kind, of_kind in subjects.items()}
    return [_line(item, shown[item.kind], me, today) for item in items]


def _line(item: Item, shown: Mapping[str, Shown], me: StaffMember, today: date) -> Line:
    subject = shown.get(item.subject, Shown(""))
    kind = connections.kind(item.kind)
    return Line(
        id=item.pk,
        kind=kind.label,
        title=subject.title,
        address=subject.address,
        term=words.term(item.due_on, today),
        state=state(item.due_on, today),
        passed_on=words.passed_on(item),
        owner=item.owner.name if item.owner else "",
        team=item.team.name if item.team else "",
        can=acts(me, item.place) - (frozenset() if kind.outcomes else {Act.FINISH}),
    )
