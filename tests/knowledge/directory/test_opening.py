"""Whether something is open at a moment. The days are those of the Dutch calendar of 2026; the holidays those of the
Algemene termijnenwet, art. 3."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from maatwerk.foundation.content import Week
from maatwerk.foundation.people.ages import AMSTERDAM
from maatwerk.knowledge.directory import State, Status, load_services, status_at
from maatwerk.knowledge.needs import load_urgent_rules
from maatwerk.site.home import CONTENT

WORKDAYS = ("ma", "di", "wo", "do", "vr")
SERVICES = load_services(CONTENT / "services")


def dutch(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """A moment in 2026. 23 November is a Monday."""
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM)


def week(holidays: str = "dicht", **hours: tuple[str, str]) -> Week:
    days = {"werkdagen": WORKDAYS, "weekend": ("za", "zo"), "elke_dag": (*WORKDAYS, "za", "zo")}
    return Week.model_validate(
        {
            "tijden": [{"dagen": days[name.rstrip("_")], "van": van, "tot": tot} for name, (van, tot) in hours.items()],
            "feestdagen": holidays,
        }
    )


OFFICE = week(werkdagen=("09:00", "17:00"))
OUT_OF_HOURS = week("zondag", werkdagen=("00:00", "08:00"), werkdagen_=("17:00", "24:00"), weekend=("00:00", "24:00"))


@pytest.mark.parametrize(
    ("now", "state", "changes"),
    [
        (dutch(23, 9), State.OPEN, dutch(23, 17)),
        (dutch(23, 16, 59), State.OPEN, dutch(23, 17)),
        (dutch(23, 17), State.CLOSED, dutch(24, 9)),
        (dutch(23, 8, 59), State.CLOSED, dutch(23, 9)),
        (dutch(27, 18), State.CLOSED, dutch(30, 9)),  # Friday evening: on Monday again
    ],
)
def test_office_hours_open_and_close_on_the_minute(now: datetime, state: State, changes: datetime) -> None:
    assert status_at(OFFICE, now) == Status(state, changes)


def test_a_moment_elsewhere_is_read_in_dutch_time() -> None:
    assert status_at(OFFICE, datetime(2026, 7, 1, 7, 30, tzinfo=UTC)).state is State.OPEN  # 9.30 in summer
    assert status_at(OFFICE, datetime(2026, 11, 23, 7, 30, tzinfo=UTC)).state is State.CLOSED  # 8.30 in winter


def test_hours_across_midnight_and_a_weekend_are_one() -> None:
    assert status_at(OUT_OF_HOURS, dutch(27, 23)) == Status(State.OPEN, dutch(30, 8))
    assert status_at(OUT_OF_HOURS, dutch(30, 7, 59)) == Status(State.OPEN, dutch(30, 8))
    assert status_at(OUT_OF_HOURS, dutch(30, 8)) == Status(State.CLOSED, dutch(30, 17))


def test_the_night_in_which_the_clock_goes_back_changes_nothing() -> None:
    assert status_at(week(elke_dag=("11:00", "21:00")), dutch(25, 2, 30, month=10)).changes == dutch(25, 11, month=10)


def test_always_and_unknown_need_no_clock() -> None:
    assert status_at("altijd", dutch(25, 3, month=12)) == Status(State.OPEN)
    assert status_at("onbekend", dutch(23, 10)) == Status(State.UNKNOWN)


def test_seven_days_round_the_clock_never_closes() -> None:
    assert status_at(week("gewoon", elke_dag=("00:00", "24:00")), dutch(23, 10)) == Status(State.OPEN, None)


@pytest.mark.parametrize(
    ("holidays", "state"),
    [("dicht", State.CLOSED), ("gewoon", State.OPEN), ("zondag", State.CLOSED), ("onbekend", State.UNKNOWN)],
)
def test_christmas_is_told_as_it_is_known(holidays: str, state: State) -> None:
    """25 December 2026 is a Friday."""
    found = status_at(week(holidays, werkdagen=("09:00", "17:00")), dutch(25, 10, month=12))
    assert found.state is state
    assert found.holiday is (state is State.UNKNOWN)


def test_after_a_holiday_the_first_sure_moment_is_named() -> None:
    """24 December is a Thursday, 25 and 26 are holidays, 27 is a Sunday."""
    assert status_at(OFFICE, dutch(24, 18, month=12)).changes == dutch(28, 9, month=12)
    unknown = week("onbekend", werkdagen=("09:00", "17:00"))
    assert status_at(unknown, dutch(24, 18, month=12)) == Status(State.CLOSED, dutch(28, 9, month=12))
    assert status_at(unknown, dutch(25, 20, month=12)) == Status(State.CLOSED, dutch(28, 9, month=12))


def test_out_of_hours_help_is_there_on_a_holiday_as_on_a_sunday() -> None:
    assert status_at(OUT_OF_HOURS, dutch(25, 12, month=12)).state is State.OPEN


@pytest.mark.parametrize("day", [dutch(3, 10, month=4), dutch(5, 10, month=5), dutch(15, 10, month=5)])
def test_on_a_holiday_on_which_most_people_work_it_says_that_it_does_not_know(day: datetime) -> None:
    """Good Friday, 5 May, and the day after Ascension, which a decree puts on a par with a holiday."""
    assert status_at(OFFICE, day) == Status(State.UNKNOWN, holiday=True)
    assert status_at(week("gewoon", werkdagen=("09:00", "17:00")), day).state is State.OPEN


@pytest.mark.parametrize(
    ("van", "tot"), [("17:00", "09:00"), ("09:00", "09:00"), ("9:00", "17:00"), ("09:00", "25:00")]
)
def test_hours_that_cannot_be_are_refused(van: str, tot: str) -> None:
    with pytest.raises(ValidationError):
        week(werkdagen=(van, tot))


def test_everybody_an_urgent_rule_names_says_when_they_can_be_reached_or_that_it_is_not_known() -> None:
    rules = load_urgent_rules(CONTENT / "urgent").values()
    named = {id_ for rule in rules for id_ in rule.help_} - {"gemeente"}
    assert [id_ for id_ in sorted(named) if not SERVICES[id_].ways] == []


@pytest.mark.parametrize(
    ("service", "ways"),
    [
        ("zelfmoordpreventie_113", {"113", "0800-0113", "https://www.113.nl"}),
        ("veilig_thuis", {"0800-2000", "https://veiligthuis.nl"}),
        ("kindertelefoon", {"0800-0432", "https://www.kindertelefoon.nl"}),
        ("centrum_seksueel_geweld", {"0800-0188", "https://www.centrumseksueelgeweld.nl"}),
        ("luisterlijn", {"088 0767 000", "https://www.deluisterlijn.nl"}),
        ("slachtofferhulp", {"0900-0101", "https://www.slachtofferhulp.nl"}),
    ],
)
def test_who_helps_in_danger_can_be_written_to_as_well(service: str, ways: set[str]) -> None:
    assert ways <= {way.number or way.address for way in SERVICES[service].ways}


def test_112_can_be_reached_without_a_voice() -> None:
    assert {way.name.nl for way in SERVICES["alarmnummer_112"].ways if way.name} == {"App 112NL", "KPN Teletolk"}


def test_the_kindertelefoon_answers_from_eleven_to_nine_every_day_of_the_year() -> None:
    """Flair, 5 September 2019, and vriendenkindertelefoon.nl ("365 dagen per jaar")."""
    phone = SERVICES["kindertelefoon"].ways[0]
    assert status_at(phone.opening, dutch(25, 12, month=12)) == Status(State.OPEN, dutch(25, 21, month=12))
    assert status_at(phone.opening, dutch(23, 22)) == Status(State.CLOSED, dutch(24, 11))
