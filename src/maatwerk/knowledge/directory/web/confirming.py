"""The page behind the link in a mail to an owner: is this still right?

Who has the link needs no log-in. Looking changes nothing, since programs that check mail follow every link; a button
does.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import uuid4

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.knowledge.directory.asking.actions import AnsweredError, answer
from maatwerk.knowledge.directory.asking.links import asking_of
from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.asking.queries import entries_of
from maatwerk.knowledge.directory.asking.rules import Answer
from maatwerk.knowledge.directory.models import Verification
from maatwerk.knowledge.directory.reporting.actions import Receipt, ReportRefusedError
from maatwerk.knowledge.directory.reporting.rules import LONGEST_WORDS
from maatwerk.knowledge.directory.web.as_read import as_read
from maatwerk.knowledge.directory.web.kept_right import municipality_of, said_of


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ConfirmView(View):
    def get(self, request: HttpRequest, link: str) -> HttpResponse:
        asking = self._asking(link)
        return self._over() if asking is None else self._page(asking)

    def post(self, request: HttpRequest, link: str) -> HttpResponse:
        asking = self._asking(link)
        if asking is None:
            return self._over()
        said = said_of(request)
        if said.answer is None:
            raise BadRequest
        if said.fault:
            return self._page(asking, said.key, {"woorden": said.fault}, said.words, status=400)
        try:
            receipt = answer(asking, said.key, said.answer, said.words, Verification.How.LINK, uuid4(), timezone.now())
        except AnsweredError:
            return self._page(asking, notice=_("U gaf hier al antwoord op. Dank u wel."))
        except ReportRefusedError:
            refused = {"woorden": _("Dit kan hier nu niet. Bel ons, dan lossen wij het op.")}
            return self._page(asking, said.key, refused, said.words, status=503)
        return self._page(asking, notice=_thanks(said.answer), receipt=receipt)

    def _asking(self, link: str) -> Asking | None:
        return asking_of(link, municipality_of(self.request).slug)

    def _page(
        self,
        asking: Asking,
        at: str = "",
        faults: Mapping[str, str] | None = None,
        words: str = "",
        notice: str = "",
        receipt: Receipt | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {
            "asking": asking,
            "entries": [(each, as_read(each.service)) for each in entries_of(asking)],
            "at": at,
            "faults": faults or {},
            "words": words,
            "notice_text": notice,
            "code": shown(receipt.code) if receipt else "",
            "due": receipt.due_on if receipt else None,
            "most": LONGEST_WORDS,
        }
        return render(self.request, "directory/confirm.html", context, status=status)

    def _over(self) -> HttpResponse:
        return render(self.request, "directory/link_over.html", status=404)


def _thanks(said: Answer) -> str:
    if said is Answer.RIGHT:
        return _("Dank u wel. Wij hebben genoteerd dat het klopt.")
    return _("Dank u wel. Een redacteur kijkt ernaar.")
