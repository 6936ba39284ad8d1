"""A legal hold stops deletion, for one resident, with a reason, a law and an end."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from maatwerk.casework.dossier.models import Note
from maatwerk.foundation.access.models import LegalHold
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.retention.holding import Held, end_hold, place_hold
from maatwerk.foundation.access.retention.queries import deleted, latest_report
from maatwerk.foundation.access.watching.queries import holds
from tests.foundation.access.looking import at_work
from tests.foundation.access.retention.files import left, nights, note
from tests.residents import add_resident

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

WRITTEN = datetime(2010, 6, 1, 12, tzinfo=UTC)
NOW = datetime(2025, 6, 1, 9, tzinfo=UTC)  # the last day of the term (Wmo 2015 art. 5.3.4)
HELD = Held("De rechter vraagt om deze stukken.", "AVG art. 17 lid 3 onder e", date(2025, 6, 9))


def test_it_stops_deletion_until_its_end_and_then_it_goes() -> None:
    samira = add_resident("samira")
    note(samira, WRITTEN)
    note(add_resident("joost"), WRITTEN)
    place_hold(at_work("fatma"), samira.ref, HELD, NOW)
    assert nights(date(2025, 6, 2), date(2025, 6, 3)) == 1  # that of Joost
    assert nights(date(2025, 6, 8), date(2025, 6, 9)) == 0
    assert left(Note, subject=samira.ref) == 1
    assert nights(date(2025, 6, 10), date(2025, 6, 11)) == 1
    assert left(Note) == 0


def test_one_that_is_placed_after_the_report_still_stops_it() -> None:
    samira = add_resident("samira")
    note(samira, WRITTEN)
    nights(date(2025, 6, 2))
    place_hold(at_work("fatma"), samira.ref, HELD, NOW + timedelta(days=1))
    assert nights(date(2025, 6, 3)) == 0


def test_for_one_purpose_it_stops_nothing_else() -> None:
    samira = add_resident("samira")
    note(samira, WRITTEN)
    note(samira, WRITTEN, "schuldhulp", "geld")
    place_hold(at_work("fatma"), samira.ref, Held(HELD.reason, HELD.law, HELD.until, "wmo"), NOW)
    assert nights(date(2025, 6, 3), date(2025, 6, 4)) == 1
    assert left(Note, purpose="wmo") == 1


def test_it_ends_earlier_when_the_privacy_officer_says_so() -> None:
    samira = add_resident("samira")
    note(samira, WRITTEN)
    row = place_hold(at_work("fatma"), samira.ref, HELD, NOW)
    end_hold(at_work("fatma"), row.pk, NOW + timedelta(days=2))
    with pytest.raises(NotYoursError):
        end_hold(at_work("fatma"), row.pk, NOW + timedelta(days=3))
    assert nights(date(2025, 6, 4), date(2025, 6, 5)) == 1


@pytest.mark.parametrize("who", ["els", "dirk", "tessa", "beheer", "henk"])
def test_nobody_else_places_ends_or_sees_one(who: str) -> None:
    samira = add_resident("samira")
    row = place_hold(at_work("fatma"), samira.ref, HELD, NOW)
    assert [each.id for each in holds(at_work("fatma"), NOW)] == [row.pk]
    assert holds(at_work(who), NOW) == []
    with pytest.raises(NotYoursError):
        place_hold(at_work(who), samira.ref, HELD, NOW)
    with pytest.raises(NotYoursError):
        end_hold(at_work(who), row.pk, NOW)
    assert left(LegalHold) == 1


@pytest.mark.parametrize(
    ("held", "field"),
    [
        (Held("Nee.", HELD.law, HELD.until), "reason"),
        (Held(HELD.reason, " ", HELD.until), "law"),
        (Held(HELD.reason, "x" * 201, HELD.until), "law"),
        (Held(HELD.reason, HELD.law, None), "until"),
        (Held(HELD.reason, HELD.law, date(2025, 5, 31)), "until"),
        (Held(HELD.reason, HELD.law, date(2027, 6, 2)), "until"),
        (Held(HELD.reason, HELD.law, HELD.until, "bestaat_niet"), "purpose"),
    ],
)
def test_it_says_why_and_until_when(held: Held, field: str) -> None:
    samira = add_resident("samira")
    with pytest.raises(GroundRefusedError) as refused:
        place_hold(at_work("fatma"), samira.ref, held, NOW)
    assert set(refused.value.faults) == {field}
    assert left(LegalHold) == 0
    place_hold(at_work("fatma"), samira.ref, Held(HELD.reason, HELD.law, date(2027, 6, 1)), NOW)


def test_what_goes_and_went_is_shown_in_tens_only() -> None:
    samira = add_resident("samira")
    assert latest_report("duinstad") is None
    for _ in range(14):
        note(samira, WRITTEN)
    for _ in range(9):
        note(samira, WRITTEN, category="gezondheid")
    nights(date(2025, 6, 2))
    told = latest_report("duinstad")
    assert told is not None
    assert {(line.model, line.category): line.at_least for line in told.lines} == {
        ("dossier.Note", "zorg"): 10,
        ("dossier.Note", "gezondheid"): 0,
    }
    assert told.ran_at is None
    nights(date(2025, 6, 3))
    assert [(each.month, each.line.category, each.line.at_least) for each in deleted("duinstad", date(2025, 1, 1))] == [
        (date(2025, 6, 1), "gezondheid", 0),
        (date(2025, 6, 1), "zorg", 10),
    ]
    assert deleted("duinstad", date(2025, 7, 1)) == deleted("veenrode", date(2025, 1, 1)) == []
