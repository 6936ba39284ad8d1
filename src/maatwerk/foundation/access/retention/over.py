"""Of which rows the term is over on a day. The same as `terms.begins` says of one row, asked of the database."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from maatwerk.foundation.access.connections import connections as access
from maatwerk.foundation.access.logs.actions import years_before
from maatwerk.foundation.access.logs.canonical import milliseconds
from maatwerk.foundation.access.models import AccessRecord, Involvement, LegalHold, Restricted, SubjectAlias
from maatwerk.foundation.access.models.logs import LogName
from maatwerk.foundation.access.register import EventKind, Retention
from maatwerk.foundation.access.relations import has_uuid
from maatwerk.foundation.access.retention.keeping import Apart, Kept, connections
from maatwerk.foundation.access.retention.terms import ADULT, first_kept, term_of
from maatwerk.foundation.gate.models import FOREVER
from maatwerk.foundation.people.ages import born_after, start_of
from maatwerk.foundation.people.models import LogIn, Relation, Representation, Resident

_SAME_FILE = ("subject", "controller", "purpose")


@dataclass(frozen=True)
class When:
    """Of which municipality, on which day, and at which moment holds are looked at."""

    municipality: str
    day: date
    now: datetime


@dataclass(frozen=True)
class Group:
    """Rows of one model with one purpose and one category; `term` is None when the register knows none for them."""

    kept: Kept
    purpose: str
    category: str
    term: Retention | None


def groups(municipality: str) -> Iterator[Group]:
    """All there are, but for what has no term of its own."""
    register = access().register(municipality)
    for kept in connections().kept:
        if kept.since:
            rows = kept.model.objects.filter(municipality=municipality).order_by()
            for purpose, category in rows.values_list("purpose", "category").distinct():
                yield Group(kept, purpose, category, kept.term or term_of(register, purpose, category))


def over(group: Group, when: When) -> QuerySet[Any]:
    """The rows of a group of which the term is over and that nothing holds; of a chain the last one."""
    if group.term is None:
        return group.kept.model.objects.none()
    first = first_kept(when.day, group.term.months)
    rows = group.kept.model.objects.filter(
        began_before(group.kept, start_of(first)),
        municipality=when.municipality,
        purpose=group.purpose,
        category=group.category,
    )
    if group.kept.chain:
        rows = rows.filter(**{group.kept.chain: None})
    found: QuerySet[Any] = _ended(rows, group, first).filter(~Exists(_holds(when.now)))
    if has_uuid(group.kept.model):  # AVG art. 18 lid 2: what is restricted is kept
        found = found.filter(~Exists(Restricted.objects.filter(Restricted.at(when.now), entry=OuterRef("pk"))))
    return found


def apart_over(apart: Apart, when: When) -> QuerySet[Any]:
    """The same of rows that only refer to people."""
    rows: QuerySet[Any] = apart.model._default_manager.filter(municipality=when.municipality)
    term = apart.term or term_of(access().register(when.municipality), apart.purpose, apart.category)
    if term is None:
        return rows.none()
    rows = rows.filter(**{f"{apart.since}__lt": start_of(first_kept(when.day, term.months))})
    for column in apart.subjects:
        held = LegalHold.objects.filter(LegalHold.at(when.now), subject=OuterRef(column), held="")
        rows = rows.filter(~Exists(held))
    return rows


def began_before(kept: Kept, limit: datetime) -> Q:
    """What is over by itself, and was so before this moment."""
    parts, unfilled = [], Q()
    for name in kept.since:
        parts.append(unfilled & Q(**{f"{name}__lt": limit}))
        unfilled &= Q(**{f"{name}__isnull": True})
    found = reduce(or_, parts)
    return found & Q(**{f"{kept.until}__isnull": False}) if kept.until else found


def whole(kept: Kept, last: Collection[Any]) -> list[Any]:
    """The keys of these rows, with those of all the rows that they came in the place of."""
    found, earlier = list(last), list(last)
    while kept.chain and earlier:
        rows = kept.model.objects.filter(**{f"{kept.chain}__in": earlier})
        earlier = list(rows.values_list("pk", flat=True))
        found += earlier
    return found


def nobody_left(when: When) -> QuerySet[Resident]:
    """Residents of whom nothing is left that has a term, with whom nobody works, who stand for nobody, did not sign in
    for a year, and at whom nobody looked as far as the log goes back. Of whom no line tells, nothing tells since when
    they are here: they stay."""
    alias = SubjectAlias.objects.filter(subject=OuterRef("subject")).values("alias")[:1]
    looked_since = milliseconds(years_before(start_of(when.day), settings.LOG_YEARS[LogName.ACCESS]))
    rows = Resident.objects.filter(municipality=when.municipality).annotate(alias=Subquery(alias))
    rows = rows.filter(
        ~Exists(AccessRecord.objects.filter(subject=OuterRef("alias"), at__gte=looked_since)),
        ~Exists(LogIn.objects.filter(account__resident_account__resident=OuterRef("pk"))),
        ~Exists(Representation.objects.filter(who=OuterRef("subject"))),
        ~Exists(Relation.objects.filter(other=OuterRef("pk"))),
        alias__isnull=False,
    )
    for kept in connections().kept:
        if kept.since:
            of_theirs: Any = kept.model.objects.filter(subject=OuterRef("subject"))
            rows = rows.filter(~Exists(of_theirs.exclude(end=FOREVER) if kept.lasts else of_theirs))
    return rows


def goes_along(subjects: Collection[str]) -> Iterator[tuple[Kept, QuerySet[Any]]]:
    """What goes with residents themselves, by model."""
    for kept in connections().kept:
        if kept.lasts or not kept.since:
            yield kept, kept.model.objects.filter(subject__in=subjects)


def _ended(rows: QuerySet[Any], group: Group, first: date) -> QuerySet[Any]:
    """Without those of which something else than the row itself says that the term began later."""
    limit, same = start_of(first), {name: OuterRef(name) for name in _SAME_FILE}
    kind = group.term.kind if group.term else None
    if kind is EventKind.CLOSED:
        return rows.filter(~Exists(Involvement.objects.filter(end__gte=limit, **same)))
    if kind is EventKind.CHANGED:
        for kept in connections().kept:
            if kept.changes:
                rows = rows.filter(~Exists(kept.model.objects.filter(**same).exclude(began_before(kept, limit))))
        return rows
    if kind is EventKind.OF_AGE:
        of_age = born_after(start_of(first - timedelta(days=1)), ADULT)
        born = Resident.objects.filter(subject=OuterRef("subject"), born__isnull=False)
        long_ago = began_before(group.kept, start_of(of_age + timedelta(days=1)))
        return rows.filter(Exists(born.filter(born__lte=of_age)) | (~Exists(born) & long_ago))
    return rows


def _holds(now: datetime) -> QuerySet[LegalHold]:
    rows = LegalHold.objects.filter(LegalHold.at(now), subject=OuterRef("subject"))
    found: QuerySet[LegalHold] = rows.filter(Q(held="") | Q(held=OuterRef("purpose")))
    return found
