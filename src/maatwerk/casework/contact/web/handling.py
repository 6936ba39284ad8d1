"""For who answers: finding a request by its code, and one request with what was tried and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.contact.actions import HandledError, finish, note_try
from maatwerk.casework.contact.forms import LONGEST_WORDS, form_of, form_with
from maatwerk.casework.contact.queries import request_for, request_with_code
from maatwerk.casework.contact.rules import Kind
from maatwerk.casework.contact.web.words import CHANNELS, OUTCOMES, moments
from maatwerk.casework.dossier.queries import names_of
from maatwerk.casework.dossier.web.sent import in_the_form, typed
from maatwerk.foundation.access.logs.tracing import trace_of
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.spoken_codes import read_code, shown
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.people.viewers import worker_viewer
from maatwerk.foundation.ui.views import not_found

_FIELDS = {"outcome": "uitkomst", "happened": "gebeurd"}


class ContactView(StaffView):
    @property
    def viewer(self) -> Viewer:
        return worker_viewer(self.me, trace=trace_of(self.request))


class DeskView(ContactView):
    """One field for a code: that of a form on paper, or the one that somebody names on the phone. It is posted, so it
    stands in no address."""

    def get(self, request: HttpRequest, status: int = 200, fault: str = "") -> HttpResponse:
        context = {"typed": typed(request, "code"), "faults": {"code": fault} if fault else {}}
        return render(request, "contact/desk.html", context, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        text = typed(request, "code")
        if form := form_with(text):
            return redirect("desk:enter", form=form.code)
        code = read_code(text)
        if not code:
            return self.get(request, 400, _("Dit is geen code. Een code is bijvoorbeeld B1 of K7M-42P."))
        found = request_with_code(self.viewer, code, timezone.now())
        if found is None:
            return self.get(request, 404, _("Wij vinden niets met deze code. Vraag de code nog een keer."))
        return redirect("desk:request", which=found.pk)


class RequestView(ContactView):
    """One request: how to reach somebody safely, what they want, and the two things that can be said about it."""

    def get(
        self, request: HttpRequest, which: UUID, status: int = 200, faults: Mapping[str, str] | None = None
    ) -> HttpResponse:
        row = request_for(self.viewer, which, timezone.now())
        if row is None:
            return not_found(request, NotYoursError())
        by = {ref: found.name for ref, found in names_of([row.written_by, row.handled_by]).items()}
        context = {
            "row": row,
            "title": form_of(Kind(row.kind)).title.in_("en" if get_language() == "en" else "nl"),
            "code": shown(row.code),
            "channel": CHANNELS[row.channel],
            "written_by": by.get(row.written_by, ""),
            "handled_by": by.get(row.handled_by, ""),
            "moments": moments(row.moments),
            "outcome": OUTCOMES.get(row.outcome, ""),
            "outcomes": list(OUTCOMES.items()),
            "chosen": typed(request, "uitkomst"),
            "typed": typed(request, "gebeurd"),
            "most": LONGEST_WORDS,
            "faults": faults or {},
        }
        return render(request, "contact/request.html", context, status=status)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        acts = {"geprobeerd": self._try, "klaar": self._finish}
        if request.POST.get("doe") not in acts:
            raise BadRequest
        try:
            done = acts[request.POST["doe"]](which)
        except NotYoursError:
            return not_found(request, NotYoursError())
        except HandledError:
            messages.warning(request, _("Een collega heeft dit al afgerond."))
            return redirect("desk:request", which=which)
        except GroundRefusedError as refused:
            return self.get(request, which, 400, in_the_form(refused.faults, _FIELDS))
        messages.success(request, done)
        return redirect("desk:request", which=which)

    def _try(self, which: UUID) -> str:
        tries = note_try(self.viewer, which, timezone.now())
        return _("Genoteerd. Dit was poging %(number)s.") % {"number": tries}

    def _finish(self, which: UUID) -> str:
        outcome, happened = typed(self.request, "uitkomst"), typed(self.request, "gebeurd")
        finish(self.viewer, which, outcome, happened, timezone.now())
        return _("Klaar. Over een maand wordt dit gewist.")
