"""Pictures as coordinates: pure geometry that the SVG templates draw. Every picture has a table with the same facts.

Units are those of the picture's own view box. Nothing relies on colour: series and ties differ by stroke as well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Anchor = Literal["start", "middle", "end"]
Stroke = Literal["solid", "thin", "dashed"]


@dataclass(frozen=True)
class Label:
    """Words at a place."""

    x: float
    y: float
    anchor: Anchor
    text: str


@dataclass(frozen=True)
class Series:
    """One line in a wheel: a name ("nu", "begin", "wens") and a value per spoke; None where it is not known."""

    name: str
    stroke: Stroke
    values: Sequence[float | None]


@dataclass(frozen=True)
class Wheel:
    """`rings` and `outlines` are SVG point lists; an outline skips spokes without a value."""

    width: int
    height: int
    rings: list[str]
    spokes: list[tuple[float, float, float, float]]
    outlines: list[tuple[Series, str]]
    labels: list[Label]
    rows: list[tuple[str, list[float | None]]]
    series: Sequence[Series]


def wheel(spokes: Sequence[str], series: Sequence[Series], highest: int) -> Wheel:
    """A wheel of three or more `spokes`, each from 0 in the middle to `highest` at the rim.

    Raises ValueError for fewer spokes, or a series whose number of values differs from theirs.
    """
    if len(spokes) < 3 or any(len(one.values) != len(spokes) for one in series):
        raise ValueError("a wheel needs at least three spokes and one value per spoke in every series")
    width, height, radius = 520, 380, 120.0
    centre_x, centre_y = width / 2, height / 2

    def place(number: int, distance: float) -> tuple[float, float]:
        angle = 2 * math.pi * number / len(spokes) - math.pi / 2
        return round(centre_x + distance * math.cos(angle), 1), round(centre_y + distance * math.sin(angle), 1)

    def points(distances: Sequence[tuple[int, float]]) -> str:
        return " ".join("{},{}".format(*place(number, distance)) for number, distance in distances)

    outlines = [
        (
            one,
            points([(n, radius * value / highest) for n, value in enumerate(one.values) if value is not None]),
        )
        for one in series
    ]
    labels = []
    for number, text in enumerate(spokes):
        x, y = place(number, radius + 18)
        anchor: Anchor = "middle" if abs(x - centre_x) < 12 else "start" if x > centre_x else "end"
        labels.append(Label(x, y + 5, anchor, text))
    return Wheel(
        width,
        height,
        rings=[points([(n, radius * ring / highest) for n in range(len(spokes))]) for ring in range(1, highest + 1)],
        spokes=[(centre_x, centre_y, *place(number, radius)) for number in range(len(spokes))],
        outlines=outlines,
        labels=labels,
        rows=[(text, [one.values[number] for one in series]) for number, text in enumerate(spokes)],
        series=series,
    )


@dataclass(frozen=True)
class Slice:
    """One part of a pie that grows outward: from 0 (empty) to the rim. `path` is that of the filled part, or "" where
    nothing is known or it is empty; `label` stands outside the rim."""

    level: int | None
    path: str
    label: Label


@dataclass(frozen=True)
class Slices:
    """A round picture of parts with a level each. A level shows by how far its part reaches, not only by its colour."""

    size: int
    centre: float
    rings: list[float]
    spokes: list[tuple[float, float]]
    slices: list[Slice]


def slices(parts: Sequence[tuple[str, int | None]], highest: int) -> Slices:
    """Equal parts from (short label, level), the first one right of the top. None is a level that is not known.

    Raises ValueError for fewer than three parts, or a level that is not from 0 to `highest`.
    """
    if len(parts) < 3 or any(level is not None and not 0 <= level <= highest for _, level in parts):
        raise ValueError(f"this picture needs at least three parts, each with a level from 0 to {highest}")
    size, radius = 400, 165.0
    centre = size / 2

    def place(turn: float, distance: float) -> tuple[float, float]:
        angle = 2 * math.pi * turn / len(parts) - math.pi / 2
        return round(centre + distance * math.cos(angle), 1), round(centre + distance * math.sin(angle), 1)

    def path(number: int, level: int | None) -> str:
        if not level:
            return ""
        reach = radius * level / highest
        (x1, y1), (x2, y2) = place(number, reach), place(number + 1, reach)
        return f"M{centre:g} {centre:g} L{x1:g} {y1:g} A{reach:g} {reach:g} 0 0 1 {x2:g} {y2:g} Z"

    placed = []
    for number, (text, level) in enumerate(parts):
        x, y = place(number + 0.5, radius + 18)
        placed.append(Slice(level, path(number, level), Label(x, y + 6, "middle", text)))
    return Slices(
        size,
        centre,
        rings=[round(radius * ring / highest, 1) for ring in range(1, highest + 1)],
        spokes=[place(number, radius) for number in range(len(parts))],
        slices=placed,
    )


@dataclass(frozen=True)
class Bar:
    """One bar: its label and value stand above it."""

    label: str
    value: float
    shown: str
    y: float
    length: float


@dataclass(frozen=True)
class Bars:
    width: int
    height: int
    bars: list[Bar]


def bars(values: Sequence[tuple[str, float, str]]) -> Bars:
    """Horizontal bars from (label, value, value as shown); the longest fills the width.

    Raises ValueError for a negative value: a bar cannot show it.
    """
    if any(value < 0 for _, value, _ in values):
        raise ValueError("a bar cannot show a negative value")
    width, step = 520, 56
    most = max((value for _, value, _ in values), default=0) or 1
    return Bars(
        width,
        max(step * len(values), step),
        [
            Bar(label, value, shown, step * number, round(width * value / most, 1))
            for number, (label, value, shown) in enumerate(values)
        ],
    )


@dataclass(frozen=True)
class Curve:
    """Lines over a frame of two axes. `left`, `right`, `top` and `bottom` are the edges of the frame; `lines` are SVG
    point lists; `levels` are the heights of the labels of the upright axis, where the grid runs."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    lines: list[tuple[Stroke, str]]
    levels: list[float]
    across: list[Label]
    upward: list[Label]


def curve(
    lines: Sequence[tuple[Stroke, Sequence[tuple[float, float]]]],
    across: Sequence[tuple[float, str]],
    upward: Sequence[tuple[float, str]],
) -> Curve:
    """Lines through (x, y), each with its stroke; the frame reaches from the first to the last mark of each axis, which
    are (value, words), lowest first.

    Raises ValueError for fewer than two marks on an axis, or a point outside the frame.
    """
    width, height, left, right, top, bottom = 520, 300, 84.0, 500.0, 16.0, 252.0
    if len(across) < 2 or len(upward) < 2:
        raise ValueError("an axis needs at least its lowest and its highest mark")
    (first_x, _), (last_x, _) = across[0], across[-1]
    (first_y, _), (last_y, _) = upward[0], upward[-1]

    def place(x: float, y: float) -> tuple[float, float]:
        return (
            round(left + (right - left) * (x - first_x) / (last_x - first_x), 1),
            round(bottom - (bottom - top) * (y - first_y) / (last_y - first_y), 1),
        )

    if any(not (first_x <= x <= last_x and first_y <= y <= last_y) for _, points in lines for x, y in points):
        raise ValueError("a line stays within the marks of the axes")
    levels = [place(first_x, y)[1] for y, _ in upward]
    return Curve(
        width, height, left, right, top, bottom,
        [(stroke, " ".join("{:g},{:g}".format(*place(x, y)) for x, y in points)) for stroke, points in lines],
        levels,
        [Label(place(x, first_y)[0], bottom + 26, _anchor_within(place(x, first_y)[0], width), text)
         for x, text in across],
        [Label(left - 10, level + 5, "end", text) for level, (_, text) in zip(levels, upward, strict=True)],
    )  # fmt: skip


@dataclass(frozen=True)
class Span:
    """A period, or one day when `until` equals `since`, on its own line."""

    label: str
    since: date
    until: date
    x: float
    y: float
    length: float

    @property
    def is_one_day(self) -> bool:
        return self.since == self.until


@dataclass(frozen=True)
class Timeline:
    width: int
    height: int
    axis_y: float
    spans: list[Span]
    years: list[Label]


def timeline(events: Sequence[tuple[str, date, date]]) -> Timeline:
    """Periods from (label, since, until) under each other along one time axis; years are marked.

    Raises ValueError when there is nothing to show or a period ends before it begins.
    """
    if not events or any(until < since for _, since, until in events):
        raise ValueError("a timeline needs at least one period, and each must end on or after its beginning")
    width, margin, step = 520, 10, 48
    first = min(since for _, since, _ in events)
    last = max(until for _, _, until in events)
    days = max((last - first).days, 1)

    def place(day: date) -> float:
        return round(margin + (width - 2 * margin) * (day - first).days / days, 1)

    axis_y = float(step * len(events) + 8)
    marks = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)] or [first]
    return Timeline(
        width,
        int(axis_y) + 32,
        axis_y,
        [
            Span(label, since, until, place(since), float(step * number), round(place(until) - place(since), 1))
            for number, (label, since, until) in enumerate(events)
        ],
        [Label(place(day), axis_y + 24, _anchor_within(place(day), width), str(day.year)) for day in marks],
    )


def _anchor_within(x: float, width: int) -> Anchor:
    """How words at `x` stay inside the picture."""
    if x < 40:
        return "start"
    return "end" if x > width - 40 else "middle"


@dataclass(frozen=True)
class Tie:
    """Somebody or something around the middle. `what` says the tie in words; the line stops at both circles."""

    name: str
    what: str
    stroke: Stroke
    x: float
    y: float
    line: tuple[float, float, float, float]
    label: Label


@dataclass(frozen=True)
class Network:
    width: int
    height: int
    centre: tuple[float, float]
    centre_radius: float
    radius: float
    ego: str
    ties: list[Tie]


def network(ego: str, ties: Sequence[tuple[str, str, Stroke]]) -> Network:
    """`ego` in the middle and a ring of (name, tie in words, stroke) around it."""
    width, height, ring_x, ring_y = 520, 400, 150.0, 140.0
    centre_x, centre_y, centre_radius, radius = width / 2, height / 2, 38.0, 16.0
    placed = []
    for number, (name, what, stroke) in enumerate(ties):
        angle = 2 * math.pi * number / len(ties) - math.pi / 2
        x, y = centre_x + ring_x * math.cos(angle), centre_y + ring_y * math.sin(angle)
        distance = math.hypot(x - centre_x, y - centre_y)
        along_x, along_y = (x - centre_x) / distance, (y - centre_y) / distance
        line = (
            centre_x + along_x * (centre_radius + 3),
            centre_y + along_y * (centre_radius + 3),
            x - along_x * (radius + 3),
            y - along_y * (radius + 3),
        )
        middle = abs(along_x) < 0.3
        anchor: Anchor = "middle" if middle else "start" if along_x > 0 else "end"
        label_x = x if middle else x + math.copysign(radius + 8, along_x)
        label_y = y + math.copysign(radius + 14, along_y) + (4 if along_y > 0 else 0) if middle else y + 5
        placed.append(
            Tie(name, what, stroke, round(x, 1), round(y, 1), tuple(round(end, 1) for end in line),  # type: ignore[arg-type]
                Label(round(label_x, 1), round(label_y, 1), anchor, name))
        )  # fmt: skip
    return Network(width, height, (centre_x, centre_y), centre_radius, radius, ego, placed)
