"""The open pages of the social map: find help, read about it, lay a few side by side.

What somebody looks for, and what they read, stands in the body of a request and nowhere else: not in an address, a
history, a log or a cookie (docs/decisions/0005-questions-leave-no-trace.md). So an entry is asked for by POST too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.timezone import localdate, now
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt

from maatwerk.foundation.ui.municipality import Municipality
from maatwerk.knowledge.advice.values import LifeDomain, Need
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.drawing import draw
from maatwerk.knowledge.directory.finding import MOST_PAGES, find, neighbourhoods, those
from maatwerk.knowledge.directory.models import Verification
from maatwerk.knowledge.directory.shelf import Listed
from maatwerk.knowledge.directory.web import shown
from maatwerk.knowledge.directory.web.kept_right import municipality_of
from maatwerk.knowledge.directory.web.wishing import DISTANCES, NO, YES, Sent, languages, read
from maatwerk.knowledge.directory.web.words import ACCESS, HOW_SEEN, LAWS, SORTS

_KEY = re.compile(r"[a-z0-9_]{1,80}")
FEWEST, MOST = 2, 3  # services side by side
_OWN_FIELDS = {"dienst", "van", "vergelijk", "pagina"}
_MOST_CARRIED = 200  # fields of the page somebody came from
_LONGEST_CARRIED = 10_000  # characters of one of them, as of a question


@method_decorator([csrf_exempt, never_cache], name="dispatch")
class MapView(View):
    """A page of the map."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """What was looked at is in no address, so there is nothing to show again: back to the beginning."""
        return HttpResponseRedirect(reverse("directory:find"))

    @property
    def municipality(self) -> Municipality:
        return municipality_of(self.request)

    @property
    def language(self) -> str:
        return get_language() or "nl"

    def those(self, keys: Sequence[str]) -> list[Listed]:
        if not all(_KEY.fullmatch(key) for key in keys):
            return []
        municipality = self.municipality
        connections().refresh(municipality.slug)
        return those(keys, municipality.slug, municipality.profile.code)


class FindView(MapView):
    """Which help is there?"""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page(self.sent(QueryDict()), asked=False)

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = self.sent(request.POST)
        return self.page(sent, asked=not sent.faults, faults=sent.faults)

    def sent(self, form: QueryDict) -> Sent:
        municipality = self.municipality
        self.places = neighbourhoods(municipality.slug)
        self.needs = connections().needs(municipality)
        return read(form, self.places, self.needs, now())

    def page(self, sent: Sent, *, asked: bool, faults: Mapping[str, str] | None = None) -> HttpResponse:
        context = self.form(sent) | (self.found(sent) if asked else {"asked": False}) | {"errors": faults or {}}
        response = render(self.request, "directory/find.html", context, status=400 if faults else 200)
        tiles = self.municipality.profile.tiles
        return (
            csp_override(_with_images_of(tiles.origin))(lambda _request: response)(self.request) if tiles else response
        )

    def form(self, sent: Sent) -> dict[str, Any]:
        domains = connections().domains()
        return {
            "sent": sent,
            "typed": sent.typed,
            "domains": [(domain.value, label.text.in_(self.language)) for domain, label in domains.items()],
            "needs": _by_domain(self.needs, {domain: label.text for domain, label in domains.items()}, self.language),
            "places": [(name, name) for name in self.places],
            "distances": [(str(each), _("%(number)s kilometer") % {"number": each}) for each in DISTANCES],
            "languages": languages(),
            "access": [(each.value, name) for each, name in ACCESS.items()],
            "sorts": [(each.value, name) for each, name in SORTS.items()],
            "waits": [(NO, _("Zonder wachtlijst")), (YES, _("Met wachtlijst"))],
            "urgent": connections().urgent(self.municipality),
        }

    def found(self, sent: Sent) -> dict[str, Any]:
        municipality, moment, on = self.municipality, now(), localdate()
        connections().refresh(municipality.slug)
        found = find(
            sent.wish, municipality.slug, municipality.profile.code, on, language=self.language, page=sent.page
        )
        ticked = self.request.POST.getlist("vergelijk")
        cards = [
            shown.card_of(
                one, self.language, moment, on, number=number, around=sent.wish.around, ticked=one.id in ticked
            )
            for number, one in enumerate(found.rows, start=1)
        ]
        tiles = municipality.profile.tiles
        numbered = [(card.number, place.point) for card in cards for place in card.service.places if place.point]
        return {
            "asked": True,
            "cards": cards,
            "number": len(cards),
            "more": found.more and sent.page < MOST_PAGES,
            "before": sent.page - 1,
            "after": sent.page + 1,
            "strict": sent.is_strict,
            "picture": draw(numbered, self.places, tiles.address if tiles else ""),
            "tiles_credit": tiles.credit.in_(self.language) if tiles else "",
            "resend": [*sent.fields, ("pagina", str(sent.page))],
        }


class CompareView(FindView):
    """A few services side by side. Who ticks fewer or more gets the list again, with what is wrong."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return MapView.get(self, request)

    def post(self, request: HttpRequest) -> HttpResponse:
        keys = list(dict.fromkeys(request.POST.getlist("vergelijk")))
        if not FEWEST <= len(keys) <= MOST:
            sent = self.sent(request.POST)
            fault = _("Kies twee of drie diensten om naast elkaar te zetten.")
            return self.page(sent, asked=not sent.faults, faults=sent.faults or {"vergelijk": fault})
        ones = self.those(keys)
        if len(ones) != len(keys):
            raise Http404
        back = _carried(request.POST)
        context = {
            "head": [_("Wat u wilt weten"), *(one.service.name.in_(self.language) for one in ones)],
            "rows": shown.side_by_side(ones, self.language, now(), localdate()),
            "ones": ones,
            "back": back,
            "resend": [*back, *(("vergelijk", key) for key in keys)],
        }
        return render(request, "directory/compare.html", context)


class EntryView(MapView):
    """Everything that is known of one service."""

    def post(self, request: HttpRequest) -> HttpResponse:
        ones = self.those([request.POST.get("dienst", "")])
        if not ones:
            raise Http404
        [one] = ones
        service, language, moment, today = one.service, self.language, now(), localdate()
        back, origin = _carried(request.POST), "antwoord" if request.POST.get("van") == "antwoord" else "lijst"
        context = {
            "one": one,
            "service": service,
            "old": shown.old(one, today),
            "begin": shown.beginning(service, language),
            "state": shown.phone_state(service, moment, language),
            "ways": shown.ways_of(service, language, moment),
            "places": shown.places_of(service, moment),
            "whom": shown.for_whom(service, language),
            "waits": shown.waits(service),
            "languages": shown.languages_of(service),
            "interpreter": shown.interpreter(service),
            "access": shown.access_of(service.access),
            "informal": shown.informal(service),
            "laws": [LAWS[law] for law in service.laws],
            "seen_by": self._seen_by(one),
            "from_answer": origin == "antwoord",
            "back": back,
            "resend": [*back, ("dienst", one.id), ("van", origin)],
        }
        return render(request, "directory/entry.html", context)

    def _seen_by(self, one: Listed) -> dict[str, str]:
        """Who last saw that it is right, and how; nothing where that is only its source."""
        slugs = {"", self.municipality.slug}
        last = Verification.objects.filter(municipality__in=slugs, key=one.id).order_by("at").last()
        if last is None or last.at.date() < one.verified_on:
            return {}
        return {"by": last.by, "how": str(HOW_SEEN[Verification.How(last.how)])}


def _with_images_of(origin: str) -> dict[str, Any]:
    """What a page may load, with images of one host more."""
    usual = settings.SECURE_CSP
    return {**usual, "img-src": [*usual["img-src"], origin]}


def _carried(form: QueryDict) -> list[tuple[str, str]]:
    """The fields of the page that somebody came from, to go back to it."""
    pairs = [(name, str(value)) for name in form for value in form.getlist(name) if name not in _OWN_FIELDS]
    pairs += [("pagina", form.get("pagina", "1"))] if "pagina" in form else []
    return [(name, value[:_LONGEST_CARRIED]) for name, value in pairs[:_MOST_CARRIED]]


def _by_domain(
    needs: Mapping[str, Need], domains: Mapping[LifeDomain, Any], language: str
) -> list[tuple[Any, list[tuple[str, str]]]]:
    """The needs to choose from, below the name of their life domain."""
    order = {domain: place for place, domain in enumerate(domains)}
    named = sorted(
        ((order[need.domain], need.text.in_(language), need.id, need.domain) for need in needs.values()),
        key=lambda row: (row[0], row[1].casefold()),
    )
    return [
        (domains[domain], [(id_, text) for _place, text, id_, _domain in rows])
        for domain, rows in groupby(named, key=lambda row: row[3])
    ]
