"""A proposal for other content is work for somebody who may approve it: another editor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.worklist.protocols import Shown
from maatwerk.foundation.worklist.rules import USUAL_OUTCOMES, Outcome

if TYPE_CHECKING:
    from maatwerk.foundation.editing.models import Draft

CHECK_CONTENT = "inhoud_nakijken"


class CheckContent:
    """Who is no editor sees only that something waits."""

    label: str | Promise = gettext_lazy("Kijk een voorstel voor de inhoud na")
    days = 5
    outcomes: Sequence[Outcome] = USUAL_OUTCOMES

    def show(self, subjects: Collection[str], viewer: StaffMember) -> Mapping[str, Shown]:
        from maatwerk.foundation.editing.models import Draft
        from maatwerk.site.editorial import KINDS

        if Role.EDITOR not in viewer.roles:
            return {}
        ids = [int(subject.removeprefix("draft:")) for subject in subjects if subject.startswith("draft:")]
        rows = Draft.objects.filter(pk__in=ids, municipality__slug=viewer.municipality).only("pk", "kind", "entry")
        return {
            f"draft:{row.pk}": Shown(
                f"{KINDS[row.kind].singular}: {row.entry}", reverse("editing:check", kwargs={"id": row.pk})
            )
            for row in rows
            if row.kind in KINDS
        }


def proposed(draft: Draft, now: datetime) -> None:
    """Put it on the list of a team with an editor who did not write it, the author's own team first; of that editor
    where there is no such team. A proposal that nobody else can approve is on no list."""
    from maatwerk.foundation.people.models import Team, Worker
    from maatwerk.foundation.worklist.actions import add_item

    editors = Worker.objects.filter(
        account__is_active=True,
        appointments__role=Role.EDITOR,
        organisation__municipality=draft.municipality,
    ).exclude(pk__in=draft.writers.values("pk"))
    teams = set(Team.objects.filter(workers__in=editors).values_list("pk", flat=True))
    own = teams & set(draft.author.teams.values_list("pk", flat=True))
    team = min(own or teams, default=None)
    owner = None if team else editors.order_by("pk").values_list("pk", flat=True).first()
    if team or owner:
        add_item(CHECK_CONTENT, f"draft:{draft.pk}", draft.municipality.slug, now, team=team, owner=owner)


def settled(draft: Draft, now: datetime) -> None:
    """It no longer waits, and the list says how it ended."""
    from maatwerk.foundation.editing.models import State
    from maatwerk.foundation.worklist.actions import settle

    ended = {State.PUBLISHED: Outcome.APPROVED, State.REFUSED: Outcome.RETURNED}
    outcome = ended.get(State(draft.state), Outcome.LAPSED)
    settle(CHECK_CONTENT, f"draft:{draft.pk}", draft.municipality.slug, now, outcome)
