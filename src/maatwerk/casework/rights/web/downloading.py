"""Everything about oneself to take along: as a file that is made at once, and never sent. What may be sent is a link
back to here."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.categories import OWN_LOOK
from maatwerk.casework.rights import links
from maatwerk.casework.rights.connections import connections
from maatwerk.casework.rights.copy import Copy
from maatwerk.casework.rights.copying import OWN_ONLY, Asked, copy_of
from maatwerk.casework.rights.files import as_csv, as_json
from maatwerk.casework.rights.labels import PARTS
from maatwerk.casework.rights.links import ask_link
from maatwerk.casework.rights.paper import as_pdfs
from maatwerk.casework.rights.web.whose import AboutDataView, ForSomebodyMixin
from maatwerk.foundation.documents.letters import LetterRefusedError
from maatwerk.foundation.people.ages import day_of
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.ui.municipality import Municipality

_ABOUT_THE_FILE = {"bestand", "weggelaten"}
_OWN_ONLY = {str(Copy.model_fields[name].alias) for name in (*OWN_ONLY, "log_ins")}
_PDF, _JSON, _ZIP = "application/pdf", "application/json", "application/zip"


@dataclass(frozen=True)
class Made:
    """A file, and how its name ends."""

    content: bytes
    ending: str
    media_type: str


class DownloadView(AboutDataView):
    """Sent as a form, so that nothing stands in an address or is kept on the way. Who signed in a while ago does so
    again: a computer in a library may still be open."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL
    heavy: ClassVar[bool] = True

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page() if self.found() else self.nobody()

    def post(self, request: HttpRequest) -> HttpResponse:
        if not self.found():
            return self.nobody()
        if "link" in request.POST and self._offers_link():
            return self._ask_link()
        form, large_print = request.POST.get("vorm", ""), request.POST.get("groot") == "ja"
        if form not in {"pdf", "json", "csv"}:
            return self._page(_("Kies papier, tabellen of een bestand voor een ander programma."))
        copy = copy_of(self._asked(), self.now)
        if copy is None:
            return self.nobody()
        try:
            made = self._made(copy, form, large_print)
        except LetterRefusedError as refused:
            return self._page(refused.sentence)
        return self._handed_out(made)

    def _ask_link(self) -> HttpResponse:
        """The same answer for everybody: that mail is not safe for somebody is told to nobody who looks along."""
        ask_link(self.asker, get_language() or "nl", self.now)
        messages.success(
            self.request, _("Kan mail veilig? Dan krijgt u binnen een kwartier een link. Anders komt er niets.")
        )
        return redirect(self.address("download"))

    def _offers_link(self) -> bool:
        """Only for oneself, and where mail is sent at all."""
        return self.purpose == OWN_LOOK and connections().links.can(self.me.municipality)

    def _asked(self) -> Asked:
        own = self.purpose == OWN_LOOK
        about: UUID = self.person.pk
        language: Literal["nl", "en"] = "en" if get_language() == "en" else "nl"
        return Asked(self.asker, about, self.purpose, language, self.me.account if own else None)

    def _made(self, copy: Copy, form: str, large_print: bool) -> Made:
        if form == "json":
            return Made(as_json(copy), "json", _JSON)
        if form == "csv":
            return Made(as_csv(copy), "zip", _ZIP)
        municipality = cast(Municipality, self.request.municipality)  # type: ignore[attr-defined]
        pdfs = as_pdfs(copy, municipality, large_print)
        return Made(pdfs[0], "pdf", _PDF) if len(pdfs) == 1 else Made(_together(pdfs), "zip", _ZIP)

    def _handed_out(self, made: Made) -> HttpResponse:
        response = HttpResponse(made.content, made.media_type)
        name = f"gegevens-{day_of(self.now):%Y-%m-%d}.{made.ending}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

    def _page(self, wrong: str = "") -> HttpResponse:
        faults = {"vorm": wrong} if wrong else {}
        context: dict[str, Any] = {"faults": faults, "large_print": self.request.POST.get("groot") == "ja"}
        not_told = _ABOUT_THE_FILE if self.purpose == OWN_LOOK else _ABOUT_THE_FILE | _OWN_ONLY
        context |= {
            "link": self._offers_link(),
            "parts": [words for name, words in PARTS.items() if name not in not_told],
        }
        return self.page("rights/download.html", context, 400 if wrong else 200)


class ReadyView(DownloadView):
    """Where a link leads to: the same, once. Another's link, one that was used and one that never was look the same."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.ticket: UUID = kwargs.pop("ticket")
        return super().dispatch(request, *args, **kwargs)

    def found(self) -> bool:
        return super().found() and links.holds(self.ticket, self.asker, self.now)

    def nobody(self) -> HttpResponse:
        return render(self.request, "rights/link_over.html", {}, status=404)

    def _handed_out(self, made: Made) -> HttpResponse:
        return super()._handed_out(made) if links.use(self.ticket, self.asker, self.now) else self.nobody()

    def _offers_link(self) -> bool:
        return False


class ForDownloadView(ForSomebodyMixin, DownloadView):
    """The same for who may act in the name of somebody, as far as that goes."""


def _together(pdfs: list[bytes]) -> bytes:
    """Several PDFs of one copy in a zip, which has no moment in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number, pdf in enumerate(pdfs, start=1):
            archive.writestr(zipfile.ZipInfo(f"gegevens-deel-{number}.pdf"), pdf)
    return packed.getvalue()
