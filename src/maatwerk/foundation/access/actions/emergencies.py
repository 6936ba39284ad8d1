"""Looking because waiting was dangerous (break-glass), hiding that for a time on a named ground, and looking at it
afterwards."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import locked_resident, register_of, require_reason, require_worker
from maatwerk.foundation.access.actions.describing import Described
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Emergency, EmergencyMiss
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import (
    EMERGENCY_LASTS,
    LONGEST_HIDDEN,
    LONGEST_HIDING,
    MISSES_COUNT_FOR,
    MISSES_IN_EMERGENCY,
    HidingGround,
)
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Worker
from maatwerk.foundation.people.rules import Role

EMERGENCY = "noodgeval"
WATCHERS = frozenset({str(Role.SUPERVISOR), str(Role.PRIVACY_OFFICER)})
_LONGEST_REASON, _LONGEST_WHY, _LONGEST_REVIEW = 2000, 1000, 4000


@transaction.atomic
def open_emergency(viewer: Viewer, subject: str, reason: str, now: datetime) -> Emergency:
    """Somebody at work sees this resident for four hours (AVG art. 6 lid 1 onder d). Doing it twice is once.

    Who watches over it gets work, and the resident is told that there is something new. Raises NotYoursError,
    GroundRefusedError, and NobodyWatchesError when nobody could look at it afterwards.
    """
    from maatwerk.foundation.access.tasks import tell_of_emergency

    require_worker(viewer)
    reason = require_reason("reason", reason, _LONGEST_REASON)
    purpose = register_of(viewer).purposes.get(EMERGENCY)
    if purpose is None or not purpose.counts_on(day_of(now)):
        raise GroundRefusedError({"reason": _("Noodtoegang kan hier niet. Bel 112.")})
    resident = locked_resident(viewer, subject)
    with maintenance("deciding"):
        rows = Emergency.objects.filter(end__gt=now, subject=resident.subject, who=viewer.ref)
        if standing := rows.first():
            return standing
    with maintenance("keeping"):
        row: Emergency = Emergency.objects.create(
            municipality=resident.municipality,
            subject=resident.subject,
            controller=viewer.organisation,
            purpose=EMERGENCY,
            category="noodtoegang",
            who=viewer.ref,
            reason=reason,
            by=viewer.ref,
            start=now,
            end=now + EMERGENCY_LASTS,
        )
    connections().waiting.review_emergency(row.pk, viewer.ref, viewer.municipality, now)
    tell_of_emergency.enqueue(str(row.pk))
    return row


@transaction.atomic
def find_in_emergency(viewer: Viewer, described: Described, reason: str, now: datetime) -> Emergency | None:
    """The same for whoever is known by name and birth date only, as a neighbour tells them. None when nobody, or more
    than one, fits: that is kept without the name, and three times in a day is the most, so that it is no way to find
    out who is helped here. Raises NotYoursError, GroundRefusedError and NobodyWatchesError."""
    require_worker(viewer)
    require_reason("reason", reason, _LONGEST_REASON)
    if faults := described.faults():
        raise GroundRefusedError(faults)
    worker = Worker.objects.select_for_update().get(pk=int(viewer.ref.partition(":")[2]))
    missed = EmergencyMiss.objects.filter(worker=worker, at__gt=now - MISSES_COUNT_FOR, at__lte=now)
    if missed.count() >= MISSES_IN_EMERGENCY:
        raise GroundRefusedError({"name": _("U zocht vandaag drie keer iemand die wij niet vonden. Bel 112.")})
    found = described.residents(viewer.municipality)
    if len(found) == 1:
        return open_emergency(viewer, found[0], reason, now)
    EmergencyMiss.objects.create(municipality=viewer.municipality, worker=worker, at=now)
    return None


@transaction.atomic
def hide_emergency(viewer: Viewer, emergency: UUID, ground: str, why: str, days: int, now: datetime) -> None:
    """The resident, and who stands for them, do not see it yet: on a ground from a closed list, in words, by somebody
    who watches over it and did not look themselves. At most 28 days, and again, at most half a year in all. Raises
    NotYoursError and GroundRefusedError."""
    row = _watched(viewer, emergency, "ground")
    why = require_reason("why", why, _LONGEST_WHY)
    if ground not in list(HidingGround):
        raise GroundRefusedError({"ground": _("Kies een reden uit de lijst.")})
    if not 1 <= days <= LONGEST_HIDING.days:
        raise GroundRefusedError({"days": _("Kies 1 tot 28 dagen.")})
    until = now + timedelta(days=days)
    if until > row.start + LONGEST_HIDDEN:
        raise GroundRefusedError({"days": _("Langer dan een half jaar mag het niet verborgen blijven.")})
    with maintenance("keeping"):
        Emergency.objects.filter(pk=row.pk).update(
            hidden_until=until, hidden_ground=ground, hidden_why=why, hidden_by=viewer.ref
        )


@transaction.atomic
def review_emergency(viewer: Viewer, emergency: UUID, right: bool, words: str, now: datetime) -> None:
    """Somebody who watches over it, and did not look themselves, says whether it was right; this closes it. Raises
    NotYoursError and GroundRefusedError."""
    row = _watched(viewer, emergency, "right")
    words = require_reason("words", words, _LONGEST_REVIEW)
    with maintenance("keeping"):
        closed = Emergency.objects.filter(pk=row.pk, reviewed_at=None).update(
            reviewed_at=now, reviewed_by=viewer.ref, right=right, review=words
        )
    if not closed:
        raise GroundRefusedError({"right": _("Een collega heeft dit al nagekeken.")})
    connections().waiting.emergency_reviewed(row.pk, viewer.municipality, now)


def _watched(viewer: Viewer, emergency: UUID, field: str) -> Emergency:
    require_worker(viewer)
    if not WATCHERS & viewer.roles:
        raise NotYoursError
    with maintenance("deciding"):
        rows = Emergency.objects.filter(pk=emergency, municipality=viewer.municipality)
        row: Emergency | None = rows.select_for_update().first()
    if row is None:
        raise NotYoursError
    if row.who == viewer.ref:
        raise GroundRefusedError({field: _("Iemand anders moet dit nakijken, niet wie zelf keek.")})
    return row
