"""The last day on which something is kept, from the day its term begins and the months of it. Pure.

A term of months ends on the day with the number of the day it began; where the month has no such day, on its last. On
that day it is still kept, the day after it goes. Jeugdwet art. 7.3.8 lid 3 and Wmo 2015 art. 5.3.4 count in years from
a moment; nothing goes a day before they are full.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from maatwerk.foundation.access.register import EventKind, Register, Retention
from maatwerk.foundation.access.rights import months_later
from maatwerk.foundation.people.ages import birthday

ADULT = 18  # Leerplichtwet 1969 art. 4a: who has to qualify for work has to until 18, and nobody longer
_SHOWN_FROM = 10  # a count of fewer could be somebody


def last_day(began: date, months: int) -> date:
    """The last day on which something is kept of which the term began on this day."""
    return months_later(began, months)


def first_kept(today: date, months: int) -> date:
    """What began before this day is over today, and nothing else is."""
    began = months_later(today, -months)
    return began if last_day(began, months) >= today else began + timedelta(days=1)


@dataclass(frozen=True)
class Times:
    """The days from which a term may count. `own` is that of the row itself (written, ended, answered, looked);
    `closed` when the organisation stopped working with the resident for this purpose; `changed` the last change of what
    it holds for it; `born` the birth of the resident. What is not there is None."""

    own: date
    closed: date | None = None
    changed: date | None = None
    born: date | None = None


def begins(kind: EventKind, times: Times) -> date:
    """The day on which a term of this kind begins; never before the row itself. Of an unknown birth the term begins
    when even who was born on the day of the row is of age, so that nothing goes too early."""
    days: list[date | None] = [times.own]
    if kind is EventKind.CLOSED:
        days.append(times.closed)
    elif kind is EventKind.CHANGED:
        days.append(times.changed)
    elif kind is EventKind.OF_AGE:
        days.append(birthday(times.born or times.own, ADULT))
    return max(day for day in days if day is not None)


def term_of(register: Register, purpose: str, category: str) -> Retention | None:
    """How long something is kept: as its category says where that has a term of its own, else as its purpose says.
    None when neither is in the register."""
    own = register.categories.get(category)
    if own is not None and own.retention is not None:
        return own.retention
    found = register.purposes.get(purpose)
    return found.retention if found else None


def shown(count: int) -> int:
    """A count as people may see it: whole tens, and 0 for fewer than ten. So neither a count nor the difference of two
    says anything about one person."""
    return count // _SHOWN_FROM * _SHOWN_FROM


def in_words(count: int) -> str:
    """The same for who has the server."""
    return f"at least {shown(count)}" if shown(count) else "fewer than 10"


def latest(days: Iterable[date | None]) -> date | None:
    """The last of these; None when there is none."""
    return max((day for day in days if day is not None), default=None)
