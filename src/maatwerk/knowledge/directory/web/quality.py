"""For who edits the map: per owner what is old, what is wrong and what is missing, each with the reason. By name, and
without a total: it is a list of things to do and no judgement of anybody."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.knowledge.directory.owners import A_PAGE, entries_of_owner, owners
from maatwerk.knowledge.directory.quality import Lack
from maatwerk.knowledge.directory.web.kept_right import municipality_of

LACKS: dict[str, tuple[str | Promise, str | Promise]] = {
    Lack.PHONE: (
        gettext_lazy("Er staat geen telefoonnummer."),
        gettext_lazy("Wie geen computer heeft, kan niets doen."),
    ),
    Lack.HOURS: (
        gettext_lazy("Er staan geen openingstijden."),
        gettext_lazy("Mensen bellen of komen dan voor niets."),
    ),
    Lack.PLACE: (
        gettext_lazy("Er staat geen plek en geen manier om contact te zoeken."),
        gettext_lazy("Niemand weet hoe het begint."),
    ),
    Lack.ENGLISH: (
        gettext_lazy("De Engelse tekst is nog Nederlands."),
        gettext_lazy("Wie geen Nederlands leest, mist deze hulp."),
    ),
    Lack.PLAIN: (
        gettext_lazy("Een zin is te lang."),
        gettext_lazy("Wie moeilijk leest, haakt dan af."),
    ),
    Lack.ACCESS: (
        gettext_lazy("Er staat niet hoe toegankelijk de plek is."),
        gettext_lazy("Wie een rolstoel heeft, weet niet of dat gaat."),
    ),
    Lack.COSTS: (
        gettext_lazy("Er staat niet of het gratis is."),
        gettext_lazy("Wie weinig geld heeft, durft dan niet te gaan."),
    ),
    Lack.OWNER: (
        gettext_lazy("Wij weten niet wie wij kunnen vragen of het klopt."),
        gettext_lazy("Dan wordt het oud en merkt niemand het."),
    ),
}


class QualityView(StaffView):
    """Owners by name, a page at a time; `vanaf` is the name with which a page begins."""

    roles = frozenset({Role.EDITOR})

    def get(self, request: HttpRequest) -> HttpResponse:
        found = owners(municipality_of(request), localdate(), request.GET.get("vanaf", "").replace("\0", ""))
        more = found[A_PAGE].name if len(found) > A_PAGE else ""
        return render(request, "directory/quality.html", {"owners": found[:A_PAGE], "more": more})


class OwnerQualityView(StaffView):
    """The entries of one owner, with what could be better."""

    roles = frozenset({Role.EDITOR})

    def get(self, request: HttpRequest) -> HttpResponse:
        name = request.GET.get("naam", "").replace("\0", "")
        start = request.GET.get("vanaf", "").replace("\0", "")
        found = entries_of_owner(municipality_of(request), name, localdate(), start)
        if not found:
            raise Http404
        context = {
            "name": name,
            "entries": [(each, [LACKS[lack] for lack in each.lacks]) for each in found[:A_PAGE]],
            "more": found[A_PAGE].key if len(found) > A_PAGE else "",
        }
        return render(request, "directory/quality_owner.html", context)
