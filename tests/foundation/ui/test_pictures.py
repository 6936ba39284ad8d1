"""Pictures as geometry: nothing falls outside, lines stop at circles, and each has a table with the same facts."""

from __future__ import annotations

import math
from datetime import date

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.ui import pictures

SPOKES = ["Geld", "Wonen", "Gezondheid", "Gevoel"]


def test_a_wheel_puts_each_value_on_its_spoke() -> None:
    wheel = pictures.wheel(SPOKES, [pictures.Series("nu", "solid", [5, 0, 2.5, 5])], highest=5)
    points = [tuple(map(float, point.split(","))) for point in wheel.outlines[0][1].split()]
    centre = (wheel.width / 2, wheel.height / 2)
    assert [round(math.dist(point, centre)) for point in points] == [120, 0, 60, 120]
    assert points[0] == (centre[0], centre[1] - 120)  # the first spoke points up


def test_a_wheel_skips_what_is_not_known_and_says_so_in_its_table() -> None:
    wheel = pictures.wheel(SPOKES, [pictures.Series("nu", "solid", [1, None, 3, 4])], highest=5)
    assert len(wheel.outlines[0][1].split()) == 3
    assert wheel.rows[1] == ("Wonen", [None])


def test_a_wheel_needs_three_spokes_and_a_value_for_each() -> None:
    with pytest.raises(ValueError, match="three spokes"):
        pictures.wheel(SPOKES[:2], [], highest=5)
    with pytest.raises(ValueError, match="one value per spoke"):
        pictures.wheel(SPOKES, [pictures.Series("nu", "solid", [1])], highest=5)


def test_a_slice_reaches_as_far_as_its_level_and_says_nothing_of_what_is_not_known() -> None:
    picture = pictures.slices([("1", 3), ("2", 1), ("3", None), ("4", 0)], highest=3)
    assert [one.path == "" for one in picture.slices] == [False, False, True, True]
    # The first goes from the top to the right, to the rim; the second goes on from there, to a third of it.
    assert picture.slices[0].path == "M200 200 L200 35 A165 165 0 0 1 365 200 Z"
    assert picture.slices[1].path == "M200 200 L255 200 A55 55 0 0 1 200 255 Z"
    assert picture.rings == [55, 110, 165]
    assert all(0 < one.label.x < picture.size and 0 < one.label.y < picture.size for one in picture.slices)


def test_slices_need_three_parts_and_a_level_that_exists() -> None:
    with pytest.raises(ValueError, match="three parts"):
        pictures.slices([("1", 1), ("2", 2)], highest=3)
    with pytest.raises(ValueError, match="from 0 to 3"):
        pictures.slices([("1", 1), ("2", 2), ("3", 4)], highest=3)


def test_the_longest_bar_fills_the_width_and_the_others_follow() -> None:
    bars = pictures.bars([("Huur", 800, "€ 800"), ("Zorg", 200, "€ 200"), ("Niets", 0, "€ 0")])
    assert [bar.length for bar in bars.bars] == [520, 130, 0]
    with pytest.raises(ValueError, match="negative"):
        pictures.bars([("Schuld", -1, "")])


def test_a_timeline_keeps_time_in_proportion() -> None:
    line = pictures.timeline(
        [("jaar", date(2025, 1, 1), date(2026, 1, 1)), ("half", date(2025, 1, 1), date(2025, 7, 2)),
         ("dag", date(2026, 1, 1), date(2026, 1, 1))]
    )  # fmt: skip
    assert line.spans[0].length == 500
    assert line.spans[1].length == pytest.approx(250, abs=1)
    assert line.spans[2].is_one_day
    assert [mark.text for mark in line.years] == ["2026"]
    with pytest.raises(ValueError, match="end on or after"):
        pictures.timeline([("terug", date(2026, 1, 2), date(2026, 1, 1))])


@given(names=st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=14))
def test_lines_of_a_network_stop_at_the_circles_and_stay_inside(names: list[str]) -> None:
    network = pictures.network("Samira", [(name, "sterk", "solid") for name in names])
    for tie in network.ties:
        x1, y1, x2, y2 = tie.line
        assert math.dist((x1, y1), network.centre) >= network.centre_radius
        assert math.dist((x2, y2), (tie.x, tie.y)) >= network.radius
        assert 0 < tie.x < network.width
        assert 0 < tie.label.y < network.height


@pytest.mark.django_db
def test_every_picture_on_the_style_guide_has_a_name_and_a_table_with_its_facts(resident: Client) -> None:
    page = resident.get("/stijl").content.decode()
    figures = page.split('<figure class="sm-picture')[1:]
    assert len(figures) == 6
    for figure in figures:
        assert 'role="img" aria-label="' in figure
        assert "<caption" in figure.split("</figure>")[0]
    assert "onbekend" in page
    assert "spanning" in page


def test_a_line_runs_from_the_lowest_to_the_highest_mark_of_both_axes() -> None:
    marks = [(0, "€ 0"), (100, "€ 100")]
    line = pictures.curve([("solid", [(0, 0), (50, 100), (100, 50)])], marks, marks)
    assert line.lines == [("solid", "84,252 292,16 500,134")]
    assert line.levels == [252, 16]
    assert [label.text for label in line.across] == [label.text for label in line.upward] == ["€ 0", "€ 100"]
    with pytest.raises(ValueError, match="within the marks"):
        pictures.curve([("thin", [(0, 101)])], marks, marks)
    with pytest.raises(ValueError, match="lowest and its highest"):
        pictures.curve([], marks[:1], marks)
