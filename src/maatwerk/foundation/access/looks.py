"""The looks at somebody that they themselves may see, and who stands for them: what the log says, without what puts
somebody in danger.

Left out, also of every number and place: looks for safety, since a violent partner may look along; looks in an
emergency that is shown later, and of who reviews it; looks at hidden kinds of data. Who stands for somebody sees looks
at what they may read themselves, and never that the resident looked or asked something.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.canonical import milliseconds
from maatwerk.foundation.access.logs.queries import Look, looks_at
from maatwerk.foundation.access.register import SAFETY, Area, Register
from maatwerk.foundation.access.relations import RELATIONS
from maatwerk.foundation.access.viewing import EMERGENCY, OWN, STANDING_FOR, categories_for
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer

OVERSIGHT, ANSWERING = "toezicht", "rechten"
_WHO_WORKS, _EMERGENCIES = "betrokkenheid", "noodtoegang"
_MINUTE = timedelta(minutes=1)
_AT_ONCE = 60


@dataclass(frozen=True)
class Shown:
    """Whole minutes of looks, newest first. `older` is the minute (since 1970, in UTC) with which the part after this
    begins, None at the end. `purposes` says whether the reader may know what looks were for."""

    looks: Sequence[Look] = ()
    older: int | None = None
    purposes: bool = True


def looks_to_show(
    viewer: Viewer,
    subject: str,
    now: datetime,
    *,
    own: bool = False,
    begin: int | None = None,
    people: Collection[str] = (),
    trace: str = "",
) -> Shown:
    """One part of the looks at `subject`: of the resident who reads it, or of whom they stand for. `own` is with their
    own looks. `begin` is what `older` of the part before was. `people` are references to residents whom the reader may
    know by name. With `trace` only of looks under that trace id. At most a constant number of queries, unless more than
    a page was looked at in one minute."""
    register = connections().register(viewer.municipality)
    themselves = viewer.ref == subject
    readable = categories_for(viewer, subject, OWN if themselves else STANDING_FOR, now)
    named = _named(readable, register)
    if not named:
        return Shown()
    without = set() if own else {viewer.ref}
    left_out = never_shown(subject, viewer.municipality, now)
    left_out |= ~Q(trace=trace) if trace else Q()
    if not themselves:
        without |= {subject}
        left_out |= Q(purpose__in=(OWN, ANSWERING))
        left_out |= Q() if _EMERGENCIES in readable else Q(purpose=EMERGENCY)

    def read(before: tuple[int, int, int] | None = None) -> Sequence[Look]:
        return looks_at(
            subject,
            viewer.municipality,
            register.categories.keys() - named,
            now if begin is None else min(now, _end_of(begin)),
            before,
            _AT_ONCE,
            people=people,
            without=without,
            left_out=left_out,
        )

    found = list(read())
    full = len(found) == _AT_ONCE
    while full:
        last = minute_of(found[-1].at)
        if whole := [look for look in found if minute_of(look.at) > last]:
            return Shown(whole, last, _WHO_WORKS in readable)
        more = read(found[-1].place)
        found += more
        full = len(more) == _AT_ONCE
    return Shown(found, None, _WHO_WORKS in readable)


def never_shown(subject: str, municipality: str, now: datetime) -> Q:
    """Lines of the log that are told to nobody who asks about their own data, nor to who answers them: looks for
    safety, and those by which one would learn of an emergency that is shown later."""
    return Q(purpose=SAFETY) | _postponed(subject, municipality, now)


def minute_of(moment: datetime) -> int:
    """Minutes since 1970, in UTC."""
    return milliseconds(moment) // 60_000


def _end_of(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC) + _MINUTE - timedelta(milliseconds=1)


def _named(readable: frozenset[str], register: Register) -> frozenset[str]:
    """The kinds of data of which the reader may know that somebody looked at them. Who may not know who works with the
    resident, as an administrator, sees looks at money only: one at a name or address would tell them."""
    shown = {each for each in readable if not register.categories[each].hidden}
    if _WHO_WORKS not in readable:
        shown = {each for each in shown if register.categories[each].area is Area.MONEY}
    return frozenset(shown)


def _postponed(subject: str, municipality: str, now: datetime) -> Q:
    """Those under it, and of who reviewed it."""
    with opened("which emergencies are shown later"):
        rows = RELATIONS["postponed"].rows(now).filter(subject=subject, municipality=municipality)
        found = list(rows.values_list("who", "start", "end"))
    left_out = Q()
    for who, start, end in found:
        since = Q(at__gte=milliseconds(start))
        under_it = Q(at__lt=milliseconds(end)) | Q(level=Level.NOTHING.value)
        left_out |= since & under_it & Q(purpose=EMERGENCY, viewer=who)
        left_out |= since & Q(purpose=OVERSIGHT, categories__contains=_EMERGENCIES)
    return left_out
