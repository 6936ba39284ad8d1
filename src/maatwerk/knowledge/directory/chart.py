"""The map as editors see it: everything that counts in their municipality, also what is hidden, with where it comes
from and who answers for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet

from maatwerk.foundation.access.rights import months_later
from maatwerk.knowledge.directory.finding import with_words
from maatwerk.knowledge.directory.freshness import GREY_AFTER, OUT_AFTER, Freshness
from maatwerk.knowledge.directory.models import Listing, Ownership, Verification
from maatwerk.knowledge.directory.queries import counting
from maatwerk.knowledge.directory.shelf import Layer

NOBODY = "niemand"  # in the place of an organisation
HIDDEN = "verborgen"  # in the place of how fresh it is: what residents do not see
_MOST_VERIFICATIONS = 10


@dataclass(frozen=True)
class Sought:
    """What an editor looks for; what is empty does not count. `owner` is the id of an organisation, or `NOBODY`;
    `state` how fresh it is, or `HIDDEN`."""

    words: str = ""
    state: str = ""
    layer: str = ""
    owner: str = ""


def chart(sought: Sought, municipality: str, today: date, language: str) -> QuerySet[Listing]:
    """What fits, by name; with words the best first. Of what is hidden the name below is not known to the index, so
    with words it is not found."""
    rows = counting(municipality)
    if sought.layer in set(Layer):
        rows = rows.filter(layer=sought.layer)
    if sought.state:
        rows = _in_state(rows, sought.state, today)
    if sought.owner:
        rows = _of_owner(rows, sought.owner, municipality)
    if not sought.words.strip():
        return rows.order_by("name", "key")
    return with_words(rows, sought.words, language, "card__").order_by(F("rank"), "name", "key")


def _in_state(rows: QuerySet[Listing], state: str, today: date) -> QuerySet[Listing]:
    if state == HIDDEN:
        return rows.filter(hidden=True)
    grey, out = months_later(today, -GREY_AFTER), months_later(today, -OUT_AFTER)
    spans = {
        Freshness.FRESH: {"verified_on__gte": grey},
        Freshness.GREY: {"verified_on__lt": grey, "verified_on__gte": out},
        Freshness.OUT: {"verified_on__lt": out},
    }
    return rows.filter(hidden=False, **spans[Freshness(state)]) if state in set(Freshness) else rows


def _of_owner(rows: QuerySet[Listing], owner: str, municipality: str) -> QuerySet[Listing]:
    owned = Ownership.objects.filter(municipality=municipality, key=OuterRef("key"))
    if owner == NOBODY:
        return rows.filter(~Exists(owned))
    return rows.filter(Exists(owned.filter(organisation=int(owner)))) if owner.isdecimal() and len(owner) < 10 else rows


def owners(municipality: str, keys: Collection[str]) -> dict[str, Ownership]:
    """Who answers for these entries, by key."""
    rows = Ownership.objects.filter(municipality=municipality, key__in=keys).select_related("organisation", "given_by")
    return {row.key: row for row in rows}


def names(rows: Sequence[Listing]) -> Mapping[str, str]:
    """What these entries are called, by key. What is hidden is called as what it hides, or else by its key."""
    hidden = [row.key for row in rows if row.hidden]
    below = Listing.objects.filter(municipality__in={"", *(row.municipality for row in rows)}, key__in=hidden)
    told = dict(below.filter(hidden=False).values_list("key", "name")) if hidden else {}
    return {row.key: row.name or told.get(row.key, row.key) for row in rows}


def layers_of(municipality: str, key: str) -> list[Listing]:
    """Every row of one entry that there is for this municipality, the one that counts first."""
    rows = Listing.objects.filter(municipality__in=("", municipality), key=key)
    order = [Layer.OWN, Layer.IMPORT, Layer.INSTALLATION, Layer.PROGRAM]
    return sorted(rows, key=lambda row: (row.municipality == "", order.index(Layer(row.layer))))


def verifications(row: Listing) -> list[Verification]:
    """When somebody last saw that it is right, newest first."""
    return list(
        Verification.objects.filter(municipality=row.municipality, key=row.key).order_by("-at")[:_MOST_VERIFICATIONS]
    )
