"""The gate: who may see what, decided by the policies, and written down before anything is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, cast

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from maatwerk.foundation.access.connections import connections
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
from maatwerk.foundation.gate.protocols import Decision, Part, Seen, Viewer


class AccessGate:
    """Implements `gate.protocols.Gate`. `form` is how lists ask relations; without it the number of people somebody
    works with says which is quicker.

    Everywhere a purpose that the register does not know raises UnknownPurposeError.
    """

    def __init__(self, form: Form | None = None) -> None:
        self._form = form

    def open_for(self, viewer: Viewer, thing: Model, purpose: str, now: datetime | None = None) -> Decision:
        asked = _Question(viewer, purpose, now, self._form)
        [decision] = asked.decisions([_personal(thing)])
        _write(viewer, purpose, [_personal(thing)], [decision], asked.moment)
        return decision

    def visible[M: Model](
        self,
        viewer: Viewer,
        rows: QuerySet[M],
        purpose: str,
        level: Level = Level.THAT,
        now: datetime | None = None,
    ) -> QuerySet[M]:
        return _Question(viewer, purpose, now, self._form).visible(rows, level)

    def open_page[M: Model](
        self, viewer: Viewer, rows: QuerySet[M], purpose: str, now: datetime | None = None
    ) -> list[Seen[M]]:
        return self.open_pages(viewer, {"": Part(rows)}, purpose, now)[""]

    def open_pages(
        self, viewer: Viewer, parts: Mapping[str, Part], purpose: str, now: datetime | None = None
    ) -> dict[str, list[Seen[Any]]]:
        asked = _Question(viewer, purpose, now, self._form)
        for part in parts.values():
            require_whole(part.rows, asked.ticket)
        found = [(name, thing) for name, part in parts.items() for thing in asked.read(part)]
        things = [thing for _name, thing in found]
        decisions = asked.decisions(things)
        shown = [number for number, decision in enumerate(decisions) if decision.level is not Level.NOTHING]
        _write(viewer, purpose, [things[each] for each in shown], [decisions[each] for each in shown], asked.moment)
        seen: dict[str, list[Seen[Any]]] = {name: [] for name in parts}
        for each in shown:
            name, thing = found[each]
            seen[name].append(Seen(decisions[each], _owner(thing), thing if decisions[each].allows else None))
        return seen


class _Question:
    """One viewer, one purpose and one moment: what is known of them is looked up once."""

    def __init__(self, viewer: Viewer, purpose: str, now: datetime | None, form: Form | None) -> None:
        self.moment = now or timezone.now()
        self.ticket = _ticket(viewer, purpose, now)
        self._about = known(viewer, purpose, connections().register(viewer.municipality), self.moment)
        self._chosen, self._viewer, self._purpose = form, viewer, purpose

    @cached_property
    def _lists(self) -> Lists:
        form = self._chosen or quickest(self._viewer, self._purpose, self.moment)
        return Lists(self.moment, form, self.ticket)

    def decisions(self, things: Sequence[Personal]) -> list[Decision]:
        from maatwerk.foundation.access.deciding import decide  # Cedar is loaded when somebody asks something

        return decide(things, self._about, rules(), self.moment)

    def visible[M: Model](self, rows: QuerySet[M], level: Level) -> QuerySet[M]:
        predicate = work_out(rules().policies, self._about, SHAPE, level)
        seen = rows.filter(filter_of(predicate, rows.model, self._lists))
        return cast(QuerySet[M], cast(PersonalQuerySet[M], seen).ticketed(self.ticket))

    def read(self, part: Part) -> list[Personal]:
        rows = part.rows
        if part.most is not None:
            rows = self.visible(rows, Level.THAT)[part.start : part.start + part.most]
        with opened("a page", self.ticket):
            return [_personal(thing) for thing in rows]


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
        what=" ".join(_different(thing._meta.label_lower for thing in things)),
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
