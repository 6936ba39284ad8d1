"""What is kept about a resident, until when and why: one line for each purpose and kind of data that is really there.

What is there for safety, and how to reach somebody safely, is left out, also for the resident: somebody may look along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from maatwerk.casework.rights.queries import open_with
from maatwerk.foundation.access.connections import connections as access
from maatwerk.foundation.access.models import Involvement, LegalHold
from maatwerk.foundation.access.register import SAFETY, EventKind, Register, Retention
from maatwerk.foundation.access.retention.keeping import Kept, connections
from maatwerk.foundation.access.retention.terms import Times, begins, last_day, term_of
from maatwerk.foundation.gate.models import FOREVER, Personal
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.residents import SAFE_CONTACT, resident_ref

_MOST = 300  # of one kind, the newest: they are kept for longest


@dataclass(frozen=True)
class KeptLine:
    """Data of one kind for one purpose. `until` is the last day on which something of it is kept; None while it goes
    on, for then the term has not begun."""

    purpose: str
    category: str
    term: Retention
    until: date | None


@dataclass(frozen=True)
class KeptOf:
    """What is kept of a resident. `always` are kinds of data without a term of their own: who somebody is and how they
    are reached stays as long as something else does. `holds` are what has to stay for longer now."""

    resident: Resident
    lines: Sequence[KeptLine]
    always: Sequence[str]
    holds: Sequence[LegalHold]


def kept_of(viewer: Viewer, resident: UUID, now: datetime) -> KeptOf | None:
    """From one look; None when the viewer may not know the resident."""
    subject, register = resident_ref(resident), access().register(viewer.municipality)
    about = [kept for kept in connections().kept if kept.model is not Resident]
    parts = {kept.name: Part(_newest(kept, subject), _MOST) for kept in about}
    found = open_with(viewer, resident, parts, now)
    if found is None:
        return None
    whom, rows = found
    shown = [(kept, row) for kept in about for row in rows[kept.name] if _may_be_told(row, register)]
    file = _File(whom.born, rows, [kept for kept in about if kept.changes])
    always = {row.category for kept, row in shown if not kept.since} | {whom.category}
    return KeptOf(
        resident=whom,
        lines=_lines([(row, _until(kept, row, file, register), _term(kept, row, register)) for kept, row in shown]),
        always=sorted(each for each in always if each in register.categories),
        holds=[row for kept, row in shown if isinstance(row, LegalHold) and row.start <= now < row.end],
    )


def last_day_of(hold: LegalHold) -> date:
    """The last day on which it holds."""
    return day_of(hold.end - timedelta(microseconds=1))


def _newest(kept: Kept, subject: str) -> Any:
    rows = kept.model.objects.filter(subject=subject)
    return rows.order_by(*(f"-{name}" for name in kept.since), "pk")


def _may_be_told(row: Personal, register: Register) -> bool:
    category = register.categories.get(row.category)
    return row.purpose != SAFETY and row.category != SAFE_CONTACT and not (category and category.hidden)


def _term(kept: Kept, row: Personal, register: Register) -> Retention | None:
    return (kept.term or term_of(register, row.purpose, row.category)) if kept.since else None


@dataclass(frozen=True)
class _File:
    """What the terms of other rows may count from: the birth of the resident, and everything that was seen."""

    born: date | None
    rows: Mapping[str, Sequence[Any]]
    changing: Sequence[Kept]

    def worked_until(self, row: Personal) -> datetime | None:
        """When the organisation of this row stopped to work with the resident for its purpose; FOREVER when it did
        not."""
        name = connections().of(Involvement).name
        return max((each.end for each in self.rows[name] if _same(each, row)), default=None)

    def changed(self, row: Personal) -> date | None:
        moments = (kept.moment(each) for kept in self.changing for each in self.rows[kept.name] if _same(each, row))
        return max((day_of(moment) for moment in moments if moment is not None), default=None)


def _same(one: Personal, other: Personal) -> bool:
    return (one.controller, one.purpose) == (other.controller, other.purpose)


def _until(kept: Kept, row: Personal, file: _File, register: Register) -> date | None:
    """The last day of a row; None while it goes on."""
    term, began = _term(kept, row, register), kept.moment(row)
    if term is None or began is None:
        return None
    closed = file.worked_until(row)
    if closed == FOREVER and term.kind is EventKind.CLOSED:
        return None
    ended = day_of(closed) if closed is not None and closed != FOREVER else None
    times = Times(day_of(began), ended, file.changed(row), file.born)
    return last_day(begins(term.kind, times), term.months)


def _lines(rows: Sequence[tuple[Personal, date | None, Retention | None]]) -> list[KeptLine]:
    """One for each purpose and category; the last of all days counts, and what goes on counts for more."""
    found: dict[tuple[str, str, str], KeptLine] = {}
    for row, until, term in rows:
        if term is not None:
            key = (row.purpose, row.category, term.event.nl)
            before = found.get(key)
            if before and (before.until is None or (until is not None and until <= before.until)):
                continue
            found[key] = KeptLine(row.purpose, row.category, term, until)
    return [found[key] for key in sorted(found)]
