"""Asking to work with somebody whom one cannot see. Whether there is such a resident is told to nobody who asks: the
same answer comes after the same work."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.asking import one_voice, require_speaks
from maatwerk.foundation.access.actions.checking import (
    is_worker,
    locked_resident,
    organisation_id,
    organisation_in,
    register_of,
    require_reason,
    require_worker,
    task_purpose,
    tasks_of,
    works_for,
)
from maatwerk.foundation.access.actions.describing import Described
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import BlindRequest, Involvement
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import SAFETY, Area
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer

_LONGEST_REASON = 1000


@transaction.atomic
def ask_blind(viewer: Viewer, described: Described, purpose: str, reason: str, now: datetime) -> None:
    """Ask to work with somebody. Nothing comes back, whether there is one such resident, several or none; the number of
    queries and what is stored are the same. Raises NotYoursError and GroundRefusedError, by what was typed alone."""
    from maatwerk.foundation.access.tasks import deliver_request

    require_worker(viewer)
    task_purpose(register_of(viewer), purpose, now)
    if purpose not in tasks_of(organisation_id(viewer), now):
        raise GroundRefusedError({"purpose": _("Uw organisatie heeft deze taak niet.")})
    reason = require_reason("reason", reason, _LONGEST_REASON)
    if faults := described.faults():
        raise GroundRefusedError(faults)
    found = described.residents(viewer.municipality)
    with maintenance("keeping"):
        row = BlindRequest.objects.create(
            municipality=viewer.municipality,
            subject=found[0] if len(found) == 1 else "",
            controller=viewer.organisation,
            purpose=purpose,
            category="verzoek",
            who=viewer.ref,
            reason=reason,
            by=viewer.ref,
            start=now,
        )
    deliver_request.enqueue(str(row.pk))


@transaction.atomic
def answer_blind(viewer: Viewer, request: UUID, agreed: bool, now: datetime, voice: str = "") -> None:
    """The resident, who may choose for them, or somebody who works with them on their word (`voice`), says yes or no.
    With a yes whoever asked works with them from now on. Raises NotYoursError and GroundRefusedError."""
    from maatwerk.foundation.access.tasks import tell_of_yes

    with maintenance("deciding"):
        rows = BlindRequest.objects.filter(BlindRequest.at(now), pk=request, municipality=viewer.municipality)
        row = rows.exclude(subject="").first()
    if row is None:
        raise NotYoursError
    resident = locked_resident(viewer, row.subject)
    require_speaks(viewer, resident, Area.CARE, now)
    if is_worker(viewer) and not _may_answer(viewer, row, now):
        raise NotYoursError
    voice = one_voice(viewer, resident, Area.CARE, voice, now)
    with maintenance("keeping"):
        answered = BlindRequest.objects.filter(pk=row.pk, answered_at=None).update(
            answered_at=now, answered_by=voice, agreed=agreed
        )
        if not answered:
            raise GroundRefusedError({"agreed": _("Hier is al een antwoord op gegeven.")})
        if agreed:
            _begin(row, now)
    connections().waiting.request_answered(row.pk, viewer.municipality, now)
    if agreed:
        tell_of_yes.enqueue(str(row.pk))


def _may_answer(viewer: Viewer, row: BlindRequest, now: datetime) -> bool:
    """Whether this worker may say what the resident answered: never who asked, and of safety only who works on it."""
    return row.who != viewer.ref and (row.purpose != SAFETY or SAFETY in works_for(viewer, row.subject, now))


def _begin(row: BlindRequest, now: datetime) -> None:
    organisation = organisation_in(row.municipality, row.controller)
    if row.purpose not in tasks_of(organisation.pk, now):
        raise GroundRefusedError({"agreed": _("Wie dit vroeg, heeft deze taak niet meer. Zeg nee.")})
    held = Involvement.objects.filter(end__gt=now, subject=row.subject, purpose=row.purpose, who=row.who)
    if not held.exists():
        Involvement.objects.create(
            municipality=row.municipality,
            subject=row.subject,
            controller=row.controller,
            purpose=row.purpose,
            category="betrokkenheid",
            who=row.who,
            reason=row.reason[:500],
            by=row.who,
            start=now,
        )
