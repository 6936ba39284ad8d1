"""The map as a picture: points as numbers in a box, names of neighbourhoods, and where tiles of a map lie below them.
Pure geometry: no tile is fetched here.

It is an extra: whatever it shows stands in the list too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, inf, log2, pi, radians, sinh, tan

from maatwerk.foundation.ui.pictures import Anchor, Label
from maatwerk.knowledge.directory.places import Point

WIDTH, HIGHEST, MARGIN = 520.0, 520.0, 40.0
_LOWEST = 200.0
_LETTER = 8.0  # about how wide a letter is, in units of the picture
_CLOSE = 22.0  # numbers that are nearer than this stand in one circle
_TILE = 256.0  # about how wide a tile is shown, in units of the picture
_DEEPEST = 17  # of tiles; beyond it most servers have none


@dataclass(frozen=True)
class Dot:
    """One or more numbers of the list at a place."""

    x: float
    y: float
    text: str
    radius: float

    @property
    def text_y(self) -> float:
        """Where the foot of its words is, for them to stand in the middle."""
        return self.y + 5


@dataclass(frozen=True)
class Tile:
    """A square of a map: its address, and where it lies."""

    address: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Map:
    width: int
    height: int
    dots: Sequence[Dot]
    names: Sequence[Label]
    crosses: Sequence[tuple[float, float]]
    tiles: Sequence[Tile]


def draw(numbered: Sequence[tuple[int, Point]], named: Mapping[str, Point], tiles: str = "") -> Map | None:
    """North is up. None where there is no point to show. `tiles` is an address with `{z}`, `{x}` and `{y}`."""
    if not numbered:
        return None
    points = [point for _number, point in numbered] + list(named.values())
    west, east = min(each.longitude for each in points), max(each.longitude for each in points)
    south, north = min(each.latitude for each in points), max(each.latitude for each in points)
    narrower = cos(radians((south + north) / 2))  # a degree of longitude, in degrees of latitude
    inside = WIDTH - 2 * MARGIN
    wide, high = (east - west) * narrower, north - south
    nearest = _TILE * 2**_DEEPEST / 360 / narrower  # one place alone, or a few in a street
    scale = min(inside / wide if wide else inf, (HIGHEST - 2 * MARGIN) / high if high else inf, nearest)
    height = max(_LOWEST, high * scale + 2 * MARGIN)
    left, top = (WIDTH - wide * scale) / 2, (height - high * scale) / 2

    def place(point: Point) -> tuple[float, float]:
        x, y = left + (point.longitude - west) * narrower * scale, top + (north - point.latitude) * scale
        return round(x, 1), round(y, 1)

    def where(x: float, y: float) -> tuple[float, float]:
        """The longitude and latitude of a place in the picture."""
        return west + (x - left) / narrower / scale, north - (y - top) / scale

    crosses = [place(point) for point in named.values()]
    names = [_name(text, *place(point)) for text, point in named.items()]
    below = _tiles(tiles, where(0, 0), where(WIDTH, height), narrower * scale, place) if tiles else []
    dots = _dots([(number, place(point)) for number, point in numbered])
    return Map(int(WIDTH), round(height), dots, names, crosses, below)


def _tiles(
    address: str,
    corner: tuple[float, float],
    opposite: tuple[float, float],
    wide: float,
    place: Callable[[Point], tuple[float, float]],
) -> list[Tile]:
    """The tiles (Web Mercator) below a picture from the corner in the north-west to the opposite one; `wide` is how
    wide a degree of longitude is in it. A picture of a town is so small that a tile is a rectangle in it."""
    depth = min(_DEEPEST, max(0, round(log2(360 * wide / _TILE))))
    (first_x, first_y), (last_x, last_y) = _tile_at(*corner, depth), _tile_at(*opposite, depth)
    found = []
    for x in range(first_x, last_x + 1):
        for y in range(first_y, last_y + 1):
            left, top = place(_corner_of(x, y, depth))
            right, foot = place(_corner_of(x + 1, y + 1, depth))
            link = address.replace("{z}", str(depth)).replace("{x}", str(x)).replace("{y}", str(y))
            found.append(Tile(link, left, top, round(right - left, 1), round(foot - top, 1)))
    return found


def _tile_at(longitude: float, latitude: float, depth: int) -> tuple[int, int]:
    """The numbers of the tile in which a place lies (OpenStreetMap wiki, Slippy map tilenames)."""
    y = (1 - asinh(tan(radians(latitude))) / pi) / 2
    return int((longitude + 180) / 360 * 2**depth), int(y * 2**depth)


def _corner_of(x: int, y: int, depth: int) -> Point:
    """The north-western corner of a tile."""
    latitude = degrees(atan(sinh(pi * (1 - 2 * y / 2**depth))))
    return Point(latitude=latitude, longitude=x / 2**depth * 360 - 180)


def _name(text: str, x: float, y: float) -> Label:
    """Words above a cross, inside the picture."""
    half = len(text) * _LETTER / 2
    anchor: Anchor = "start" if x < half else "end" if x > WIDTH - half else "middle"
    return Label(x, round(y - 10, 1), anchor, text)


def _dots(numbered: Sequence[tuple[int, tuple[float, float]]]) -> list[Dot]:
    """Numbers that would stand over each other go together."""
    groups: list[tuple[tuple[float, float], list[int]]] = []
    for number, (x, y) in numbered:
        near = next((group for (x2, y2), group in groups if abs(x - x2) < _CLOSE and abs(y - y2) < _CLOSE), None)
        if near is None:
            groups.append(((x, y), [number]))
        elif number not in near:
            near.append(number)
    texts = [((x, y), ", ".join(map(str, group))) for (x, y), group in groups]
    return [Dot(x, y, text, max(14.0, len(text) * _LETTER / 2 + 6)) for (x, y), text in texts]
