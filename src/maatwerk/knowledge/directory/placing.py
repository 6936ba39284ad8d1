"""Where a neighbourhood, a postcode or a town is, and how far two points are apart. The municipality brings in the
middles itself (docs/places.md); nobody outside is asked."""

from __future__ import annotations

import re
from math import asin, cos, radians, sin, sqrt
from unicodedata import combining, normalize

from django.db.models import Case, IntegerField, Value, When

from maatwerk.knowledge.directory.models import Place
from maatwerk.knowledge.directory.places import Point

EARTH_RADIUS = 6371.0088  # km; the mean radius R1 of GRS 80 (Moritz 2000, Geodetic Reference System 1980, table 3.1)
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


def kilometres(a: Point, b: Point) -> float:
    """How far two points are apart as the crow flies, over a round earth: the haversine formula (Sinnott, Virtues of
    the Haversine, Sky and Telescope 68 (1984), 159). On the real earth at most about half a per cent more or less."""
    north_a, north_b = radians(a.latitude), radians(b.latitude)
    north, east = north_b - north_a, radians(b.longitude - a.longitude)
    half = sin(north / 2) ** 2 + cos(north_a) * cos(north_b) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))


def looked_up(name: str) -> str:
    """A name as it is looked for: without capitals, accents and double spaces; of a postcode the four digits."""
    plain = "".join(each for each in normalize("NFKD", name) if not combining(each))
    told = " ".join(plain.casefold().split())
    postcode = _POSTCODE.fullmatch(told)
    return postcode.group(1) if postcode else told
