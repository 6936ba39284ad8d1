"""What a contact request knows of words and terms. Pure: no clock, no database."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from maatwerk.foundation.worklist.rules import is_working_day


class Kind(StrEnum):
    """What somebody asks for; also the kind of work that it becomes."""

    CALL = "bel_terug"
    VISIT = "huisbezoek"


class Channel(StrEnum):
    """How it came in."""

    WEBSITE = "website"
    PHONE = "telefoon"
    DESK = "balie"
    POST = "post"


class Outcome(StrEnum):
    """How it ended."""

    SPOKEN = "gesproken"
    APPOINTMENT = "afspraak"
    PASSED_ON = "doorgegeven"
    NOT_REACHED = "niet_bereikt"
    WRONG = "klopt_niet"
    WITHDRAWN = "ingetrokken"


# Working days, the day itself not counted. Who asks to be called waits by the phone: the next working day. A visit has
# to be planned with a colleague and sometimes an interpreter: a week of work. No law gives a term; these were chosen.
TERMS = {Kind.CALL: 1, Kind.VISIT: 5}

LEAST_TRIES = 3  # before "not reached" may end it: somebody who works or sleeps misses one call


def due(asked: date, kind: Kind) -> date:
    """The last day on which it is in time."""
    day, left = asked, TERMS[kind]
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def may_end(outcome: Outcome, tries: int) -> bool:
    """Whether it may end like this after so many tries."""
    return outcome is not Outcome.NOT_REACHED or tries >= LEAST_TRIES
