"""What is kept for a time and not used, because a resident asked for it and was told yes (AVG art. 18)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import require_reason
from maatwerk.foundation.access.actions.rights import ANSWERING, STANDING_FOR
from maatwerk.foundation.access.models import Restricted, Restriction, RightsRequest
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rights import LONGEST_UNSEEN_MONTHS, TOLD_BEFORE, RestrictionReason, months_later
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of, start_of
from maatwerk.foundation.people.rules import Role

_LONGEST_WHY = 1000


@transaction.atomic
def restrict(
    row: RightsRequest, entries: Collection[UUID], reason: str, look_on: date | None, now: datetime
) -> Restriction:
    """From now on these entries are kept and not used. For who answered this request with a yes, in the transaction of
    the answer; `look_on` is the day on which somebody looks again at the latest. Raises GroundRefusedError."""
    today = day_of(now)
    faults = {}
    if reason not in list(RestrictionReason):
        faults["reason"] = _("Kies waarom het gebruik wordt beperkt.")
    if look_on is None or not today < look_on <= months_later(today, LONGEST_UNSEEN_MONTHS):
        faults["look_on"] = _("Kies een dag na vandaag, en hooguit een half jaar verder.")
    if faults or look_on is None:
        raise GroundRefusedError(faults)
    with maintenance("keeping"):
        made: Restriction = Restriction.objects.create(
            municipality=row.municipality,
            subject=row.subject,
            controller=row.controller,
            purpose=row.purpose,
            category=row.category,
            request=row.pk,
            reason=reason,
            look_on=look_on,
            by=row.answered_by,
            start=now,
        )
        Restricted.objects.bulk_create(
            Restricted(municipality=row.municipality, restriction=made.pk, entry=entry) for entry in sorted(entries)
        )
    return made


def announce_end(viewer: Viewer, request: UUID, why: str, now: datetime) -> Restriction:
    """A steward says that a restriction ends, and why: a week from now, so that the resident hears it before (AVG art.
    18 lid 3). Raises NotYoursError and GroundRefusedError."""
    if str(Role.STEWARD) not in viewer.roles:
        raise NotYoursError
    why = require_reason("why", why, _LONGEST_WHY)
    end = start_of(day_of(now) + TOLD_BEFORE + timedelta(days=1))  # that many whole days
    return _end(viewer, request, ANSWERING, why, end, now)


def end_own_restriction(viewer: Viewer, request: UUID, now: datetime) -> Restriction:
    """Who asked for it, for themselves or for whom they stand, need not have it any more: it ends at once. Raises
    NotYoursError."""
    row = _request(viewer, request)
    purpose = "inzage" if row.subject == viewer.ref else STANDING_FOR
    if viewer.ref not in {row.subject, row.asked_by}:
        raise NotYoursError
    return _end(viewer, request, purpose, _("Op eigen verzoek."), now, now)


def is_restricted(entry: UUID, now: datetime) -> bool:
    """Whether this entry may not be changed now."""
    with maintenance("deciding"):
        return Restricted.objects.filter(Restricted.at(now), entry=entry).exists()


def _request(viewer: Viewer, request: UUID) -> RightsRequest:
    with maintenance("deciding"):
        row: RightsRequest | None = RightsRequest.objects.filter(pk=request, municipality=viewer.municipality).first()
    if row is None:
        raise NotYoursError
    return row


def _end(viewer: Viewer, request: UUID, purpose: str, why: str, end: datetime, now: datetime) -> Restriction:
    """Ends what holds because of this request, when the viewer may see the request. That they looked stays written down
    also where nothing holds any more. Raises NotYoursError and GroundRefusedError."""
    from maatwerk.foundation.access.tasks import tell_of_right

    if not gate().gate.open_for(viewer, _request(viewer, request), purpose, now).allows:
        raise NotYoursError
    with transaction.atomic(), maintenance("keeping"):
        rows = Restriction.objects.filter(Restriction.at(now), request=request)
        row: Restriction | None = rows.select_for_update().first()
        if row is None:
            raise GroundRefusedError({"why": _("Dit is al gestopt.")})
        if row.ended_at and end >= row.end:
            raise GroundRefusedError({"why": _("Een collega heeft dit al gedaan.")})
        row.end, row.ended_at, row.ended_by, row.ended_why = end, now, viewer.ref, why
        row.save(update_fields=["end", "ended_at", "ended_by", "ended_why"])
        tell_of_right.enqueue(str(row.request))
    return row
