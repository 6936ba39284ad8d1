"""What somebody asked about data, until when an answer may take, and the answer."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from maatwerk.casework.rights.asked import asked_about, looks_known_to
from maatwerk.casework.rights.web.lines import look_lines, request_lines, told_lines
from maatwerk.casework.rights.web.whose import AboutDataView, ForSomebodyMixin


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
        looks = looks_known_to(self.asker, row.subject, row.look, self.purpose, self.now)
        context = {
            "line": line,
            "looks": look_lines(looks, municipality, at_work=False),
            "told": told_lines([each for each in asked.told if each.entry == row.entry or each.at == row.answered_at]),
        }
        return self.page("rights/request.html", context)


class RequestsForView(ForSomebodyMixin, RequestsView):
    """What one asked in the name of somebody."""


class RequestForView(ForSomebodyMixin, RequestView):
    """The same, one."""
