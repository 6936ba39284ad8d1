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
        if not self.purpose:
            return redirect(connections().visits.address(id_))
        rows = Resident.objects.filter(subject=resident_ref(id_), municipality=self.viewer.municipality)
        # Looked for among whom they may know, so that not there and not theirs take the same queries.
        seen = gate().gate.open_pages(self.viewer, {"": Part(rows, most=1)}, self.purpose, self.now)[""]
        if not seen or seen[0].thing is None:
            raise Http404
        self.resident = seen[0].thing
        return super().dispatch(request, *args, **kwargs)


class OfResidentView(StaffView, _Known):
    """Gives `viewer`, `resident`, `purpose` and `now`. Not there and not yours are the same page."""

    @property
    def register(self) -> Register:
        return connections().register(self.viewer.municipality)

    @property
    def name(self) -> str:
        parts = (self.resident.called or self.resident.given_names, self.resident.prefix, self.resident.family_name)
        return " ".join(filter(None, parts))

    def page(self, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
        about = {
            "id": self.resident.pk,
            "name": self.name,
            "purpose": self.register.purposes[self.purpose],
            "laws": "; ".join(dict.fromkeys(law.name for law in self.register.purposes[self.purpose].laws)),
            "file": connections().visits.address(self.resident.pk),
        }
        return render(self.request, template, {"visit": about, "faults": {}, **context}, status=status)
