"""Who works with whom: how it begins, is handed over and ends."""

from __future__ import annotations

import pytest

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.models import Involvement
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.protocols import Viewer
from maatwerk.foundation.people.models import Account, Worker
from tests.foundation.access.grounds.people import LATER, at_home, at_work, els_helps, organisation
from tests.residents import NOON, add_resident, give_task, involve
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
WHY = "Zij vroeg om hulp in huis."


def begin(viewer: Viewer, name: str = "samira", purpose: str = "wmo", who: str = "") -> Involvement:
    return actions.begin_involvement(viewer, add_resident(name).ref, purpose, WHY, NOON, who)


def colleague_of(name: str, called: str = "Olga") -> Worker:
    account = Account.objects.create(email=f"{called.lower()}@voorbeeld.example")
    return Worker.objects.create(account=account, organisation=add_worker(name).organisation, name=called)


def test_who_was_added_by_an_organisation_is_first_worked_with_by_it() -> None:
    give_task(add_worker("els"))
    begun = begin(at_work("els"))
    assert (begun.who, begun.controller) == (at_work("els").ref, organisation("els"))
    assert [row.pk for row in queries.involved(at_work("els"), begun.subject, "wmo", NOON)] == [begun.pk]


def test_a_colleague_does_not_walk_in_on_who_is_helped_already() -> None:
    samira = els_helps()
    olga = colleague_of("els")
    viewer = Viewer(f"worker:{olga.pk}", organisation("els"), "duinstad", frozenset({f"worker:{olga.pk}"}))
    with pytest.raises(NotYoursError):
        begin(viewer)
    with pytest.raises(NotYoursError):
        end_it(viewer, samira.ref)


def end_it(viewer: Viewer, subject: str) -> None:
    with maintenance("deciding"):
        row = Involvement.objects.get(subject=subject)
    actions.end_involvement(viewer, row.pk, NOON)


def test_another_organisation_or_municipality_or_a_resident_cannot_begin() -> None:
    samira = els_helps()
    for stranger in (at_work("ruben"), at_work("henk"), at_work("beheer"), at_home(samira)):
        with pytest.raises(NotYoursError):
            begin(stranger, purpose="schuldhulp")
    for nobody in ("resident:00000000-0000-0000-0000-000000000000", "resident:x", "worker:1", ""):
        with pytest.raises(NotYoursError):
            actions.begin_involvement(at_work("els"), nobody, "wmo", WHY, NOON)


def test_it_is_for_a_task_that_the_organisation_has() -> None:
    els_helps()
    for purpose in ("schuldhulp", "inzage", "noodgeval", "coordinatie", ""):
        with pytest.raises(GroundRefusedError) as refused:
            begin(at_work("els"), purpose=purpose)
        assert refused.value.faults.keys() == {"purpose"}


def test_who_works_with_somebody_may_begin_for_another_task_and_for_their_team() -> None:
    els_helps()
    els = add_worker("els")
    give_task(els, "jeugdhulp")
    team = els.teams.get()
    assert begin(at_work("els"), purpose="jeugdhulp", who=f"team:{team.pk}").who == f"team:{team.pk}"
    with pytest.raises(GroundRefusedError):  # twice
        begin(at_work("els"), purpose="jeugdhulp", who=f"team:{team.pk}")


def test_nobody_of_another_organisation_is_involved_by_it() -> None:
    els_helps()
    ruben = add_worker("ruben")
    for who in (f"worker:{ruben.pk}", f"team:{ruben.teams.get().pk}", organisation("ruben"), "worker:0", "worker:²"):
        with pytest.raises(GroundRefusedError) as refused:
            begin(at_work("els"), who=who)
        assert refused.value.faults.keys() == {"who"}


def test_a_reason_is_in_words() -> None:
    give_task(add_worker("els"))
    samira = add_resident("samira")
    for reason in ("", "x", "- - - - -", "12 34 56 78", "woord " * 100):
        with pytest.raises(GroundRefusedError) as refused:
            actions.begin_involvement(at_work("els"), samira.ref, "wmo", reason, NOON)
        assert refused.value.faults.keys() == {"reason"}


def test_handed_over_one_goes_on_and_the_other_sees_nothing_any_more() -> None:
    samira, olga = els_helps(), colleague_of("els")
    with maintenance("deciding"):
        row = Involvement.objects.get()
    handed = actions.hand_over(at_work("els"), row.pk, f"worker:{olga.pk}", "Els gaat met verlof.", LATER)
    assert handed.who == f"worker:{olga.pk}"
    assert queries.involved(at_work("els"), samira.ref, "wmo", LATER) == []
    with pytest.raises(NotYoursError):
        actions.hand_over(at_work("els"), row.pk, f"worker:{olga.pk}", "Els gaat met verlof.", LATER)


def test_ended_is_ended_and_can_be_told_later() -> None:
    samira = els_helps()
    end_it(at_work("els"), samira.ref)
    with maintenance("deciding"):
        row = Involvement.objects.get()
    assert row.end == NOON
    with pytest.raises(NotYoursError):
        end_it(at_work("els"), samira.ref)


def test_without_the_task_nobody_works_with_anybody() -> None:
    samira = els_helps()
    actions.end_task(add_worker("els").organisation, "wmo", NOON)
    assert queries.involved(at_work("els"), samira.ref, "wmo", LATER) == []
    involve(add_worker("els"), samira, "schuldhulp")
    with pytest.raises(NotYoursError):
        begin(at_work("els"), purpose="schuldhulp")
