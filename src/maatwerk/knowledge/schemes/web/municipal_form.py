"""The form for the rules of a municipal scheme from a day on: made from the shape of the rules, as every form of
editors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from maatwerk.foundation.content import Text
from maatwerk.foundation.editing.connections import Kind
from maatwerk.knowledge.schemes.municipal import Rules

_AMOUNT = gettext_lazy("In euro's, zoals 125 of 125,50. Weten wij het niet? Schrijf dan onbekend.")
_YEARS = gettext_lazy("In hele jaren. Mag leeg zijn.")
_LABELS: Mapping[str, tuple[Any, Any]] = {
    "artikel": (gettext_lazy("Artikel van de verordening of wet"), gettext_lazy("Dit staat bij elke stap.")),
    "gestopt": (
        gettext_lazy("Is de regeling gestopt?"),
        gettext_lazy("Schrijf dan sinds wanneer. Alle andere regels tellen dan niet."),
    ),
    "inkomensgrens": (
        gettext_lazy("Grens voor het inkomen"),
        gettext_lazy("Leeg is geen grens. De bijstand is zonder kostendelers en met vakantiegeld."),
    ),
    "inkomensgrens.percentage": (
        gettext_lazy("Hoeveel procent van de bijstand?"),
        gettext_lazy("Zoals 120. Weten wij het niet? Schrijf dan onbekend."),
    ),
    "vermogensgrens": (
        gettext_lazy("Grens voor spaargeld en bezit"),
        gettext_lazy("Leeg is geen grens. 1 is dezelfde grens als bij de bijstand."),
    ),
    "vermogensgrens.keer": (gettext_lazy("Hoeveel keer de grens van de bijstand?"), ""),
    "leeftijd": (gettext_lazy("Leeftijd van de aanvrager"), gettext_lazy("Leeg is voor iedereen.")),
    "leeftijd.van": (gettext_lazy("Aanvrager: vanaf"), _YEARS),
    "leeftijd.tot_en_met": (gettext_lazy("Aanvrager: tot en met"), _YEARS),
    "aow_leeftijd": (gettext_lazy("AOW-leeftijd"), gettext_lazy("Leeg als het niet uitmaakt.")),
    "kinderen": (
        gettext_lazy("Alleen met een kind"),
        gettext_lazy("Leeg als het niet uitmaakt, of als alleen het bedrag per kind telt."),
    ),
    "kinderen.van": (gettext_lazy("Kind: vanaf"), _YEARS),
    "kinderen.tot_en_met": (gettext_lazy("Kind: tot en met"), _YEARS),
    "laag_inkomen": (gettext_lazy("Hoe lang een laag inkomen?"), gettext_lazy("Leeg als het niet uitmaakt.")),
    "laag_inkomen.jaren": (gettext_lazy("Jaren achter elkaar"), gettext_lazy("Zoals 3, of onbekend.")),
    "student": (gettext_lazy("Studenten"), gettext_lazy("Leeg als het niet uitmaakt.")),
    "feiten": (
        gettext_lazy("Andere voorwaarden"),
        gettext_lazy("Elk met ‘als’ (een feit), ‘wel’ en ‘niet’ (wat mensen lezen, in het Nederlands en Engels)."),
    ),
    "mits": (
        gettext_lazy("Wat de gemeente zelf beoordeelt"),
        gettext_lazy("Elk in het Nederlands (nl) en Engels (en). Mensen lezen dan: dit past als."),
    ),
    "bedragen": (gettext_lazy("Bedrag voor het huishouden"), gettext_lazy("Vul alle drie in, of geen.")),
    "bedragen.alleenstaand": (gettext_lazy("Alleen"), _AMOUNT),
    "bedragen.alleenstaande_ouder": (gettext_lazy("Alleenstaande ouder"), _AMOUNT),
    "bedragen.paar": (gettext_lazy("Paar"), _AMOUNT),
    "per_kind": (
        gettext_lazy("Bedrag per kind"),
        gettext_lazy("Elk met ‘van’, ‘tot_en_met’ en ‘bedrag’, zoals {van: 4, tot_en_met: 17, bedrag: 100}."),
    ),
    "naar_leeftijd": (
        gettext_lazy("Bedrag naar leeftijd van de aanvrager"),
        gettext_lazy("Elk met ‘van’, ‘tot_en_met’ en ‘bedrag’."),
    ),
    "drempel": (gettext_lazy("Eerst zelf betalen"), gettext_lazy("Alleen bij kosten. Leeg als er geen drempel is.")),
    "drempel.bedrag": (gettext_lazy("Hoogstens in twaalf maanden"), _AMOUNT),
    "bron": (gettext_lazy("Waar staat dit?"), gettext_lazy("Naam en datum van het besluit.")),
    "geverifieerd": (gettext_lazy("Is dit nagekeken in het besluit zelf?"), ""),
}
_OPTIONS = {
    "aow_leeftijd=nog_niet": gettext_lazy("Alleen wie die nog niet heeft"),
    "aow_leeftijd=bereikt": gettext_lazy("Alleen wie die heeft"),
    "student=wel": gettext_lazy("Alleen voor studenten"),
    "student=niet": gettext_lazy("Niet voor studenten"),
}
RULES = Kind(
    "regels", gettext_lazy("Regels"), gettext_lazy("Regels"), Rules, lambda _it: Text(nl="Regels", en="Rules"), _LABELS,
    options=_OPTIONS,
)  # fmt: skip


def versions_of(data: Mapping[str, Any] | None) -> dict[str, Mapping[str, Any]]:
    """The rules in the raw values of an entry, by day; what cannot be read as that is left for the other form."""
    found = (data or {}).get("versies")
    if not isinstance(found, Mapping):
        return {}
    return {str(day): rules for day, rules in sorted(found.items()) if _is_day(str(day)) and isinstance(rules, Mapping)}


def with_rules(
    data: Mapping[str, Any] | None, rules: Mapping[str, Any] | None, since: str, before: str = ""
) -> dict[str, Any]:
    """The raw values with these rules from that day; `before` is the day they counted from until now. Without rules
    those of that day are taken out."""
    versions = {day: each for day, each in versions_of(data).items() if day not in (since, before)}
    if rules is not None:
        versions[since] = rules
    return {**(data or {}), "versies": dict(sorted(versions.items()))}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
