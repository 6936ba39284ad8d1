"""Who looked in my data, for the resident themselves and for who stands for them."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.rights.looking import together
from maatwerk.casework.rights.queries import looked_at
from maatwerk.casework.rights.web.telling import LookLine, look_lines
from maatwerk.foundation.access.rights import Right
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.naming import name_of
from maatwerk.foundation.people.refusing import NotYoursError
from maatwerk.foundation.ui.views import not_found

_LATEST = 10**9  # a minute that no clock of ours reaches


class LookedView(OwnView):
    """Newest first. `?ook=eigen` is with one's own looks; `?vanaf=` begins with an earlier minute."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(self, request: HttpRequest, resident: UUID | None = None) -> HttpResponse:
        own, begin = request.GET.get("ook") == "eigen", _begin(request)
        found = looked_at(self.viewer, resident or self.me.resident, timezone.now(), own, begin)
        if found is None:
            return not_found(request, NotYoursError())
        lines = look_lines(self.viewer, found, together(found.shown.looks))
        context: dict[str, Any] = {
            "lines": [(line, _ask(line, resident)) for line in lines],
            "own": own,
            "first": begin is None,
            "older": found.shown.older,
            "purposes": found.shown.purposes,
            "somebody": resident,
            "name": name_of(found.resident) if resident else "",
        }
        return render(request, "rights/looked.html", context)


def _begin(request: HttpRequest) -> int | None:
    """The minute with which the page begins, None for the present. Raises BadRequest."""
    text = request.GET.get("vanaf", "")
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < len(str(_LATEST))):
        raise BadRequest
    return int(text)


def _ask(line: LookLine, resident: UUID | None) -> str:
    """Where one asks about a look; "" for one's own."""
    if line.asked_as is None:
        return ""
    trace, organisation = line.asked_as
    query = {"soort": Right.QUESTION.value, "keek": trace} | ({"over": organisation} if organisation else {})
    if resident:
        return reverse("mydata:for_ask", args=[resident], query=query)
    return reverse("mydata:ask", query=query)
