"""The social map for editors: finding an entry among thousands, where it comes from, and who answers for it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from maatwerk.foundation.editing import queries
from maatwerk.foundation.people.queries import organisations_of
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.knowledge.directory import owning, verifying
from maatwerk.knowledge.directory.chart import HIDDEN, NOBODY, Sought, chart, layers_of, names, owners, verifications
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from maatwerk.knowledge.directory.models import Listing, Verification
from maatwerk.knowledge.directory.owning import SERVICES
from maatwerk.knowledge.directory.queries import counting
from maatwerk.knowledge.directory.shelf import Layer

ON_A_PAGE = 50

LAYERS = {
    Layer.PROGRAM: gettext_lazy("van het programma"),
    Layer.INSTALLATION: gettext_lazy("van de installatie"),
    Layer.IMPORT: gettext_lazy("uit een import"),
    Layer.OWN: gettext_lazy("van ons"),
}
STATES = {
    Freshness.FRESH: gettext_lazy("korter dan een half jaar geleden nagekeken"),
    Freshness.GREY: gettext_lazy("langer dan een half jaar geleden nagekeken"),
    Freshness.OUT: gettext_lazy("langer dan een jaar geleden nagekeken"),
    HIDDEN: gettext_lazy("verborgen voor bewoners"),
}


def state_of(row: Listing) -> str:
    """One of `STATES`."""
    return HIDDEN if row.hidden else freshness_of(row.verified_on, localdate())


class MapView(StaffView):
    """Everything in the map. Searching is a POST, so that no word of it stands in an address."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.EDITOR})

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, Sought(), "1")

    def post(self, request: HttpRequest) -> HttpResponse:
        form = request.POST
        words = form.get("zoek", "").replace("\0", " ")[:100]
        sought = Sought(words, form.get("stand", ""), form.get("laag", ""), form.get("eigenaar", ""))
        return self._show(request, sought, form.get("bladzijde", "1"))

    def _show(self, request: HttpRequest, sought: Sought, page: str) -> HttpResponse:
        here = self.me.municipality
        connections().refresh(here)
        found = chart(sought, here, localdate(), get_language() or "nl")
        rows = Paginator(found, ON_A_PAGE).get_page(page)
        shown = list(rows)
        called, owned = names(shown), owners(here, [row.key for row in shown])
        drafts = queries.open_drafts(here)
        context = {
            "sought": sought,
            "page": rows,
            "rows": [
                {
                    "row": row,
                    "name": called[row.key],
                    "layer": LAYERS[Layer(row.layer)],
                    "state": "" if (state := state_of(row)) is Freshness.FRESH else STATES[state],
                    "owner": owned[row.key].organisation.name if row.key in owned else "–",
                    "draft": drafts.get((SERVICES, row.key)),
                }
                for row in shown
            ],
            "layers": [(each.value, label) for each, label in LAYERS.items()],
            "states": [(str(each), label) for each, label in STATES.items()],
            "nobody": NOBODY,
            "organisations": [(str(each.pk), each.name) for each in organisations_of(here)],
        }
        return render(request, "directory/staff_map.html", context)


class MapEntryView(StaffView):
    """One entry: what is known of where it comes from, and who answers for it. Changing it is in the editing room."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.EDITOR})

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._show(request, self._row(key))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        row, wanted, chosen = self._row(key), request.POST.get("doe", ""), request.POST.get("eigenaar", "")
        if wanted == "klopt" and not row.hidden:
            by = _("redactie, %(organisation)s") % {"organisation": self.me.organisation_name}
            verifying.confirm(row, by=by, how=Verification.How.STAFF, now=now())
            messages.success(request, _("Er staat nu dat dit vandaag klopt."))
        elif wanted == "geef":
            try:
                if chosen != NOBODY and not (chosen.isdecimal() and len(chosen) < 10):
                    raise owning.NotThereError
                owning.give(self.me, key, None if chosen == NOBODY else int(chosen), localdate())
            except owning.NotThereError:
                return self._show(request, row, {"eigenaar": _("Kies een organisatie uit de lijst.")})
            messages.success(request, _("De aanbieder is bewaard."))
        else:
            return self._show(request, row, {"inhoud": _("Kies wat u wilt doen.")})
        return redirect("map:entry", key)

    def _row(self, key: str) -> Listing:
        connections().refresh(self.me.municipality)
        row = counting(self.me.municipality).filter(key=key).first()
        if row is None:
            raise Http404
        return row

    def _show(self, request: HttpRequest, row: Listing, errors: dict[str, str] | None = None) -> HttpResponse:
        here = self.me.municipality
        owner = owners(here, [row.key]).get(row.key)
        context: dict[str, Any] = {
            "row": row,
            "name": names([row])[row.key],
            "state": STATES[state_of(row)],
            "layers": [(each, LAYERS[Layer(each.layer)]) for each in layers_of(here, row.key)],
            "verifications": verifications(row),
            "owner": owner,
            "ours": row.municipality == here,
            "kind": SERVICES,
            "newest": queries.latest(here, SERVICES, row.key),
            "draft": queries.open_draft(here, SERVICES, row.key),
            "nobody": NOBODY,
            "organisations": [(str(each.pk), each.name) for each in organisations_of(here)],
            "chosen": request.POST.get("eigenaar", str(owner.organisation_id) if owner else NOBODY),
            "errors": errors or {},
            "owner_fault": (errors or {}).get("eigenaar", ""),
        }
        return render(request, "directory/staff_map_entry.html", context, status=400 if errors else 200)
