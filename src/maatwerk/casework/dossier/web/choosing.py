"""Choosing for what somebody looks."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import purpose_called
from maatwerk.casework.dossier.visits import choose, chosen
from maatwerk.casework.dossier.web.visit import no_such_file
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.register import Purpose
from maatwerk.foundation.access.viewing import purposes_for
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer


class PurposeView(StaffView):
    """The purposes that this worker may use for this resident, each with its law. Also with one it is a choice."""

    def get(self, request: HttpRequest, resident: UUID, status: int = 200, fault: str = "") -> HttpResponse:
        purposes = self._purposes(resident)
        if not purposes:
            return no_such_file(request, resident)
        context = {
            "purposes": [(id_, each, each.law_names) for id_, each in purposes.items()],
            "chosen": chosen(request, resident),
            "onward": _onward(request, resident),
            "faults": {"doel": fault} if fault else {},
        }
        return render(request, "dossier/purpose.html", context, status=status)

    def post(self, request: HttpRequest, resident: UUID) -> HttpResponse:
        purposes = self._purposes(resident)
        if not purposes:
            return no_such_file(request, resident)
        wanted = request.POST.get("doel", "")
        if wanted not in purposes:
            return self.get(request, resident, 400, _("Kies waarvoor u kijkt."))
        choose(request, resident, wanted)
        return redirect(_onward(request, resident))

    def _purposes(self, resident: UUID) -> dict[str, Purpose]:
        viewer = worker_viewer(self.me, trace=trace_of(self.request))
        ids = purposes_for(viewer, resident_ref(resident), timezone.now())
        return {id_: purpose_called(viewer.municipality, id_) for id_ in ids}


def _onward(request: HttpRequest, resident: UUID) -> str:
    """The page that asked for a choice, when it is one of ours; else the file."""
    page = request.POST.get("naar") or request.GET.get("naar", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if ours else reverse("dossier:file", kwargs={"resident": resident})
