"""Calling an owner is work for who answers the phone, done only on its own page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.rules import StaffMember
from maatwerk.foundation.worklist.protocols import Shown, WorkKind
from maatwerk.foundation.worklist.rules import Outcome
from maatwerk.knowledge.directory.asking.rules import CALL_OWNER


class CallOwner:
    """Whoever has it on their list sees which organisation to call."""

    label: str | Promise = gettext_lazy("Bel een eigenaar op de sociale kaart")
    days = 14  # the entry becomes grey a month after the first mail at the earliest
    outcomes: Sequence[Outcome] = ()

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        from maatwerk.knowledge.directory.asking.models import Asking

        ids = [UUID(subject.partition(":")[2]) for subject in subjects]
        rows = Asking.objects.filter(pk__in=ids, municipality=viewer.municipality).only("pk", "organisation")
        return {
            f"asking:{row.pk}": Shown(
                _("Bel %(organisation)s: klopt het nog?") % {"organisation": row.organisation},
                reverse("map:call", kwargs={"which": row.pk}),
            )
            for row in rows
        }


KINDS_OF_WORK: Mapping[str, WorkKind] = {CALL_OWNER: CallOwner()}
