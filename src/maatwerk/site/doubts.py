"""Two residents who may be one person are work for who keeps data right. While nobody does, they wait on the page with
doubts until somebody gets that role."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.queries import first_with_role
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.worklist.protocols import Shown
from maatwerk.foundation.worklist.rules import Outcome

LOOK_AT_DOUBT = "misschien_dezelfde"


class LookAtDoubt:
    """Settled on its own page, with a word why; the item itself says nothing of the two."""

    label: str | Promise = gettext_lazy("Kijk of twee inwoners dezelfde zijn")
    days = 10
    outcomes: Sequence[Outcome] = ()

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        if not viewer.may({Role.STEWARD}):
            return {}
        return {
            subject: Shown(str(self.label), reverse("doubts:doubt", kwargs={"doubt": subject.partition(":")[2]}))
            for subject in subjects
        }


class DoubtsToTheWorklist:
    """Puts a doubt on the list of the steward's team, or of the steward."""

    def look_at(self, doubt: UUID, municipality: str, now: datetime) -> None:
        from maatwerk.foundation.worklist.actions import add_item

        if somebody := first_with_role(Role.STEWARD, municipality):
            team = min(somebody.teams, default=None)
            owner = None if team else somebody.id
            add_item(LOOK_AT_DOUBT, f"doubt:{doubt}", municipality, now, team=team, owner=owner)

    def looked_at(self, doubt: UUID, municipality: str, now: datetime) -> None:
        from maatwerk.foundation.worklist.actions import settle

        settle(LOOK_AT_DOUBT, f"doubt:{doubt}", municipality, now, Outcome.DONE)
