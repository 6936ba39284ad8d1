"""About one who stands for a resident: stopping it at once, and what the two think differently about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.around import Between, between
from maatwerk.casework.dossier.categories import OWN_LOOK
from maatwerk.casework.dossier.web.around import standers
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.dossier.web.sent import in_the_form, typed
from maatwerk.casework.dossier.web.visit import FileView, no_such_file
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError, ResidentRefusedError
from maatwerk.foundation.people.residents import Standing, resident_ref
from maatwerk.foundation.people.standing_actions import disagree, ref_of, suspend
from maatwerk.foundation.ui.views import not_found


class SuspendView(FileView):
    """One button: nothing opens for this person any more."""

    def get(
        self, request: HttpRequest, stands: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        found = between(self.viewer, self.resident.ref, stands, self.purpose, self.now)
        if found is None or not self.may_change or found.one.suspended_at:
            return no_such_file(request)
        [one] = standers(self.viewer, [found.one], for_a_task=False)
        context = {"one": one, "why": typed(request, "waarom"), "faults": faults or {}}
        return self.page("dossier/suspend.html", context, status)

    def post(self, request: HttpRequest, stands: UUID) -> HttpResponse:
        if between(self.viewer, self.resident.ref, stands, self.purpose, self.now) is None or not self.may_change:
            return no_such_file(request)
        try:
            suspend(self.viewer, self.resident.pk, stands, typed(request, "waarom"), self.purpose, self.now)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, stands, 400, {"waarom": " ".join(refused.faults.values())})
        messages.success(request, _("Het is stopgezet. Deze persoon ziet nu niets meer."))
        return redirect("dossier:people", self.resident.pk)


class DisagreeView(FileView):
    """The words of the resident and of who stands for them, beside each other."""

    def get(
        self, request: HttpRequest, stands: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        found = between(self.viewer, self.resident.ref, stands, self.purpose, self.now)
        if found is None or not self.may_change:
            return no_such_file(request)
        context = sides(found) | {
            "voices": [("inwoner", name_of(self.resident)), ("ander", found.one.name)],
            "typed": typed(request, "woorden"),
            "voice": request.POST.get("van", ""),
            "faults": faults or {},
        }
        return self.page("dossier/disagree.html", context, status)

    def post(self, request: HttpRequest, stands: UUID) -> HttpResponse:
        found = between(self.viewer, self.resident.ref, stands, self.purpose, self.now)
        if found is None or not self.may_change:
            return no_such_file(request)
        voices = {"inwoner": self.resident.ref, "ander": ref_of(found.one)}
        said_by = voices.get(request.POST.get("van", ""))
        try:
            if said_by is None:
                raise ResidentRefusedError({"van": _("Kies wie dit zei.")})
            text = typed(request, "woorden")
            disagree(self.viewer, self.resident.pk, stands, text, self.purpose, self.now, said_by=said_by)
        except NotYoursError:
            return no_such_file(request)
        except ResidentRefusedError as refused:
            return self.get(request, stands, 400, in_the_form(refused.faults, {"words": "woorden", "said_by": "van"}))
        messages.success(request, _("Het staat erbij, met deze woorden."))
        return redirect("dossier:disagree", self.resident.pk, stands)


class OwnDisagreeView(OwnView):
    """A resident writes down what they think differently about than who stands for them."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(
        self, request: HttpRequest, stands: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        found = between(self.viewer, resident_ref(self.me.resident), stands, OWN_LOOK, timezone.now())
        if found is None:
            return not_found(request, NotYoursError())
        context = sides(found) | {"typed": typed(request, "woorden"), "faults": faults or {}}
        return render(request, "dossier/own_disagree.html", context, status=status)

    def post(self, request: HttpRequest, stands: UUID) -> HttpResponse:
        try:
            disagree(self.viewer, self.me.resident, stands, typed(request, "woorden"), OWN_LOOK, timezone.now())
        except NotYoursError:
            return not_found(request, NotYoursError())
        except ResidentRefusedError as refused:
            return self.get(request, stands, 400, {"woorden": " ".join(refused.faults.values())})
        messages.success(request, _("Het staat erbij, met uw eigen woorden."))
        return redirect("own:disagree", stands)


def sides(found: Between) -> dict[str, object]:
    return {
        "id": found.one.pk,
        "name": found.one.name,
        "standing": STANDINGS[Standing(found.one.standing)],
        "of_resident": found.of_resident,
        "of_other": found.of_other,
    }
