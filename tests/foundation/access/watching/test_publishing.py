"""A month is counted once, from the real log, into tens of residents."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.foundation.access.logs.aliases import LogEraser
from maatwerk.foundation.access.models import Emergency, Noticed, PublishedCounts, RightsRequest
from maatwerk.foundation.access.rights import Outcome, Right
from maatwerk.foundation.access.watching.publishing import publish_month
from maatwerk.foundation.access.watching.rules import Rule
from maatwerk.foundation.access.watching.tasks import notice_looks, publish_counts
from maatwerk.foundation.gate.append_only import AppendOnlyError
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from tests.foundation.access.grounds.people import at_work, organisation
from tests.foundation.access.logs.book import a_read, look_at
from tests.residents import owned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]
IN_OCTOBER = datetime(2026, 10, 14, 10, tzinfo=UTC)
IN_NOVEMBER = datetime(2026, 11, 2, 4, 30, tzinfo=UTC)


def looks(number: int, now: datetime = IN_OCTOBER, purpose: str = "wmo", first: int = 0, **read: object) -> None:
    reads = [a_read(f"resident:{first + each}", **read) for each in range(number)]
    look_at(reads, replace(at_work("els"), trace=uuid4().hex), now, purpose)


def published(slug: str = "duinstad") -> list[list[object]]:
    publish_month(IN_NOVEMBER)
    return list(PublishedCounts.objects.get(municipality=slug).cells)


def emergencies(number: int, **fields: object) -> None:
    with maintenance("keeping"):
        for each in range(number):
            Emergency.objects.create(
                **owned(f"resident:{each}", organisation("els"), "noodtoegang", "noodgeval"),
                who="worker:1",
                by="worker:1",
                reason="Zij viel weg aan de telefoon.",
                start=IN_OCTOBER,
                end=IN_OCTOBER,
                **fields,
            )


def answers(number: int, right: Right = Right.INSIGHT, outcome: Outcome = Outcome.DONE) -> None:
    with maintenance("keeping"):
        for each in range(number):
            RightsRequest.objects.create(
                **owned(f"resident:{each}", organisation("els"), "rechtsverzoek", "rechten"),
                right=right,
                about=organisation("els"),
                asked_by=f"resident:{each}",
                how="digitaal",
                asked_at=IN_OCTOBER - timedelta(days=20),
                asked_on=date(2026, 9, 24),
                due_on=date(2026, 10, 24),
                answered_at=IN_OCTOBER,
                answered_by="worker:1",
                outcome=outcome,
                refusal="" if outcome is Outcome.DONE else "elders",
                answer="Dit is het.",
            )


def test_nine_residents_are_not_told_and_ten_are_however_often_somebody_looked() -> None:
    looks(9)
    looks(9)
    looks(10, purpose="schuldhulp", level=Level.THAT)
    looks(19, purpose="jeugdhulp", level=Level.NOTHING)
    assert published() == [
        ["gekeken", organisation("els"), "jeugdhulp", "niets", 10],
        ["gekeken", organisation("els"), "schuldhulp", "dat", 10],
    ]
    assert published("veenrode") == []


def test_safety_is_counted_nowhere_and_no_look_stands_in_two_tables() -> None:
    for purpose in ("veiligheid", "noodgeval", "rechten", "toezicht", "gegevensbeheer", "vertegenwoordiging"):
        looks(30, purpose=purpose)
    assert published() == []


def test_only_that_month_counts_in_the_time_of_the_netherlands() -> None:
    looks(10, datetime(2026, 9, 30, 21, 59, tzinfo=UTC))  # 23.59 on 30 September
    looks(10, datetime(2026, 10, 31, 23, tzinfo=UTC), first=20)  # midnight of 1 November
    looks(5, datetime(2026, 9, 30, 22, tzinfo=UTC), first=40)
    looks(5, datetime(2026, 10, 31, 22, 59, tzinfo=UTC), first=50)
    assert published() == [["gekeken", organisation("els"), "wmo", "wat", 10]]


def test_one_emergency_is_never_told_and_what_is_hidden_is_not_counted() -> None:
    emergencies(9)
    assert published() == []


def test_ten_residents_of_emergencies_are_told_as_ten() -> None:
    emergencies(13)
    emergencies(1)  # the same person again
    assert published() == [["noodtoegang", organisation("els"), 10]]


def test_hidden_emergencies_do_not_make_ten() -> None:
    emergencies(9)
    emergencies(20, hidden_until=IN_NOVEMBER + timedelta(days=1), hidden_ground="veiligheid")
    assert published() == []


def test_answers_by_what_was_asked_and_what_came_of_it() -> None:
    answers(12)
    answers(9, outcome=Outcome.REFUSED)
    answers(30, Right.ERASURE, Outcome.PARTLY)
    assert published() == [["vragen", "inzage", "ja", 10], ["vragen", "wissen", "deels", 30]]


def test_counted_once_whatever_happens_afterwards() -> None:
    looks(10)
    first = published()
    LogEraser().erase("resident:1")
    looks(50, IN_OCTOBER, first=100)
    assert publish_month(IN_NOVEMBER + timedelta(days=3)) == 0
    assert published() == first
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedCounts.objects.create(
            municipality="duinstad", month=date(2026, 10, 1), published_at=IN_NOVEMBER, cells=[]
        )
    with pytest.raises(AppendOnlyError):
        PublishedCounts.objects.update(cells=[])
    with pytest.raises(AppendOnlyError):
        PublishedCounts.objects.get(municipality="duinstad").delete()


def test_the_jobs_do_it() -> None:
    looks(12, timezone.now() - timedelta(days=1), level=Level.NOTHING)
    notice_looks.call()
    publish_counts.call()
    assert set(Noticed.objects.values_list("rule", flat=True)) == {Rule.REFUSED}
    assert set(PublishedCounts.objects.values_list("municipality", flat=True)) == {"duinstad", "veenrode"}


def test_a_month_without_anything_is_counted_too_so_that_it_stays_so() -> None:
    assert published() == []
    looks(50)
    assert published() == []


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_from_the_real_log_too_small_numbers_make_no_difference(seen: int, opened: int, asked: int) -> None:
    with transaction.atomic():
        looks(14)
        looks(seen, purpose="jeugdhulp")
        emergencies(opened)
        answers(asked)
        assert published() == [["gekeken", organisation("els"), "wmo", "wat", 10]]
        transaction.set_rollback(True)
