"""The open pages: call me back, visit me. Like the front door they carry no cookie, and nothing of them stands in an
address (docs/decisions/0005-questions-leave-no-trace.md); other than there, what is sent is kept.

A form carries an id that we signed. It is the id of the request, so sending twice makes one, and a program has to ask
for a form before it can send one.
"""

from __future__ import annotations

from typing import ClassVar, cast
from uuid import UUID, uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from maatwerk.casework.contact.actions import CodeTakenError, ContactRefusedError, TooManyError, ask
from maatwerk.casework.contact.connections import connections
from maatwerk.casework.contact.forms import CALL, VISIT, Form
from maatwerk.casework.contact.queries import somebody_answers
from maatwerk.casework.contact.reading import Sent, read
from maatwerk.casework.contact.web.fields import fields
from maatwerk.foundation.openapi.limits import Limiter, address_of
from maatwerk.foundation.people.spoken_codes import shown
from maatwerk.foundation.ui.municipality import Municipality

# Per client and process. A library has one address for all its visitors; ten requests in a minute are still no people.
MOST_A_MINUTE = 10
_DAY = 24 * 60 * 60  # how long a form that was asked for can be sent


def municipality_of(request: HttpRequest) -> Municipality:
    return cast(Municipality, request.municipality)  # type: ignore[attr-defined]


class OldFormError(ContactRefusedError):
    """The form is none that we gave out, or longer ago than a day."""


class TooFastError(ContactRefusedError):
    """One client sent more in a minute than people do."""


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class AskView(View):
    form: ClassVar[Form]
    limiter: ClassVar[Limiter] = Limiter(MOST_A_MINUTE)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, Sent())

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = read(self.form, request.POST)
        if sent.faults:
            return self._page(request, sent, status=400)
        try:
            id_ = self._id(request)
            if self.limiter.seconds_to_wait(address_of(request)):
                raise TooFastError
            receipt = ask(sent.asked(self.form), municipality_of(request).slug, id_, timezone.now())
        except ContactRefusedError as refused:
            return self._page(request, sent, *_refusal(refused))
        context = {"form": self.form, "code": shown(receipt.code), "due": receipt.due_on}
        return render(request, "contact/asked.html", context)

    def _page(self, request: HttpRequest, sent: Sent, refused: str = "", status: int = 200) -> HttpResponse:
        municipality = municipality_of(request)
        context = {
            "form": self.form,
            "fields": fields(self.form, sent),
            "faults": sent.faults,
            "refused": refused,
            "answered": somebody_answers(municipality.slug, timezone.now()),
            "signed": self._signer(request).sign(uuid4().hex),
            "urgent": connections().urgent(municipality),
        }
        return render(request, "contact/ask.html", context, status=status)

    def _id(self, request: HttpRequest) -> UUID:
        """The id that we gave out with this form. Raises OldFormError."""
        try:
            return UUID(self._signer(request).unsign(request.POST.get("formulier", ""), max_age=_DAY))
        except signing.BadSignature:
            raise OldFormError from None

    def _signer(self, request: HttpRequest) -> signing.TimestampSigner:
        return signing.TimestampSigner(salt=f"contact.{municipality_of(request).slug}.{self.form.code}")


def _refusal(refused: ContactRefusedError) -> tuple[str, int]:
    """What to tell the person, and the status; where nobody answers, the page itself says so."""
    match refused:
        case OldFormError() | CodeTakenError():
            return _("Dit formulier was te oud. Alles staat er nog. Verstuur het nog een keer."), 400
        case TooFastError():
            return _("Hier komen nu te veel vragen vandaan. Wacht een minuut, of bel ons."), 429
        case TooManyError():
            return _("Er zijn nu te veel vragen tegelijk. Bel ons, of probeer het later."), 429
        case _:
            return "", 503


class CallView(AskView):
    """Call me back."""

    form = CALL


class VisitView(AskView):
    """Visit me."""

    form = VISIT
