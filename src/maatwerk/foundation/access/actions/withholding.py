"""One entry kept from one person for a time, on a ground from a closed list, looked at by somebody else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import (
    locked_resident,
    require_reason,
    require_worker,
    standers_of,
    works_for,
)
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Withheld
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import LONGEST_WITHHOLDING, WithholdingGround
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import Viewer

_LONGEST = 1000


@transaction.atomic
def withhold(
    viewer: Viewer, thing: Personal, from_whom: str, ground: str, why: str, now: datetime, *, until: datetime
) -> Withheld:
    """Keep an entry of the viewer's own organisation from the resident, or from somebody who stands for them.

    It holds at once, since it may be about danger; a colleague gets work to look whether it is right. `thing` is what
    the gate gave to this viewer, and has a UUID. Raises NotYoursError, GroundRefusedError and NobodyWatchesError.
    """
    require_worker(viewer)
    if not isinstance(thing.pk, UUID) or thing.controller != viewer.organisation:
        raise NotYoursError
    resident = locked_resident(viewer, thing.subject)
    if not works_for(viewer, resident.subject, now):
        raise NotYoursError
    why = require_reason("why", why, _LONGEST)
    faults = {}
    if ground not in list(WithholdingGround):
        faults["ground"] = _("Kies een reden uit de lijst.")
    if not now < until <= now + LONGEST_WITHHOLDING:
        faults["until"] = _("Kies een dag na vandaag, en hooguit een jaar verder.")
    if from_whom not in {resident.subject, *(each.voice for each in standers_of(resident.subject, now))}:
        faults["from_whom"] = _("Kies voor wie het gesloten is.")
    if faults:
        raise GroundRefusedError(faults)
    with maintenance("keeping"):
        row: Withheld = Withheld.objects.create(
            municipality=resident.municipality,
            subject=resident.subject,
            controller=viewer.organisation,
            purpose=thing.purpose,
            category=thing.category,
            secrecy=thing.secrecy,
            entry=thing.pk,
            from_whom=from_whom,
            ground=ground,
            why=why,
            by=viewer.ref,
            start=now,
            end=until,
        )
    connections().waiting.review_withholding(row.pk, viewer.ref, viewer.municipality, now)
    return row


@transaction.atomic
def review_withholding(viewer: Viewer, withheld: UUID, right: bool, now: datetime) -> None:
    """A colleague, never whoever withheld it, says whether it is right; otherwise it ends. Raises NotYoursError and
    GroundRefusedError."""
    row = _own(viewer, withheld, now)
    if row.by == viewer.ref:
        raise GroundRefusedError({"right": _("Een collega moet dit nakijken, niet u zelf.")})
    changes = {"reviewed_at": now, "reviewed_by": viewer.ref} | ({} if right else {"end": now})
    with maintenance("keeping"):
        reviewed = _with_versions(row).filter(reviewed_at=None).update(**changes)
    if not reviewed:
        raise GroundRefusedError({"right": _("Een collega heeft dit al nagekeken.")})
    connections().waiting.withholding_reviewed(row.pk, viewer.municipality, now)


@transaction.atomic
def release(viewer: Viewer, withheld: UUID, now: datetime) -> None:
    """The entry is open again for that person. Raises NotYoursError."""
    row = _own(viewer, withheld, now)
    with maintenance("keeping"):
        _with_versions(row).update(end=now)
    if row.reviewed_at is None:
        connections().waiting.withholding_reviewed(row.pk, viewer.municipality, now)


def withhold_too(original: UUID, made: UUID, now: datetime) -> None:
    """What stands in the place of an entry is closed to whomever that is closed to. For who stores a correction, in the
    same transaction."""
    with maintenance("keeping"):
        for row in Withheld.objects.filter(entry=original, end__gt=now):
            row.pk, row.entry, row._state.adding = uuid4(), made, True
            row.save(force_insert=True)


def _with_versions(row: Withheld) -> QuerySet[Withheld]:
    """This row, and what was closed with it because it stands in the place of the same entry."""
    same = ("subject", "controller", "from_whom", "ground", "why", "by", "start", "end")
    rows: QuerySet[Withheld] = Withheld.objects.filter(**{name: getattr(row, name) for name in same})
    return rows


def _own(viewer: Viewer, withheld: UUID, now: datetime) -> Withheld:
    """One that holds, of the viewer's organisation, about a resident whom they work with."""
    require_worker(viewer)
    with maintenance("deciding"):
        rows = Withheld.objects.filter(Withheld.at(now), controller=viewer.organisation)
        row: Withheld | None = rows.filter(pk=withheld, municipality=viewer.municipality).first()
    if row is None or not works_for(viewer, row.subject, now):
        raise NotYoursError
    return row
