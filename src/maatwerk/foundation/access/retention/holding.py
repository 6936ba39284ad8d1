"""A legal hold: what a law says has to stay for a while, although its term is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions.checking import locked_resident, register_of, require_reason, require_worker
from maatwerk.foundation.access.actions.describing import Described
from maatwerk.foundation.access.logs.actions import years_before
from maatwerk.foundation.access.models import LegalHold
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of, start_of
from maatwerk.foundation.people.rules import Role

PURPOSE, CATEGORY = "rechten", "bewaarplicht"
_LONGEST_REASON, _LONGEST_LAW, _YEARS = 1000, 200, 2


@dataclass(frozen=True)
class Held:
    """What has to stay: `purpose` is what it is kept for ("" is all), `until` the last day."""

    reason: str
    law: str
    until: date | None
    purpose: str = ""


@transaction.atomic
def place_hold(viewer: Viewer, subject: str, held: Held, now: datetime) -> LegalHold:
    """From now on nothing of this resident is deleted by term, for two years at most; then somebody looks again. By
    the privacy officer. Raises NotYoursError and GroundRefusedError."""
    _require_officer(viewer)
    resident = locked_resident(viewer, subject)
    reason = require_reason("reason", held.reason, _LONGEST_REASON)
    faults = {}
    if not held.law.strip() or len(held.law) > _LONGEST_LAW:
        faults["law"] = _("Noem de wet en het artikel, in hooguit %(most)s letters.") % {"most": _LONGEST_LAW}
    if held.purpose and held.purpose not in register_of(viewer).purposes:
        faults["purpose"] = _("Kies waarvoor het is.")
    today = day_of(now)
    if held.until is None or held.until < today or day_of(years_before(start_of(held.until), _YEARS)) > today:
        faults["until"] = _("Kies een dag in de komende twee jaar.")
    if faults or held.until is None:
        raise GroundRefusedError(faults)
    with maintenance("keeping"):
        row: LegalHold = LegalHold.objects.create(
            municipality=resident.municipality,
            subject=resident.subject,
            controller=viewer.organisation,
            purpose=PURPOSE,
            category=CATEGORY,
            held=held.purpose,
            reason=reason,
            law=held.law.strip(),
            by=viewer.ref,
            start=now,
            end=start_of(held.until + timedelta(days=1)),
        )
    return row


@transaction.atomic
def hold_for(viewer: Viewer, described: Described, held: Held, now: datetime) -> LegalHold:
    """The same for who is known by name and birth date, as a letter of a court has them. Raises NotYoursError, and
    GroundRefusedError also when nobody, or more than one, fits."""
    _require_officer(viewer)
    if faults := described.faults():
        raise GroundRefusedError(faults)
    found = described.residents(viewer.municipality)
    if len(found) != 1:
        raise GroundRefusedError({"name": _("Wij vonden niet precies één persoon. Kijk naam en datum na.")})
    return place_hold(viewer, found[0], held, now)


@transaction.atomic
def end_hold(viewer: Viewer, hold: UUID, now: datetime) -> None:
    """It need not stay any longer. By the privacy officer. Raises NotYoursError."""
    _require_officer(viewer)
    with maintenance("keeping"):
        rows = LegalHold.objects.filter(LegalHold.at(now), pk=hold, municipality=viewer.municipality)
        if not rows.update(end=now):
            raise NotYoursError


def _require_officer(viewer: Viewer) -> None:
    require_worker(viewer)
    if str(Role.PRIVACY_OFFICER) not in viewer.roles:
        raise NotYoursError
