"""Opening hours in words: whether something is open now, and the hours of a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.content import Opening, Week
from maatwerk.foundation.content.opening import DAYS, Hours
from maatwerk.foundation.people.ages import AMSTERDAM, day_of
from maatwerk.knowledge.directory.opening import State, Status

_ONE_DAY = timedelta(days=1)


def in_words(status: Status, now: datetime, *, certain: bool = True) -> str:
    """Whether something is open now, until when, or from when."""
    doubt = "" if certain else " " + _("Dit is niet zeker.")
    if status.state is State.UNKNOWN:
        if status.holiday:
            return _("Vandaag is een feestdag. Wij weten niet of dit nu open is.")
        return _("De tijden weten wij niet.")
    when = _when(status.changes, now) if status.changes else ""
    if status.state is State.OPEN:
        return (_("Nu open, tot %(when)s uur.") % {"when": when} if when else _("Nu open, dag en nacht.")) + doubt
    return (_("Nu dicht. Open vanaf %(when)s uur.") % {"when": when} if when else _("Nu dicht.")) + doubt


def week_in_words(opening: Opening) -> list[str]:
    """A line for each row of hours: on which days, from when to when. Nothing where it is not known."""
    if opening == "altijd":
        return [_("Dag en nacht open.")]
    if not isinstance(opening, Week):
        return []
    lines = [
        _("%(days)s: %(start)s tot %(end)s uur")
        % {"days": _days(hours), "start": _clock(hours.start), "end": _clock(hours.end)}
        for hours in opening.hours
    ]
    return [*lines, _("Op feestdagen dicht.")] if opening.holidays == "dicht" else lines


def _days(hours: Hours) -> str:
    """The days by name; three or more in a row as "from … to"."""
    numbers = sorted(DAYS.index(day) for day in hours.days)
    names = [str(WEEKDAYS[number]) for number in numbers]
    if len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1:
        told = _("%(first)s tot en met %(last)s") % {"first": names[0], "last": names[-1]}
    elif len(names) == 1:
        told = names[0]
    else:
        told = _("%(names)s en %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
    return told[0].upper() + told[1:]


def _clock(clock: str) -> str:
    hour, minute = clock.split(":")
    return f"{int(hour)}{_point()}{minute}"


def _point() -> str:
    return ":" if get_language() == "en" else "."


def _when(moment: datetime, now: datetime) -> str:
    """A moment as people say it: the time, with the day when that is not today. Midnight is the end of a day."""
    local = moment.astimezone(AMSTERDAM)
    midnight = not (local.hour or local.minute)
    ends = local.date() - _ONE_DAY if midnight else local.date()
    clock = f"{24 if midnight else local.hour}{_point()}{local.minute:02}"
    ahead = (ends - day_of(now)).days
    if ahead == 0:
        return clock
    day = _("morgen") if ahead == 1 else date_format(ends, "l" if ahead < 7 else "j F")
    return f"{day} {clock}"
