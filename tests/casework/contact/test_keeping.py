"""A request goes a month after it was handled, with everything that leads to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from maatwerk.casework.contact.belonging import ContactEraser
from maatwerk.foundation.access.models import Involvement, SubjectAlias
from maatwerk.foundation.access.retention.actions import report, run
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.worklist.models import Item
from tests.casework.contact.callers import NEW, a_request, all_requests
from tests.casework.contact.test_handling import page_of

pytestmark = pytest.mark.django_db


def nights(*moments: datetime) -> None:
    for moment in moments:
        run(moment)
        report(moment)


def handled_on(day: datetime) -> None:
    with maintenance("keeping"):
        for row in all_requests():
            row.outcome, row.handled_at = "gesproken", day
            row.save()


def test_a_month_after_it_was_handled_nothing_leads_to_it_any_more(staff: dict[str, Client]) -> None:
    """Kept through 15 February 2026: the register says one month."""
    a_request()
    staff["els"].get(page_of())  # so that the log knows them
    handled_on(datetime(2026, 1, 15, 12, tzinfo=UTC))
    nights(datetime(2026, 2, 15, 2, tzinfo=UTC), datetime(2026, 2, 16, 2, tzinfo=UTC))
    assert len(all_requests()) == 1
    nights(datetime(2026, 2, 17, 2, tzinfo=UTC))
    assert all_requests() == []
    assert Item.objects.count() == SubjectAlias.objects.filter(subject=f"contact:{NEW}").count() == 0
    with maintenance("counting"):
        assert Involvement.objects.count() == 0


def test_what_nobody_answered_stays(staff: dict[str, Client]) -> None:
    a_request()
    nights(datetime(2036, 1, 1, tzinfo=UTC), datetime(2036, 1, 2, tzinfo=UTC), datetime(2036, 1, 3, tzinfo=UTC))
    assert len(all_requests()) == 1


def test_the_eraser_takes_one_and_no_other(staff: dict[str, Client]) -> None:
    a_request()
    assert ContactEraser().erase("contact:6f0a3c52-0000-4a57-8f3b-2c7d5e904a11") == 0
    assert ContactEraser().erase(f"contact:{NEW}") == 1
    assert ContactEraser().erase(f"contact:{NEW}") == 0
