"""The theme of a municipality, the style guide, and pages for when something goes wrong."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from maatwerk.foundation.ui import pictures
from maatwerk.foundation.ui.theme import stylesheet, stylesheet_name


def theme(request: HttpRequest, name: str) -> HttpResponse:
    """The variables of this municipality's house style. The name changes with the content, so it may be kept long."""
    profile = request.municipality.profile  # type: ignore[attr-defined]
    response = HttpResponse(stylesheet(profile.theme), content_type="text/css; charset=utf-8")
    current = name == stylesheet_name(profile.theme)
    response["Cache-Control"] = "public, max-age=31536000, immutable" if current else "no-cache"
    return response


def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component of the frame, with invented content."""
    now, begin, wish = _("nu"), _("begin"), _("wens")
    return render(
        request,
        "ui/style_guide.html",
        {
            "errors": {"voorbeeld-fout": _("Vul uw vraag in.")},
            "steps": [_("Uw vraag"), _("Uw situatie"), _("Wat past")],
            "tabs": [("#plan", _("Plan")), ("#tijdlijn", _("Tijdlijn")), ("#netwerk", _("Netwerk"))],
            "current_tab": _("Plan"),
            "head": [_("Wie"), _("Wat"), _("Wanneer")],
            "rows": [
                ["Samira", _("De post op één stapel leggen"), _("deze week")],
                ["Ruben", _("Eerste gesprek over schulden"), _("voor 28 november")],
            ],
            "wheel": pictures.wheel(
                [_("Geld"), _("Wonen"), _("Gezondheid"), _("Gevoel"), _("Netwerk"), _("Meedoen")],
                [
                    pictures.Series(now, "solid", [2, 3, 4, 2, 3, 2]),
                    pictures.Series(begin, "thin", [1, 2, 4, 2, 2, None]),
                    pictures.Series(wish, "dashed", [4, 4, 4, 4, 4, 3]),
                ],
                highest=5,
            ),
            "slices": pictures.slices([("1", 3), ("2", 2), ("3", 1), ("4", None)], highest=3),
            "slices_key": [(3, _("Gaat goed")), (2, _("Kan beter")), (1, _("Lukt niet"))],
            "slices_head": [_("Onderdeel"), _("Hoe gaat het")],
            "slices_rows": [
                [f"1. {_('Gezondheid')}", _("Gaat goed")],
                [f"2. {_('Wonen')}", _("Kan beter")],
                [f"3. {_('Geld')}", _("Lukt niet")],
                [f"4. {_('Meedoen')}", _("onbekend")],
            ],
            "bars": pictures.bars([(_("Huur"), 712, "€ 712"), (_("Energie"), 190, "€ 190"), (_("Zorg"), 151, "€ 151")]),
            "curve": pictures.curve(
                [("solid", [(20, 100), (30, 100), (40, 20)])],
                [(20, "€ 20.000"), (30, "€ 30.000"), (40, "€ 40.000")],
                [(0, "€ 0"), (50, "€ 50"), (100, "€ 100")],
            ),
            "curve_head": [_("Inkomen"), _("Toeslag")],
            "curve_rows": [["€ 20.000", "€ 100"], ["€ 30.000", "€ 100"], ["€ 40.000", "€ 20"]],
            "timeline": pictures.timeline(
                [
                    (_("Hulp bij schulden"), date(2025, 5, 3), date(2026, 9, 30)),
                    (_("Robotstofzuiger op proef"), date(2026, 1, 12), date(2026, 2, 23)),
                    (_("Gesprek thuis"), date(2026, 4, 1), date(2026, 4, 1)),
                ]
            ),
            "network": pictures.network(
                "Samira",
                [
                    (_("Joost, broer"), _("sterk"), "solid"),
                    (_("Wijkteam"), _("sterk"), "solid"),
                    (_("Schuldhulp"), _("gewoon"), "thin"),
                    (_("Verhuurder"), _("spanning"), "dashed"),
                    (_("Buurvrouw"), _("gewoon"), "thin"),
                    (_("Huisarts"), _("gewoon"), "thin"),
                ],
            ),
        },
    )


def _problem(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    context = {"heading": title, "sentence": sentence}
    template = "ui/problem.html" if getattr(request, "municipality", None) else "ui/problem_bare.html"
    return render(request, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(
        request, 400, _("Dit konden wij niet lezen"), _("Er ging iets mis met wat u stuurde. Probeer het nog een keer.")
    )


def forbidden(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    return _problem(request, 403, _("Deze pagina is niet voor u"), _("U mag deze pagina niet zien."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(
        request, 404, _("Deze pagina is er niet"), _("Misschien klopt het adres niet. Of de pagina is weg.")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    return _problem(
        request,
        500,
        _("Er ging bij ons iets mis"),
        _("Dat ligt niet aan u. Probeer het straks nog een keer, of bel ons."),
    )
