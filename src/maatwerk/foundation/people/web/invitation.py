"""The page that an invitation leads to: choose a password, and go on to set a key."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from maatwerk.foundation.people.invitations import invited
from maatwerk.foundation.people.models import Worker
from maatwerk.foundation.people.staff_actions import accept
from maatwerk.foundation.people.web.entrance import buttons

# Django's own words, where it has Dutch ones, are not ours.
_WEAK = {
    "password_too_short": gettext_lazy("Dit wachtwoord is te kort. Gebruik ten minste 12 tekens."),
    "password_too_common": gettext_lazy("Dit wachtwoord gebruiken veel mensen. Kies een ander."),
    "password_too_similar": gettext_lazy("Dit wachtwoord lijkt te veel op uw e-mailadres. Kies een ander."),
    "password_entirely_numeric": gettext_lazy("Dit wachtwoord heeft alleen cijfers. Gebruik ook letters."),
}


@method_decorator([never_cache, sensitive_post_parameters("password", "again")], name="dispatch")
class InvitationView(View):
    """Open to whoever has the address, once, for three days. Afterwards everybody sees the same page."""

    def get(self, request: HttpRequest, worker: int, token: str) -> HttpResponseBase:
        return self._page(request, invited(worker, token, _slug(request)))

    def post(self, request: HttpRequest, worker: int, token: str) -> HttpResponseBase:
        who = invited(worker, token, _slug(request))
        if who is None:
            return self._page(request, None)
        password = request.POST.get("password", "")
        faults = _faults(password, request.POST.get("again", ""), who)
        if faults:
            return self._page(request, who, faults)
        if not accept(who, token, password, timezone.now()):
            return self._page(request, None)
        login(request, who.account, backend="allauth.account.auth_backends.AuthenticationBackend")
        # They gave the password just now: they need not give it again to set a key. It opens nothing else.
        record_authentication(request, who.account, "password", reauthenticated=True)
        return redirect("mfa_index")

    def _page(self, request: HttpRequest, who: Worker | None, faults: dict[str, str] | None = None) -> HttpResponseBase:
        if who is None:
            return render(request, "people/invitation_over.html", status=404)
        context: dict[str, Any] = {
            "worker": who,
            "faults": faults or {},
            "log_ins": buttons(request, who.organisation.slug),
        }
        return render(request, "people/invitation.html", context, status=400 if faults else 200)


def _faults(password: str, again: str, who: Worker) -> dict[str, str]:
    try:
        validate_password(password, who.account)
    except ValidationError as refused:
        return {"password": " ".join(str(_WEAK.get(str(each.code)) or each.message) for each in refused.error_list)}
    if password != again:
        return {"again": _("De twee wachtwoorden zijn niet gelijk. Vul twee keer hetzelfde in.")}
    return {}


def _slug(request: HttpRequest) -> str:
    return str(request.municipality.slug)  # type: ignore[attr-defined]
