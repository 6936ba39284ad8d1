"""The open pages to report a mistake, and to read later what was done. No cookie, and nothing of it in an address:
which help somebody looked at is theirs (docs/decisions/0005-questions-leave-no-trace.md).

A form carries an id that we signed. It is the id of the report, so sending twice makes one, and a program has to ask
for a form before it can send one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID, uuid4

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from maatwerk.foundation.openapi.limits import Limiter, address_of
from maatwerk.foundation.people.spoken_codes import read_code, shown
from maatwerk.foundation.people.typed_text import tidy
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.queries import listings
from maatwerk.knowledge.directory.reporting.actions import (
    CodeTakenError,
    ReportRefusedError,
    Said,
    TooManyError,
    report,
)
from maatwerk.knowledge.directory.reporting.mailing import can_mail
from maatwerk.knowledge.directory.reporting.queries import report_with, somebody_edits
from maatwerk.knowledge.directory.reporting.rules import LONGEST_MAIL, LONGEST_WORDS, Wrong
from maatwerk.knowledge.directory.reporting.words import DONE, WRONG
from maatwerk.knowledge.directory.web.kept_right import municipality_of, typed

# Per client and process, as for asking to be called (docs/decisions/0034-asking-for-contact.md).
MOST_A_MINUTE = 10
_DAY = 24 * 60 * 60  # how long a form that was asked for can be sent


class OldFormError(ReportRefusedError):
    """The form is none that we gave out, or longer ago than a day."""


class TooFastError(ReportRefusedError):
    """One client sent more in a minute than people do."""


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class ReportView(View):
    """Which entry it is about stands in the body, as on the pages that lead here."""

    limiter: ClassVar[Limiter] = Limiter(MOST_A_MINUTE)

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "directory/report_which.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        listing = self._listing()
        if listing is None:
            return render(request, "directory/report_which.html", status=404)
        if "formulier" not in request.POST:
            return self._page(listing)
        said, faults = self._said()
        if faults:
            return self._page(listing, faults, status=400)
        try:
            id_ = self._id()
            if self.limiter.seconds_to_wait(address_of(request)):
                raise TooFastError
            receipt = report(said, listing, municipality_of(request).slug, id_, timezone.now())
        except ReportRefusedError as refused:
            sentence, status = _refusal(refused)
            return self._page(listing, refused=sentence, status=status)
        context = {
            "name": Service.model_validate(listing.value).name,
            "code": shown(receipt.code),
            "due": receipt.due_on,
            "mail": bool(said.mail),
            "resend": [("dienst", listing.key)],
        }
        return render(request, "directory/reported.html", context)

    def _listing(self) -> Listing | None:
        municipality = municipality_of(self.request)
        rows = listings(municipality.slug, municipality.profile.code)
        return rows.filter(key=self.request.POST.get("dienst", "").replace("\0", "")).first()

    def _said(self) -> tuple[Said, dict[str, str]]:
        faults = {}
        chosen = self.request.POST.get("fout", "")
        if chosen not in list(Wrong):
            faults["fout"] = _("Kies wat er niet klopt.")
        words, fault = typed(self.request, "woorden", LONGEST_WORDS)
        if fault or (chosen == Wrong.OTHER and not words):
            faults["woorden"] = fault or _("Schrijf op wat er niet klopt.")
        mail = self._mail()
        if mail and not _is_mail(mail):
            faults["mail"] = _("Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.")
        if faults:
            return Said(Wrong.OTHER), faults
        language = "en" if get_language() == "en" else "nl"
        return Said(Wrong(chosen), words, mail=mail, language=language), {}

    def _mail(self) -> str:
        """What was typed, where a mail can be sent; the field is not there otherwise."""
        return tidy(self.request.POST.get("mail", ""), lines=False) if self._can_mail() else ""

    def _can_mail(self) -> bool:
        return can_mail(municipality_of(self.request).slug)

    def _page(
        self, listing: Listing, faults: Mapping[str, str] | None = None, refused: str = "", status: int = 200
    ) -> HttpResponse:
        context = {
            "listing": listing,
            "name": Service.model_validate(listing.value).name,
            "choices": list(WRONG.items()),
            "chosen": self.request.POST.get("fout", ""),
            "words": typed(self.request, "woorden", LONGEST_WORDS)[0],
            "mail": self._mail()[: 2 * LONGEST_MAIL],
            "can_mail": self._can_mail(),
            "faults": faults or {},
            "refused": refused,
            "answered": somebody_edits(municipality_of(self.request).slug),
            "signed": self._signer().sign(uuid4().hex),
            "most": LONGEST_WORDS,
            "resend": [("dienst", listing.key)],
        }
        return render(self.request, "directory/report.html", context, status=status)

    def _id(self) -> UUID:
        """The id that we gave out with this form. Raises OldFormError."""
        try:
            return UUID(self._signer().unsign(self.request.POST.get("formulier", ""), max_age=_DAY))
        except signing.BadSignature:
            raise OldFormError from None

    def _signer(self) -> signing.TimestampSigner:
        return signing.TimestampSigner(salt=f"directory.report.{municipality_of(self.request).slug}")


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= LONGEST_MAIL


def _refusal(refused: ReportRefusedError) -> tuple[str, int]:
    """What to tell the person, and the status; where nobody edits, the page itself says so."""
    match refused:
        case OldFormError() | CodeTakenError():
            return _("Dit formulier was te oud. Alles staat er nog. Verstuur het nog een keer."), 400
        case TooFastError():
            return _("Hier komen nu te veel vragen vandaan. Wacht een minuut, of bel ons."), 429
        case TooManyError():
            return _("Er zijn nu te veel vragen tegelijk. Bel ons, of probeer het later."), 429
        case _:
            return "", 503


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class OutcomeView(View):
    """What was done with a report, for whoever has its code."""

    limiter: ClassVar[Limiter] = Limiter(MOST_A_MINUTE)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.limiter.seconds_to_wait(address_of(request)):
            return self._page(_("Hier komen nu te veel vragen vandaan. Wacht een minuut, of bel ons."), 429)
        code = read_code(request.POST.get("code", ""))
        if not code:
            return self._page(_("Dit is geen code. Een code is bijvoorbeeld K7M-42P."), 400)
        found = report_with(municipality_of(request).slug, code)
        if found is None:
            return self._page(_("Wij vinden niets met deze code. Kijk of u hem goed overnam."), 404)
        context = {
            "report": found,
            "code": shown(code),
            "wrong": WRONG[found.wrong],
            "done": DONE.get(found.done, ""),
            "resend": [("code", shown(code))],
        }
        return render(request, "directory/outcome.html", context)

    def _page(self, fault: str = "", status: int = 200) -> HttpResponse:
        context = {
            "typed": tidy(self.request.POST.get("code", ""), lines=False)[:40],
            "faults": {"code": fault} if fault else {},
        }
        return render(self.request, "directory/outcome_ask.html", context, status=status)
