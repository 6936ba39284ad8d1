"""The base of every page for a resident who signed in. Denies by default: who is it, from here, and known well
enough?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, cast
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.models import ResidentAccount
from maatwerk.foundation.people.signing_in import SESSION
from maatwerk.foundation.people.web.labels import ASSURANCES, known_by
from maatwerk.foundation.ui.municipality import Municipality

IDLE = timedelta(minutes=30)  # of a telephone or a computer in a library that somebody walked away from
RECENT = timedelta(minutes=15)  # for what is heavy
_SEEN_AGAIN = timedelta(minutes=1)  # how often the session is written because of a page


@dataclass(frozen=True)
class SignedInResident:
    """Who is signed in, as pages and actions get them: references, nothing about the person. `municipality` is a slug,
    `at` when they signed in."""

    account: int
    resident: UUID
    municipality: str
    assurance: Assurance
    at: datetime
    how: How = How.BROKER


@method_decorator(never_cache, name="dispatch")
class ResidentView(View):
    """A page for a resident who signed in, about themselves or about whom they stand for.

    `needs` is how well they have to have shown who they are, `heavy` that it has to be in the last fifteen minutes.
    Whoever is not signed in goes to the way in and comes back here; whoever is known less well is told what is needed
    (403). An account is a worker's or a resident's, and a session of work opens no page of a resident.
    """

    needs: ClassVar[Assurance] = Assurance.LOW
    heavy: ClassVar[bool] = False
    me: SignedInResident

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        me = signed_in_resident(request)
        if me is None and is_worker(request):
            return render(request, "people/mijn_worker.html", status=403)
        if me is None:
            return redirect(way_in(request.get_full_path()))
        if me.assurance.strength < self.needs.strength:
            context = {
                "way_in": way_in(request.get_full_path(), self.needs),
                "needed": ASSURANCES[self.needs],
                "has": known_by(me.how, me.assurance),
            }
            return render(request, "people/mijn_more.html", context, status=403)
        if self.heavy and timezone.now() - me.at > RECENT and me.how is not How.DEMO:  # who has nothing to show
            return redirect(way_in(request.get_full_path(), self.needs, again=True))
        self.me = me
        return super().dispatch(request, *args, **kwargs)


def way_in(page: str, needs: Assurance = Assurance.NONE, again: bool = False) -> str:
    """The address where somebody signs in, with this level at least, and then goes on to `page`."""
    query = {"next": page, "niveau": needs.value, "opnieuw": "1" if again else ""}
    return f"{reverse('mijn:log_in')}?{urlencode({name: value for name, value in query.items() if value})}"


def is_worker(request: HttpRequest) -> bool:
    """Whether somebody who works here is signed in, in whichever way: residents' accounts have no address."""
    return request.user.is_authenticated and request.user.email is not None


def is_resident(request: HttpRequest) -> bool:
    """Whether the account of a resident is signed in, from whichever municipality."""
    return request.user.is_authenticated and request.user.email is None


def signed_in_resident(request: HttpRequest) -> SignedInResident | None:
    """Which resident of the municipality of this page is signed in here. One query, once a request."""
    if not hasattr(request, "signed_in_resident"):
        request.signed_in_resident = _signed_in(request)  # type: ignore[attr-defined]
    return cast(SignedInResident | None, request.signed_in_resident)  # type: ignore[attr-defined]


def _signed_in(request: HttpRequest) -> SignedInResident | None:
    noted = request.session.get(SESSION)
    if not is_resident(request) or noted is None:
        return None
    now = timezone.now()
    if now.timestamp() - noted["seen"] > IDLE.total_seconds():
        logout(request)
        return None
    if noted["how"] == How.DEMO and not settings.DEMO_PERSONAS:  # made in a demo that became production
        return None
    municipality = cast(Municipality, request.municipality)  # type: ignore[attr-defined]
    rows = ResidentAccount.objects.filter(account=request.user.pk, account__is_active=True)
    account = rows.filter(municipality=municipality.slug).first()
    if account is None:
        return None
    if now.timestamp() - noted["seen"] > _SEEN_AGAIN.total_seconds():
        request.session[SESSION] = noted | {"seen": now.timestamp()}
    return SignedInResident(
        account=account.account_id,
        resident=account.resident,
        municipality=account.municipality,
        assurance=Assurance(noted["assurance"]),
        at=datetime.fromtimestamp(noted["at"], UTC),
        how=How(noted["how"]),
    )
