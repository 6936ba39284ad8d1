"""The first page about one's own data: where everything stands."""

from __future__ import annotations

from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from maatwerk.foundation.people.assurance import Assurance
from maatwerk.foundation.people.resident_pages import ResidentView

_PAGES = (
    ("mydata:looked", _("Wie keek in mijn gegevens?"), _("Wie keek, wanneer en waarom.")),
    ("mydata:may_see", _("Wie mag wat zien?"), _("Wie met u werkt, waar u ja op zei, en hoe u stopt.")),
    ("mydata:kept", _("Wat bewaren wij, en hoe lang?"), _("Welke gegevens wij hebben, en wanneer wij ze wissen.")),
    ("mydata:named", _("Waar sta ik bij een ander?"), _("Helpt u iemand? Lees wat er dan over u staat.")),
    ("mydata:requests", _("Mijn vragen over mijn gegevens"), _("Vraag iets, laat iets verbeteren of wissen.")),
    ("mydata:download", _("Mijn gegevens meenemen"), _("Alles wat over u is opgeschreven, om te bewaren.")),
    ("mijn:security", _("Inloggen en beveiliging"), _("Wanneer er is ingelogd, en overal uitloggen.")),
)


class HomeView(ResidentView):
    """Holds nothing about the person itself, so it opens nothing."""

    needs: ClassVar[Assurance] = Assurance.LOW

    def get(self, request: HttpRequest) -> HttpResponse:
        pages = [(reverse(name), label, words) for name, label, words in _PAGES]
        return render(request, "rights/home.html", {"pages": pages})
