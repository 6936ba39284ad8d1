"""Break-glass: four hours, seen at once by the resident, looked at afterwards by somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.models import Emergency
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
