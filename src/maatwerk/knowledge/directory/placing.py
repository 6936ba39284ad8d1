"""Where a neighbourhood, a postcode or a town is. The municipality brings in the middles itself (docs/places.md);
nobody outside is asked."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from django.db.models import Case, IntegerField, Value, When

from maatwerk.knowledge.directory.models import Place
from maatwerk.knowledge.directory.places import Point

_POSTCODE = re.compile(r"([1-9][0-9]{3})( ?[a-z]{2})?")
_FIRST = (Place.Kind.NEIGHBOURHOOD, Place.Kind.POSTCODE, Place.Kind.TOWN)  # whose name counts where two have the same


def point_of(municipality: str, name: str) -> Point | None:
    """The middle of what is called `name` there: a neighbourhood, a postcode (its four digits count), or a town. None
    where it is not known. One query."""
    turn = Case(*(When(kind=kind, then=Value(place)) for place, kind in enumerate(_FIRST)), output_field=IntegerField())
    rows = Place.objects.filter(municipality=municipality, looked_up=looked_up(name)).order_by(turn)
    found = rows.values_list("latitude", "longitude").first()
    return Point(latitude=found[0], longitude=found[1]) if found else None


def places_of(municipality: str) -> list[str]:
    """The names of the neighbourhoods that are known there, in order of the alphabet. One query."""
    rows = Place.objects.filter(municipality=municipality, kind=Place.Kind.NEIGHBOURHOOD)
    return list(rows.order_by("looked_up").values_list("name", flat=True))


def looked_up(name: str) -> str:
    """A name as it is looked for: without capitals, accents and double spaces; of a postcode the four digits."""
    plain = "".join(each for each in normalize("NFKD", name) if not combining(each))
    told = " ".join(plain.casefold().split())
    postcode = _POSTCODE.fullmatch(told)
    return postcode.group(1) if postcode else told
