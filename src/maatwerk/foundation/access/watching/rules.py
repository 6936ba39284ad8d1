"""By which rules a look stands out. A closed list, published to everybody whose looks it is about. Pure.

A rule answers yes or no. How often, and how far past its limit, is kept nowhere: nobody at work has a number here. What
applies is a reason to ask somebody what happened, and says nothing about whether it was wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from maatwerk.foundation.people.ages import AMSTERDAM, start_of


class Rule(StrEnum):
    """What stands out. The limits below are part of what is published."""

    REFUSED = "geweigerd"
    OUT_OF_HOURS = "buiten_werktijd"
    EMERGENCIES = "noodtoegang"
    MANY = "veel_dossiers"
    ASKED = "vraag_van_inwoner"


MOST_REFUSED = 5  # residents a day: somebody mistakes a colleague's resident for their own a few times, not more often
MOST_FILES = 40  # residents a day: one every twelve minutes of a working day of eight hours
MOST_EMERGENCIES = 3  # a calendar month: great danger is rare, also for who meets it more than others
WORK_BEGINS, WORK_ENDS = time(7), time(20)  # on weekdays; evening visits are over by then
KEPT = timedelta(days=92)
LOOKED_BACK = timedelta(days=7)  # days that are looked at again, for a machine that stood still


def past(limit: int, pairs: Iterable[tuple[str, object]]) -> frozenset[str]:
    """Who stands in these pairs with more different things than `limit`."""
    things: dict[str, set[object]] = {}
    for who, thing in pairs:
        things.setdefault(who, set()).add(thing)
    return frozenset(who for who, theirs in things.items() if len(theirs) > limit)


def outside_hours(day: date) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of this day in which most people do not work; the end is not part of it."""
    midnight, next_one = start_of(day), start_of(day + timedelta(days=1))
    if day.weekday() >= 5:
        yield midnight, next_one
        return
    yield midnight, datetime.combine(day, WORK_BEGINS, AMSTERDAM)
    yield datetime.combine(day, WORK_ENDS, AMSTERDAM), next_one
