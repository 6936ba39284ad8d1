"""For who edits the map: one report, and saying what was done."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.foundation.access.refusing import NotYoursError
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.ui.views import not_found
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.queries import counting
from maatwerk.knowledge.directory.reporting.actions import AnsweredError, answer
from maatwerk.knowledge.directory.reporting.models import Report
from maatwerk.knowledge.directory.reporting.queries import report_for
from maatwerk.knowledge.directory.reporting.rules import LONGEST_TOLD, Done
from maatwerk.knowledge.directory.reporting.words import DONE, VIA, WRONG
from maatwerk.knowledge.directory.web.as_read import as_read
from maatwerk.knowledge.directory.web.kept_right import typed


class AnswerView(StaffView):
    roles = frozenset({Role.EDITOR})

    def get(self, request: HttpRequest, which: UUID) -> HttpResponse:
        found = report_for(self.me.municipality, which)
        return not_found(request, NotYoursError()) if found is None else self._page(found)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        found = report_for(self.me.municipality, which)
        if found is None:
            return not_found(request, NotYoursError())
        done = request.POST.get("uitkomst", "")
        told, fault = typed(request, "antwoord", LONGEST_TOLD)
        faults = {"uitkomst": _("Kies wat u deed.")} if done not in list(Done) else {}
        if fault or not told:
            faults["antwoord"] = fault or _("Schrijf in een zin wat u deed.")
        if faults:
            return self._page(found, faults, 400)
        try:
            answer(self.me, found.pk, Done(done), told, timezone.now())
        except AnsweredError:
            messages.warning(request, _("Een collega heeft dit al afgerond."))
        else:
            messages.success(request, _("Klaar. Wie het meldde, leest uw antwoord met de code."))
        return redirect("map:report", which=which)

    def _page(self, found: Report, faults: Mapping[str, str] | None = None, status: int = 200) -> HttpResponse:
        row = counting(self.me.municipality).filter(key=found.key, hidden=False).first()
        context = {
            "report": found,
            "code": shown(found.code),
            "wrong": WRONG[found.wrong],
            "via": VIA[found.via],
            "done": DONE.get(found.done, ""),
            "choices": list(DONE.items()),
            "lines": as_read(Service.model_validate(row.value)) if row else [],
            "listing": row,
            "chosen": self.request.POST.get("uitkomst", ""),
            "typed": typed(self.request, "antwoord", LONGEST_TOLD)[0],
            "most": LONGEST_TOLD,
            "faults": faults or {},
        }
        return render(self.request, "directory/answer_report.html", context, status=status)
