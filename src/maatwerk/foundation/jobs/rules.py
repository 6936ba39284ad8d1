"""When to try again, when a recurring task is due, what a job may be given, and what may be kept of a failure.

Pure: the moment and the chance (jitter) are passed in.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_MIDNIGHT_UTC = datetime(2000, 1, 1, tzinfo=UTC)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")
_LARGEST = 2**63 - 1
_MOST_FRAMES = 40


class NotAnIdError(TypeError):
    """A job was given something else than an id. The message names the place, never the value."""


@dataclass(frozen=True)
class Retry:
    """How often a task is tried, the first time included, and how long to wait in between: the wait doubles each time
    from `first` until `longest`."""

    attempts: int = 8
    first: timedelta = timedelta(seconds=30)
    longest: timedelta = timedelta(hours=6)

    def __post_init__(self) -> None:
        if self.attempts < 1 or not timedelta(0) <= self.first <= self.longest:
            raise ValueError("a task is tried at least once, and its first wait is not longer than its longest")


USUAL = Retry()  # of a task that says nothing about it: an hour, all in all


def wait_after(retry: Retry, attempt: int, jitter: float) -> timedelta | None:
    """How long to wait after the failed `attempt` (from 1); None when it was the last one.

    `jitter`, from 0 to 1, puts the wait between half and the whole of what doubling gives, so that jobs that failed
    together do not come back together.
    """
    if attempt >= retry.attempts:
        return None
    doubled: timedelta = retry.first * 2 ** min(attempt - 1, 20)
    return min(doubled, retry.longest) * (1 + jitter) / 2


@dataclass(frozen=True)
class Every:
    """Again and again after this much time, counted from midnight UTC: 15 minutes is 9:00, 9:15, 9:30."""

    interval: timedelta

    def __post_init__(self) -> None:
        if self.interval < timedelta(seconds=1):
            raise ValueError("a recurring task has at least a second in between")


@dataclass(frozen=True)
class At:
    """Once a day at this time in Amsterdam; only on this day of the week (`calendar.MONDAY`) or of the month (1 to
    28) where one is given.

    A time that the clock skips in spring counts as much later as was skipped (2:30 is 3:30); of a time that comes
    twice in autumn the first counts.
    """

    time: time
    weekday: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.weekday is not None and not 0 <= self.weekday <= 6:
            raise ValueError("a day of the week is 0 (Monday) to 6")
        if self.day is not None and not 1 <= self.day <= 28:
            raise ValueError("a day of the month is 1 to 28, so that every month has it")
        if self.weekday is not None and self.day is not None:
            raise ValueError("choose a day of the week or of the month")


Rhythm = Every | At


def latest(rhythm: Rhythm, now: datetime) -> datetime:
    """The last moment, in UTC and not after `now`, at which a task of this rhythm was due."""
    now = now.astimezone(UTC)  # arithmetic on local times skips and repeats hours
    if isinstance(rhythm, Every):
        return now - (now - _MIDNIGHT_UTC) % rhythm.interval
    today = now.astimezone(AMSTERDAM).date()
    days = (today - timedelta(days=back) for back in range(33))
    moments = (
        datetime.combine(day, rhythm.time, AMSTERDAM).astimezone(UTC)
        for day in days
        if rhythm.weekday in (None, day.weekday()) and rhythm.day in (None, day.day)
    )
    return next(moment for moment in moments if moment <= now)


def only_ids(arguments: Iterable[object], named: Mapping[str, object]) -> tuple[list[int | str], dict[str, int | str]]:
    """The arguments as they are kept: whole numbers, and texts that can be an id (a UUID becomes its text).

    A row in the queue outlives the request that made it and is read by staff, so no content may be in it. An id is at
    most 64 letters without accents, digits and `_ . : -`: no spaces, no addresses, no sentences.
    Raises NotAnIdError.
    """
    return (
        [_id(value, f"argument {place}") for place, value in enumerate(arguments, start=1)],
        {name: _id(value, f"argument '{name}'") for name, value in named.items()},
    )


def _id(value: object, place: str) -> int | str:
    if isinstance(value, UUID):
        return str(value)
    if type(value) is int and abs(value) <= _LARGEST:
        return value
    if isinstance(value, str) and _ID.fullmatch(value):
        return str(value)
    raise NotAnIdError(f"a job gets ids only; {place} is {type(value).__name__} and cannot be one")


def name_of(error: BaseException) -> str:
    """The type of an exception by its full name, without its message."""
    return f"{type(error).__module__}.{type(error).__qualname__}"


def content_free_trace(error: BaseException) -> str:
    """Where an exception came from, as types, modules, line numbers and functions.

    Messages and values are left out: they may quote what a resident wrote.
    """
    return "\n".join(_trace_lines(error))


def _trace_lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        yield f"{'caused by ' if seen else ''}{name_of(cause)}"
        seen.add(id(cause))
        for frame, line in list(traceback.walk_tb(cause.__traceback__))[-_MOST_FRAMES:]:
            yield f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_name}"
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
