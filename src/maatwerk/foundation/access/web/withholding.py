"""Looking at what a colleague withheld."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import WITHHOLDING, WithholdingGround
from maatwerk.foundation.access.web.labels import WITHHOLDINGS
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer


class WithholdingView(StaffView):
    """For who of the same organisation works with the resident, and did not withhold it themselves."""

    def get(self, request: HttpRequest, which: UUID, status: int = 200, **shown: Any) -> HttpResponse:
        row = queries.withholding(self._viewer, which, timezone.now())
        if row is None:
            raise Http404
        ground = WithholdingGround(row.ground)
        context = {
            "row": row,
            "category": connections().register(row.municipality).categories[row.category].name,
            "ground": WITHHOLDINGS[ground],
            "law": WITHHOLDING[ground],
            "from_resident": row.from_whom == row.subject,
            "own": row.by == self._viewer.ref,
            "file": connections().visits.address(UUID(row.subject.partition(":")[2])),
            "faults": {},
        }
        return render(request, "access/withholding.html", context | shown, status=status)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        right = {"ja": True, "nee": False}.get(request.POST.get("right", ""))
        if right is None:
            return self.get(request, which, 400, faults={"right": _("Kies of dit terecht is.")})
        if queries.withholding(self._viewer, which, timezone.now()) is None:  # what they may not see they do not settle
            raise Http404
        try:
            actions.review_withholding(self._viewer, which, right, timezone.now())
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            return self.get(request, which, 400, faults=refused.faults)
        messages.success(request, _("Uw antwoord is bewaard."))
        return redirect(settings.STAFF_HOME)

    @property
    def _viewer(self) -> Viewer:
        return worker_viewer(self.me, trace=trace_of(self.request))
