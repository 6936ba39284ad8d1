"""What HSDS has no place for, under `nl_profile`: the fields of a content file under their own names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from maatwerk.knowledge.directory.eligibility import Ages, Requirement

NAME = "nl_profile"
# Texts of which HSDS holds the Dutch; the profile holds the other languages.
TEXTS = {"naam": "name", "samenvatting": "description", "kosten": "fees_description"}
# What HSDS has a place of its own for.
ELSEWHERE = frozenset(
    {
        "organisatie", "website", "telefoon", "talen", "werkgebied", "leeftijd", "behoeften", "wetten", "upl",
        "toegankelijk", "soort", "locaties",
    }
)  # fmt: skip
OURS = frozenset(
    {
        "waarom", "tijden", "chat", "volgende_stap", "kort", "noodhulp", "buiten_kantooruren", "bereikbaar",
        "verwijzing", "tolk", "plek", "wachttijd", "gratis", "buiten_tijden", "voorwaarden", "eigenaar", "verzonnen",
        "bron",
    }
)  # fmt: skip


def profile_of(value: Mapping[str, Any], phones: list[dict[str, Any]]) -> dict[str, Any]:
    """The profile part of a service as it is kept. Ways name their number by the id of the phone that holds it. The day
    something was seen stands in `assured_date`, and how to reach an owner in private in nothing that goes out."""
    made = {name: kept for name, kept in value.items() if name in OURS}
    made |= {name: {"en": value[name]["en"]} for name in TEXTS}
    made["bron"] = {name: kept for name, kept in value["bron"].items() if name != "datum"}
    if owner := value.get("eigenaar"):
        made["eigenaar"] = {"organisatie": owner["organisatie"]}
    if ways := value.get("bereikbaar"):
        made["bereikbaar"] = [_without_number(way, phones) for way in ways]
    if phones and not value.get("telefoon"):
        made["telefoon"] = None
    return made


def whom(ages: Ages | None, requirements: Sequence[Requirement]) -> str:
    """For whom a service is, in Dutch sentences."""
    return " ".join(each.reason.nl for each in ((ages.requirement(),) if ages else ()) + tuple(requirements))


def _without_number(way: Mapping[str, Any], phones: list[dict[str, Any]]) -> dict[str, Any]:
    made = {name: kept for name, kept in way.items() if name != "nummer"}
    at = [phone["id"] for phone in phones if phone["number"] == way.get("nummer")]
    return made | ({"phone_id": at[0]} if at else {})
