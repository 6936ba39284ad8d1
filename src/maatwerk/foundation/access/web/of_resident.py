"""The base of pages about one resident, for somebody at work who chose for what they look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views import View

from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.register import Register
from maatwerk.foundation.gate.connections import connections as gate
from maatwerk.foundation.gate.protocols import Part, Viewer
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer


class _Known(View):
    """Between knowing who is at work and answering: for what do they look, and may they know who it is?"""

    me: Any
    viewer: Viewer
    resident: Resident
    purpose: str
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        id_: UUID = kwargs.pop("resident")
        self.now = timezone.now()
        self.viewer = worker_viewer(self.me, trace=trace_of(request))
        self.purpose = connections().visits.purpose(request, id_)
        found = self._whom(id_) if self.purpose else None
        if found is None:
            return self.unseen(request, id_)
        self.resident = found
        return super().dispatch(request, *args, **kwargs)

    def unseen(self, request: HttpRequest, resident: UUID) -> HttpResponseBase:
        """The answer when no purpose was chosen, or nothing may be seen for it."""
        if not self.purpose:
            return redirect(connections().visits.address(resident))
        raise Http404

    def _whom(self, resident: UUID) -> Resident | None:
        """Looked for among whom they may know, so that not there and not theirs take the same queries."""
        rows = Resident.objects.filter(subject=resident_ref(resident), municipality=self.viewer.municipality)
        seen = gate().gate.open_pages(self.viewer, {"": Part(rows, most=1)}, self.purpose, self.now)[""]
        return seen[0].thing if seen else None


class OfResidentView(StaffView, _Known):
    """A page about the resident whose id is `resident` in the address. Gives `viewer`, `resident`, `purpose` and `now`;
    `page` shows for what they look. Not there and not yours are the same page."""

    @property
    def register(self) -> Register:
        return connections().register(self.viewer.municipality)

    def page(self, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
        return render(self.request, template, {"visit": self.visit(), "faults": {}, **context}, status=status)

    def visit(self) -> dict[str, Any]:
        """What every such page shows: whose it is, and for what it was opened."""
        purpose = self.register.purposes[self.purpose]
        return {
            "id": self.resident.pk,
            "name": name_of(self.resident),
            "resident": self.resident,
            "purpose": purpose,
            "laws": purpose.law_names,
            "file": connections().visits.address(self.resident.pk),
        }
