"""What a resident asked not to have used for a time: which entries that is, and who hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import OWN_WORDS, categories_for_notes
from maatwerk.casework.rights.destroying import file_asked_about, parts_of_a_file, seen_since, versions
from maatwerk.foundation.access.actions import restrict, tell_recipients
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import RightsRequest, What
from maatwerk.foundation.access.refusing import GroundRefusedError
from maatwerk.foundation.access.register import SAFETY, Category
from maatwerk.foundation.access.retention.keeping import Kept
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Personal


@dataclass(frozen=True)
class Limits:
    """What is restricted of what the organisation wrote: of these kinds, where the request is not about one entry; why
    (`RestrictionReason`); and the day on which somebody looks again at the latest."""

    kinds: Sequence[str] = ()
    reason: str = ""
    look_on: date | None = None


NO_LIMITS = Limits()


def kinds_to_restrict(municipality: str) -> dict[str, Category]:
    """The kinds of data that entries of a file may have, by id. Hidden kinds are never in the list: that would tell."""
    register = connections().register(municipality)
    found = {OWN_WORDS: register.categories[OWN_WORDS]}
    for id_, purpose in register.purposes.items():
        if purpose.is_task and id_ != SAFETY:
            found |= categories_for_notes(municipality, id_)
    return {id_: each for id_, each in found.items() if not each.hidden}


def restrict_entries(row: RightsRequest, limits: Limits, now: datetime) -> None:
    """Carry out a yes, in its transaction: the one entry with all its versions, or everything of these kinds that the
    organisation wrote until now; but what is there for safety, which is used for that alone. Raises
    GroundRefusedError."""
    chosen = [each for each in kinds_to_restrict(row.municipality) if each in limits.kinds]
    if row.entry is None and not chosen:
        raise GroundRefusedError({"kinds": _("Kies om welke gegevens het gaat.")})
    found = _entries(row, chosen)
    restrict(row, [entry.pk for _kept, entry in found], limits.reason, limits.look_on, now)
    for kept, entry in found:
        tell_recipients(entry, seen_since(kept, entry, now), What.RESTRICTED, now)


def _entries(row: RightsRequest, kinds: Sequence[str]) -> list[tuple[Kept, Personal]]:
    with maintenance("deciding"):
        if row.entry is not None:
            return [(kept, each) for kept in parts_of_a_file() for each in versions(kept, [row.entry], row)]
        of = {"category__in": kinds, **file_asked_about(row)}
        return [
            (kept, each)
            for kept in parts_of_a_file()
            for each in kept.model.objects.filter(**of).exclude(purpose=SAFETY)
        ]
