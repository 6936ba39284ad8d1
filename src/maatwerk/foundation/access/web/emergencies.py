"""Emergency access: opening it with a reason, and looking at it afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.connections import connections
from maatwerk.foundation.access.logs.queries import looks_at
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.models import Emergency
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rules import EMERGENCY_LASTS, LONGEST_HIDING
from maatwerk.foundation.access.web.labels import HIDINGS
from maatwerk.foundation.content import Text
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.queries import colleague
from maatwerk.foundation.people.residents import resident_ref
from maatwerk.foundation.people.rules import Role, StaffMember
from maatwerk.foundation.people.searching import read_day
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer

_MOST_LOOKS = 500


class OpenEmergencyView(StaffView):
    """Asks the reason and says what follows, then leads to the file. It looks the same for an id that is nobody's."""

    heavy: ClassVar[bool] = True

    def get(self, request: HttpRequest, resident: UUID, status: int = 200, **shown: Any) -> HttpResponse:
        context = {"hours": EMERGENCY_LASTS.seconds // 3600, "faults": {}, "reason": ""}
        return render(request, "access/open_emergency.html", context | shown, status=status)

    def post(self, request: HttpRequest, resident: UUID) -> HttpResponse:
        reason = request.POST.get("reason", "")
        viewer = worker_viewer(self.me, trace=trace_of(request))
        try:
            actions.open_emergency(viewer, resident_ref(resident), reason, timezone.now())
        except NotYoursError:
            raise Http404 from None
        except NobodyWatchesError:
            return self.get(request, resident, 400, faults={"reason": nobody_watches()}, reason=reason)
        except GroundRefusedError as refused:
            return self.get(request, resident, 400, faults=refused.faults, reason=reason)
        messages.success(request, opened())
        return redirect(connections().visits.address(resident))


class FindInEmergencyView(StaffView):
    """The same for whom one knows by name and birth date only. Finding nobody is kept, and stops soon."""

    heavy: ClassVar[bool] = True

    def get(self, request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
        typed = {name: request.POST.get(name, "") for name in ("name", "born", "reason")}
        context = {"hours": EMERGENCY_LASTS.seconds // 3600, "faults": {}, "typed": typed, "by_name": True}
        return render(request, "access/open_emergency.html", context | shown | typed, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        described = actions.Described(request.POST.get("name", ""), read_day(request.POST.get("born", "")))
        viewer = worker_viewer(self.me, trace=trace_of(request))
        try:
            row = actions.find_in_emergency(viewer, described, request.POST.get("reason", ""), timezone.now())
        except NobodyWatchesError:
            return self.get(request, 400, faults={"reason": nobody_watches()})
        except GroundRefusedError as refused:
            return self.get(request, 400, faults=refused.faults)
        if row is None:
            fault = _("Wij vonden niet precies één persoon. Kijk naam en datum na, of bel 112.")
            return self.get(request, 404, faults={"name": fault})
        messages.success(request, opened())
        return redirect(connections().visits.address(UUID(row.subject.partition(":")[2])))


def nobody_watches() -> str:
    return _("Er is niemand die dit kan nakijken. Bel 112 of uw leidinggevende.")


def opened() -> str:
    return _("U heeft nu noodtoegang. De inwoner ziet dit, en iemand kijkt het na.")


class WatcherView(StaffView):
    roles: ClassVar[frozenset[Role]] = frozenset({Role.SUPERVISOR, Role.PRIVACY_OFFICER})

    @property
    def viewer(self) -> Viewer:
        return worker_viewer(self.me, min(self.me.roles & self.roles), trace_of(self.request))


class EmergenciesView(WatcherView):
    """What nobody has looked at yet, oldest first. No resident is named here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        rows = queries.emergencies_to_show(self.viewer, now)
        missed = queries.missed_emergencies(self.viewer, now)
        context = {"rows": rows, "missed": missed, "most": queries.MOST_SHOWN}
        return render(request, "access/emergencies.html", context)


class EmergencyView(WatcherView):
    """One: who looked, why, at what kinds of data, and the answer. Two forms: review, and not showing it yet."""

    def get(self, request: HttpRequest, which: UUID, status: int = 200, **shown: Any) -> HttpResponse:
        now = timezone.now()
        row = self._row(which, now)
        by = _who(row.who, row.municipality)
        context = {
            "row": row,
            "by": by,
            "own": row.who == self.viewer.ref,
            "looked": _looked_at(row, now),
            "hidden": row.hidden_until is not None and row.hidden_until > now,
            "grounds": HIDINGS.items(),
            "most_days": LONGEST_HIDING.days,
            "faults": {},
            "typed": _typed({}),
        }
        return render(request, "access/emergency.html", context | shown, status=status)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        self._row(which, timezone.now())
        try:
            done = self._hide(request.POST, which) if "hide" in request.POST else self._review(request.POST, which)
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            return self.get(request, which, 400, faults=refused.faults, typed=_typed(request.POST))
        messages.success(request, done)
        return redirect("grounds:emergency", which=which)

    def _review(self, posted: Mapping[str, str], id_: UUID) -> str:
        right = {"ja": True, "nee": False}.get(posted.get("right", ""))
        if right is None:
            raise GroundRefusedError({"right": _("Kies of het kijken terecht was.")})
        actions.review_emergency(self.viewer, id_, right, posted.get("words", ""), timezone.now())
        return _("Uw antwoord is bewaard. De inwoner kan het lezen.")

    def _hide(self, posted: Mapping[str, str], id_: UUID) -> str:
        text = posted.get("days", "").strip()
        days = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
        actions.hide_emergency(self.viewer, id_, posted.get("ground", ""), posted.get("why", ""), days, timezone.now())
        return _("De inwoner ziet dit nu nog niet. Kijk op tijd of dat nog nodig is.")

    def _row(self, id_: UUID, now: datetime) -> Emergency:
        row = queries.emergency(self.viewer, id_, now)
        if row is None:
            raise Http404
        return row


def _typed(posted: Mapping[str, str]) -> dict[str, Any]:
    """What was typed, to show again."""
    return {name: posted.get(name, "") for name in ("words", "why", "days")} | {"grounds": [posted.get("ground", "")]}


def _who(reference: str, municipality: str) -> StaffMember | None:
    return colleague(int(reference.partition(":")[2]), municipality)


def _looked_at(row: Emergency, now: datetime) -> list[tuple[Text, int]]:
    """Which kinds of data were seen in this emergency, and how many times; never what they say. Hidden ones are named
    too: whoever watches has to know that they were looked at."""
    categories = connections().register(row.municipality).categories
    seen: Counter[str] = Counter()
    for look in looks_at(row.subject, row.municipality, (), min(now, row.end), most=_MOST_LOOKS):
        if look.at >= row.start and look.viewer == row.who and look.purpose == row.purpose:
            seen.update(look.categories)
    return [(categories[each].name, times) for each, times in seen.most_common() if each in categories]
