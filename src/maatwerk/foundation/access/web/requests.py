"""Asking to work with somebody whom one cannot see, and answering such a request with the resident."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.actions.checking import tasks_of
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.residents import Standing
from maatwerk.foundation.people.searching import read_day
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer

_ANSWERS = {"ja": True, "nee": False}


class AskView(StaffView):
    """The same answer for everybody who asks well, whoever is there."""

    def get(self, request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
        now = timezone.now()
        tasks = connections().register(self.me.municipality).files_on(day_of(now))
        own = tasks_of(self.me.organisation, now)
        context = {
            "purposes": [(id_, each.name) for id_, each in tasks.items() if id_ in own],
            "typed": {name: request.POST.get(name, "") for name in ("name", "born", "purpose", "reason")},
            "faults": {},
        }
        return render(request, "access/ask.html", context | shown, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        if not ratelimit.consume(request, action="blind_request", user=request.user):
            return self.get(request, 429, faults={"name": _("U vroeg dit al vaak. Probeer het over een uur opnieuw.")})
        posted = request.POST
        viewer = worker_viewer(self.me, trace=trace_of(request))
        described = actions.Described(posted.get("name", ""), read_day(posted.get("born", "")))
        try:
            actions.ask_blind(viewer, described, posted.get("purpose", ""), posted.get("reason", ""), timezone.now())
        except GroundRefusedError as refused:
            return self.get(request, 400, faults=refused.faults)
        messages.success(request, _("Uw vraag is verstuurd. U hoort het als de inwoner ja zegt."))
        return redirect("grounds:ask")


class RequestView(StaffView):
    """A request to work with a resident, for who works with them and asks them."""

    def get(self, request: HttpRequest, which: UUID, status: int = 200, **shown: Any) -> HttpResponse:
        now, viewer = timezone.now(), self._viewer
        row = queries.blind_request(viewer, which, now)
        if row is None:
            raise Http404
        purpose = queries.purposes_with(viewer, row.subject, now)[0]
        context: dict[str, Any] = {
            "row": row,
            "asker": colleague(int(row.who.partition(":")[2]), row.municipality),
            "purpose": connections().register(row.municipality).purposes[row.purpose],
            "file": connections().visits.address(UUID(row.subject.partition(":")[2])),
            "voices": voice_choices(viewer, row.subject, purpose),
            "voice": [],
            "faults": {},
        }
        return render(request, "access/request.html", context | shown, status=status)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        agreed, voice = _ANSWERS.get(request.POST.get("agreed", "")), request.POST.get("voice", "")
        if agreed is None:
            return self.get(request, which, 400, faults={"agreed": _("Kies ja of nee.")}, voice=[voice])
        try:
            actions.answer_blind(self._viewer, which, agreed, timezone.now(), voice)
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            return self.get(request, which, 400, faults=refused.faults, voice=[voice])
        messages.success(request, _("Het antwoord is bewaard."))
        return redirect(settings.STAFF_HOME)

    @property
    def _viewer(self) -> Viewer:
        return worker_viewer(self.me, trace=trace_of(self.request))


def voice_choices(viewer: Viewer, subject: str, purpose: str) -> list[tuple[str, str]]:
    """Who can have said something: the resident, and who stands for them. None is chosen beforehand."""
    standing = queries.voices(viewer, subject, purpose, timezone.now())
    others = [(each.ref, f"{each.name} ({STANDINGS[Standing(each.standing)]})") for each in standing]
    return [(subject, _("De inwoner zelf")), *others]
