"""Pages of a resident about signing in: the way in, their own front page, what happened with their account, the way
out."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.views import View
from django.views.decorators.cache import never_cache

from maatwerk.foundation.people import codes
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.resident_log_in import log_ins_reaching
from maatwerk.foundation.people.resident_pages import ResidentView, is_worker
from maatwerk.foundation.people.signing_in import log_ins_of, sign_out_everywhere
from maatwerk.foundation.people.web.labels import ASSURANCES, known_by

_ON_A_PAGE = 30


def wanted(request: HttpRequest) -> str:
    """Where to go after signing in: the page that was asked for when it is one of ours, else one's own front page."""
    page = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if ours else reverse("mijn:home")


def level(request: HttpRequest) -> Assurance:
    """How well somebody has to show who they are for the page they asked for."""
    text = request.GET.get("niveau", "")
    return Assurance(text) if text in set(Assurance) else Assurance.NONE


@method_decorator(never_cache, name="dispatch")
class LogInView(View):
    """The ways in for residents. Open to everybody."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if is_worker(request):
            return render(request, "people/mijn_worker.html", status=403)
        slug, needs = request.municipality.slug, level(request)  # type: ignore[attr-defined]
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        context = {
            "log_ins": [
                (reverse("mijn:to_broker", args=[each.id]) + query, each) for each in log_ins_reaching(slug, needs)
            ],
            "codes": needs.strength <= Assurance.CODE.strength and bool(codes.channels(slug)),
            "code_address": reverse("mijn:code") + query,
            "needs": ASSURANCES[needs] if needs.strength > Assurance.CODE.strength else "",
            "again": "opnieuw" in request.GET,
        }
        return render(request, "people/mijn_log_in.html", context)


class HomeView(ResidentView):
    """One's own front page: where everything of one's own is found. Holds nothing about the person itself."""

    needs: ClassVar[Assurance] = Assurance.CODE

    def get(self, request: HttpRequest) -> HttpResponse:
        pages = [(reverse(name), label, words) for name, label, words in settings.RESIDENT_NAVIGATION]
        return render(request, "people/mijn_home.html", {"pages": pages})


class SecurityView(ResidentView):
    """How and when somebody signed in, and ending it everywhere."""

    needs: ClassVar[Assurance] = Assurance.CODE

    def get(self, request: HttpRequest) -> HttpResponse:
        history = Paginator(log_ins_of(self.me.account), _ON_A_PAGE).get_page(request.GET.get("pagina"))
        context = {"me": self.me, "page": history, "level": known_by(self.me.how, self.me.assurance)}
        return render(request, "people/mijn_security.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        sign_out_everywhere(self.me.account)
        logout(request)
        return redirect("mijn:logged_out")


@method_decorator(never_cache, name="dispatch")
class LogOutView(View):
    """Asking, and doing it. Also for a resident whose session ended meanwhile."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/mijn_log_out.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        logout(request)
        return redirect("mijn:logged_out")


@method_decorator(never_cache, name="dispatch")
class LoggedOutView(View):
    """You are out. A page of its own, so that nothing of the session is left when it is shown."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return render(request, "people/mijn_logged_out.html")
