"""The two kinds of work that contact requests become. Done only on the page of the request, so that what happened is
written behind the gate."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.casework.contact.rules import TERMS, Kind
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.foundation.worklist.protocols import Shown, WorkKind
from maatwerk.foundation.worklist.rules import Outcome


@dataclass(frozen=True)
class AnswerContact:
    """Who answers for contact sees the code; an administrator, to whom it was passed on, that it has to be given on."""

    label: str | Promise
    days: int
    outcomes: Sequence[Outcome] = ()

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        from maatwerk.casework.contact.queries import codes_of

        codes = codes_of(subjects, viewer.organisation)
        found = {
            subject: Shown(
                f"{self.label}: {shown(code)}",
                reverse("desk:request", kwargs={"which": subject.partition(":")[2]}),
            )
            for subject, code in codes.items()
        }
        if Role.ADMINISTRATOR in viewer.roles:
            told = Shown(_("Iemand wacht te lang op contact. Geef dit door aan wie belt"))
            return dict.fromkeys(subjects, told) | found
        return found


KINDS_OF_WORK: Mapping[str, WorkKind] = {
    Kind.CALL.value: AnswerContact(gettext_lazy("Bel iemand terug"), TERMS[Kind.CALL]),
    Kind.VISIT.value: AnswerContact(gettext_lazy("Ga bij iemand langs"), TERMS[Kind.VISIT]),
}
