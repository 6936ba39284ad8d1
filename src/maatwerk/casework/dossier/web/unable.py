"""When a resident cannot decide for now: who judged so, about what and until when, and what the resident thinks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import OWN_LOOK
from maatwerk.casework.dossier.judging import contest, judgement_of
from maatwerk.casework.dossier.web.judgements import judgement_line
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.dossier.web.sent import filled, in_the_form, typed, until_with
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.deciding_actions import Judged, judge, withdraw
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.standing_in import LONGEST
from maatwerk.foundation.ui.views import not_found

_FIELDS = {"matter": "waarover", "why": "waarom", "judged_by": "wie", "until": "tot", "words": "woorden"}


class JudgeView(FileView):
    """Writing down that a professional judged so."""

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        context = {
            "typed": filled(request, *_FIELDS.values()),
            "latest": day_of(self.now + LONGEST - timedelta(days=1)),
            "faults": faults or {},
        }
        return self.page("dossier/judge.html", context, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        try:
            said = Judged(
                typed(request, "waarover"), typed(request, "waarom"), typed(request, "wie"), until_with(request, "tot")
            )
            judge(self.viewer, self.resident.pk, said, self.purpose, self.now)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, 400, in_the_form(refused.faults, _FIELDS))
        messages.success(request, _("Het staat in het dossier. De inwoner kan het lezen en er iets van vinden."))
        return redirect("dossier:people", self.resident.pk)


class JudgementView(FileView):
    """One of them: writing down what the resident thinks of it, or that it is over."""

    def get(
        self, request: HttpRequest, judgement: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        row = judgement_of(self.viewer, self.resident.ref, judgement, self.purpose, self.now)
        if row is None or not self.may_change:
            return no_such_file(request)
        context = {"one": judgement_line(row), "typed": typed(request, "woorden"), "faults": faults or {}}
        return self.page("dossier/judgement.html", context, status)

    def post(self, request: HttpRequest, judgement: UUID) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        about = (self.viewer, self.resident.pk, judgement)
        try:
            match request.POST.get("doe", ""):
                case "voorbij":
                    withdraw(*about, self.purpose, self.now)
                    messages.success(request, _("De inwoner beslist weer zelf. Wie inviel, ziet nu niets meer."))
                    return redirect("dossier:people", self.resident.pk)
                case "oneens":
                    contest(*about, typed(request, "woorden"), self.purpose, self.now)
                case _:
                    raise BadRequest
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, judgement, 400, in_the_form(refused.faults, _FIELDS))
        messages.success(request, _("Het staat erbij, met deze woorden. Iemand kijkt opnieuw naar het oordeel."))
        return redirect("dossier:judgement", self.resident.pk, judgement)


class OwnJudgementView(OwnView):
    """The same for the resident, who may think otherwise."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(
        self, request: HttpRequest, judgement: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        row = judgement_of(self.viewer, resident_ref(self.me.resident), judgement, OWN_LOOK, timezone.now())
        if row is None:
            return not_found(request, NotYoursError())
        context = {"one": judgement_line(row), "typed": typed(request, "woorden"), "faults": faults or {}}
        return render(request, "dossier/own_judgement.html", context, status=status)

    def post(self, request: HttpRequest, judgement: UUID) -> HttpResponse:
        try:
            contest(self.viewer, self.me.resident, judgement, typed(request, "woorden"), OWN_LOOK, timezone.now())
        except NotYoursError:
            return not_found(request, NotYoursError())
        except ResidentRefusedError as refused:
            return self.get(request, judgement, 400, in_the_form(refused.faults, _FIELDS))
        messages.success(request, _("Het staat erbij, met uw eigen woorden. Iemand kijkt er opnieuw naar."))
        return redirect("own:judgement", judgement)
