"""Who may see what of me: by law, because I agreed, and secrets that I opened; never as one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from maatwerk.casework.dossier.queries import Name, names_of
from maatwerk.casework.dossier.web.around import standers
from maatwerk.casework.dossier.web.naming import called
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.dossier.web.words import category_at_work
from maatwerk.casework.rights.queries import MaySee, may_see
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.models import Involvement
from maatwerk.foundation.access.models.grounds import Allowed
from maatwerk.foundation.access.queries import tasks_in
from maatwerk.foundation.access.register import Category, CategoryKind, Purpose, Register
from maatwerk.foundation.access.rights import Right
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.people.residents import SAFE_CONTACT, organisation_ref
from maatwerk.foundation.ui.views import not_found


@dataclass(frozen=True)
class WorkLine:
    """What an organisation does for the resident by law: `laws` and `kinds` of data go with the purpose, `people` work
    with the resident now, each since a day. Without the task there are no kinds. `ask` is where one objects."""

    organisation: str
    purpose: str
    laws: Sequence[str]
    kinds: Sequence[str]
    people: Sequence[tuple[str, date]]
    ask: str


@dataclass(frozen=True)
class ChoiceLine:
    """Something that was agreed to; the sentence says until when. `stops` says that the reader can take it back."""

    kind: str
    id: UUID
    sentence: str
    stops: bool


class MaySeeView(OwnView):
    """Stopping is one click from here (`own:stop`), as easy as saying yes was (AVG art. 7 lid 3)."""

    needs: ClassVar[Assurance] = Assurance.LOW

    def get(self, request: HttpRequest, resident: UUID | None = None) -> HttpResponse:
        viewer, now = self.viewer, timezone.now()
        found = may_see(viewer, resident or self.me.resident, now)
        if found is None:
            return not_found(request, NotYoursError())
        context: dict[str, Any] = {
            "work": _work(viewer, found, resident, now),
            "consents": _choices(viewer, "toestemming", found.consents),
            "liftings": _choices(viewer, "geheim", found.liftings),
            "opened": _choices(viewer, "stuk", found.opened),
            "stand": standers(viewer, found.stand, for_a_task=False),
            "somebody": resident,
            "name": name_of(found.resident) if resident else "",
        }
        return render(request, "rights/may_see.html", context)


class ForMaySeeView(MaySeeView):
    """The same of somebody for whom one stands, as far as that goes."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL


def _work(viewer: Viewer, found: MaySee, resident: UUID | None, now: datetime) -> list[WorkLine]:
    names = names_of({each for row in found.work for each in (row.who, row.controller)})
    tasks = {
        (organisation_ref(task.organisation_id), task.purpose): bool(task.bsn_article)
        for task in tasks_in(viewer.municipality, now)
    }
    rows = sorted(found.work, key=lambda row: (row.controller, row.purpose, row.start))
    return [
        _line(viewer, list(same), names, tasks.get(key), resident)
        for key, same in groupby(rows, key=lambda row: (row.controller, row.purpose))
    ]


def _line(
    viewer: Viewer, rows: Sequence[Involvement], names: Mapping[str, Name], task: bool | None, resident: UUID | None
) -> WorkLine:
    """`task` is None where the organisation has this task no more, and else whether a law lets it use the BSN."""
    register, language = connections().register(viewer.municipality), get_language() or "nl"
    controller = rows[0].controller
    about = register.purposes[rows[0].purpose]
    query = {"soort": Right.OBJECTION.value, "over": controller}
    kinds = {} if task is None else _kinds(register, about, with_bsn=task)
    return WorkLine(
        organisation=called(names.get(controller)),
        purpose=about.name.in_(language),
        laws=[f"{law.name} art. {law.article}" for law in about.laws],
        kinds=[category_at_work(id_, each) if resident else each.name.in_(language) for id_, each in kinds.items()],
        people=[(_person(names.get(row.who)), row.start) for row in rows],
        ask=reverse("mydata:for_ask", args=[resident], query=query) if resident else reverse("mydata:ask", query=query),
    )


def _kinds(register: Register, about: Purpose, with_bsn: bool) -> dict[str, Category]:
    """What an organisation with this task may see in what it wrote down itself. Neither what is hidden nor how contact
    is safe is said here."""
    own = [*about.categories, *(each for reuse in about.reuse.values() for each in reuse.categories)]
    kinds = {id_: register.categories[id_] for id_ in own if id_ != SAFE_CONTACT}
    return {
        id_: each for id_, each in kinds.items() if not each.hidden and (with_bsn or each.kind is not CategoryKind.BSN)
    }


def _person(name: Name | None) -> str:
    """Whose organisation stands above it."""
    return name.name if name else called(None)


def _choices(viewer: Viewer, kind: str, rows: Sequence[Allowed]) -> list[ChoiceLine]:
    """The resident can take everything back; who stands for them what they said yes to themselves."""
    return [
        ChoiceLine(kind, row.pk, row.sentence, viewer.ref in (row.subject, row.given_by, row.also_given_by))
        for row in rows
    ]
