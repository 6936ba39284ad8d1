"""Changes of who keeps house with whom, and who is what to whom.

A shared address makes no household. Somebody may belong to two at once, as a child of parents apart, but never to the
same one twice at a moment. Who leaves leaves alone; the others stay.

Each takes who does it, the resident, for which purpose, and the moment. Raises NotYoursError and ResidentRefusedError.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.admitting import admit, known, owned
from maatwerk.foundation.people.models import Household, Membership, Relation, Resident
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import HOUSEHOLD, Bond

_LONGEST_NAME = 200


@transaction.atomic
def start_household(
    viewer: Viewer, resident: UUID, purpose: str, now: datetime, since: datetime | None = None
) -> Household:
    """A household of one, which others can join."""
    row = admit(viewer, resident, purpose, now)
    household = Household.objects.create(municipality=row.municipality)
    _belong(viewer, row, household, purpose, now, since)
    return household


@transaction.atomic
def join_household(
    viewer: Viewer, resident: UUID, household: UUID, purpose: str, now: datetime, since: datetime | None = None
) -> Membership:
    """For who may also know somebody who belongs to it now."""
    row = admit(viewer, resident, purpose, now)
    found = Household.objects.filter(pk=household, municipality=row.municipality).first()
    if found is None or not _knows_somebody(viewer, found, purpose, now):
        raise NotYoursError
    return _belong(viewer, row, found, purpose, now, since)


@transaction.atomic
def leave_household(
    viewer: Viewer, resident: UUID, household: UUID, purpose: str, now: datetime, at: datetime | None = None
) -> None:
    """Somebody belongs to it no longer, since `at` or now."""
    row, at = admit(viewer, resident, purpose, now), at or now
    with maintenance("keeping"):
        rows = Membership.objects.select_for_update().filter(resident=row, household=household)
        here = rows.filter(Membership.at(now)).first()
        if here is None:
            raise NotYoursError
        if not here.start <= at <= now:
            raise ResidentRefusedError({"at": _("Kies een moment na het begin, en niet in de toekomst.")})
        here.end = at
        here.save(update_fields=["end"])


@transaction.atomic
def relate(
    viewer: Viewer,
    resident: UUID,
    bond: Bond,
    purpose: str,
    now: datetime,
    *,
    other: UUID | None = None,
    other_name: str = "",
    since: datetime | None = None,
) -> Relation:
    """`other` is the `bond` of the resident, as in "her neighbour"; or somebody of whom only a name is known. Who has
    a file of their own can be named only by who may know them."""
    row, other_name = admit(viewer, resident, purpose, now), " ".join(other_name.replace("\0", " ").split())
    start = since or now
    faults = _faults_of_relation(row, other, other_name) | _faults_of_start(start, now)
    if faults:
        raise ResidentRefusedError(faults)
    named = known(viewer, other, purpose, now) if other else None
    with maintenance("keeping"):
        same = Relation.objects.filter(resident=row, bond=bond, other=named, other_name=other_name, end__gt=start)
        if same.exists():
            raise ResidentRefusedError({"bond": _("Deze band staat er al.")})
        made: Relation = Relation.objects.create(
            **owned(viewer, row, purpose, HOUSEHOLD),
            resident=row,
            bond=bond,
            other=named,
            other_name=other_name,
            start=start,
        )
    return made


@transaction.atomic
def unrelate(viewer: Viewer, resident: UUID, relation: UUID, purpose: str, now: datetime) -> None:
    """It is so no longer, from now on."""
    row = admit(viewer, resident, purpose, now)
    with maintenance("keeping"):
        found = Relation.objects.select_for_update().filter(Relation.at(now), pk=relation, resident=row).first()
        if found is None:
            raise NotYoursError
        found.end = now
        found.save(update_fields=["end"])


def _belong(
    viewer: Viewer, row: Resident, household: Household, purpose: str, now: datetime, since: datetime | None
) -> Membership:
    start = since or now
    faults = _faults_of_start(start, now)
    if row.died_on:
        faults["resident"] = _("Deze inwoner is overleden.")
    with maintenance("keeping"):
        if Membership.objects.filter(resident=row, household=household, end__gt=start).exists():
            faults["household"] = _("Deze inwoner hoort er al bij.")
        if faults:
            raise ResidentRefusedError(faults)
        made: Membership = Membership.objects.create(
            **owned(viewer, row, purpose, HOUSEHOLD), resident=row, household=household, start=start
        )
    return made


def _knows_somebody(viewer: Viewer, household: Household, purpose: str, now: datetime) -> bool:
    with maintenance("deciding"):
        members = list(
            Membership.objects.filter(Membership.at(now), household=household).values_list("resident", flat=True)
        )
    page = connections().gate.open_page(viewer, Resident.objects.filter(pk__in=members), purpose, now)
    return any(seen.decision.allows for seen in page)


def _faults_of_start(start: datetime, now: datetime) -> dict[str, str]:
    return {"since": _("Dit begint in de toekomst.")} if start > now else {}


def _faults_of_relation(row: Resident, other: UUID | None, other_name: str) -> dict[str, str]:
    if other == row.pk:
        return {"other": _("Dit is deze inwoner zelf.")}
    if (other is None) is not bool(other_name):
        return {"other": _("Kies iemand, of vul een naam in.")}
    if len(other_name) > _LONGEST_NAME:
        return {"other_name": _("Deze naam is te lang. Gebruik hooguit 200 letters.")}
    return {}
