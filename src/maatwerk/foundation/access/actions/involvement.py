"""Who works with whom. Everything that somebody at work sees of a resident begins here."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import (
    locked_resident,
    organisation_id,
    register_of,
    require_reason,
    require_worker,
    task_purpose,
    tasks_of,
    works_for,
)
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import BlindRequest, Involvement
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import WHO
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Resident, Team, Worker
from maatwerk.foundation.people.residents import ORGANISATION, TEAM, WORKER

_LONGEST = 500


@transaction.atomic
def begin_involvement(
    viewer: Viewer, subject: str, purpose: str, reason: str, now: datetime, who: str = ""
) -> Involvement:
    """Somebody at work starts to work with a resident: the viewer, or a colleague, team or their organisation (`who`).

    The organisation has the task. The resident can be reached for them: the organisation added them and nobody of it
    has worked with them yet, or the viewer already works with them for another task by which they know who it is.
    Raises NotYoursError and GroundRefusedError.
    """
    require_worker(viewer)
    resident = locked_resident(viewer, subject)
    if not _reachable(viewer, resident, now):
        raise NotYoursError
    reason = require_reason("reason", reason, _LONGEST)
    return involve(viewer, resident, purpose, reason, now, who or viewer.ref)


def involve(viewer: Viewer, resident: Resident, purpose: str, reason: str, now: datetime, who: str) -> Involvement:
    """Write it down, when the organisation has the task and `who` is of it. For the actions of this room only."""
    task_purpose(register_of(viewer), purpose, now)
    if purpose not in tasks_of(organisation_id(viewer), now):
        raise GroundRefusedError({"purpose": _("Uw organisatie heeft deze taak niet.")})
    if not _of_organisation(who, organisation_id(viewer)):
        raise GroundRefusedError({"who": _("Kies een collega of een team van uw eigen organisatie.")})
    with maintenance("keeping"):
        same = Involvement.objects.filter(end__gt=now, subject=resident.subject, purpose=purpose, who=who)
        if same.exists():
            raise GroundRefusedError({"who": _("Deze collega of dit team werkt hiervoor al met deze inwoner.")})
        return Involvement.objects.create(
            municipality=resident.municipality,
            subject=resident.subject,
            controller=viewer.organisation,
            purpose=purpose,
            category="betrokkenheid",
            who=who,
            reason=reason,
            by=viewer.ref,
            start=now,
        )


@transaction.atomic
def hand_over(viewer: Viewer, involvement: UUID, who: str, reason: str, now: datetime) -> Involvement:
    """Another colleague or team goes on, and whoever had it stops. Raises NotYoursError and GroundRefusedError."""
    row = _own(viewer, involvement, now)
    resident = locked_resident(viewer, row.subject)
    reason = require_reason("reason", reason, _LONGEST)
    new = involve(viewer, resident, row.purpose, reason, now, who)
    _end(row, now)
    return new


@transaction.atomic
def end_involvement(viewer: Viewer, involvement: UUID, now: datetime) -> None:
    """From now on they see nothing of this resident any more. By whoever of the organisation works with them too.
    Raises NotYoursError."""
    _end(_own(viewer, involvement, now), now)


def _end(row: Involvement, now: datetime) -> None:
    with maintenance("keeping"):
        ended = Involvement.objects.filter(pk=row.pk, end=row.end).update(end=now)
    if not ended:  # somebody was first
        raise NotYoursError
    _leave_work(row, now)


def _leave_work(row: Involvement, now: datetime) -> None:
    """What waited for whoever stopped, because they worked with this resident, leaves their list at once; another who
    works with the resident gets it."""
    from maatwerk.foundation.access.tasks import who_work_with

    with maintenance("deciding"):
        requests = list(BlindRequest.objects.filter(subject=row.subject, answered_at=None))
    waiting = connections().waiting
    for request in requests:
        others = who_work_with(request, now)
        if row.who not in others and waiting.stop_asking(request.pk, row.who, request.municipality, now):
            waiting.answer_request(request.pk, others, request.municipality, now)


def _reachable(viewer: Viewer, resident: Resident, now: datetime) -> bool:
    purposes = register_of(viewer).purposes
    if any(WHO in purposes[each].categories for each in works_for(viewer, resident.subject, now)):
        return True
    if resident.controller != viewer.organisation:
        return False
    with maintenance("deciding"):
        return not Involvement.objects.filter(subject=resident.subject, controller=viewer.organisation).exists()


def _own(viewer: Viewer, involvement: UUID, now: datetime) -> Involvement:
    """An involvement of the viewer's organisation that holds now, with a resident whom they work with."""
    require_worker(viewer)
    with maintenance("deciding"):
        rows = Involvement.objects.filter(Involvement.at(now), controller=viewer.organisation)
        row: Involvement | None = rows.filter(municipality=viewer.municipality, pk=involvement).first()
    if row is None or not (row.who in viewer.hats or works_for(viewer, row.subject, now)):
        raise NotYoursError
    return row


def _of_organisation(who: str, organisation: int) -> bool:
    kind, _colon, id_ = who.partition(":")
    if not (id_.isascii() and id_.isdecimal() and len(id_) < 19):
        return False
    if kind == WORKER:
        return Worker.objects.filter(pk=int(id_), organisation=organisation, account__is_active=True).exists()
    if kind == TEAM:
        return Team.objects.filter(pk=int(id_), organisation=organisation).exists()
    return kind == ORGANISATION and int(id_) == organisation
