"""The people around a resident, for people at work: who they live with, who they know, and who stands for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.around import around
from maatwerk.casework.dossier.web import words
from maatwerk.casework.dossier.web.deciding import who_decides
from maatwerk.casework.dossier.web.judgements import judgement_line
from maatwerk.casework.dossier.web.sent import one_of
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.gate.models import FOREVER
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people import household_actions, standing_actions
from maatwerk.foundation.people.models import Relation, Representation
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import Bond, Scope, Standing
from maatwerk.foundation.people.standing import LEAVE_OF_RESIDENT


@dataclass(frozen=True)
class Stander:
    """Somebody who stands for the resident, or beside them. `proof` and `why` (of a suspension) are "" for whom they
    are not for; `chosen` says that the resident decides whether they look along."""

    id: UUID
    name: str
    standing: str | Promise
    scope: str | Promise
    since: date
    until: date | None
    looks: bool
    chosen: bool
    suspended: bool
    proof: str
    why: str


class PeopleView(FileView):
    """All of them, with a button for what takes no more than a click."""

    def get(self, request: HttpRequest, status: int = 200, wrong: str = "") -> HttpResponse:
        found = around(self.viewer, self.resident, self.purpose, self.now)
        return self.page(
            "dossier/people.html",
            {
                "homes": found.homes,
                "relations": [
                    (row.pk, words.BONDS[Bond(row.bond)], _called(row, found.names)) for row in found.relations
                ],
                "stand": standers(self.viewer, found.stand, self.may_change),
                "decides": who_decides(self.resident, self.now),
                "judgements": [judgement_line(row) for row in found.judgements],
                "may_change": self.may_change,
                "wrong": wrong,
            },
            status,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        act, which = request.POST.get("doe", ""), one_of(request, "wie")
        if which is None:
            raise BadRequest
        try:
            self._do(act, which)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, 400, " ".join(refused.faults.values()))
        messages.success(request, _("Het is bewaard."))
        return redirect("dossier:people", self.resident.pk)

    def _do(self, act: str, which: UUID) -> None:
        """What this worker sees here, and nothing else. Raises NotYoursError, ResidentRefusedError and BadRequest."""
        found = around(self.viewer, self.resident, self.purpose, self.now)
        seen = {row.pk for row in (*found.relations, *found.stand)} | {home.id for home in found.homes}
        if which not in seen or not self.may_change:
            raise NotYoursError
        about = (self.viewer, self.resident.pk, which)
        match act:
            case "band_weg":
                household_actions.unrelate(*about, self.purpose, self.now)
            case "weg":
                gone = one_of(self.request, "inwoner") or self.resident.pk
                household_actions.leave_household(self.viewer, gone, which, self.purpose, self.now)
            case "klaar":
                standing_actions.end(*about, self.purpose, self.now)
            case "hervat":
                standing_actions.lift(*about, self.purpose, self.now)
            case "kijk" | "dicht":
                standing_actions.let_look(*about, act == "kijk", self.purpose, self.now)
            case _:
                raise BadRequest


def standers(viewer: Viewer, rows: Sequence[Representation], for_a_task: bool) -> list[Stander]:
    """Why somebody was stopped is for people at work with a task, and never for who stands for this resident: it may
    tell them of fear of harm."""
    open_ = for_a_task and viewer.ref not in {row.who for row in rows}
    return [
        Stander(
            id=row.pk,
            name=row.name,
            standing=STANDINGS[Standing(row.standing)],
            scope=words.SCOPES[Scope(row.scope)],
            since=row.start,
            until=None if row.end >= FOREVER else row.end,
            looks=row.looks,
            chosen=Standing(row.standing) in LEAVE_OF_RESIDENT,
            suspended=row.suspended_at is not None,
            proof=row.proof if open_ else "",
            why=row.suspended_why if open_ else "",
        )
        for row in rows
    ]


def _called(row: Relation, names: Mapping[UUID, str]) -> str:
    known = names.get(row.other_id) if row.other_id else row.other_name
    return known or _("Iemand die u niet mag zien")
