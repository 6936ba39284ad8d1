"""The visit to a file: somebody at work chooses once for what they look, and every page of the file shows it.

`visits` keeps what was chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from maatwerk.casework.dossier.categories import purpose_called
from maatwerk.casework.dossier.names import name_of
from maatwerk.casework.dossier.queries import resident_for
from maatwerk.casework.dossier.visits import chosen, forget
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.register import Purpose
from maatwerk.foundation.access.viewing import purposes_for
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer


def no_such_file(request: HttpRequest, resident: UUID | None = None) -> HttpResponse:
    """The same page for a resident who does not exist and for one whom this worker may not see. With `resident` it
    leads to emergency access, whether there is one or not."""
    return render(request, "dossier/no_file.html", {"asked_for": resident}, status=404)


class _Inside(View):
    """What stands between knowing who is at work and answering: for what do they look, and may they know who it is?"""

    me: Any
    request: HttpRequest
    viewer: Viewer
    resident: Resident
    purpose: str
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        id_: UUID = kwargs.pop("resident")
        self.now = timezone.now()
        self.viewer = worker_viewer(self.me, trace=trace_of(request))
        self.purpose = chosen(request, id_)
        found = resident_for(self.viewer, id_, self.purpose, self.now) if self.purpose else None
        if found is None:
            if self.purpose in purposes_for(self.viewer, resident_ref(id_), self.now):
                return no_such_file(request, id_)  # theirs, and yet nothing of it may be seen
            forget(request, id_)  # not chosen yet, or not theirs any more: that page tells which they have, if any
            query = {"naar": request.get_full_path()} if request.method == "GET" else {}
            return redirect(reverse("dossier:purpose", kwargs={"resident": id_}, query=query))
        self.resident = found
        return super().dispatch(request, *args, **kwargs)


class FileView(StaffView, _Inside):
    """A page of the file of one resident, whose id is `resident` in the address. Gives `viewer`, `resident`, `purpose`
    and `now`; `page` renders a template that extends `dossier/file_page.html`."""

    def page(self, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
        return render(self.request, template, {"visit": self.visit(), **context}, status=status)

    def visit(self) -> dict[str, Any]:
        """What every page of a file shows: whose it is, and for what it was opened."""
        purpose = purpose_called(self.viewer.municipality, self.purpose)
        return {
            "id": self.resident.pk,
            "name": name_of(self.resident),
            "resident": self.resident,
            "purpose": purpose,
            "laws": laws_of(purpose),
        }


def laws_of(purpose: Purpose) -> str:
    """The laws that a purpose rests on: "Wmo 2015; Jeugdwet"."""
    return "; ".join(dict.fromkeys(law.name for law in purpose.laws))
