"""The taxonomies of the profile: what a service is for, whom it concerns and under which law."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any

from maatwerk.knowledge.directory.catalogue import Law, Sort
from maatwerk.knowledge.directory.hsds.ids import OURS, id_within
from maatwerk.knowledge.directory.places import Access

PRODUCTS_BELOW = "http://standaarden.overheid.nl/owms/terms/"


class Taxonomy(StrEnum):
    """A list of terms, with the word that marks of listings use for it."""

    NEEDS = "behoefte"
    DOMAINS = "leefgebied"
    LAWS = "wet"
    PRODUCTS = "upl"
    ACCESS = "toegankelijk"
    SORTS = "soort"

    @property
    def id(self) -> str:
        return _ids()[self]

    @property
    def uri(self) -> str:
        return (
            "http://standaarden.overheid.nl/owms/terms/" if self is Taxonomy.PRODUCTS else f"urn:slim-maatwerk:{self}"
        )


@cache
def _ids() -> dict[Taxonomy, str]:
    return {each: id_within(OURS, "taxonomie", each.value) for each in Taxonomy}


_NAMES = {
    Taxonomy.NEEDS: ("Behoeften", "Waar mensen hulp bij zoeken."),
    Taxonomy.DOMAINS: ("Leefgebieden", "De gebieden van het leven waarin behoeften zijn verdeeld."),
    Taxonomy.LAWS: ("Wetten", "De wet waaronder iets wordt aangeboden."),
    Taxonomy.PRODUCTS: ("Uniforme Productnamenlijst", "Namen van producten van de overheid."),
    Taxonomy.ACCESS: ("Toegankelijkheid", "Wat een plek of werkwijze bereikbaar maakt."),
    Taxonomy.SORTS: ("Soort aanbod", "Van een organisatie van beroepskrachten, of van mensen onder elkaar."),
}
LAWS = {
    Law.WMO: "Wet maatschappelijke ondersteuning 2015",
    Law.YOUTH: "Jeugdwet",
    Law.PARTICIPATION: "Participatiewet",
    Law.DEBT_HELP: "Wet gemeentelijke schuldhulpverlening",
    Law.HEALTH_INSURANCE: "Zorgverzekeringswet",
    Law.LONG_TERM_CARE: "Wet langdurige zorg",
    Law.PUBLIC_HEALTH: "Wet publieke gezondheid",
    Law.INTEGRATION: "Wet inburgering 2021",
    Law.EDUCATION: "Wetten over onderwijs",
    Law.LEGAL_AID: "Wet op de rechtsbijstand",
}
ACCESS = {
    Access.WHEELCHAIR: "Bereikbaar met een rolstoel",
    Access.TOILET: "Aangepast toilet",
    Access.LIFT: "Lift",
    Access.LOOP: "Ringleiding",
    Access.SIGNS: "Gebarentaal",
    Access.QUIET: "Prikkelarm",
    Access.PARKING: "Parkeerplaats voor mensen met een beperking",
    Access.GUIDE_DOG: "Hulphond welkom",
    Access.HOME: "Aan huis",
}
SORTS = {Sort.FORMAL: "Organisatie van beroepskrachten", Sort.INFORMAL: "Mensen onder elkaar"}
FIXED: Mapping[Taxonomy, Mapping[str, str]] = {
    Taxonomy.LAWS: {law.value: name for law, name in LAWS.items()},
    Taxonomy.ACCESS: {access.value: name for access, name in ACCESS.items()},
    Taxonomy.SORTS: {sort.value: name for sort, name in SORTS.items()},
}


def taxonomy(which: Taxonomy) -> dict[str, Any]:
    """As HSDS has a taxonomy."""
    name, description = _NAMES[which]
    return {"id": which.id, "name": name, "description": description, "uri": which.uri}


def term_id(which: Taxonomy, code: str) -> str:
    """The id of a term, the same in every installation."""
    return id_within(which.id, code)


def term(which: Taxonomy, code: str, name: str = "") -> dict[str, Any]:
    """As HSDS has a term; without a name it is called by its code."""
    name = name or FIXED.get(which, {}).get(code) or code.replace("_", " ")
    made = {
        "id": term_id(which, code), "code": code, "name": name, "description": name, "taxonomy": which.uri,
        "taxonomy_id": which.id, "language": "nl",
    }  # fmt: skip
    return made | ({"term_uri": PRODUCTS_BELOW + code} if which is Taxonomy.PRODUCTS else {})


def codes_in(attributes: list[dict[str, Any]], which: Taxonomy) -> list[str]:
    """The codes of this taxonomy among the attributes of something, each once and in their order."""
    terms = [each.get("taxonomy_term") or {} for each in attributes]
    if which is Taxonomy.PRODUCTS:
        uris = [str(one.get("term_uri", "")) for one in terms]
        return list(dict.fromkeys(uri.removeprefix(PRODUCTS_BELOW) for uri in uris if uri.startswith(PRODUCTS_BELOW)))
    ours = [one for one in terms if which.id in _lists_of(one) or one.get("taxonomy") == which.uri]
    return list(dict.fromkeys(one["code"] for one in ours if one.get("code")))


def _lists_of(one: Mapping[str, Any]) -> tuple[Any, Any]:
    return one.get("taxonomy_id"), (one.get("taxonomy_detail") or {}).get("id")
