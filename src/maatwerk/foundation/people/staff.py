"""The base of every page for people who work here. Denies by default: who is it, from here, and with that role?"""

from __future__ import annotations

from typing import Any, ClassVar, cast

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.rules import Role, StaffMember, is_strong
from maatwerk.foundation.ui.municipality import Municipality


@method_decorator(never_cache, name="dispatch")
class StaffView(View):
    """A page for people who work here. `roles` are those of whom one is needed; none means everybody at work.

    Somebody who is not signed in goes to the log-in page, somebody without a second factor to where they set one, and
    somebody of another municipality or without the role is told so (403), with what they can do about it.
    """

    roles: ClassVar[frozenset[Role]] = frozenset()
    me: StaffMember

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not is_strong(get_authentication_records(request, request.user)):
            return redirect_to_login(request.get_full_path(), reverse("mfa_index"))
        me = signed_in(request)
        if me is None or not me.may(self.roles):
            context = {"me": me, "roles": sorted(self.roles), "home": reverse(settings.STAFF_HOME)}
            return render(request, "people/not_yours.html", context, status=403)
        self.me = me
        return super().dispatch(request, *args, **kwargs)


def signed_in(request: HttpRequest) -> StaffMember | None:
    """Who is at work on this page: signed in well enough, and working for the municipality of the page."""
    if not hasattr(request, "staff_member"):
        request.staff_member = _signed_in(request)  # type: ignore[attr-defined]
    return cast(StaffMember | None, request.staff_member)  # type: ignore[attr-defined]


def _signed_in(request: HttpRequest) -> StaffMember | None:
    if not request.user.is_authenticated or not is_strong(get_authentication_records(request, request.user)):
        return None
    municipality = cast(Municipality, request.municipality)  # type: ignore[attr-defined]
    return staff_member(request.user.pk, municipality.slug)
