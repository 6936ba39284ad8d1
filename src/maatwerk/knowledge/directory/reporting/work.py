"""A report is work for who edits the map, done only on its own page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.worklist.protocols import Shown, WorkKind
from maatwerk.foundation.worklist.rules import Outcome
from maatwerk.knowledge.directory.reporting.rules import DAYS, LOOK_AT_REPORT


class LookAtReport:
    """An administrator, to whom it was passed on, sees that it has to be given on."""

    label: str | Promise = gettext_lazy("Kijk een melding over de sociale kaart na")
    days = DAYS
    outcomes: Sequence[Outcome] = ()

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        from maatwerk.knowledge.directory.reporting.models import Report

        if Role.EDITOR not in viewer.roles:
            told = Shown(_("Een melding over de sociale kaart wacht te lang. Geef dit door aan een redacteur"))
            return dict.fromkeys(subjects, told) if Role.ADMINISTRATOR in viewer.roles else {}
        ids = [UUID(subject.partition(":")[2]) for subject in subjects]
        rows = Report.objects.filter(pk__in=ids, municipality=viewer.municipality).only("pk", "name")
        return {
            f"report:{row.pk}": Shown(
                _("Melding over %(name)s") % {"name": row.name},
                reverse("map:report", kwargs={"which": row.pk}),
            )
            for row in rows
        }


KINDS_OF_WORK: Mapping[str, WorkKind] = {LOOK_AT_REPORT: LookAtReport()}
