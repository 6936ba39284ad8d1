"""Back-off, the schedule on a clock that jumps, and what a job may be given."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.jobs.rules import (
    AMSTERDAM,
    At,
    Every,
    NotAnIdError,
    Retry,
    Rhythm,
    content_free_trace,
    latest,
    name_of,
    only_ids,
    wait_after,
)


def amsterdam(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM, fold=fold)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


class TestBackOff:
    RETRY = Retry(attempts=6, first=timedelta(seconds=10), longest=timedelta(seconds=100))

    def test_the_wait_doubles_until_the_longest_and_then_it_is_over(self) -> None:
        waits = [wait_after(self.RETRY, attempt, 1.0) for attempt in range(1, 7)]
        assert waits == [*(timedelta(seconds=s) for s in (10, 20, 40, 80, 100)), None]

    def test_jitter_takes_off_at_most_half(self) -> None:
        assert wait_after(self.RETRY, 1, 0.0) == timedelta(seconds=5)
        assert wait_after(self.RETRY, 1, 0.5) == timedelta(seconds=7.5)

    @given(st.integers(1, 10_000), st.floats(0, 1))
    def test_every_wait_lies_between_half_the_first_and_the_longest(self, attempt: int, jitter: float) -> None:
        retry = Retry(attempts=10_001)
        wait = wait_after(retry, attempt, jitter)
        assert wait is not None
        assert retry.first / 2 <= wait <= retry.longest

    @pytest.mark.parametrize(
        "wrong",
        [{"attempts": 0}, {"first": timedelta(hours=7)}, {"first": timedelta(seconds=-1)}],
    )
    def test_a_retry_that_makes_no_sense_is_refused(self, wrong: dict[str, int]) -> None:
        with pytest.raises(ValueError, match="tried at least once"):
            Retry(**wrong)  # type: ignore[arg-type]


class TestSchedule:
    @pytest.mark.parametrize(
        ("rhythm", "now", "due"),
        [
            (At(time(3, 40)), "2026-11-21T03:39:59", "2026-11-20T03:40"),
            (At(time(3, 40)), "2026-11-21T03:40", "2026-11-21T03:40"),
            (At(time(3, 40)), "2026-01-01T00:00", "2025-12-31T03:40"),
            (At(time(7), weekday=calendar.MONDAY), "2026-11-23T06:59", "2026-11-16T07:00"),
            (At(time(7), weekday=calendar.MONDAY), "2026-11-29T23:59", "2026-11-23T07:00"),
            (At(time(7), day=1), "2027-03-01T06:59", "2027-02-01T07:00"),
            (At(time(7), day=28), "2027-02-28T07:00", "2027-02-28T07:00"),
            (At(time(7), day=2), "2027-09-02T06:59", "2027-08-02T07:00"),
        ],
    )
    def test_days_weeks_and_months(self, rhythm: Rhythm, now: str, due: str) -> None:
        assert latest(rhythm, amsterdam(now)) == amsterdam(due)

    def test_the_time_stays_that_of_the_clock_on_the_wall_when_summer_begins_and_ends(self) -> None:
        nine = At(time(9))
        assert latest(nine, utc("2026-03-28T12:00")) == utc("2026-03-28T08:00")
        assert latest(nine, utc("2026-03-29T12:00")) == utc("2026-03-29T07:00")
        assert latest(nine, utc("2026-10-24T12:00")) == utc("2026-10-24T07:00")
        assert latest(nine, utc("2026-10-25T12:00")) == utc("2026-10-25T08:00")

    def test_a_time_that_spring_skips_is_kept_once_an_hour_later(self) -> None:
        half_past_two = At(time(2, 30))  # on 29 March 2026 the clock goes from 2:00 to 3:00
        assert latest(half_past_two, utc("2026-03-29T01:29")) == utc("2026-03-28T01:30")
        assert latest(half_past_two, utc("2026-03-29T01:30")) == amsterdam("2026-03-29T03:30")
        assert latest(half_past_two, utc("2026-03-29T23:00")) == utc("2026-03-29T01:30")

    def test_a_time_that_autumn_repeats_is_kept_the_first_time(self) -> None:
        half_past_two = At(time(2, 30))  # on 25 October 2026 the clock goes from 3:00 back to 2:00
        first, second = amsterdam("2026-10-25T02:30"), amsterdam("2026-10-25T02:30", fold=1)
        assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)
        assert latest(half_past_two, first.astimezone(UTC)) == utc("2026-10-25T00:30")
        assert latest(half_past_two, second.astimezone(UTC)) == utc("2026-10-25T00:30")
        assert latest(half_past_two, utc("2026-10-25T23:00")) == utc("2026-10-25T00:30")

    @pytest.mark.parametrize("year", [2026, 2027, 2028])
    def test_a_daily_task_is_due_once_on_every_day_of_the_year(self, year: int) -> None:
        for at in (time(0), time(1, 59), time(2), time(2, 30), time(3), time(23, 59)):
            moments = []
            now = datetime(year, 1, 1, tzinfo=AMSTERDAM).astimezone(UTC)
            while now.astimezone(AMSTERDAM).year == year:
                now += timedelta(minutes=30)
                moments.append(latest(At(at), now))
            assert moments == sorted(moments)
            days = [moment.astimezone(AMSTERDAM).date() for moment in sorted(set(moments))]
            assert len(set(days)) == len(days)
            assert (days[-1] - days[0]).days == len(days) - 1

    def test_through_the_day_is_counted_from_midnight_utc(self) -> None:
        assert latest(Every(timedelta(minutes=15)), utc("2026-11-21T09:29:59")) == utc("2026-11-21T09:15")
        assert latest(Every(timedelta(hours=1)), amsterdam("2026-10-25T02:30", fold=1)) == utc("2026-10-25T01:00")

    @given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.sampled_from([None, 0, 6]))
    def test_a_moment_is_never_in_the_future_nor_long_ago(self, naive: datetime, weekday: int | None) -> None:
        now = naive.replace(tzinfo=UTC)
        due = latest(At(time(2, 30), weekday=weekday), now)
        assert due <= now < due + timedelta(days=8 if weekday is not None else 1, hours=1)

    @pytest.mark.parametrize("wrong", [{"weekday": 7}, {"day": 29}, {"weekday": 1, "day": 1}])
    def test_a_day_that_not_every_week_or_month_has_is_refused(self, wrong: dict[str, int]) -> None:
        with pytest.raises(ValueError, match="a day of the"):
            At(time(7), **wrong)

    def test_an_interval_of_nothing_is_refused(self) -> None:
        with pytest.raises(ValueError, match="at least a second"):
            Every(timedelta(0))


class TestIdsOnly:
    def test_numbers_uuids_and_words_that_can_be_an_id_are_kept(self) -> None:
        key = UUID("6f1c1b1e-2f8e-4a57-9a0e-3f6a54f6ad0e")
        assert only_ids([7, key, "duinstad"], {"letter": "brief_2026-11.3", "of": -1}) == (
            [7, str(key), "duinstad"],
            {"letter": "brief_2026-11.3", "of": -1},
        )

    @pytest.mark.parametrize(
        "content",
        [
            "Samira heeft schulden", "samira@example.nl", "", "a" * 65, "één", "regel\n", "-vlag",
            None, True, 1.5, 2**63, b"7", [7], {"id": 7}, datetime(2026, 11, 21, tzinfo=UTC), object(),
        ],
    )  # fmt: skip
    def test_anything_else_is_refused_without_repeating_it(self, content: object) -> None:
        for arguments, named in (([1, content], {}), ([], {"who": content})):
            with pytest.raises(NotAnIdError) as refused:
                only_ids(arguments, named)
            assert "argument 2" in str(refused.value) or "argument 'who'" in str(refused.value)
            if isinstance(content, str) and content:
                assert content not in str(refused.value)


def test_a_trace_tells_types_and_places_but_no_words() -> None:
    def read(text: str) -> None:
        try:
            int(text)
        except ValueError as error:
            raise LookupError(text) from error

    with pytest.raises(LookupError) as raised:
        read("Samira heeft schulden")
    trace = content_free_trace(raised.value)
    assert name_of(raised.value) == "builtins.LookupError"
    assert trace.splitlines()[0] == "builtins.LookupError"
    assert "caused by builtins.ValueError" in trace
    assert f"{__name__}:" in trace
    assert "read" in trace
    assert "Samira" not in trace
