"""Who works with a resident: handing over, stopping, and beginning for another task."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.actions.checking import tasks_of
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.web.of_resident import OfResidentView
from maatwerk.foundation.content import Text
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.models import Team, Worker
from maatwerk.foundation.people.residents import TEAM, WORKER


class InvolvedView(OfResidentView):
    def get(self, request: HttpRequest, status: int = 200, **shown: Any) -> HttpResponse:
        rows = queries.involved(self.viewer, self.resident.subject, self.purpose, self.now)
        choices = dict(self._colleagues())
        names = choices | {self.viewer.organisation: self.me.organisation_name}
        context = {
            "rows": [
                (row, names.get(row.who, _("Iemand die hier niet meer werkt")), self._purpose(row.purpose))
                for row in rows
            ],
            "colleagues": choices.items(),
            "purposes": [(id_, self._purpose(id_)) for id_ in self._own_tasks()],
            "typed": {"reason": request.POST.get("reason", "")},
        }
        return self.page("access/involved.html", context | shown, status)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Begin for another task."""
        posted = request.POST
        try:
            actions.begin_involvement(
                self.viewer,
                self.resident.subject,
                posted.get("purpose", ""),
                posted.get("reason", ""),
                self.now,
                posted.get("who", ""),
            )
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            return self.get(request, 400, faults=refused.faults)
        messages.success(request, _("Het is opgeschreven. De inwoner kan dit zien."))
        return redirect("grounds:involved", resident=self.resident.pk)

    def _purpose(self, id_: str) -> Text:
        return self.register.purposes[id_].name

    def _own_tasks(self) -> list[str]:
        own = tasks_of(self.me.organisation, self.now)
        return [id_ for id_ in self.register.files_on(day_of(self.now)) if id_ in own]

    def _colleagues(self) -> list[tuple[str, str]]:
        """Colleagues and teams of the own organisation, which is all that anybody may hand over to. Two queries."""
        workers = Worker.objects.filter(organisation=self.me.organisation, account__is_active=True)
        teams = Team.objects.filter(organisation=self.me.organisation)
        return [
            *((f"{WORKER}:{pk}", name) for pk, name in workers.order_by("name", "pk").values_list("pk", "name")),
            *(
                (f"{TEAM}:{pk}", _("Team %(team)s") % {"team": name})
                for pk, name in teams.order_by("name", "pk").values_list("pk", "name")
            ),
        ]


class ChangeInvolvementView(InvolvedView):
    """Hand over, or stop. Afterwards the page may not be theirs any more."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, involvement: UUID) -> HttpResponse:  # type: ignore[override]
        posted = request.POST
        rows = queries.involved(self.viewer, self.resident.subject, self.purpose, self.now)
        if involvement not in {row.pk for row in rows}:  # what they may not see for this purpose they do not change
            raise Http404
        try:
            if "end" in posted:
                actions.end_involvement(self.viewer, involvement, self.now)
            else:
                who, reason = posted.get("who", ""), posted.get("reason", "")
                actions.hand_over(self.viewer, involvement, who, reason, self.now)
        except NotYoursError:
            raise Http404 from None
        except GroundRefusedError as refused:
            faults = {f"{name}-{involvement}": sentence for name, sentence in refused.faults.items()}
            return self.get(request, 400, faults=faults)
        messages.success(request, _("Het is aangepast. Wie stopt, ziet dit dossier vanaf nu niet meer."))
        return redirect(settings.STAFF_HOME)
