"""Opening hours as rows that a database can be asked about: is anything open at this moment? Pure.

The answer is that of `opening.status_at`: what is unknown on a public holiday counts as not open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from maatwerk.foundation.content import Opening
from maatwerk.foundation.content.opening import DAYS
from maatwerk.foundation.people.ages import AMSTERDAM
from maatwerk.foundation.worklist.rules import holidays
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.opening import is_free_for_all

_SUNDAY = DAYS.index("zo")
_WHOLE_DAY = 24 * 60
_ANY = ("gewoon", "dicht", "zondag", "onbekend")


@dataclass(frozen=True)
class Slot:
    """Hours on one day of the week (0 is Monday), in minutes since midnight, up to but not including `end`. `holidays`
    says what holds on a public holiday, as in `Week`."""

    day: int
    start: int
    end: int
    holidays: str


@dataclass(frozen=True)
class At:
    """A moment: which slots count at it (day, what they say of holidays), and the minute of the day."""

    minute: int
    days: tuple[tuple[int, tuple[str, ...]], ...]

    def is_in(self, slot: Slot) -> bool:
        """Whether `slot` is open at this moment."""
        counts = any(slot.day == day and slot.holidays in said for day, said in self.days)
        return counts and slot.start <= self.minute < slot.end


def openings_of(service: Service) -> list[Opening]:
    """The hours of every way to reach a service, and of its places."""
    always: list[Opening] = ["altijd"] if service.always_open else []
    return [*always, *(way.opening for way in service.ways), *(place.opening for place in service.places)]


def slots_of(openings: Iterable[Opening]) -> list[Slot]:
    """The slots of all of these, each once. Hours that are not known give none."""
    found: dict[Slot, None] = {}
    for opening in openings:
        if opening == "altijd":
            found |= {Slot(day, 0, _WHOLE_DAY, "gewoon"): None for day in range(len(DAYS))}
        elif opening != "onbekend":
            found |= {
                Slot(DAYS.index(day), _minutes(hours.start), _minutes(hours.end), opening.holidays): None
                for hours in opening.hours
                for day in hours.days
            }
    return list(found)


def at(now: datetime) -> At:
    """`now` is a moment with a time zone of any kind; what counts is the clock in the Netherlands."""
    local = now.astimezone(AMSTERDAM)
    minute, day = local.hour * 60 + local.minute, local.weekday()
    if local.date() not in holidays(local.year):
        return At(minute, ((day, _ANY),))
    if is_free_for_all(local.date()):
        return At(minute, ((day, ("gewoon",)), (_SUNDAY, ("zondag",))))
    return At(minute, ((day, ("gewoon",)),))


def _minutes(clock: str) -> int:
    hour, minute = map(int, clock.split(":"))
    return hour * 60 + minute
