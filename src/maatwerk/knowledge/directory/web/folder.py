"""The printed folder: which neighbourhood, language, letters and subjects, and then a PDF. Open to all, so without a
cookie, and what was chosen stands in no address (docs/decisions/0005-questions-leave-no-trace.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from maatwerk.foundation.content.entry import Language
from maatwerk.foundation.openapi.limits import Limiter, address_of
from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice.values import LifeDomain
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.folder.choosing import neighbourhoods
from maatwerk.knowledge.directory.folder.printing import Asked, folder
from maatwerk.knowledge.directory.web.kept_right import municipality_of

MOST_A_MINUTE = 10  # per client and process; making one takes about a second
_LANGUAGES: dict[str, Language] = {"nl": "nl", "en": "en"}
_LARGE = "groot"
_SIZES = ("gewoon", _LARGE)


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class FolderView(View):
    limiter: ClassVar[Limiter] = Limiter(MOST_A_MINUTE)

    def get(self, request: HttpRequest) -> HttpResponse:
        language = _LANGUAGES.get(get_language() or "", "nl")
        names = self._neighbourhoods(municipality_of(request))
        return self._page(request, names, Asked("", (), language, large_print=False))

    def post(self, request: HttpRequest) -> HttpResponse:
        municipality, above = municipality_of(request), connections()
        names = self._neighbourhoods(municipality)
        asked, faults = _read(request.POST, names)
        if faults:
            return self._page(request, names, asked, faults, 400)
        if self.limiter.seconds_to_wait(address_of(request)):
            told = _("Hier komen nu te veel vragen vandaan. Wacht een minuut, of bel ons.")
            return self._page(request, names, asked, {"wijk": told}, 429)
        pdf = folder(asked, municipality, above.domains(), above.urgent(municipality), localdate())
        name = _("hulp-in-de-buurt")
        headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)

    @staticmethod
    def _neighbourhoods(municipality: Municipality) -> list[str]:
        connections().refresh(municipality.slug)
        return neighbourhoods(municipality)

    @staticmethod
    def _page(
        request: HttpRequest,
        names: list[str],
        asked: Asked,
        faults: Mapping[str, str] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        domains = connections().domains().items()
        context = {
            "asked": asked,
            "faults": faults or {},
            "neighbourhoods": names,
            "domains": [(domain.value, label.text, domain in asked.domains) for domain, label in domains],
        }
        return render(request, "directory/folder.html", context, status=status)


def _read(sent: QueryDict, names: Sequence[str]) -> tuple[Asked, dict[str, str]]:
    """What was chosen, as far as it can be read, and what is wrong with the rest: field → sentence."""
    neighbourhood, language, size = (sent.get(field, "") for field in ("wijk", "taal", "letters"))
    chosen, known = sent.getlist("leefgebied"), {domain.value for domain in LifeDomain}
    faults = {}
    if neighbourhood and neighbourhood not in names:
        faults["wijk"] = _("Kies een wijk uit de lijst.")
    if set(chosen) - known:
        faults["leefgebied"] = _("Kies onderwerpen uit de lijst.")
    if language not in _LANGUAGES:
        faults["taal"] = _("Kies Nederlands of Engels.")
    if size not in _SIZES:
        faults["letters"] = _("Kies gewone of grote letters.")
    asked = Asked(
        neighbourhood if neighbourhood in names else "",
        tuple(domain for domain in LifeDomain if domain.value in chosen),
        _LANGUAGES.get(language, "nl"),
        large_print=size == _LARGE,
    )
    return asked, faults
