"""Under which number somebody stands in the logs, and how they are forgotten there.

The logs hold aliases only. Erasing somebody deletes their alias: the lines stay, the chain goes on to fit, and nothing
leads from a line to them any more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from maatwerk.foundation.access.models import SubjectAlias
from maatwerk.foundation.people.residents import RESIDENT


def is_resident(ref: str) -> bool:
    return ref.startswith(f"{RESIDENT}:")


def aliases_of(subjects: Collection[str]) -> Mapping[str, UUID]:
    """The aliases of these references, made where there are none yet. One query, three when some are new; two
    transactions that meet the same new person give them the same alias."""
    found = aliases_known(subjects)
    if missing := sorted(
        set(subjects) - found.keys()
    ):  # in one order, so that two transactions never wait for each other
        SubjectAlias.objects.bulk_create([SubjectAlias(subject=each) for each in missing], ignore_conflicts=True)
        found |= aliases_known(missing)
    return found


def alias_of(subject: str) -> UUID | None:
    """The alias of somebody, None when no log speaks of them."""
    return aliases_known([subject]).get(subject)


def aliases_known(subjects: Collection[str]) -> dict[str, UUID]:
    """The aliases of those of whom a log speaks. One query."""
    return dict(SubjectAlias.objects.filter(subject__in=set(subjects)).values_list("subject", "alias"))


class LogEraser:
    """Takes away what leads from the logs to somebody."""

    def erase(self, subject: str) -> int:
        return SubjectAlias.objects.filter(subject=subject).delete()[0]
