"""Entries that disappeared from their source are work for an editor. Done only on its own page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.worklist.protocols import Shown, WorkKind
from maatwerk.foundation.worklist.rules import Outcome
from maatwerk.knowledge.directory.importing.missing import LOOK_AT_MISSING


class LookAtMissing:
    """One item for all that waits in a municipality; who is no editor sees only that something waits."""

    label: str | Promise = gettext_lazy("Kijk wat uit de sociale kaart verdween")
    days = 10
    outcomes: Sequence[Outcome] = ()

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        if not viewer.may({Role.EDITOR}):
            return {}
        return dict.fromkeys(subjects, Shown(str(self.label), reverse("importing:missing")))


KINDS_OF_WORK: Mapping[str, WorkKind] = {LOOK_AT_MISSING: LookAtMissing()}
