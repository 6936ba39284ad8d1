"""Choosing an own word, at the table, with the resident there."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.protocols import UnknownPurposeError, Viewer
from maatwerk.foundation.people.admitting import ONLY_LOOKING
from maatwerk.foundation.people.codes import CodeRefusedError, set_word
from maatwerk.foundation.people.models import Resident, Way
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer


@method_decorator(sensitive_post_parameters("woord", "nogmaals"), name="dispatch")
class OwnWordView(StaffView):
    """For a worker who may know who this is, for the purpose in the address (`doel`). The resident types the word
    themselves; it is never shown, not here either."""

    def get(
        self, request: HttpRequest, resident: UUID, status: int = 200, faults: dict[str, str] | None = None
    ) -> HttpResponse:
        viewer, purpose = self._viewer(), request.GET.get("doel", "")
        found = self._resident(viewer, resident, purpose)
        if found is None:
            return self._nobody(request)
        rows = Way.objects.filter(resident=found.pk, checked_at__isnull=False)
        checked = any(seen.decision.allows for seen in connections().gate.open_page(viewer, rows, purpose))
        context = {"resident": found, "checked": checked, "faults": faults or {}}
        return render(request, "people/own_word.html", context, status=status)

    def post(self, request: HttpRequest, resident: UUID) -> HttpResponse:
        viewer, purpose = self._viewer(), request.GET.get("doel", "")
        found = self._resident(viewer, resident, purpose)
        if found is None:
            return self._nobody(request)
        word = request.POST.get("woord", "")
        if word != request.POST.get("nogmaals", ""):
            return self.get(request, resident, 400, {"nogmaals": _("De twee woorden zijn niet gelijk.")})
        try:
            set_word(found, word, viewer.ref, purpose, timezone.now())
        except CodeRefusedError as refused:
            return self.get(request, resident, 400, refused.faults)
        messages.success(request, _("Het eigen woord is bewaard. Niemand kan het teruglezen."))
        return redirect(reverse("people:own_word", args=[resident], query={"doel": purpose}))

    def _viewer(self) -> Viewer:
        return worker_viewer(self.me, trace=secrets.token_hex(16))

    def _nobody(self, request: HttpRequest) -> HttpResponse:
        """The same page for a resident who does not exist and for one whom this worker may not know."""
        return render(request, "people/no_resident.html", status=404)

    def _resident(self, viewer: Viewer, id_: UUID, purpose: str) -> Resident | None:
        """The resident, when the gate lets this worker know who it is and they work with them. Who only looks at
        somebody chooses no way to sign in for them."""
        if purpose in ONLY_LOOKING:
            return None
        rows = Resident.objects.filter(pk=id_, municipality=viewer.municipality)
        gate = connections().gate
        try:  # through `visible`, so that nobody and not yours take the same queries
            seen = gate.open_page(viewer, gate.visible(viewer, rows, purpose), purpose)
        except UnknownPurposeError:  # the purpose stands in the address, so it may be anything
            return None
        return seen[0].thing if seen else None
