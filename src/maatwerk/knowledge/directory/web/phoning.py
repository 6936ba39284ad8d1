"""For who answers the phone: calling one owner about all of its entries that wait."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maatwerk.foundation.access.refusing import NotYoursError
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.ui.views import not_found
from maatwerk.knowledge.directory.asking.actions import AnsweredError, answer, note_try
from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.asking.queries import asking_for, entries_of
from maatwerk.knowledge.directory.asking.rules import CALL_OWNER, LEAST_TRIES, Answer
from maatwerk.knowledge.directory.models import Verification
from maatwerk.knowledge.directory.reporting.actions import ReportRefusedError
from maatwerk.knowledge.directory.reporting.rules import LONGEST_WORDS
from maatwerk.knowledge.directory.web.as_read import as_read
from maatwerk.knowledge.directory.web.kept_right import said_of


class CallView(StaffView):
    """Open to whoever has the call on their list; nobody else learns that there is one."""

    def get(self, request: HttpRequest, which: UUID) -> HttpResponse:
        asking = asking_for(self.me, which, CALL_OWNER)
        return not_found(request, NotYoursError()) if asking is None else self._page(asking)

    def post(self, request: HttpRequest, which: UUID) -> HttpResponse:
        asking = asking_for(self.me, which, CALL_OWNER)
        if asking is None:
            return not_found(request, NotYoursError())
        if request.POST.get("doe") == "niet_bereikt":
            return self._not_reached(asking)
        said = said_of(request)
        if said.answer is None:
            raise BadRequest
        if said.fault:
            return self._page(asking, said.key, {"woorden": said.fault}, said.words, status=400)
        try:
            answer(asking, said.key, said.answer, said.words, Verification.How.PHONE, uuid4(), timezone.now())
        except AnsweredError:
            messages.warning(request, _("Hier was al antwoord op."))
        except ReportRefusedError:
            refused = {"woorden": _("Er is geen redacteur die dit kan aanpassen. Geef het door aan de beheerder.")}
            return self._page(asking, said.key, refused, said.words, status=503)
        else:
            messages.success(request, _done(said.answer))
        return redirect("map:call", which=asking.pk)

    def _not_reached(self, asking: Asking) -> HttpResponse:
        try:
            tries = note_try(asking, timezone.now())
        except AnsweredError:
            messages.warning(self.request, _("Dit is al klaar."))
        else:
            told = _("Genoteerd. Dit was poging %(number)s.") % {"number": tries}
            if tries >= LEAST_TRIES:
                told = _("Genoteerd. Dit gaat van de lijst. Later vragen wij het opnieuw.")
            messages.success(self.request, told)
        return redirect("map:call", which=asking.pk)

    def _page(
        self,
        asking: Asking,
        at: str = "",
        faults: Mapping[str, str] | None = None,
        words: str = "",
        status: int = 200,
    ) -> HttpResponse:
        entries = entries_of(asking)
        context = {
            "asking": asking,
            "entries": [(each, as_read(each.service)) for each in entries],
            "websites": list(dict.fromkeys(each.service.website for each in entries if each.service.website)),
            "at": at,
            "faults": faults or {},
            "words": words,
            "most": LONGEST_WORDS,
            "most_tries": LEAST_TRIES,
        }
        return render(self.request, "directory/call.html", context, status=status)


def _done(said: Answer) -> str:
    if said is Answer.RIGHT:
        return _("Genoteerd: het klopt.")
    return _("Genoteerd. Een redacteur kijkt ernaar.")
