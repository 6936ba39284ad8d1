"""Hours of a week as schedules of HSDS, and back. Hours are those of a Dutch clock, without an offset: that one changes
with the season."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from maatwerk.foundation.content import Opening, Week
from maatwerk.foundation.content.opening import DAYS
from maatwerk.knowledge.directory.hsds.ids import id_within

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_HOLIDAYS = {"gewoon": "Ook op feestdagen.", "dicht": "Niet op feestdagen.", "zondag": "Op feestdagen als op zondag."}
_CLOCK = re.compile(r"^([01][0-9]|2[0-4]):([0-5][0-9])(?::00(?:\.0+)?)?(\+0[12]:?00)?$")
_LATEST = "24:00"
# What makes hours hold on some weeks only. Such hours are not those of every week.
_NOT_WEEKLY = ("valid_from", "valid_to", "dtstart", "until", "count", "byweekno", "bymonthday", "byyearday")


def schedules(opening: Opening, owner: str, about: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One schedule for each row of hours; `about` is added to each. None where the hours are not known."""
    if opening == "onbekend":
        return []
    rows = [(DAYS, "00:00", _LATEST)]
    note = _HOLIDAYS["gewoon"]
    if isinstance(opening, Week):
        rows = [(each.days, each.start, each.end) for each in opening.hours]
        note = _HOLIDAYS.get(opening.holidays, "")
    return [
        {
            "id": id_within(owner, "tijd", number), **about, "freq": "WEEKLY",
            "byday": ",".join(_NAMES[DAYS.index(day)] for day in days), "opens_at": start, "closes_at": end,
        }
        | ({"notes": note} if note else {})
        for number, (days, start, end) in enumerate(rows)
    ]  # fmt: skip


def hours_from(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]] | None:
    """The hours of every week, as a content file has them; None where one of the schedules says something else. Half of
    the hours would be wrong hours."""
    rows: list[dict[str, Any]] = []
    for one in found:
        days = str(one.get("byday", "")).replace(" ", "").split(",")
        start, end = _clock(one.get("opens_at")), _clock(one.get("closes_at"))
        weekly = one.get("freq") == "WEEKLY" and one.get("interval", 1) == 1
        if not weekly or any(one.get(name) for name in _NOT_WEEKLY) or not set(days) <= set(_NAMES):
            return None
        if not start or not end or start == _LATEST:
            return None
        at = [_NAMES.index(day) for day in dict.fromkeys(days)]
        end = _LATEST if end == "00:00" else end
        if start < end:
            rows.append(_row(at, start, end))
        else:  # past midnight
            rows += [_row(at, start, _LATEST), _row([(day + 1) % 7 for day in at], "00:00", end)]
    return rows or None


def _row(days: Sequence[int], start: str, end: str) -> dict[str, Any]:
    return {"dagen": [DAYS[day] for day in days], "van": start, "tot": end}


def _clock(told: object) -> str:
    """A time of day on a Dutch clock, or nothing: an offset of elsewhere is no Dutch time."""
    found = _CLOCK.match(str(told))
    clock = f"{found[1]}:{found[2]}" if found else ""
    return clock if clock <= _LATEST else ""
