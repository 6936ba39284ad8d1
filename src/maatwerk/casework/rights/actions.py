"""The answer to a request, and what it does."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from maatwerk.casework.rights.destroying import destroy_file, entry_of, erase_entry, held
from maatwerk.casework.rights.restricting import NO_LIMITS, Limits, restrict_entries
from maatwerk.foundation.access.actions import Answered, answer_right
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Involvement, RightsRequest
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.access.register import SAFETY
from maatwerk.foundation.access.rights import Outcome, Right
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import FOREVER
from maatwerk.foundation.gate.protocols import Viewer

BY_PEOPLE = frozenset({Right.CORRECTION, Right.OBJECTION})
DESTROYED = ("wmo", "jeugdhulp")  # Wmo 2015 art. 5.3.5, Jeugdwet art. 7.3.9: the files that these laws speak of


@transaction.atomic
def answer(
    viewer: Viewer,
    which: UUID,
    answered: Answered,
    purposes: Collection[str],
    now: datetime,
    limits: Limits = NO_LIMITS,
) -> int:
    """Answer, and carry out at once what a yes means: the one entry is erased, the files for these purposes are
    destroyed, or what falls within these limits is not used for a time; how many rows went. What people carry out
    becomes work for who works with the resident there. When anything of it is refused, nothing happened. Raises
    NotYoursError and GroundRefusedError."""
    row = answer_right(viewer, which, answered, now)
    right, refused = Right(row.right), row.outcome == Outcome.REFUSED
    if right in BY_PEOPLE and not refused:
        connections().waiting.carry_out(row.subject, row.about, _who_work_there(row, now), row.municipality, now)
    if right is Right.RESTRICTION and not refused:
        restrict_entries(row, limits, now)
    if right is Right.DESTRUCTION and not refused:
        chosen = [each for each in DESTROYED if each in purposes]
        if not chosen:
            raise GroundRefusedError({"purposes": _("Kies welk dossier wordt vernietigd.")})
        _require_free(row, chosen, now)
        return destroy_file(row, chosen, now)
    if right is Right.ERASURE and row.entry and row.outcome == Outcome.DONE:
        entry = entry_of(row)
        if entry is None:
            return 0
        _require_free(row, [entry.purpose], now)
        return erase_entry(row, now)
    return 0


def _who_work_there(row: RightsRequest, now: datetime) -> list[str]:
    """Who works with the resident at the organisation that it is about; not for safety, which this tells nobody of."""
    with maintenance("deciding"):
        rows = Involvement.objects.filter(Involvement.at(now), subject=row.subject, controller=row.about)
        return list(rows.exclude(purpose=SAFETY).order_by("start").values_list("who", flat=True))


def _require_free(row: RightsRequest, purposes: Collection[str], now: datetime) -> None:
    """Raises GroundRefusedError for what has to stay for now."""
    hold = held(row, purposes, now)
    if hold is None:
        return
    until = date_format(hold.end, "j F Y")
    sentence = _("Dit moet nu blijven, volgens %(law)s.") % {"law": hold.law}
    if hold.end < FOREVER:
        sentence = _("Dit moet blijven tot %(day)s, volgens %(law)s.") % {"day": until, "law": hold.law}
    raise GroundRefusedError({"outcome": sentence})
