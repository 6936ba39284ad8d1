"""Signing in with a code and one's own word. What these pages say and do is the same for everybody."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from maatwerk.foundation.people import codes
from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.browsers import browser_and_device
from maatwerk.foundation.people.resident_pages import is_worker
from maatwerk.foundation.people.residents import WayKind
from maatwerk.foundation.people.sealing import hidden_key
from maatwerk.foundation.people.signing_in import sign_in_resident
from maatwerk.foundation.people.web.mijn import wanted

_ASKED = "resident_code"  # in the session: the ticket, a key of the way that was typed, and where to go afterwards


@method_decorator([never_cache, sensitive_post_parameters("waar", "woord")], name="dispatch")
class AskCodeView(View):
    """Typing a telephone number or mail address and one's own word."""

    def get(
        self, request: HttpRequest, faults: dict[str, str] | None = None, where: str = "", status: int = 200
    ) -> HttpResponse:
        if is_worker(request):
            return render(request, "people/mijn_worker.html", status=403)
        kinds = codes.channels(_slug(request))
        context = {
            "available": bool(kinds),
            "only_mail": kinds == {WayKind.MAIL},
            "faults": faults or {},
            "where": where,
        }
        return render(request, "people/mijn_code.html", context, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        where, word = request.POST.get("waar", ""), request.POST.get("woord", "")
        kinds, way = codes.channels(_slug(request)), codes.plain_way(where)
        faults = {}
        if not way or codes.kind_of(where) not in kinds:
            faults["waar"] = _no_way(kinds)
        if not codes.plain_word(word):
            faults["woord"] = _("Vul uw eigen woord in.")
        if faults:
            return self.get(request, faults, where, 400)
        key = hidden_key(f"{_slug(request)}:{way}", "people.code", 1)
        locked = not ratelimit.consume(request, action="resident_code_typed", key=key, dry_run=True)
        if locked or not ratelimit.consume(request, action="resident_code_asked", key=key):
            return too_often(request)
        ticket = codes.ask(_slug(request), way, word, get_language() or "nl")
        request.session[_ASKED] = {"ticket": ticket, "key": key, "next": wanted(request)}
        return redirect("mijn:code_typed")


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class TypeCodeView(View):
    """Typing the code that came."""

    def get(self, request: HttpRequest, faults: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
        if _ASKED not in request.session:
            return redirect("mijn:code")
        return render(request, "people/mijn_code_typed.html", {"faults": faults or {}}, status=status)

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = request.session.get(_ASKED)
        if asked is None:
            return redirect("mijn:code")
        if not ratelimit.consume(request, action="resident_code_typed", key=asked["key"]):
            return too_often(request)
        account = codes.typed(asked["ticket"], request.POST.get("code", ""), _slug(request))
        if account is None:
            codes.tried(asked["ticket"], browser_and_device(request.headers.get("User-Agent", "")))
            sentence = _("Deze code klopt niet, of hij is verlopen. Kijk nog een keer, of vraag een nieuwe code.")
            return self.get(request, {"code": sentence}, 400)
        ratelimit.clear(request, action="resident_code_typed", key=asked["key"])
        request.session.flush()
        sign_in_resident(request, account, How.CODE, Assurance.CODE, timezone.now())
        return redirect(asked["next"])


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "people/mijn_too_often.html", status=429)


def _no_way(kinds: frozenset[WayKind]) -> str:
    if kinds == {WayKind.MAIL}:
        return _("Vul uw e-mailadres in. Het ziet eruit als naam@voorbeeld.nl.")
    if WayKind.MAIL not in kinds:
        return _("Vul uw mobiele telefoonnummer in, zoals 06 12345678.")
    return _("Vul uw mobiele telefoonnummer of uw e-mailadres in.")


def _slug(request: HttpRequest) -> str:
    return str(request.municipality.slug)  # type: ignore[attr-defined]
