"""The gate: who may see what, decided by the policies, and written down before anything is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import cast

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.engine.evaluation import Known
from maatwerk.foundation.access.engine.evaluation import decide as work_out
from maatwerk.foundation.access.facts import known
from maatwerk.foundation.access.lists import Form, Lists, filter_of, quickest
from maatwerk.foundation.access.policy import rules
from maatwerk.foundation.access.reading import Read
from maatwerk.foundation.access.relations import SHAPE
from maatwerk.foundation.access.whole import require_whole
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Owner, Personal, PersonalQuerySet, Secrecy
from maatwerk.foundation.gate.protocols import Decision, Seen, Viewer


class AccessGate:
    """Implements `gate.protocols.Gate`. `form` is how lists ask relations; without it the number of people somebody
    works with says which is quicker.

    Everywhere a purpose that the register does not know raises UnknownPurposeError.
    """

    def __init__(self, form: Form | None = None) -> None:
        self._form = form

    def open_for(self, viewer: Viewer, thing: Model, purpose: str, now: datetime | None = None) -> Decision:
        moment = now or timezone.now()
        [decision] = _decide(viewer, [_personal(thing)], purpose, moment)
        _write(viewer, purpose, [_personal(thing)], [decision], moment)
        return decision

    def visible[M: Model](
        self,
        viewer: Viewer,
        rows: QuerySet[M],
        purpose: str,
        level: Level = Level.THAT,
        now: datetime | None = None,
    ) -> QuerySet[M]:
        moment = now or timezone.now()
        about = known(viewer, purpose, connections().register(viewer.municipality), moment)
        predicate = work_out(rules().policies, about, SHAPE, level)
        ticket = _ticket(viewer, purpose, now)
        lists = Lists(moment, self._form or quickest(viewer, purpose, moment), ticket)
        seen = rows.filter(filter_of(predicate, rows.model, lists))
        return cast(QuerySet[M], cast(PersonalQuerySet[M], seen).ticketed(ticket))

    def open_page[M: Model](
        self, viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime | None = None
    ) -> list[Seen[M]]:
        moment = now or timezone.now()
        ticket = _ticket(viewer, purpose, now)
        require_whole(rows, ticket)
        with opened(f"a page for {purpose}", ticket):
            found = list(rows)
        things = [_personal(thing) for thing in found]
        decisions = _decide(viewer, things, purpose, moment)
        shown = [number for number, decision in enumerate(decisions) if decision.level is not Level.NOTHING]
        _write(viewer, purpose, [things[each] for each in shown], [decisions[each] for each in shown], moment)
        return [
            Seen(decisions[each], _owner(things[each]), found[each] if decisions[each].allows else None)
            for each in shown
        ]


def _decide(viewer: Viewer, things: Sequence[Personal], purpose: str, now: datetime) -> list[Decision]:
    from maatwerk.foundation.access.deciding import decide  # Cedar is loaded when somebody asks something

    about: Known = known(viewer, purpose, connections().register(viewer.municipality), now)
    return decide(things, about, rules(), now)


def _write(
    viewer: Viewer, purpose: str, things: Sequence[Personal], decisions: Sequence[Decision], now: datetime
) -> None:
    """Keep that this was read, of each person once. When that fails nothing is shown: the exception goes on."""
    by_subject: dict[str, list[tuple[Personal, Decision]]] = {}
    for thing, decision in zip(things, decisions, strict=True):
        by_subject.setdefault(thing.subject, []).append((thing, decision))
    if by_subject:
        with transaction.atomic():
            connections().write(viewer, purpose, [_read(of_one) for of_one in by_subject.values()], now)


def _read(of_one: Sequence[tuple[Personal, Decision]]) -> Read:
    things, decisions = zip(*of_one, strict=True)
    levels = [decision.level for decision in decisions]
    return Read(
        subject=things[0].subject,
        controller=" ".join(_different(thing.controller for thing in things)),
        categories=_different(thing.category for thing in things),
        level=max(levels, key=list(Level).index),
        policies=_different(ground for decision in decisions for ground in decision.grounds),
        entries=len(things),
        what=things[0]._meta.label_lower,
    )


def _different(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(values)))


def _owner(thing: Personal) -> Owner:
    return Owner(thing.subject, thing.controller, thing.purpose, thing.category, Secrecy(thing.secrecy))


def _personal(thing: Model) -> Personal:
    if not isinstance(thing, Personal):
        raise TypeError(f"{type(thing).__name__} is not personal and does not go through the gate")
    return thing


def _ticket(viewer: Viewer, purpose: str, now: datetime | None) -> str:
    """What ties `visible` to `open_page`: the same viewer, in the same request, for the same purpose, at the same
    moment when one was given."""
    said = repr((viewer.ref, viewer.organisation, viewer.municipality, sorted(viewer.hats), viewer.trace, purpose, now))
    return hashlib.sha256(said.encode()).hexdigest()
