"""What the published rules notice in the real log, and what they leave alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from maatwerk.foundation.access import actions
from maatwerk.foundation.access.models import AccessRecord, Emergency, Noticed, RightsRequest
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.rights import Right
from maatwerk.foundation.access.watching.noticing import forget_noticed, notice, open_noticed
from maatwerk.foundation.access.watching.rules import MOST_EMERGENCIES, MOST_FILES, MOST_REFUSED, Rule
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.protocols import Viewer
from tests.foundation.access.grounds.people import at_work, els_helps
from tests.foundation.access.logs.book import a_read, faults, look_at
from tests.foundation.access.watching.stood_out import a_noticed_look
from tests.residents import add_resident, owned
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("two_municipalities")]

MONDAY = datetime(2026, 11, 16, 10, tzinfo=UTC)  # cal 11 2026; eleven in the morning in the Netherlands
TUESDAY_NIGHT = datetime(2026, 11, 17, 3, tzinfo=UTC)
WHY = "Ik wil weten of dit bij het werk hoorde."


def noticed(now: datetime = TUESDAY_NIGHT) -> list[tuple[str, date, str]]:
    notice(now)
    return sorted(Noticed.objects.values_list("rule", "day", "worker"))


def looks(who: Viewer, number: int, now: datetime = MONDAY, purpose: str = "wmo", **read: object) -> None:
    """At this many residents, one line each."""
    look_at(
        [a_read(f"resident:{each}", **read) for each in range(number)], replace(who, trace=uuid4().hex), now, purpose
    )


def test_refused_for_more_than_the_limit_of_residents_on_one_day() -> None:
    els = at_work("els")
    looks(els, MOST_REFUSED, level=Level.NOTHING)
    looks(els, MOST_REFUSED, level=Level.NOTHING)  # the same people again
    assert noticed() == []
    look_at([a_read("resident:99", level=Level.NOTHING)], els, MONDAY + timedelta(days=1))
    assert noticed(TUESDAY_NIGHT + timedelta(days=1)) == []  # on another day
    look_at([a_read("resident:99", level=Level.NOTHING)], els, MONDAY)
    assert noticed() == [("geweigerd", date(2026, 11, 16), els.ref)]


def test_what_two_people_do_together_is_nobodys() -> None:
    looks(at_work("els"), MOST_REFUSED, level=Level.NOTHING)
    look_at([a_read("resident:99", level=Level.NOTHING)], at_work("ruben"), MONDAY)
    assert noticed() == []


def test_files_of_more_people_than_anybody_speaks_in_a_day_but_no_lists() -> None:
    els, ruben = at_work("els"), at_work("ruben")
    for categories in (("identiteit",), ("identiteit", "veilig_contact"), ()):
        looks(ruben, MOST_FILES + 1, categories=categories)
    looks(ruben, MOST_FILES + 1, level=Level.THAT)
    looks(els, MOST_FILES)
    assert noticed() == []
    look_at([a_read("resident:99", categories=("identiteit", "zorg"))], els, MONDAY)
    assert noticed() == [("veel_dossiers", date(2026, 11, 16), els.ref)]


@pytest.mark.parametrize(
    ("moment", "stands_out"),
    [
        (datetime(2026, 11, 16, 5, 59, tzinfo=UTC), True),  # 6.59 in winter
        (datetime(2026, 11, 16, 6, tzinfo=UTC), False),
        (datetime(2026, 11, 16, 18, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 16, 19, tzinfo=UTC), True),
        (datetime(2026, 11, 14, 12, tzinfo=UTC), True),  # a Saturday
    ],
)
def test_a_look_outside_hours_unless_it_was_for_danger_or_refused(moment: datetime, stands_out: bool) -> None:
    els = at_work("els")
    for purpose in ("noodgeval", "veiligheid"):
        looks(els, 1, moment, purpose)
    looks(els, 1, moment, level=Level.NOTHING)
    assert noticed() == []
    looks(els, 1, moment)
    looks(els, 2, moment)
    assert [(rule, who) for rule, _day, who in noticed()] == ([("buiten_werktijd", els.ref)] if stands_out else [])


def emergencies(who: Viewer, number: int, now: datetime) -> None:
    samira = add_resident("samira")
    with maintenance("keeping"):
        for minutes in range(number):
            Emergency.objects.create(
                **owned(samira.ref, who.organisation, "noodtoegang", "noodgeval"),
                who=who.ref,
                by=who.ref,
                reason="Zij viel weg aan de telefoon.",
                start=now + timedelta(minutes=minutes),
                end=now + timedelta(hours=4),
            )


def test_emergency_access_more_often_than_the_limit_in_a_calendar_month() -> None:
    els = at_work("els")
    emergencies(els, 9, datetime(2026, 10, 30, 12, tzinfo=UTC))  # in the month before
    emergencies(els, MOST_EMERGENCIES - 1, datetime(2026, 11, 2, 12, tzinfo=UTC))
    emergencies(els, 1, MONDAY - timedelta(days=2))
    assert noticed() == []
    emergencies(els, 1, MONDAY)
    on_monday = [("noodtoegang", date(2026, 11, 16), els.ref)]
    assert noticed() == on_monday
    assert noticed(TUESDAY_NIGHT + timedelta(days=3)) == on_monday  # days without one add nothing


def test_a_look_that_a_resident_asked_about_on_the_day_of_the_look() -> None:
    els, samira = replace(at_work("els"), trace=uuid4().hex), add_resident("samira")
    look_at([a_read(samira.ref), a_read("resident:2")], els, MONDAY - timedelta(days=30))
    look_at([a_read("resident:2")], replace(at_work("ruben"), trace=els.trace), MONDAY)  # of somebody else
    with maintenance("keeping"):
        RightsRequest.objects.create(
            **owned(samira.ref, els.organisation, "rechtsverzoek", "rechten"),
            right=Right.QUESTION,
            about=els.organisation,
            look=els.trace,
            asked_by=samira.ref,
            how="digitaal",
            asked_at=MONDAY,
            asked_on=MONDAY.date(),
            due_on=date(2026, 12, 16),
        )
    assert noticed() == [("vraag_van_inwoner", date(2026, 10, 17), els.ref)]
    assert Noticed.objects.get().trace == els.trace


def test_residents_who_look_and_programs_that_read_stand_out_nowhere() -> None:
    samira = Viewer("resident:1", "", "duinstad", frozenset(), "inwoner")
    looks(samira, MOST_FILES + 1, datetime(2026, 11, 14, 12, tzinfo=UTC))
    looks(replace(at_work("els"), ref="reader:1"), MOST_FILES + 1)
    assert noticed() == []


def test_doing_it_again_notices_nothing_new_and_a_machine_that_stood_still_catches_up() -> None:
    looks(at_work("els"), MOST_REFUSED + 1, level=Level.NOTHING)
    late = TUESDAY_NIGHT + timedelta(days=6)
    assert notice(late) == 1
    assert notice(late) == 0
    assert notice(late + timedelta(days=1)) == 0


def test_today_is_looked_at_when_it_is_over() -> None:
    looks(at_work("els"), MOST_REFUSED + 1, level=Level.NOTHING)
    assert noticed(MONDAY + timedelta(hours=5)) == []


def test_another_municipality_is_another_day() -> None:
    henk = at_work("henk")
    looks(henk, MOST_REFUSED + 1, level=Level.NOTHING)
    notice(TUESDAY_NIGHT)
    assert Noticed.objects.get().municipality == "veenrode"


def test_it_goes_when_its_time_is_over() -> None:
    a_noticed_look(day=date(2026, 8, 16))
    a_noticed_look("ruben", day=date(2026, 8, 17))
    assert forget_noticed(datetime(2026, 11, 17, 3, tzinfo=UTC)) == 1  # 92 days after 17 August
    assert Noticed.objects.get().day == date(2026, 8, 17)


def fatma() -> Viewer:
    return replace(at_work("fatma"), role="privacy")


def test_whose_look_it_was_takes_a_reason_and_is_written_in_the_access_log() -> None:
    which = a_noticed_look()["which"]
    for words in ("", "nieuwsgierig", "x" * 1001):
        with pytest.raises(GroundRefusedError):
            open_noticed(fatma(), which, words, MONDAY)
    assert not AccessRecord.objects.exists()
    open_noticed(fatma(), which, f" {WHY} ", MONDAY)
    row = Noticed.objects.get()
    assert (row.opened_by, row.opened_at, row.why) == (fatma().ref, MONDAY, WHY)
    line = AccessRecord.objects.get()
    assert (line.viewer, line.role, line.purpose, line.what) == (fatma().ref, "privacy", "toezicht", "access.noticed")
    assert line.subject is None
    assert faults() == []


def test_the_first_who_opened_it_stays_and_the_second_is_logged_too() -> None:
    which = a_noticed_look()["which"]
    open_noticed(fatma(), which, WHY, MONDAY)
    open_noticed(at_work("tessa"), which, "Ik wil het ook nog even weten.", MONDAY + timedelta(hours=1))
    assert Noticed.objects.get().opened_by == fatma().ref
    assert AccessRecord.objects.count() == 2


def test_nobody_opens_their_own_and_nobody_without_the_role_or_of_another_municipality() -> None:
    own = a_noticed_look("fatma")["which"]
    with pytest.raises(GroundRefusedError):
        open_noticed(fatma(), own, WHY, MONDAY)
    open_noticed(at_work("tessa"), own, WHY, MONDAY)
    other = a_noticed_look("els")["which"]
    for name in ("els", "ruben", "beheer", "dirk", "henk"):
        with pytest.raises(NotYoursError):
            open_noticed(at_work(name), other, WHY, MONDAY)
    with pytest.raises(NotYoursError):
        open_noticed(fatma(), uuid4(), WHY, MONDAY)


def test_that_a_resident_asked_something_is_for_the_privacy_officer_only() -> None:
    which = a_noticed_look(rule=Rule.ASKED, trace="a" * 32)["which"]
    with pytest.raises(NotYoursError):
        open_noticed(at_work("tessa"), which, WHY, MONDAY)
    open_noticed(fatma(), which, WHY, MONDAY)


def test_what_the_gate_really_refuses_is_what_stands_out() -> None:
    ruben = at_work("ruben")
    els_helps()
    cast = {f"iemand{each}": ("duinstad", date(1980, 1, 1), "Iemand") for each in range(MOST_REFUSED + 1)}
    for name in cast:
        person = add_resident(name, cast=cast)
        assert not connections().gate.open_for(ruben, person, "schuldhulp", MONDAY).allows
    assert noticed() == [("geweigerd", date(2026, 11, 16), ruben.ref)]


def test_an_emergency_that_is_really_opened_counts() -> None:
    samira = els_helps()
    for name in ("tessa", "fatma"):
        add_worker(name)
    for days in range(MOST_EMERGENCIES, -1, -1):
        moment = MONDAY - timedelta(days=days)
        actions.open_emergency(at_work("ruben"), samira.ref, "Zij viel weg aan de telefoon.", moment)
    assert noticed() == [("noodtoegang", date(2026, 11, 16), at_work("ruben").ref)]
