"""When an entry is old, when its owner is asked, and by which way. The terms are those of the issue: grey after six
months, out of advice after twelve."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from maatwerk.knowledge.directory.asking.rules import AGAIN_AFTER, Asks, Step, due_from, next_step, whom_to_ask
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.freshness import Freshness, freshness_of
from tests.knowledge.directory.map_of_the_bridge import value

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seen", "today", "found"),
    [
        (date(2026, 1, 15), date(2026, 1, 15), Freshness.FRESH),
        (date(2026, 1, 15), date(2026, 7, 15), Freshness.FRESH),  # six months on the day itself
        (date(2026, 1, 15), date(2026, 7, 16), Freshness.GREY),
        (date(2026, 1, 15), date(2027, 1, 15), Freshness.GREY),
        (date(2026, 1, 15), date(2027, 1, 16), Freshness.OUT),
        (date(2026, 8, 31), date(2027, 2, 28), Freshness.FRESH),  # February has no 31st: its last day counts
        (date(2026, 8, 31), date(2027, 3, 1), Freshness.GREY),
        (date(2024, 2, 29), date(2025, 2, 28), Freshness.GREY),
        (date(2024, 2, 29), date(2025, 3, 1), Freshness.OUT),
    ],
)
def test_an_entry_is_grey_after_six_months_and_out_after_twelve(seen: date, today: date, found: Freshness) -> None:
    assert freshness_of(seen, today) is found


def test_an_owner_is_asked_a_month_before_an_entry_becomes_grey() -> None:
    assert due_from(date(2026, 11, 15)) == date(2026, 6, 15)
    assert freshness_of(date(2026, 6, 15), date(2026, 12, 15)) is Freshness.FRESH
    assert freshness_of(date(2026, 6, 15), date(2026, 12, 16)) is Freshness.GREY


def test_both_mails_and_the_call_come_before_it_is_grey() -> None:
    """The last day on which two mails brought nothing is still within the month."""
    assert timedelta(days=29) > 2 * AGAIN_AFTER


@pytest.mark.parametrize(
    ("mails", "days_ago", "can_mail", "step"),
    [
        (0, None, True, Step.MAIL),
        (0, None, False, Step.CALL),
        (1, 13, True, Step.WAIT),
        (1, 14, True, Step.MAIL),
        (2, 13, True, Step.WAIT),
        (2, 14, True, Step.CALL),
        (1, 1, False, Step.CALL),  # the address turned out not to exist
    ],
)
def test_a_second_mail_comes_after_two_weeks_and_then_a_call(
    mails: int, days_ago: int | None, can_mail: bool, step: Step
) -> None:
    mailed = None if days_ago is None else NOON - timedelta(days=days_ago)
    assert next_step(mails, mailed, can_mail, NOON) is step


def test_the_owner_is_asked_or_else_the_organisation_that_offers_it() -> None:
    owned = Service.model_validate(value(organisatie="Samen Eten", telefoon="0555 999999"))
    assert whom_to_ask(owned) == Asks("Stichting De Brug", "info@debrug.example", "0555 123456")
    without = Service.model_validate(value(eigenaar=None, organisatie="Samen Eten", telefoon="0555 999999"))
    assert whom_to_ask(without) == Asks("Samen Eten", "", "0555 999999")
    unreachable = Service.model_validate(value(eigenaar=None, telefoon=None))
    assert whom_to_ask(unreachable) == Asks("Stichting De Brug", "", "")


def test_nobody_mails_the_owner_of_an_invented_entry() -> None:
    assert whom_to_ask(Service.model_validate(value(verzonnen=True))).mail == ""
