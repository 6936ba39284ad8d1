"""The map as a picture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.knowledge.directory.drawing import Map, _tile_at, draw
from maatwerk.knowledge.directory.places import Point


def point(latitude: float, longitude: float) -> Point:
    return Point(breedte=latitude, lengte=longitude)


def drawn(numbered: list[tuple[int, Point]], named: dict[str, Point] | None = None) -> Map:
    picture = draw(numbered, named or {})
    assert picture
    return picture


def test_without_a_point_there_is_no_map() -> None:
    assert draw([], {"West": point(52, 5)}) is None


def test_north_is_up_and_east_is_right() -> None:
    south_west, north_east = drawn([(1, point(52.0, 5.0)), (2, point(52.1, 5.1))]).dots
    assert south_west.y > north_east.y
    assert south_west.x < north_east.x


def test_a_kilometre_is_as_long_to_the_north_as_to_the_east() -> None:
    """At 60 degrees north a degree of longitude is half as long as one of latitude (cos 60° = 0.5)."""
    corner, north, east = drawn([(1, point(60.0, 5.0)), (2, point(60.05, 5.0)), (3, point(60.0, 5.1))]).dots
    assert corner.y - north.y == pytest.approx(east.x - corner.x, rel=0.01)


def test_numbers_at_the_same_place_stand_together_each_once() -> None:
    picture = drawn([(1, point(52, 5)), (3, point(52, 5)), (3, point(52, 5)), (2, point(52.1, 5))])
    assert [dot.text for dot in picture.dots] == ["1, 3", "2"]


def test_one_point_stands_in_the_middle() -> None:
    picture = drawn([(1, point(52, 5))])
    assert (picture.dots[0].x, picture.dots[0].y) == (picture.width / 2, picture.height / 2)


@given(st.lists(st.tuples(st.floats(50, 54), st.floats(3, 8)), min_size=1, max_size=30), st.text("abc ", max_size=30))
def test_everything_stands_inside_the_picture(points: list[tuple[float, float]], name: str) -> None:
    picture = drawn([(number, point(*each)) for number, each in enumerate(points)], {name: point(*points[0])})
    for x, y in [*((dot.x, dot.y) for dot in picture.dots), *picture.crosses]:
        assert 0 <= x <= picture.width
        assert 0 <= y <= picture.height
    [label] = picture.names
    long = 8 * len(name)
    left = {"start": label.x, "middle": label.x - long / 2, "end": label.x - long}[label.anchor]
    assert left >= -0.1
    assert left + long <= picture.width + 0.1


TILES = "https://kaart.duinstad.example/{z}/{x}/{y}.png"


def test_a_tile_has_the_number_that_others_give_it() -> None:
    """OpenStreetMap wiki, Slippy map tilenames, section Mathematics: the example at zoom 18."""
    assert _tile_at(139.7006793, 35.6590699, 18) == (232798, 103246)


def test_tiles_lie_below_the_whole_picture_without_gaps() -> None:
    picture = draw([(1, point(52.36, 4.88)), (2, point(52.38, 4.91))], {}, TILES)
    assert picture
    left = {round(tile.x): tile for tile in picture.tiles}
    assert min(tile.x for tile in picture.tiles) <= 0
    assert min(tile.y for tile in picture.tiles) <= 0
    assert max(tile.x + tile.width for tile in picture.tiles) >= picture.width
    assert max(tile.y + tile.height for tile in picture.tiles) >= picture.height
    for tile in left.values():
        assert any(abs(tile.x + tile.width - other.x) < 1 for other in left.values()) or tile is max(
            left.values(), key=lambda each: each.x
        )
    assert len(picture.tiles) <= 16


def test_a_point_lies_in_the_tile_that_shows_it() -> None:
    where = point(52.3731, 4.8926)
    picture = draw([(1, where), (2, point(52.4, 4.93))], {}, TILES)
    assert picture
    [dot] = [dot for dot in picture.dots if dot.text == "1"]
    [tile] = [
        each
        for each in picture.tiles
        if each.x <= dot.x < each.x + each.width and each.y <= dot.y < each.y + each.height
    ]
    depth, x, y = map(int, tile.address.removesuffix(".png").split("/")[-3:])
    assert _tile_at(where.longitude, where.latitude, depth) == (x, y)


def test_one_place_alone_gets_tiles_too() -> None:
    picture = draw([(1, point(52.3731, 4.8926))], {}, TILES)
    assert picture
    assert 1 <= len(picture.tiles) <= 16
    assert draw([(1, point(52.3731, 4.8926))], {}).tiles == []  # type: ignore[union-attr]
