"""Becoming one of the invented people, in a demo. Anybody may, so these addresses do not exist in production."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import get_script_prefix, path, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from maatwerk.foundation.people.assurance import Assurance, How
from maatwerk.foundation.people.menu import home_of
from maatwerk.foundation.people.models import Account
from maatwerk.foundation.people.queries import staff_member
from maatwerk.foundation.people.signing_in import account_of, sign_in_resident
from maatwerk.site.cast import Cast, InventedResident, InventedWorker, load_cast, resident_id, worker_address
from maatwerk.site.home import CONTENT

_PERSONA = "demo_persona"  # in the session: the name of the invented person
_MARK = "persona"  # a cookie that says nothing but that this session is worth opening on a page for everybody

type _View = Callable[..., HttpResponse]


def _in_a_demo(view: _View) -> _View:
    """Only on the pages of an invented municipality, and never in production."""

    @never_cache
    @wraps(view)
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not _is_demo(request):
            raise Http404
        return view(request, **kwargs)

    return page


def _is_demo(request: HttpRequest) -> bool:
    municipality = getattr(request, "municipality", None)
    return bool(settings.DEMO_PERSONAS and municipality and municipality.profile.invented)


@_in_a_demo
@require_GET
def cast_page(request: HttpRequest) -> HttpResponse:
    """Everybody whom one may become."""
    cast = load_cast(CONTENT)
    context = {
        "residents": [(id_, each) for id_, each in cast.residents.items() if each.about],
        "workers": list(cast.workers.items()),
    }
    return render(request, "site/cast.html", context)


@_in_a_demo
@require_POST
def become(request: HttpRequest, persona: str) -> HttpResponse:
    """From now on this browser is that person's."""
    cast = load_cast(CONTENT)
    if persona in cast.workers:
        page = _become_worker(request, cast, persona, cast.workers[persona])
    elif persona in cast.residents and cast.residents[persona].about:
        page = _become_resident(request, persona, cast.residents[persona])
    else:
        raise Http404
    response = redirect(page)
    response.set_cookie(_MARK, "1", secure=request.is_secure(), httponly=True, samesite="Lax")
    return response


def _become_worker(request: HttpRequest, cast: Cast, id_: str, invented: InventedWorker) -> str:
    account = Account.objects.filter(email=worker_address(cast, id_), is_active=True).first()
    if account is None:
        raise Http404
    logout(request)
    record_authentication(request, account, How.DEMO.value)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[_PERSONA] = invented.name
    municipality = cast.organisations[invented.organisation].municipality
    me = staff_member(account.pk, municipality)
    return _at(municipality, home_of(me) if me else settings.STAFF_HOME)


def _become_resident(request: HttpRequest, id_: str, invented: InventedResident) -> str:
    logout(request)
    account = account_of(resident_id(id_), invented.municipality)
    sign_in_resident(request, account, How.DEMO, Assurance.HIGH, timezone.now())
    request.session[_PERSONA] = invented.called
    return _at(invented.municipality, "mijn:home")


def _at(municipality: str, name: str) -> str:
    """A page of a municipality, which may be another than that of this page."""
    return f"/{municipality}/{reverse(name).removeprefix(get_script_prefix())}"


@_in_a_demo
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Being nobody again."""
    logout(request)
    response = redirect("demo:cast")
    response.delete_cookie(_MARK, samesite="Lax")
    return response


def persona(request: HttpRequest) -> dict[str, Any]:
    """For every page: where the cast is, and a banner while somebody plays one of them. In production neither, and
    for who plays nobody no session is opened."""
    if not _is_demo(request):
        return {"demo_address": "", "page_banner": ""}
    return {"demo_address": reverse("demo:cast"), "page_banner": SimpleLazyObject(lambda: _banner(request))}


def _banner(request: HttpRequest) -> str:
    session = getattr(request, "session", None)
    if session is None or _MARK not in request.COOKIES or _PERSONA not in session:
        return ""
    return render_to_string("site/persona.html", {"name": session[_PERSONA]}, request)


app_name = "demo"
urlpatterns = [
    path("", cast_page, name="cast"),
    path("worden/<slug:persona>", become, name="become"),
    path("stop", stop, name="stop"),
]
