"""Hours as rows: the same answer as `status_at`, which has tests of its own."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.content import Opening, Week
from maatwerk.foundation.content.opening import DAYS
from maatwerk.foundation.people.ages import AMSTERDAM
from maatwerk.knowledge.directory.opening import State, status_at
from maatwerk.knowledge.directory.slots import Slot, at, openings_of, slots_of
from tests.knowledge.directory.shelves import WEEKDAYS, phone, place, service

FIRST = datetime(2026, 1, 1, tzinfo=AMSTERDAM)


@st.composite
def weeks(draw: st.DrawFn) -> Opening:
    hours = []
    for _number in range(draw(st.integers(1, 3))):
        start, end = sorted(draw(st.lists(st.integers(0, 95), min_size=2, max_size=2, unique=True)))
        days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True))
        hours.append({"dagen": days, "van": clock(start), "tot": clock(end)})
    return Week.model_validate(
        {"tijden": hours, "feestdagen": draw(st.sampled_from(["gewoon", "dicht", "zondag", "onbekend"]))}
    )


def clock(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


@given(weeks(), st.integers(0, 2 * 365 * 24 * 12))
def test_a_slot_holds_exactly_when_it_is_known_to_be_open(opening: Opening, minutes: int) -> None:
    now = FIRST + timedelta(minutes=5 * minutes)
    is_open = status_at(opening, now).state is State.OPEN
    assert any(at(now).is_in(slot) for slot in slots_of([opening])) == is_open


# Two public holidays of the Algemene termijnenwet (artikel 3): on the second Christmas day nearly everything is closed,
# on Good Friday most people work.
@pytest.mark.parametrize("day", ["2026-12-26", "2026-04-03"])
@pytest.mark.parametrize("holidays", ["gewoon", "dicht", "zondag", "onbekend"])
@pytest.mark.parametrize("days", [["za", "vr"], ["zo"]])
def test_a_public_holiday_counts_as_it_does_elsewhere(day: str, holidays: str, days: list[str]) -> None:
    week = {"tijden": [{"dagen": days, "van": "09:00", "tot": "17:00"}], "feestdagen": holidays}
    opening = Week.model_validate(week)
    now = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=AMSTERDAM)
    is_open = status_at(opening, now).state is State.OPEN
    assert any(at(now).is_in(slot) for slot in slots_of([opening])) == is_open


def test_always_is_every_minute_and_unknown_is_none() -> None:
    assert slots_of(["altijd"]) == [Slot(day, 0, 1440, "gewoon") for day in range(7)]
    assert slots_of(["onbekend"]) == []


def test_the_hours_of_ways_and_places_count_together() -> None:
    one = service(
        bereikbaar=[phone(WEEKDAYS)],
        locaties=[place("West", 52, 5, open={"tijden": [{"dagen": ["za"], "van": "10:00", "tot": "12:00"}]})],
    )
    assert {(slot.day, slot.start, slot.end) for slot in slots_of(openings_of(one))} == {
        *((day, 540, 1020) for day in range(5)),
        (5, 600, 720),
    }


def test_help_that_is_there_day_and_night_is_always_open() -> None:
    assert len(slots_of(openings_of(service(buiten_kantooruren=True)))) == 7


def test_the_clock_is_that_of_the_netherlands() -> None:
    moment = at(datetime.fromisoformat("2026-07-01T22:30+00:00"))  # half past midnight there, on a Thursday
    assert moment.minute == 30
    assert moment.days[0][0] == 3
