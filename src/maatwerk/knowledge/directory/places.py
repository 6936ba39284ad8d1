"""Where a service is, how that place is, and how far two points are apart."""

from __future__ import annotations

from enum import StrEnum
from math import asin, cos, radians, sin, sqrt
from typing import Annotated

from pydantic import Field, StringConstraints

from maatwerk.foundation.content import Entry, Opening

EARTH_RADIUS = 6371.0088  # km; the mean radius R1 of GRS 80 (Moritz 2000, Geodetic Reference System 1980, table 3.1)
Postcode = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[1-9][0-9]{3} ?[A-Z]{2}$")]


class Access(StrEnum):
    """What makes a place or a way of working reachable for somebody."""

    WHEELCHAIR = "rolstoel"
    TOILET = "aangepast_toilet"
    LIFT = "lift"
    LOOP = "ringleiding"
    SIGNS = "gebarentaal"
    QUIET = "prikkelarm"
    PARKING = "parkeren"
    GUIDE_DOG = "hulphond"
    HOME = "aan_huis"


class Point(Entry):
    """A place on earth in degrees (WGS 84)."""

    latitude: float = Field(alias="breedte", ge=-90, le=90)
    longitude: float = Field(alias="lengte", ge=-180, le=180)


class Location(Entry):
    """A place where one can go. `neighbourhood` is a name as people use it."""

    name: str | None = Field(None, alias="naam", max_length=200)
    street: str | None = Field(None, alias="straat", max_length=200)
    postcode: Postcode | None = None
    town: str | None = Field(None, alias="plaats", max_length=100)
    neighbourhood: str | None = Field(None, alias="wijk", max_length=100)
    point: Point | None = Field(None, alias="punt")
    access: tuple[Access, ...] = Field((), alias="toegankelijk")
    opening: Opening = Field("onbekend", alias="open")


def kilometres(a: Point, b: Point) -> float:
    """How far two points are apart as the crow flies, over a round earth: the haversine formula (Sinnott, Virtues of
    the Haversine, Sky and Telescope 68 (1984), 159). On the real earth at most about half a per cent more or less."""
    north_a, north_b = radians(a.latitude), radians(b.latitude)
    north, east = north_b - north_a, radians(b.longitude - a.longitude)
    half = sin(north / 2) ** 2 + cos(north_a) * cos(north_b) * sin(east / 2) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, half)))
