"""To the broker and back: signing in as a resident with OpenID Connect."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from maatwerk.foundation.people import resident_log_in
from maatwerk.foundation.people.assurance import How
from maatwerk.foundation.people.brokers import ResidentLogIn, Told, UnbelievedError
from maatwerk.foundation.people.models import ResidentAccount
from maatwerk.foundation.people.resident_log_in import Refusal
from maatwerk.foundation.people.resident_pages import is_worker
from maatwerk.foundation.people.signing_in import note_log_in, sign_in_resident
from maatwerk.foundation.people.web.mijn import level, wanted

log = logging.getLogger("maatwerk.people")

_PAGES = {
    Refusal.UNKNOWN: "people/mijn_unknown.html",
    Refusal.CHANGED: "people/mijn_changed.html",
    Refusal.CHILD: "people/mijn_child.html",
}

type _Page = Callable[[HttpRequest, ResidentLogIn], HttpResponse]


def _of_this_municipality(view: _Page) -> Callable[[HttpRequest, str], HttpResponse]:
    """The log-in of this municipality only. When the broker gives no answer, that is said in a page."""

    @never_cache
    @require_GET
    @wraps(view)
    def page(request: HttpRequest, log_in: str) -> HttpResponse:
        from requests import RequestException

        slug = request.municipality.slug  # type: ignore[attr-defined]
        found = next((each for each in resident_log_in.log_ins_for(slug) if each.id == log_in), None)
        if found is None:
            raise Http404
        if is_worker(request):
            return render(request, "people/mijn_worker.html", status=403)
        try:
            return view(request, found)
        except RequestException as error:
            log.warning("the log-in %s gave no answer: %s", found.id, type(error).__name__)
            return render(request, "people/mijn_no_answer.html", status=503)

    return page


@_of_this_municipality
def to_broker(request: HttpRequest, log_in: ResidentLogIn) -> HttpResponse:
    """To the broker. The address says where to go afterwards and which level that page needs, and nothing else."""
    if set(request.GET) - {"next", "niveau", "opnieuw"}:
        raise Http404
    again = "opnieuw" in request.GET
    return redirect(resident_log_in.address_at(request, log_in, wanted(request), level(request), again))


@_of_this_municipality
def answer(request: HttpRequest, log_in: ResidentLogIn) -> HttpResponse:
    """Back from the broker, in the language in which somebody left."""
    noted = resident_log_in.noted_for(request, log_in)
    if noted is None:
        return render(request, "people/mijn_failed.html", status=401)
    with override(noted["language"]):
        if request.GET.get("error") == "access_denied":
            return render(request, "people/mijn_stopped.html")
        try:
            told = resident_log_in.answer_of(request, log_in, noted)
        except UnbelievedError as error:
            log.warning("sign-in through %s refused: %s", log_in.id, error)
            return render(request, "people/mijn_failed.html", status=401)
        return _come_in(request, log_in, told, noted["next"])


def _come_in(request: HttpRequest, log_in: ResidentLogIn, told: Told, page: str) -> HttpResponse:
    now = timezone.now()
    found = resident_log_in.account_for(told, log_in.municipality, now)
    if isinstance(found, ResidentAccount):
        sign_in_resident(request, found, How.BROKER, told.assurance, now)
        return redirect(page)
    log.warning("sign-in through %s refused: %s", log_in.id, found)
    if bond := resident_log_in.bond_of(told, log_in.municipality):
        note_log_in(request, bond.account.account_id, How.BROKER, told.assurance, succeeded=False, now=now)
    return render(request, _PAGES[found], status=403)
