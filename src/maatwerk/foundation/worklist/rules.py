"""Until when something may wait, with which word it is done, and who may do what with it.

Pure: the date is passed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from maatwerk.foundation.people.rules import Role, StaffMember

_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
_SOON = 2  # days

# Days that a royal decree puts on a par with a public holiday (Algemene termijnenwet, art. 3 lid 3). This is the decree
# for 2026 up to and including 2028; the next one is added here.
_DECREED = {date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28), date(2028, 5, 26)}


class State(StrEnum):
    """How an item stands with its term."""

    ON_TIME = "op tijd"
    SOON = "bijna"
    LATE = "te laat"


class Outcome(StrEnum):
    """The word with which something is done. A closed list: a sentence could hold something about a person."""

    DONE = "afgehandeld"
    APPROVED = "goedgekeurd"
    RETURNED = "teruggegeven"
    PASSED_ON = "doorgegeven"
    NOT_NEEDED = "niet_nodig"
    FAILED = "niet_gelukt"
    LAPSED = "vervallen"  # what it was about is gone; the system says this, nobody chooses it


USUAL_OUTCOMES = (Outcome.DONE, Outcome.NOT_NEEDED, Outcome.FAILED)


class Step(StrEnum):
    """One line of the history of an item."""

    ADDED = "added"
    TAKEN = "taken"
    GIVEN = "given"
    ESCALATED = "escalated"
    DONE = "done"


class Act(StrEnum):
    """What somebody can do with an item."""

    TAKE = "oppakken"
    GIVE = "doorgeven"
    FINISH = "klaar"


@dataclass(frozen=True)
class Place:
    """Where an item lies, as far as that decides who may do what. Teams and the owner are ids."""

    municipality: str
    owner: int | None = None
    team: int | None = None
    escalates_to: int | None = None
    escalated: bool = False
    done: bool = False


def sees(me: StaffMember, place: Place) -> bool:
    """Whether somebody may know of an item: the owner, the team, and once it is late also whom it is passed on to. That
    is the escalation team, or the administrators when there is none."""
    if me.municipality != place.municipality:
        return False
    if me.id == place.owner or place.team in me.teams:
        return True
    if not place.escalated:
        return False
    return Role.ADMINISTRATOR in me.roles if place.escalates_to is None else place.escalates_to in me.teams


def acts(me: StaffMember, place: Place) -> frozenset[Act]:
    """What somebody may do with an item. An administrator to whom it was passed on may only give it to who does the
    work; nobody takes what somebody else has taken, but who works with them may give it to another."""
    if place.done or not sees(me, place):
        return frozenset()
    if not (me.id == place.owner or {place.team, place.escalates_to} & me.teams):
        return frozenset({Act.GIVE})
    return frozenset(Act) if place.owner is None else frozenset({Act.GIVE, Act.FINISH})


def state(due_on: date, today: date) -> State:
    """How an item with this term stands today; on the last day itself it is not late."""
    if due_on < today:
        return State.LATE
    return State.SOON if (due_on - today).days <= _SOON else State.ON_TIME


def due(start: date, days: int) -> date:
    """The last day of a term of so many days that begins the day after `start`.

    As the Algemene termijnenwet counts: a term that ends on a Saturday, Sunday or public holiday lasts until the next
    day that is none (art. 1); a term of three days or more has at least two such working days in it (art. 2). A term of
    more than ninety days ends on its day, whatever day that is (art. 4 onder a). Raises ValueError for less than a day.
    """
    if days < 1:
        raise ValueError("a term has at least one day")
    end = start + timedelta(days=days)
    if days > 90:
        return end
    while not is_working_day(end) or (days >= 3 and _working_days(start, end) < 2):
        end += _ONE_DAY
    return end


def is_working_day(day: date) -> bool:
    """Whether the day is no Saturday, Sunday or public holiday."""
    return day.weekday() < _SATURDAY and day not in holidays(day.year)


@cache
def holidays(year: int) -> frozenset[date]:
    """The public holidays of the Algemene termijnenwet, art. 3, and the days on a par with them. From 2014 on, when the
    day of the King became 27 April (the day before when that is a Sunday)."""
    easter = easter_sunday(year)
    king = date(year, 4, 27)
    return frozenset(
        {
            date(year, 1, 1),
            easter - timedelta(days=2),  # Goede Vrijdag, lid 2
            easter + timedelta(days=1),
            king - _ONE_DAY if king.weekday() == 6 else king,
            date(year, 5, 5),  # every year, also where people have to work
            easter + timedelta(days=39),  # Hemelvaartsdag
            easter + timedelta(days=50),  # tweede Pinksterdag
            date(year, 12, 25),
            date(year, 12, 26),
        }
        | {day for day in _DECREED if day.year == year}
    )


def easter_sunday(year: int) -> date:
    """Easter in the Gregorian calendar, by the method of Meeus, Jones and Butcher (Astronomical Algorithms, ch. 8)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, of_century = divmod(century, 4)
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap - moved + 15) % 30
    to_sunday = (32 + 2 * of_century + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _working_days(start: date, end: date) -> int:
    return sum(is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


_KIND = re.compile(r"[a-z][a-z0-9_]{0,49}")
_REFERENCE = re.compile(r"[a-z][a-z0-9_]{0,49}:[A-Za-z0-9_.-]{1,64}")


def require_ids(kind: str, subject: str) -> None:
    """Raises ValueError unless the kind is a short id and the subject a reference ("kind:id"), so that no content can
    stand in them."""
    if not _KIND.fullmatch(kind):
        raise ValueError("a kind of work is a short id in small letters")
    if not _REFERENCE.fullmatch(subject):
        raise ValueError("the subject of a work item is a reference, such as 'request:12'")
