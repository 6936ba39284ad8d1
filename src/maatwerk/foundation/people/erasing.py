"""Somebody who has to be gone: who they are, how they are reached, who stood for them, and their way to sign in."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.people.models import (
    Account,
    Disagreement,
    Exclusion,
    Household,
    Membership,
    Representation,
    Resident,
)

# Stands where somebody was named in what is about another: that it was a resident stays true, who it was is gone.
ERASED = "resident:gewist"


class ResidentEraser:
    """Deletes a resident with everything that hangs on them, their account with its history, and households in which
    nobody is left. They stand for nobody any more, and nobody has to keep them out; in words of others they become
    nobody."""

    @transaction.atomic
    def erase(self, subject: str) -> int:
        with maintenance("erasing"):
            ids = list(Resident.objects.filter(subject=subject).values_list("pk", flat=True))
            households = set(Membership.objects.filter(subject=subject).values_list("household", flat=True))
            count = Account.objects.filter(resident_account__resident__in=ids).delete()[0]
            for model in (Representation, Exclusion):
                count += int(model.objects.filter(who=subject).delete()[0])
            count += int(Resident.objects.filter(pk__in=ids).delete()[0])
            Disagreement.objects.filter(said_by=subject).update(said_by=ERASED)
            return count + _empty(households)


def remove_memberships(ids: Collection[UUID]) -> None:
    """Delete these memberships, and households in which nobody is left. Inside maintenance."""
    rows = Membership.objects.filter(pk__in=ids)
    households = set(rows.values_list("household", flat=True))
    rows.delete()
    _empty(households)


def _empty(households: Collection[UUID]) -> int:
    """Delete those of these households to which nobody belongs or belonged."""
    lived_in = Membership.objects.filter(household__in=households).values("household")
    return Household.objects.filter(pk__in=households).exclude(pk__in=lived_in).delete()[0]
