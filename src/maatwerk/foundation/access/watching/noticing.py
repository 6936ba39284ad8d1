"""Which looks stand out by the published rules, and who asked whose they are. Days that are over are looked at once a
night; a page reads what was noticed then.

Only the access log, and the dates of emergencies and questions, are read: never what was seen, nor of whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import require_reason
from maatwerk.foundation.access.actions.emergencies import EMERGENCY, WATCHERS
from maatwerk.foundation.access.logs.canonical import milliseconds, moment_of
from maatwerk.foundation.access.logs.chain import append
from maatwerk.foundation.access.logs.tracing import new_trace
from maatwerk.foundation.access.logs.writing import policy_set
from maatwerk.foundation.access.models import AccessRecord, Emergency, Noticed, RightsRequest, SubjectAlias
from maatwerk.foundation.access.models.logs import LogName
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import SAFETY, WHO
from maatwerk.foundation.access.rights import Right
from maatwerk.foundation.access.watching.rules import (
    KEPT,
    LOOKED_BACK,
    MOST_EMERGENCIES,
    MOST_FILES,
    MOST_REFUSED,
    Rule,
    outside_hours,
    past,
)
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of, start_of
from maatwerk.foundation.people.queries import municipalities
from maatwerk.foundation.people.residents import SAFE_CONTACT, WORKER

_OF_A_LIST = ("", WHO, f"{WHO} {SAFE_CONTACT}")  # who somebody is, as lists show it: no file was opened
_LONGEST_WHY = 1000


def notice(now: datetime) -> int:
    """Apply the rules to the last days that are over, in every municipality. Doing it twice is once. Gives how many are
    new."""
    today = day_of(now)
    days = [today - timedelta(days=back) for back in range(LOOKED_BACK.days, 0, -1)]
    return sum(_notice(slug, days, now) for slug in municipalities())


def forget_noticed(now: datetime) -> int:
    """Delete what was noticed longer ago than is told to those it is about."""
    return int(Noticed.objects.filter(day__lt=day_of(now - KEPT)).delete()[0])


@transaction.atomic
def open_noticed(viewer: Viewer, noticed: UUID, why: str, now: datetime) -> None:
    """Somebody who watches over privacy learns whose look it was. They say why; that they did is a line in the access
    log, and told to whoever it is about. Opened twice, the first stands. Raises NotYoursError and GroundRefusedError.
    """
    rows = Noticed.objects.select_for_update().filter(pk=noticed, municipality=viewer.municipality)
    row = rows.first() if WATCHERS & viewer.roles else None
    if row is None or row.rule not in rules_of(viewer):
        raise NotYoursError
    if row.worker == viewer.ref:
        raise GroundRefusedError({"why": _("Dit gaat over u zelf. Een collega kijkt dit na.")})
    why = require_reason("why", why, _LONGEST_WHY)
    if row.opened_at is None:
        row.opened_at, row.opened_by, row.why = now, viewer.ref, why
        row.save(update_fields=["opened_at", "opened_by", "why"])
    append(LogName.ACCESS, [_line(viewer, now)], now)


def rules_of(viewer: Viewer) -> list[Rule]:
    """The rules of which somebody who watches sees what they applied to. That a resident asked something is for the
    privacy officer (policy `verzoek_nakijken`)."""
    return [rule for rule in Rule if rule is not Rule.ASKED or "privacy" in viewer.roles]


def _line(viewer: Viewer, now: datetime) -> AccessRecord:
    """About a look, so it names no resident."""
    return AccessRecord(
        trace=viewer.trace or new_trace(),
        at=milliseconds(now),
        viewer=viewer.ref,
        role=viewer.role,
        organisation=viewer.organisation,
        purpose="toezicht",
        policy_set=policy_set(),
        level=Level.WHAT.value,
        entries=1,
        what=Noticed._meta.label_lower,
        municipality=viewer.municipality,
        controller=viewer.organisation,
    )


def _notice(municipality: str, days: Sequence[date], now: datetime) -> int:
    found = [
        Noticed(municipality=municipality, rule=rule, day=day, worker=worker)
        for day in days
        for rule, workers in _apply(municipality, day).items()
        for worker in workers
    ]
    found += [
        Noticed(municipality=municipality, rule=Rule.ASKED, day=day_of(moment_of(at)), worker=worker, trace=trace)
        for worker, trace, at in _asked_about(municipality, now)
    ]
    rows = Noticed.objects.filter(municipality=municipality)
    before = rows.count()
    Noticed.objects.bulk_create(found, ignore_conflicts=True)
    return rows.count() - before


def _apply(municipality: str, day: date) -> dict[Rule, Iterable[str]]:
    """To whom each rule about a day applies."""
    looks = _looks(municipality, [(start_of(day), start_of(day + timedelta(days=1)))])
    refused = looks.filter(level=Level.NOTHING.value).values_list("viewer", "subject").distinct()
    files = looks.filter(level=Level.WHAT.value).exclude(categories__in=_OF_A_LIST)
    late = _looks(municipality, outside_hours(day)).exclude(level=Level.NOTHING.value)
    return {
        Rule.REFUSED: past(MOST_REFUSED, refused),
        Rule.MANY: past(MOST_FILES, files.values_list("viewer", "subject").distinct()),
        Rule.OUT_OF_HOURS: late.exclude(purpose__in=(EMERGENCY, SAFETY)).values_list("viewer", flat=True).distinct(),
        Rule.EMERGENCIES: _many_emergencies(municipality, day),
    }


def _looks(municipality: str, stretches: Iterable[tuple[datetime, datetime]]) -> QuerySet[AccessRecord]:
    """Looks at residents by people at work in these stretches of time."""
    when = reduce(or_, (Q(at__gte=milliseconds(start), at__lt=milliseconds(end)) for start, end in stretches))
    rows = AccessRecord.objects.filter(when, municipality=municipality, viewer__startswith=f"{WORKER}:")
    return rows.exclude(subject=None).order_by()


def _many_emergencies(municipality: str, day: date) -> frozenset[str]:
    """Who used emergency access on this day, and with it more often than the limit in this month."""
    since, until = start_of(day.replace(day=1)), start_of(day + timedelta(days=1))
    with maintenance("watching"):
        rows = Emergency.objects.filter(municipality=municipality, start__gte=since, start__lt=until)
        found = list(rows.values_list("who", "pk", "start"))
    today = {who for who, _id, start in found if day_of(start) == day}
    return past(MOST_EMERGENCIES, ((who, id_) for who, id_, _start in found)) & today


def _asked_about(municipality: str, now: datetime) -> list[tuple[str, str, int]]:
    """Looks that a resident asked about in the last days: by whom, under which trace, when."""
    with maintenance("watching"):
        rows = RightsRequest.objects.filter(municipality=municipality, right=Right.QUESTION).exclude(look="")
        asked = set(rows.filter(asked_at__gt=now - LOOKED_BACK).values_list("subject", "look"))
    aliases = SubjectAlias.objects.filter(subject__in={subject for subject, _look in asked})
    looks = AccessRecord.objects.filter(
        subject__in=aliases.values("alias"),
        trace__in={look for _subject, look in asked},
        municipality=municipality,
        viewer__startswith=f"{WORKER}:",
        at__gte=milliseconds(now - KEPT),
    )
    return list(looks.order_by().values_list("viewer", "trace", "at").distinct())
