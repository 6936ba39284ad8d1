"""Whether something is open at a moment, until when, or from when. Pure: the moment is passed in.

Public holidays are those of the Algemene termijnenwet (`worklist.rules.holidays`). On some of them most people work:
Good Friday, 5 May and the days of a royal decree. There, as where nothing is known, the answer is "unknown", unless the
hours hold on every day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from maatwerk.foundation.content import Opening, Week
from maatwerk.foundation.content.opening import DAYS, Hours
from maatwerk.foundation.people.ages import AMSTERDAM, day_of, start_of
from maatwerk.foundation.worklist.rules import easter_sunday, holidays

_AHEAD = 15  # days looked ahead; longer than any row of holidays
_ONE_DAY = timedelta(days=1)
_FREE = {(1, 1), (4, 26), (4, 27), (12, 25), (12, 26)}  # of the holidays; the 26th of April when the 27th is a Sunday
_FREE_AFTER_EASTER = {1, 39, 50}

Span = tuple[datetime, datetime]


class State(Enum):
    """Whether something is open."""

    OPEN = "open"
    CLOSED = "dicht"
    UNKNOWN = "onbekend"


@dataclass(frozen=True)
class Status:
    """How it stands at a moment. `changes` is when an open thing closes or a closed thing opens, in Dutch time; None
    when that is not known, or never. `holiday` tells that it is unknown because of a public holiday."""

    state: State
    changes: datetime | None = None
    holiday: bool = False


def status_at(opening: Opening, now: datetime) -> Status:
    """How `opening` stands at `now`, a moment with a time zone of any kind."""
    today = day_of(now)
    if not isinstance(opening, Week):
        return Status(State.OPEN if opening == "altijd" else State.UNKNOWN)
    local = now.astimezone(AMSTERDAM)
    days = [today + timedelta(days=ahead) for ahead in range(-1, _AHEAD)]
    if _unknown(opening, today) and any(start <= local < end for start, end in _spans(opening, today, today.weekday())):
        return Status(State.UNKNOWN, holiday=True)
    for start, end in _joined(span for day in days if not _unknown(opening, day) for span in _on(opening, day)):
        if start <= local < end:
            return Status(State.OPEN, end if end < start_of(days[-1] + _ONE_DAY) else None)
        if local < start:
            return Status(State.CLOSED, start)
    return Status(State.CLOSED)


def _unknown(week: Week, day: date) -> bool:
    """Whether it is not known what holds on this day."""
    if day not in holidays(day.year) or week.holidays == "gewoon":
        return False
    return week.holidays == "onbekend" or not is_free_for_all(day)


def is_free_for_all(holiday: date) -> bool:
    """Whether nearly everything is closed on this public holiday."""
    since_easter = (holiday - easter_sunday(holiday.year)).days
    return (holiday.month, holiday.day) in _FREE or since_easter in _FREE_AFTER_EASTER


def _on(week: Week, day: date) -> list[Span]:
    """The hours on a day of which it is known what holds."""
    if day in holidays(day.year) and week.holidays == "dicht":
        return []
    as_sunday = day in holidays(day.year) and week.holidays == "zondag"
    return _spans(week, day, len(DAYS) - 1 if as_sunday else day.weekday())


def _spans(week: Week, day: date, weekday: int) -> list[Span]:
    """The hours of that weekday, laid on this day."""
    return sorted(_span(hours, day) for hours in week.hours if DAYS[weekday] in hours.days)


def _span(hours: Hours, day: date) -> Span:
    return _moment(day, hours.start), _moment(day, hours.end)


def _moment(day: date, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return start_of(day + _ONE_DAY) if hour == 24 else start_of(day).replace(hour=hour, minute=minute)


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """The spans, where one that goes on at the moment another ends (midnight) is part of it."""
    current: Span | None = None
    for start, end in spans:
        if current and start <= current[1]:
            current = current[0], max(end, current[1])
            continue
        if current:
            yield current
        current = start, end
    if current:
        yield current
