"""The form with which somebody says what they look for: its fields, and a `Wish` of what was sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import QueryDict
from django.utils.translation import gettext as _

from maatwerk.foundation.people.typed_text import tidy
from maatwerk.knowledge.advice.values import LifeDomain, Need
from maatwerk.knowledge.directory.catalogue import Sort
from maatwerk.knowledge.directory.finding import MOST_PAGES, Wish
from maatwerk.knowledge.directory.languages import language_name
from maatwerk.knowledge.directory.places import Access, Point

LONGEST_WORDS = 200
OLDEST = 120
DISTANCES = (2, 5, 10)  # kilometres
# Languages that are asked for most; ISO 639.
LANGUAGES = (
    "nl",
    "en",
    "ar",
    "tr",
    "pl",
    "uk",
    "ti",
    "so",
    "fa",
    "zgh",
    "ro",
    "bg",
    "ru",
    "fr",
    "es",
    "de",
    "zh",
    "dse",
)
YES, NO = "ja", "nee"
# The fields in the order of the page; those that may be sent more than once at the end.
_FIELDS = ("woorden", "leefgebied", "wijk", "afstand", "behoefte", "open", "gratis", "leeftijd", "taal", "soort",
           "wachtlijst")  # fmt: skip
_SEVERAL = "toegankelijk"


@dataclass(frozen=True)
class Sent:
    """What was sent: as it was typed, as a wish, and what is wrong with it, by field."""

    typed: Mapping[str, str]
    access: tuple[str, ...]
    wish: Wish
    page: int = 1
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def fields(self) -> list[tuple[str, str]]:
        """What has to be sent again to get the same list."""
        return [(name, value) for name, value in self.typed.items() if value] + [
            (_SEVERAL, value) for value in self.access
        ]

    @property
    def is_strict(self) -> bool:
        """Whether something was asked that is not known of every service."""
        return bool(self.access) or any(
            self.typed[name] for name in ("open", "gratis", "taal", "wachtlijst", "afstand")
        )

    @property
    def has_more(self) -> bool:
        """Whether something was said in the part of the form that is folded."""
        return bool(self.access) or any(self.typed[name] for name in _FIELDS[3:])


def read(form: QueryDict, places: Mapping[str, Point], needs: Mapping[str, Need], now: datetime) -> Sent:
    """`places` are the neighbourhoods that are known."""
    typed = {name: tidy(form.get(name, ""), lines=False) for name in _FIELDS}
    access = tuple(dict.fromkeys(form.getlist(_SEVERAL)[: 2 * len(Access)]))
    faults: dict[str, str] = {}
    allowed = {
        "leefgebied": set(LifeDomain),
        "wijk": places,
        "afstand": {str(each) for each in DISTANCES},
        "behoefte": needs,
        "open": {YES},
        "gratis": {YES},
        "taal": LANGUAGES,
        "soort": set(Sort),
        "wachtlijst": {YES, NO},
    }
    for name, values in allowed.items():
        if typed[name] and typed[name] not in values:
            faults[name], typed[name] = _("Kies iets uit de lijst."), ""
    if wrong := [value for value in access if value not in set(Access)]:
        faults[_SEVERAL] = _("Kies iets uit de lijst.")
        access = tuple(value for value in access if value not in wrong)
    if len(typed["woorden"]) > LONGEST_WORDS:
        faults["woorden"] = _("Dit is te lang. Gebruik een paar woorden.")
        typed["woorden"] = typed["woorden"][: 2 * LONGEST_WORDS]
    if typed["leeftijd"] and not _is_number(typed["leeftijd"], 0, OLDEST):
        faults["leeftijd"] = _("Vul de leeftijd in met een cijfer. Bijvoorbeeld 34.")
        typed["leeftijd"] = typed["leeftijd"][:20]
    if typed["afstand"] and not typed["wijk"] and "wijk" not in faults:
        faults["wijk"] = _("Kies ook een wijk. Dan weten wij waar u begint.")
    page = form.get("pagina", "1")
    if not _is_number(page, 1, MOST_PAGES):
        faults["woorden"], page = _("Deze bladzijde is er niet. Zoek opnieuw."), "1"
    wish = Wish() if faults else _wish(typed, access, places, now)
    return Sent(typed, access, wish, int(page), faults)


def _wish(typed: Mapping[str, str], access: tuple[str, ...], places: Mapping[str, Point], now: datetime) -> Wish:
    return Wish(
        words=typed["woorden"],
        need=typed["behoefte"],
        domain=typed["leefgebied"],
        language=typed["taal"],
        access=tuple(map(Access, access)),
        sort=Sort(typed["soort"]) if typed["soort"] else None,
        free=True if typed["gratis"] == YES else None,
        waiting={YES: True, NO: False}.get(typed["wachtlijst"]),
        age=int(typed["leeftijd"]) if typed["leeftijd"] else None,
        open_at=now if typed["open"] == YES else None,
        around=places.get(typed["wijk"]),
        within=int(typed["afstand"]) if typed["afstand"] else None,
    )


def _is_number(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most


def languages() -> list[tuple[str, str]]:
    """The languages to choose from, by name."""
    named = [(code, language_name(code)) for code in LANGUAGES]
    return [(code, name[0].upper() + name[1:]) for code, name in named]
