"""Whom a resident never wants to decide for them. Not on the page with who stands there: somebody may look along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import OWN_LOOK
from maatwerk.casework.dossier.judging import exclusions_of
from maatwerk.casework.dossier.queries import all_of
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.dossier.web.sent import in_the_form, one_of, typed
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.deciding_actions import allow_again, exclude
from maatwerk.foundation.people.models import Representation
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.standing_in import ONLY_THEN
from maatwerk.foundation.ui.views import not_found

_FIELDS = {"name": "naam", "who": "naam"}
_ADD, _TAKE_BACK = "nooit", "weer"


def _stand_in(viewer: Viewer, subject: str, purpose: str, now: datetime) -> list[Representation]:
    rows = Representation.objects.filter(Representation.at(now), subject=subject, standing__in=sorted(ONLY_THEN))
    return all_of(viewer, rows.order_by("start", "id"), purpose, now)[0]


def _context(viewer: Viewer, subject: str, purpose: str, now: datetime) -> dict[str, object]:
    return {
        "never": [(row.pk, row.name, row.start) for row in exclusions_of(viewer, subject, purpose, now)],
        "stand": [(row.pk, row.name) for row in _stand_in(viewer, subject, purpose, now)],
    }


def _change(request: HttpRequest, viewer: Viewer, resident: UUID, purpose: str, now: datetime) -> str:
    """What was asked, and the sentence that says so. Raises NotYoursError, ResidentRefusedError and BadRequest."""
    act, which = request.POST.get("doe", ""), one_of(request, "wie")
    if act == _TAKE_BACK and which:
        allow_again(viewer, resident, which, purpose, now)
        return _("Dit is weer weg. Er verandert verder niets.")
    if act != _ADD:
        raise BadRequest
    who, name = "", typed(request, "naam")
    if which:
        rows = _stand_in(viewer, resident_ref(resident), purpose, now)
        one = next((row for row in rows if row.pk == which), None)
        if one is None:
            raise NotYoursError
        who, name = one.who, one.name
    exclude(viewer, resident, who, name, purpose, now)
    return _("Het is bewaard. Deze persoon beslist nooit, ook later niet.")


class NeverView(FileView):
    """For people at work, who write down what the resident said."""

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        context = _context(self.viewer, self.resident.ref, self.purpose, self.now)
        context |= {"typed": typed(request, "naam"), "faults": faults or {}}
        return self.page("dossier/never.html", context, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.may_change:
            return no_such_file(request)
        try:
            said = _change(request, self.viewer, self.resident.pk, self.purpose, self.now)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, 400, in_the_form(refused.faults, _FIELDS))
        messages.success(request, said)
        return redirect("dossier:never", self.resident.pk)


class OwnNeverView(OwnView):
    """For the resident, who shows again who they are."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL
    heavy: ClassVar[bool] = True

    def get(self, request: HttpRequest, status: int = 200, faults: Mapping[str, str] | None = None) -> HttpResponse:
        context = _context(self.viewer, resident_ref(self.me.resident), OWN_LOOK, timezone.now())
        context |= {"typed": typed(request, "naam"), "faults": faults or {}}
        return render(request, "dossier/own_never.html", context, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            said = _change(request, self.viewer, self.me.resident, OWN_LOOK, timezone.now())
        except NotYoursError:
            return not_found(request, NotYoursError())
        except ResidentRefusedError as refused:
            return self.get(request, 400, in_the_form(refused.faults, _FIELDS))
        messages.success(request, said)
        return redirect("own:never")
