"""Which rows a question to the HSDS API is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from math import cos, radians
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from maatwerk.foundation.search.fields import IndexedWith
from maatwerk.foundation.search.models import Entry as Indexed
from maatwerk.foundation.search.rules import wanted
from maatwerk.knowledge.directory.connections import connections
from maatwerk.knowledge.directory.feeding import Words
from maatwerk.knowledge.directory.hsds.terms import FIXED, Taxonomy, term_id
from maatwerk.knowledge.directory.models import Card, Listing, Mark, Reference
from maatwerk.knowledge.directory.places import Point, kilometres
from maatwerk.knowledge.directory.placing import point_of

_LANGUAGE = "nl"  # of the content of HSDS, and the column of a card that leads to its words
_DEGREE = 111.0  # km; a little less than the length of a degree of latitude, so that no place is left out too early


def uuid_from(text: str) -> UUID | None:
    """An id as it was typed; None where it is none of ours, for all ours are UUIDs."""
    try:
        return UUID(text)
    except ValueError:
        return None


def holding_words(rows: QuerySet[Listing], text: str) -> QuerySet[Listing]:
    """Those that hold a word of `text`."""
    sought = wanted(text, _LANGUAGE)
    if not sought:
        return rows.none()
    held = IndexedWith(_LANGUAGE, Indexed._meta.get_field("words"), sought)
    return rows.filter(pk__in=Card.objects.filter(held).values("pk"))


def changed_since(rows: QuerySet[Listing], moment: datetime) -> QuerySet[Listing]:
    """Those that changed, or were seen to be right, at that moment or later."""
    return rows.filter(Q(changed_at__gte=moment) | Q(verified_on__gte=moment.date()))


def of_organisation(rows: QuerySet[Listing], id_: str) -> QuerySet[Listing]:
    """Those of the organisation with this id."""
    if not (uuid := uuid_from(id_)):
        return rows.none()
    of = Reference.objects.filter(listing=OuterRef("pk"), sort=Reference.Sort.ORGANISATION, uuid=uuid)
    return rows.filter(Exists(of))


def with_term(
    rows: QuerySet[Listing], which: Taxonomy | None, codes: Collection[str] | None = None
) -> QuerySet[Listing]:
    """Those that have a term of this taxonomy, one of `codes` when these are given."""
    if which is None:
        return rows.none()
    marks = Mark.objects.filter(listing=OuterRef("pk"), sort=which.value)
    return rows.filter(Exists(marks if codes is None else marks.filter(value__in=codes)))


def taxonomy_called(id_: str) -> Taxonomy | None:
    """The taxonomy with this id."""
    return next((each for each in Taxonomy if each.id == id_), None)


def terms_in_use(rows: QuerySet[Listing], words: Words) -> list[tuple[Taxonomy, str]]:
    """Every term there is, by taxonomy: those that content has, and the products that these rows name. One query."""
    marks = Mark.objects.filter(listing__in=rows.values("pk"), sort=Mark.Sort.PRODUCT)
    listed: dict[Taxonomy, Iterable[str]] = {
        Taxonomy.NEEDS: sorted(words.domains),
        Taxonomy.DOMAINS: [domain.value for domain in connections().domains()],
        Taxonomy.PRODUCTS: marks.order_by("value").values_list("value", flat=True).distinct(),
        **FIXED,
    }
    return [(which, code) for which in Taxonomy for code in listed[which]]


def term_called(id_: str, rows: QuerySet[Listing], words: Words) -> tuple[Taxonomy, str] | None:
    """The term with this id. One query."""
    return next((each for each in terms_in_use(rows, words) if term_id(*each) == id_), None)


def near(places: QuerySet[Reference], municipality: str, postcode: str, metres: float | None) -> QuerySet[Reference]:
    """Those within so many metres of the middle of a postcode. Without a distance it is asked whether the services are
    for people there: they are, where the municipality knows the postcode as its own."""
    middle = point_of(municipality, postcode)
    if middle is None:
        return places.none()
    if metres is None:
        return places
    north = metres / 1000 / _DEGREE
    east = north / max(cos(radians(middle.latitude)), 0.01)
    around = places.filter(
        latitude__range=(middle.latitude - north, middle.latitude + north),
        longitude__range=(middle.longitude - east, middle.longitude + east),
    )
    within = [
        pk
        for pk, latitude, longitude in around.values_list("pk", "latitude", "longitude")
        if kilometres(middle, Point(latitude=latitude, longitude=longitude)) * 1000 <= metres
    ]
    return places.filter(pk__in=within)
