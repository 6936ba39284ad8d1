"""Where I am named myself in what is kept about somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from maatwerk.casework.dossier.queries import Name, names_of
from maatwerk.casework.dossier.web.naming import called
from maatwerk.casework.dossier.web.own import OwnView
from maatwerk.casework.dossier.web.words import BONDS, SCOPES
from maatwerk.casework.rights.named import Place, places
from maatwerk.foundation.access.web.labels import STANDINGS
from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.residents import Standing


@dataclass(frozen=True)
class PlaceLine:
    """`title` is as what somebody is named, `ask` where they ask something about it; see `named.Place`."""

    title: str
    scope: str | Promise
    kept: str
    since: datetime
    until: datetime | None
    looks: bool
    organisation: str
    ask: str


class NamedView(OwnView):
    """For a carer, a relative and everybody else who has a log-in: about their own data only."""

    needs: ClassVar[Assurance] = Assurance.SUBSTANTIAL

    def get(self, request: HttpRequest) -> HttpResponse:
        found = places(self.viewer, timezone.now())
        names = names_of(place.organisation for place in found)
        return render(request, "rights/named.html", {"places": [_line(place, names) for place in found]})


def title_of(place: Place) -> str:
    """As what somebody is named, with whom when they may know that."""
    said = {"as": _as_what(place), "whom": place.whom}
    return _("%(as)s van %(whom)s") % said if place.whom else _("%(as)s van iemand") % said


def _as_what(place: Place) -> str | Promise:
    if isinstance(place.standing_as, Standing):
        return STANDINGS[place.standing_as]
    return BONDS[place.standing_as]


def _line(place: Place, names: Mapping[str, Name]) -> PlaceLine:
    return PlaceLine(
        title=title_of(place),
        scope=SCOPES[place.scope] if place.scope else "",
        kept=place.kept,
        since=place.since,
        until=place.until,
        looks=place.looks,
        organisation=called(names.get(place.organisation)) if place.organisation else "",
        ask=reverse("mydata:ask", query={"genoemd": str(place.id)}),
    )
