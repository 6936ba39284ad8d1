"""How old somebody is on a day. The one place for birthdays and midnights. Pure.

A birthday begins at midnight in the Netherlands. Who was born on 29 February becomes a year older on 1 March in a year
without that day: the age is reached when the whole year has passed. Dutch law has no article for it; this is how Dutch
authorities count, and for the rights of a youth it is never a day too early.
"""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(now: datetime) -> date:
    """Which day it is in the Netherlands at a moment, which has a time zone of any kind."""
    if now.tzinfo is None:
        raise ValueError("a moment without a time zone is no moment")
    return now.astimezone(AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """The midnight with which a day begins in the Netherlands."""
    return datetime.combine(day, time.min, AMSTERDAM)


def birthday(born: date, years: int) -> date:
    """The day on which somebody born on `born` becomes `years` old."""
    try:
        return born.replace(year=born.year + years)
    except ValueError:  # 29 February in a year without it
        return date(born.year + years, 3, 1)


def reached(born: date, years: int, day: date) -> bool:
    """Whether somebody is `years` old, or older, on this day."""
    return birthday(born, years) <= day


def born_after(now: datetime, years: int) -> date:
    """The day for which holds: who was born after it is younger than `years` at this moment, and nobody else is.

    For queries: `born__gt=born_after(now, 12)` are the children below 12 of whom a birth date is known.
    """
    day = day_of(now)
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # today is 29 February, and there was none then
        return date(day.year - years, 2, 28)
