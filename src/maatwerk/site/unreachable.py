"""Somebody whom no mail, text message or letter reaches is work for a person: to call or to visit."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.queries import first_with_role
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.post.connections import NobodyReachedError
from maatwerk.foundation.worklist.protocols import Shown
from maatwerk.foundation.worklist.rules import USUAL_OUTCOMES, Outcome

CALL_OR_VISIT = "bel_of_bezoek"


class CallOrVisit:
    """Who it is about stays unnamed until the gate knows who may know."""

    label: str | Promise = gettext_lazy("Bel of bezoek iemand")
    days = 5
    outcomes: Sequence[Outcome] = USUAL_OUTCOMES

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        return {}


class ToTheWorklist:
    """Puts it on the list of the clerk's team, who knows or finds out who it is for; without a clerk it is for the
    administrator. Raises NobodyReachedError when there is neither."""

    def tell(self, recipient: str, notice: str, municipality: str, now: datetime) -> None:
        from maatwerk.foundation.people.reaching import has_died
        from maatwerk.foundation.worklist.actions import add_item

        if has_died(recipient, now):
            return  # there is nobody to call or to visit
        for role in (Role.CLERK, Role.ADMINISTRATOR):
            if somebody := first_with_role(role, municipality):
                team = min(somebody.teams, default=None)
                owner = None if team else somebody.id
                add_item(CALL_OR_VISIT, recipient, municipality, now, team=team, owner=owner)
                return
        raise NobodyReachedError
