"""What has to stay although its term is over: which holds stand, placing one, and ending one. No resident is named."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.access.actions import Described
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.register import SAFETY
from maatwerk.foundation.access.retention.holding import Held, end_hold, hold_for
from maatwerk.foundation.access.watching import queries
from maatwerk.foundation.access.web.emergencies import WatcherView
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.searching import read_day

_TYPED = ("name", "born", "purpose", "law", "reason", "until")


class OfficerView(WatcherView):
    roles: ClassVar[frozenset[Role]] = frozenset({Role.PRIVACY_OFFICER})


class HoldsView(OfficerView):
    """The list, and the form for one more. Whoever it is about reads the law and the end."""

    heavy: ClassVar[bool] = True

    def get(self, request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
        held = queries.holds(self.viewer, timezone.now())
        names = queries.names_of([each.by for each in held], self.me.municipality)
        purposes, language = connections().register(self.me.municipality).purposes, get_language() or "nl"
        known = {id_: each.name.in_(language) for id_, each in purposes.items()}
        context = {
            "holds": [(each, known.get(each.purpose, ""), names.get(each.by, "")) for each in held],
            "purposes": [(id_, known[id_]) for id_, each in purposes.items() if each.is_task and id_ != SAFETY],
            "typed": {name: request.POST.get(name, "") for name in _TYPED},
            "faults": {},
        }
        return render(request, "access/watch_holds.html", context | shown, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        typed = request.POST.get
        described = Described(typed("name", ""), read_day(typed("born", "")))
        held = Held(typed("reason", ""), typed("law", ""), read_day(typed("until", "")), typed("purpose", ""))
        try:
            hold_for(self.viewer, described, held, timezone.now())
        except GroundRefusedError as refused:
            return self.get(request, 400, faults=refused.faults)
        messages.success(request, _("Dit blijft bewaard. De inwoner ziet de wet en de laatste dag."))
        return redirect("watch:holds")


class EndHoldView(OfficerView):
    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        try:
            end_hold(self.viewer, which, timezone.now())
        except NotYoursError:
            raise Http404 from None
        messages.success(request, _("Gestopt. De gewone termijn geldt weer."))
        return redirect("watch:holds")
