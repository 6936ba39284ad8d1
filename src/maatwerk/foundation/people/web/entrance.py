"""The way in for people at work: django-allauth's pages, and the rules we add to them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import DeactivateTOTPView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from maatwerk.foundation.people.models import Account
from maatwerk.foundation.people.organisation_log_in import log_ins_of
from maatwerk.foundation.people.resident_pages import is_resident
from maatwerk.foundation.people.rules import is_strong

log = logging.getLogger("maatwerk.people")

type View = Callable[..., HttpResponseBase]


def guarded(view: View) -> View:
    """A page of allauth, with two rules of ours. Somebody who has a key and did not use it to sign in, signs in again:
    that is how a new key is used for the first time, and how a password alone never gets at the keys. And a form that
    is shown again was not right, so it is no success (400). A resident is told that this is for people at work."""

    @never_cache
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_resident(request):
            return render(request, "people/not_at_work.html", status=403)
        if request.user.is_authenticated and has_key(request.user.pk) and not _used_key(request):
            logout(request)
            messages.info(request, _("Uw sleutel is ingesteld. Log nu opnieuw in, met uw sleutel."))
            return redirect("account_login")
        _require_readable(request.POST.get("credential", ""))
        response = view(request, *args, **kwargs)
        if request.method == "POST" and response.status_code == 200:
            response.status_code = 400
        return response

    return page


def _require_readable(credential: str) -> None:
    """What a passkey sends is JSON. The forms of allauth say so of most that is not, and fail on what is nested without
    end or holds a number of thousands of digits. Raises BadRequest for that."""
    try:
        json.loads(credential)
    except json.JSONDecodeError:
        return
    except (RecursionError, ValueError) as error:
        raise BadRequest from error


def has_key(account: int) -> bool:
    """Whether this account has a second factor; recovery codes alone are none."""
    return bool(_keys(account).exists())


def _keys(account: int) -> Any:
    return Authenticator.objects.filter(user=account, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def _used_key(request: HttpRequest) -> bool:
    return is_strong(get_authentication_records(request, request.user))


class LogInView(LoginView):  # type: ignore[misc] # allauth ships no types
    """Password, passkey, or the log-in of an organisation of this municipality."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"log_ins": buttons(self.request)}


def buttons(request: HttpRequest, organisation: str = "") -> list[tuple[str, str]]:
    """The organisations' own log-ins for this page, as (address, name). The address is a link and not a form: a form
    may not lead to another host (`form-action`). It is the Dutch one, as the organisation knows only that."""
    wanted = request.GET.get("next", "")
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    with override("nl"):
        return [
            (reverse("openid_connect_login", args=[each.id]) + query, each.name)
            for each in log_ins_of(request.municipality.slug, organisation)  # type: ignore[attr-defined]
        ]


def _of_this_municipality(view: View) -> View:
    """The log-in of an organisation, on the pages of its own municipality only. When it gives no answer, that is said
    in a page; its own mistakes are allauth's to find."""

    @never_cache
    def page(request: HttpRequest, provider_id: str) -> HttpResponseBase:
        from requests import RequestException

        here = log_ins_of(request.municipality.slug)  # type: ignore[attr-defined]
        if provider_id not in {each.id for each in here}:
            raise Http404
        try:
            return view(request, provider_id)
        except RequestException as error:
            log.warning("the log-in %s gave no answer: %s", provider_id, type(error).__name__)
            return render(request, "people/no_answer.html", status=503)

    return page


@_of_this_municipality
def organisation_log_in(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """To the organisation's own log-in. Nothing in the address may change what is asked there, as allauth would let
    it; only where to go afterwards, which allauth checks to be a page of ours."""
    if set(request.GET) - {"next"} or request.method != "GET":
        raise Http404
    return openid_connect.login(request, provider_id)  # type: ignore[no-any-return]


organisation_answer = _of_this_municipality(openid_connect.callback)


class _KeepsOneKey:
    """Taking away a key, unless it is the last: a password alone would then be a way in."""

    request: HttpRequest

    def form_valid(self, form: Any) -> HttpResponse:
        with transaction.atomic():
            account = Account.objects.select_for_update().get(email=self.request.user.get_username())
            if _keys(account.pk).count() < 2:
                messages.error(self.request, _("Dit is uw laatste sleutel. Stel eerst een andere in."))
                return redirect("mfa_index")
            return super().form_valid(form)  # type: ignore[misc,no-any-return]


class RemoveAppView(_KeepsOneKey, DeactivateTOTPView):  # type: ignore[misc]
    """The authenticator app is used no more."""


class RemovePasskeyView(_KeepsOneKey, RemoveWebAuthnView):  # type: ignore[misc]
    """A passkey is used no more."""

    def get_success_url(self) -> str:
        return reverse("mfa_index")


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the token of this browser: sent from elsewhere, or after signing in or out in another tab."""
    sentence = _("Dit formulier is niet meer geldig. Ga terug, laad de pagina opnieuw en probeer het nog een keer.")
    context = {"heading": _("Dit formulier is verlopen"), "sentence": sentence}
    return render(request, "ui/problem.html", context, status=403)
