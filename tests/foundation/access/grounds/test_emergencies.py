"""Break-glass: four hours, seen at once by the resident, looked at afterwards by somebody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.models import Emergency, EmergencyMiss
from maatwerk.foundation.access.protocols import NobodyWatchesError
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.tasks import tell_of_emergency
from maatwerk.foundation.gate.connections import connected, connections
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.people.models import Appointment, Resident
from maatwerk.foundation.people.residents import Standing
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.worklist.models import Item
from tests.foundation.access.grounds.people import LATER, at_home, at_work, els_helps
from tests.residents import NOON, add_resident, stand_for
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
WHY = "Zij belde en viel weg; ik ben bang dat zij ligt."
SAMIRA = actions.Described("Samira Haddad", date(1988, 4, 2))
NOBODY = actions.Described("Niemand Bestaatniet", date(1988, 4, 2))
FOUR_HOURS = timedelta(hours=4)


@pytest.fixture
def watched(cast: None) -> None:
    for name in ("tessa", "fatma"):
        add_worker(name)


def looks(name: str = "ruben", reason: str = WHY, now: Any = NOON) -> Emergency:
    return actions.open_emergency(at_work(name), els_helps().ref, reason, now)


def sees(name: str, samira: Resident, now: Any) -> bool:
    return connections().gate.open_for(at_work(name), samira, "noodgeval", now).allows


@pytest.mark.usefixtures("watched")
def test_it_opens_for_one_person_and_four_hours() -> None:
    samira = add_resident("samira")
    assert not sees("ruben", samira, NOON)
    looks()
    assert sees("ruben", samira, NOON)
    assert sees("ruben", samira, NOON + FOUR_HOURS - timedelta(seconds=1))
    assert not sees("ruben", samira, NOON + FOUR_HOURS)
    assert not sees("mia", samira, NOON)


@pytest.mark.usefixtures("watched")
def test_looking_twice_is_once() -> None:
    first = looks()
    assert looks(now=LATER).pk == first.pk
    assert looks(now=NOON + FOUR_HOURS).pk != first.pk


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("reason", ["", "nood", "!!! ??? ... ---", "x" * 2001])
def test_a_reason_is_a_sentence(reason: str) -> None:
    with pytest.raises(GroundRefusedError) as refused:
        looks(reason=reason)
    assert refused.value.faults.keys() == {"reason"}


@pytest.mark.usefixtures("watched")
def test_it_opens_nothing_elsewhere_and_for_no_resident() -> None:
    samira = els_helps()
    with pytest.raises(NotYoursError):
        actions.open_emergency(at_work("henk"), samira.ref, WHY, NOON)
    with pytest.raises(NotYoursError):
        actions.open_emergency(at_home(add_resident("joost")), samira.ref, WHY, NOON)


@pytest.mark.usefixtures("watched")
def test_the_resident_sees_it_at_once_with_the_reason_and_is_told() -> None:
    row = looks()
    [shown] = queries.emergencies_to_show(at_home(add_resident("samira")), NOON)
    assert (shown.pk, shown.reason, shown.who) == (row.pk, WHY, at_work("ruben").ref)
    assert Job.objects.filter(task__endswith="tell_of_emergency").count() == 1
    told: list[tuple[str, str]] = []

    class Told:
        def notify(self, recipient: str, notice: str, municipality: str, now: Any) -> None:
            told.append((recipient, notice))

    with connected(notifier=Told()):
        tell_of_emergency.func(str(row.pk))
    assert told == [(row.subject, "iets_nieuws")]


@pytest.mark.usefixtures("watched")
def test_hidden_on_a_ground_it_is_seen_by_no_resident_until_it_ends() -> None:
    row = looks()
    samira, joost = add_resident("samira"), add_resident("joost")
    stand_for(samira, joost.ref, Standing.MENTOR)
    actions.hide_emergency(at_work("tessa"), row.pk, "veiligheid", "Haar partner leest haar post mee.", 28, NOON)
    assert queries.emergencies_to_show(at_home(samira), LATER) == []
    opened = connections().gate.open_for(at_home(joost), row, "vertegenwoordiging", LATER)
    assert not opened.allows
    assert queries.emergencies_to_show(at_home(samira), NOON + timedelta(days=28))
    assert [each.pk for each in queries.emergencies_to_show(at_work("tessa"), LATER)] == [row.pk]


@pytest.mark.usefixtures("watched")
def test_hiding_is_for_who_watches_on_a_ground_from_the_list_and_never_for_who_looked() -> None:
    row = looks()
    for stranger in ("els", "ruben", "beheer", "henk"):
        with pytest.raises(NotYoursError):
            actions.hide_emergency(at_work(stranger), row.pk, "veiligheid", WHY, 7, NOON)
    for ground, days, fault in (("omdat", 7, "ground"), ("veiligheid", 0, "days"), ("veiligheid", 29, "days")):
        with pytest.raises(GroundRefusedError) as refused:
            actions.hide_emergency(at_work("tessa"), row.pk, ground, WHY, days, NOON)
        assert refused.value.faults.keys() == {fault}
    with pytest.raises(GroundRefusedError):  # half a year in all
        actions.hide_emergency(at_work("tessa"), row.pk, "veiligheid", WHY, 28, NOON + timedelta(days=160))
    own = looks("tessa")
    with pytest.raises(GroundRefusedError):
        actions.hide_emergency(at_work("tessa"), own.pk, "veiligheid", WHY, 7, NOON)


@pytest.mark.usefixtures("watched")
def test_it_is_looked_at_afterwards_once_and_never_by_who_looked() -> None:
    row = looks()
    item = Item.objects.get(kind="noodtoegang_nakijken")
    assert (item.owner, item.subject) == (add_worker("tessa"), f"emergency:{row.pk}")
    for stranger in ("ruben", "els", "beheer", "henk"):
        with pytest.raises(NotYoursError):
            actions.review_emergency(at_work(stranger), row.pk, True, WHY, LATER)
    with pytest.raises(GroundRefusedError):
        actions.review_emergency(at_work("tessa"), row.pk, True, "ok", LATER)
    actions.review_emergency(at_work("tessa"), row.pk, False, "Bellen had ook gekund, en sneller.", LATER)
    with pytest.raises(GroundRefusedError):
        actions.review_emergency(at_work("fatma"), row.pk, True, "Het was wel degelijk nodig.", LATER)
    item.refresh_from_db()
    assert item.done_at == LATER
    assert queries.emergencies_to_show(at_work("tessa"), LATER) == []
    [shown] = queries.emergencies_to_show(at_home(add_resident("samira")), LATER)
    assert (shown.right, shown.review) == (False, "Bellen had ook gekund, en sneller.")


@pytest.mark.usefixtures("watched")
def test_the_supervisor_who_looked_is_looked_at_by_another() -> None:
    row = looks("tessa")
    assert Item.objects.get(kind="noodtoegang_nakijken").owner == add_worker("fatma")
    with pytest.raises(GroundRefusedError):
        actions.review_emergency(at_work("tessa"), row.pk, True, WHY, LATER)


def test_where_nobody_could_look_at_it_afterwards_it_does_not_open() -> None:
    samira = els_helps()
    assert (
        not Appointment.objects.filter(
            role__in=[Role.SUPERVISOR, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR],
            worker__organisation__municipality__slug="duinstad",
            worker__account__is_active=True,
        )
        .exclude(worker=add_worker("els"))
        .delete()[0]
        < 0
    )
    with pytest.raises(NobodyWatchesError):
        actions.open_emergency(at_work("ruben"), samira.ref, WHY, NOON)
    with maintenance("counting"):
        assert not Emergency.objects.exists()


@pytest.mark.usefixtures("watched")
def test_who_knows_a_name_and_a_birth_date_only_gets_the_same_emergency_access() -> None:
    samira = els_helps()
    row = actions.find_in_emergency(at_work("ruben"), SAMIRA, WHY, NOON)
    assert row
    assert (row.subject, row.reason, row.end) == (samira.ref, WHY, NOON + FOUR_HOURS)
    assert sees("ruben", samira, NOON)
    assert Item.objects.filter(subject=f"emergency:{row.pk}").count() == 1


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize(
    ("name", "born", "field"),
    [("Samira", SAMIRA.born, "name"), ("x " * 150, SAMIRA.born, "name"), (SAMIRA.name, None, "born")],
)
def test_who_looks_by_name_says_the_whole_name_and_the_day(name: str, born: Any, field: str) -> None:
    els_helps()
    with pytest.raises(GroundRefusedError) as refused:
        actions.find_in_emergency(at_work("ruben"), actions.Described(name, born), WHY, NOON)
    assert refused.value.faults.keys() == {field}
    assert not EmergencyMiss.objects.exists()


@pytest.mark.usefixtures("watched")
def test_who_finds_nobody_is_kept_without_the_name_and_stops_after_three_times_a_day() -> None:
    els_helps()
    for minute in range(3):
        at = NOON + timedelta(minutes=minute)
        assert actions.find_in_emergency(at_work("ruben"), NOBODY, WHY, at) is None
    for described in (NOBODY, SAMIRA):  # also when it is somebody: else the refusal itself would tell
        with pytest.raises(GroundRefusedError):
            actions.find_in_emergency(at_work("ruben"), described, WHY, at)
    assert actions.find_in_emergency(at_work("mia"), SAMIRA, WHY, at)
    assert actions.find_in_emergency(at_work("ruben"), SAMIRA, WHY, NOON + timedelta(days=1))
    missed = queries.missed_emergencies(replace(at_work("tessa"), roles=frozenset({"toezicht"})), at)
    assert [(each.worker.name, each.at) for each in missed] == [
        ("Ruben", NOON + timedelta(minutes=minute)) for minute in (2, 1, 0)
    ]
    assert {field.name for field in EmergencyMiss._meta.fields} == {"id", "municipality", "worker", "at"}
    assert queries.missed_emergencies(at_work("els"), at) == []


@pytest.mark.usefixtures("watched")
def test_two_who_fit_are_nobody_and_somebody_elsewhere_too() -> None:
    els_helps()
    twin = add_resident("karin")  # of another municipality
    with maintenance("keeping"):
        Resident.objects.filter(pk=twin.pk).update(born=SAMIRA.born, search_name="samira haddad")
    assert actions.find_in_emergency(at_work("ruben"), SAMIRA, WHY, NOON)
    with maintenance("keeping"):
        Resident.objects.filter(pk=add_resident("joost").pk).update(born=SAMIRA.born, search_name="samira haddad")
    assert actions.find_in_emergency(at_work("mia"), SAMIRA, WHY, NOON) is None
