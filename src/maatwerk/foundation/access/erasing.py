"""Grounds of somebody who has to be gone, and the work that waits because of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from maatwerk.foundation.access.models import (
    BlindRequest,
    Consent,
    Doubt,
    Emergency,
    Involvement,
    LegalHold,
    Lifting,
    Opened,
    Refusal,
    Restricted,
    Restriction,
    RightsRequest,
    Told,
    Withheld,
)
from maatwerk.foundation.access.models.restricting import marks_of
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.people.erasing import ERASED

# Where somebody may be named in a ground of another: a yes or no that they gave for them stays, who gave it does not.
_NAMING: tuple[type[Personal], ...] = (
    Consent,
    Lifting,
    Refusal,
    Opened,
    BlindRequest,
    Emergency,
    RightsRequest,
    Restriction,
)
_NAMED = frozenset(
    {"by", "who", "given_by", "also_given_by", "withdrawn_by", "said_by", "answered_by", "asked_by", "ended_by"}
)


class GroundsEraser:
    """Deletes who worked with somebody, what they chose, who looked in an emergency or asked for them, and doubts about
    them. What hangs on each of those in other rooms goes along. Where they spoke for another, they become nobody.

    Of one entry ("note:<id>") it deletes what opened or closed it."""

    @transaction.atomic
    def erase(self, subject: str) -> int:
        about = _entry(subject)
        # What may stand on the list of somebody at work, by the kind of reference under which it stands there.
        waiting: dict[str, Any] = {
            "emergency": Emergency.objects.filter(subject=subject),
            "withheld": Withheld.objects.filter(Q(subject=subject) | Q(from_whom=subject) | about),
            "request": BlindRequest.objects.filter(subject=subject),
            "right": RightsRequest.objects.filter(subject=subject),
            "doubt": Doubt.objects.filter(Q(one=subject) | Q(other=subject)),
        }
        with maintenance("erasing"):
            count = sum(_with_work(kind, rows) for kind, rows in waiting.items())
            told = Told.objects.filter(subject=subject)
            count += _work_too({row.work for row in told}) + int(told.delete()[0])
            count += int(Involvement.objects.filter(Q(subject=subject) | Q(who=subject)).delete()[0])
            count += int(Opened.objects.filter(Q(subject=subject) | about).delete()[0])
            count += int(Restricted.objects.filter(about).delete()[0])
            count += int(marks_of(Restriction.objects.filter(subject=subject)).delete()[0])
            for model in (Consent, Lifting, Refusal, LegalHold, Restriction):
                count += int(model.objects.filter(subject=subject).delete()[0])
            for named in _NAMING:
                _unname(subject, named)
        return count


class EntryEraser:
    """Deletes what opened, closed or restricted one entry ("note:<id>"), and the work that waits because of it."""

    @transaction.atomic
    def erase(self, subject: str) -> int:
        with maintenance("erasing"):
            about = _entry(subject)
            count = _with_work("withheld", Withheld.objects.filter(about))
            return count + sum(int(model.objects.filter(about).delete()[0]) for model in (Opened, Restricted))


def _entry(reference: str) -> Q:
    """What is about the one entry that a reference leads to."""
    try:
        return Q(entry=UUID(reference.partition(":")[2]))
    except ValueError:
        return Q(pk__in=())


def _with_work(kind: str, rows: Any) -> int:
    """Delete these, and what every room holds about each of them."""
    ids = list(rows.values_list("pk", flat=True))
    return _work_too(f"{kind}:{id_}" for id_ in ids) + int(rows.delete()[0])


def _work_too(references: Iterable[str]) -> int:
    """What every room holds about each of these."""
    return sum(eraser.erase(each) for each in references for eraser in gate().erasers.values())


def _unname(subject: str, model: type[Personal]) -> None:
    for column in _NAMED & {field.attname for field in model._meta.concrete_fields}:
        model.objects.filter(**{column: subject}).update(**{column: ERASED})
