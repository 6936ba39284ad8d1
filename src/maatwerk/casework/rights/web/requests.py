"""What somebody asked about data, until when an answer may take, and the answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maatwerk.casework.rights.asked import asked_about, looks_known_to
from maatwerk.casework.rights.web.lines import look_lines, request_lines, restriction_lines, told_lines
from maatwerk.casework.rights.web.whose import AboutDataView, ForSomebodyMixin
from maatwerk.foundation.access.actions import end_own_restriction
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError


class RequestsView(AboutDataView):
    """All of it, newest first; for a resident also what others asked for them, and who heard of a correction."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if refused := self.refused():
            return refused
        asked = asked_about(self.asker, self.person.ref, self.purpose, self.now)
        lines = request_lines(asked.requests, self.asker.ref, self.now)
        context = {
            "requests": [(line, self.address("request", which=line.id)) for line in lines],
            "told": told_lines(asked.told),
        }
        return self.page("rights/requests.html", context)


class RequestView(AboutDataView):
    """One."""

    def get(self, request: HttpRequest, which: UUID) -> HttpResponse:
        if refused := self.refused():
            return refused
        asked = asked_about(self.asker, self.person.ref, self.purpose, self.now, which)
        if not asked.requests:
            return self.nobody()
        [row], municipality = asked.requests, self.asker.municipality
        [line] = request_lines([row], self.asker.ref, self.now)
        looks = looks_known_to(self.asker, row.subject, row.look, self.now)
        context = {
            "line": line,
            "looks": look_lines(looks, municipality, at_work=False),
            "told": told_lines([each for each in asked.told if each.entry == row.entry or each.at == row.answered_at]),
        }
        held = restriction_lines(asked.restrictions, self.now)
        context |= {"restricted": held[0] if held else None}
        return self.page("rights/request.html", context)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        """What was restricted may be used again, since who asked for that says so."""
        if refused := self.refused():
            return refused
        try:
            end_own_restriction(self.asker, which, self.now)
        except NotYoursError:
            return self.nobody()
        except GroundRefusedError as over:
            messages.info(request, " ".join(over.faults.values()))
        else:
            messages.success(request, _("Gestopt. Het mag weer worden gebruikt."))
        return redirect(self.address("request", which=which))


class RequestsForView(ForSomebodyMixin, RequestsView):
    """What one asked in the name of somebody."""


class RequestForView(ForSomebodyMixin, RequestView):
    """The same, one."""
