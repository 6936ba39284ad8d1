"""How far advice is: from the place that somebody names to the nearest place of a service."""

from __future__ import annotations

from dataclasses import replace
from math import hypot
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.content import Text
from maatwerk.knowledge.advice import HeardNeed, LifeDomain, Need, Situation, Suggestion
from maatwerk.knowledge.directory import ContentShelf, ServiceAdvisor, Shelf
from maatwerk.knowledge.directory.models import Listing, Place
from maatwerk.knowledge.directory.queries import TableShelf
from maatwerk.site.library import library
from tests.knowledge.directory.shelves import TODAY, place, put, service

pytestmark = pytest.mark.django_db

TOWN = "proefstad"
WORDS = Text(nl="geld", en="money")
# Westertoren and Martinitoren in degrees and in metres of the Rijksdriehoek, from Schreutelkamp and Strang van Hees,
# Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten.
WESTERTOREN, MARTINITOREN = (52.37453253, 4.88352559), (53.21938317, 6.56820053)
APART = hypot(233883.131 - 120700.723, 582065.167 - 487525.501) / 1000
ASKED = Situation(
    (HeardNeed(Need("schulden", WORDS, LifeDomain.FINANCIEN), 1.0),), TOWN, TODAY, near="Westertoren"
)  # fmt: skip


@pytest.fixture(autouse=True)
def from_the_westertoren(db: None) -> None:
    Listing.objects.all().delete()
    for kind, name in (("wijk", "Westertoren"), ("postcode4", "1016")):
        Place.objects.create(
            municipality=TOWN, kind=kind, name=name, looked_up=name.casefold(), latitude=WESTERTOREN[0],
            longitude=WESTERTOREN[1], source="proef", on=TODAY,
        )  # fmt: skip


def tables() -> Shelf:
    return TableShelf(lambda _slug: None)


def far(situation: Situation = ASKED, shelf: Shelf | None = None) -> dict[str, float | None]:
    return {one.id: one.kilometres for one in advice(situation, shelf or tables())}


def advice(situation: Situation, shelf: Shelf) -> list[Suggestion]:
    return ServiceAdvisor(shelf, library().dictionary).suggest(situation)


def at(*points: tuple[float, float]) -> dict[str, Any]:
    return {"locaties": [place("Centrum", *point) for point in points]}


@pytest.mark.parametrize("near", ["Westertoren", "1016 GV"])
def test_it_is_what_the_national_grid_says_from_a_neighbourhood_and_from_a_postcode(near: str) -> None:
    put(ver=service(**at(MARTINITOREN)))
    assert far(replace(ASKED, near=near))["ver"] == pytest.approx(APART, rel=0.005)


def test_of_several_places_the_nearest_counts() -> None:
    mile = 1 / 60  # a minute of latitude is a nautical mile, 1.852 km
    put(twee=service(**at(MARTINITOREN, (WESTERTOREN[0] + mile, WESTERTOREN[1]))))
    assert far()["twee"] == pytest.approx(1.852, rel=0.005)


def test_what_has_no_known_place_has_no_distance_and_is_told_all_the_same() -> None:
    put(lijn=service(), straat=service(locaties=[{"wijk": "Centrum", "plaats": "Proefstad"}]))
    assert far() == {"lijn": None, "straat": None}


@pytest.mark.parametrize("near", ["", "Nergenshuizen", "1017"])
def test_nothing_is_said_from_no_place_or_one_that_is_not_known(near: str) -> None:
    put(ver=service(**at(MARTINITOREN)))
    assert far(replace(ASKED, near=near)) == {"ver": None}


def test_the_places_of_another_municipality_do_not_count() -> None:
    put("elders", ver=service(**at(MARTINITOREN)))
    assert far(replace(ASKED, municipality="elders")) == {"ver": None}


def test_without_a_database_there_is_advice_without_distance() -> None:
    files = ContentShelf({"ver": service(**at(MARTINITOREN))})
    assert far(shelf=files) == {"ver": None}


def test_it_changes_nothing_else_of_the_advice() -> None:
    put(ver=service(**at(MARTINITOREN)), lijn=service())
    without = advice(replace(ASKED, near=""), tables())
    assert [replace(one, kilometres=None) for one in advice(ASKED, tables())] == without


def test_it_takes_one_query_however_many_services_there_are() -> None:
    def queries(situation: Situation) -> int:
        advice(situation, tables())  # reads services that this process had not read
        with CaptureQueriesContext(connection) as sent:
            advice(situation, tables())
        return len(sent)

    put(een=service(**at(MARTINITOREN)))
    few, without = queries(ASKED), queries(replace(ASKED, near=""))
    put(**{f"dienst{number}": service(**at(MARTINITOREN, WESTERTOREN)) for number in range(12)})
    assert few == without + 1
    assert queries(ASKED) == few
