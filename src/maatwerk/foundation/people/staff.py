"""The base of every page for people who work here. Denies by default: who is it, from here, and with that role?"""

from __future__ import annotations

import time
from typing import Any, ClassVar, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import override
from django.views import View
from django.views.decorators.cache import never_cache

from maatwerk.foundation.people.assurance import How
from maatwerk.foundation.people.menu import home_of
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.resident_pages import is_resident
from maatwerk.foundation.people.rules import Role, StaffMember, is_strong
from maatwerk.foundation.ui.municipality import Municipality


@method_decorator(never_cache, name="dispatch")
class StaffView(View):
    """A page for people who work here. `roles` are those of whom one is needed; none means everybody at work, without
    owners of entries of the social map unless it is for `outsiders` too. `heavy` asks who showed who they are more than
    fifteen minutes ago to do so again, and then leads back here.

    Somebody who is not signed in goes to the log-in page, somebody without a second factor to where they set one, and
    somebody of another municipality or without the role is told so (403), with what they can do about it. So is a
    resident, whose session opens no page of work.
    """

    roles: ClassVar[frozenset[Role]] = frozenset()
    outsiders: ClassVar[bool] = False
    heavy: ClassVar[bool] = False
    me: StaffMember

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if is_resident(request):
            return render(request, "people/not_at_work.html", status=403)
        if not _known_well(request):
            return redirect_to_login(request.get_full_path(), reverse("mfa_index"))
        me = signed_in(request)
        if me is None or not me.may(self.roles, self.outsiders):
            home = home_of(me) if me else settings.STAFF_HOME
            context = {"me": me, "roles": sorted(self.roles), "home": reverse(home)}
            return render(request, "people/not_yours.html", context, status=403)
        if self.heavy and not recently(request):
            return redirect_to_login(request.get_full_path(), _where_again(request))
        self.me = me
        return super().dispatch(request, *args, **kwargs)


def signed_in(request: HttpRequest) -> StaffMember | None:
    """Who is at work on this page: signed in well enough, and working for the municipality of the page."""
    if not hasattr(request, "staff_member"):
        request.staff_member = _signed_in(request)  # type: ignore[attr-defined]
    return cast(StaffMember | None, request.staff_member)  # type: ignore[attr-defined]


def _signed_in(request: HttpRequest) -> StaffMember | None:
    if not request.user.is_authenticated or is_resident(request) or not _known_well(request):
        return None
    municipality = cast(Municipality, request.municipality)  # type: ignore[attr-defined]
    return staff_member(request.user.pk, municipality.slug)


def _known_well(request: HttpRequest) -> bool:
    """Whether somebody showed who they are with more than a password. An invented person counts in a demo only."""
    records = get_authentication_records(request, request.user)
    return is_strong(records) or (settings.DEMO_PERSONAS and any(each.get("method") == How.DEMO for each in records))


def recently(request: HttpRequest) -> bool:
    """Whether somebody at work signed in, or showed again who they are, in the last fifteen minutes. Who plays an
    invented person has nothing to show."""
    records = get_authentication_records(request, request.user)
    if any(each.get("method") == How.DEMO for each in records):
        return True
    latest = max((each["at"] for each in records), default=0.0)
    return bool(time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)


def _where_again(request: HttpRequest) -> str:
    """Where somebody shows again who they are: at their organisation when they have no password or key here."""
    records = get_authentication_records(request, request.user)
    organisation = next((each["provider"] for each in reversed(records) if each.get("provider")), None)
    if organisation and not get_reauthentication_flows(request.user):
        with override("nl"):  # the organisation knows one address
            return reverse("openid_connect_login", args=[organisation])
    return reverse("account_reauthenticate")
