"""Asking blind: one answer and one amount of work, whoever is there; the resident decides."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.access import actions, queries
from maatwerk.foundation.access.actions import Described
from maatwerk.foundation.access.models import BlindRequest, Involvement
from maatwerk.foundation.access.refusing import GroundRefusedError, NotYoursError
from maatwerk.foundation.access.tasks import deliver_request
from maatwerk.foundation.gate.connections import connected
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.people.models import Resident
from maatwerk.foundation.people.names import plain_name
from maatwerk.foundation.worklist.models import Item
from tests.foundation.access.grounds.people import LATER, at_home, at_work, els_helps
from tests.residents import NOON, add_resident, owned
from tests.staff import add_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cast")]
WHY = "Zij vroeg mij om hulp bij haar schulden."
BORN = date(1988, 4, 2)


class Told:
    def __init__(self) -> None:
        self.told: list[str] = []

    def notify(self, recipient: str, notice: str, municipality: str, now: Any) -> None:
        self.told.append(f"{recipient} {notice}")


def ask(name: str = "Samira Haddad", born: date | None = BORN, by: str = "ruben", purpose: str = "schuldhulp") -> Any:
    return actions.ask_blind(at_work(by), Described(name, born), purpose, WHY, NOON)


def asked() -> BlindRequest:
    """The one that met somebody, brought to who can answer it."""
    with maintenance("deciding"):
        row: BlindRequest = BlindRequest.objects.exclude(subject="").get()
    with connected(notifier=Told()):
        deliver_request.func(str(row.pk))
    return row


def test_the_same_answer_after_the_same_work_whether_somebody_is_there_or_not() -> None:
    els_helps()
    with maintenance("keeping"):  # two who are alike
        for _ in range(2):
            row = Resident.objects.create(
                **owned("", "organisation:1", "identiteit"), search_name="jansen piet", born=date(1950, 1, 1)
            )
            Resident.objects.filter(pk=row.pk).update(subject=row.ref)
    done = []
    for name, born in (("Samira Haddad", BORN), ("Niemand Hier", BORN), ("Piet Jansen", date(1950, 1, 1))):
        jobs = Job.objects.count()
        viewer = at_work("ruben")
        with CaptureQueriesContext(connection) as seen:
            answer = actions.ask_blind(viewer, Described(name, born), "schuldhulp", WHY, NOON)
        statements = [query["sql"].split('"')[:2] for query in seen.captured_queries if "SAVEPOINT" not in query["sql"]]
        with maintenance("counting"):
            done.append((answer, statements, Job.objects.count() - jobs))
    assert done[0] == done[1] == done[2]
    with maintenance("counting"):
        assert BlindRequest.objects.count() == 3
        assert BlindRequest.objects.exclude(subject="").count() == 1


@pytest.mark.parametrize("name", ["Samira Haddad", "haddad, SAMIRA", "  samirá   van Haddad "])
def test_a_name_is_read_as_people_write_it(name: str) -> None:
    els_helps()
    ask(name)
    assert asked().subject == add_resident("samira").ref
    assert plain_name(name)


def test_one_that_meets_nobody_is_swept_away() -> None:
    els_helps()
    ask("Niemand Hier")
    with maintenance("deciding"):
        row = BlindRequest.objects.get()
    assert not row.subject
    deliver_request.func(str(row.pk))
    with maintenance("counting"):
        assert not BlindRequest.objects.exists()
    assert not Item.objects.exists()


def test_what_was_typed_is_kept_nowhere() -> None:
    els_helps()
    ask()
    with maintenance("deciding"):
        [row] = BlindRequest.objects.values()
    assert "Haddad" not in str(row)
    assert "1988" not in str(row)
    assert "Haddad" not in str(list(Job.objects.values()))


def test_a_fault_is_of_what_was_typed_alone() -> None:
    els_helps()
    for wrong, fault in (
        ({"name": "Samira"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "x y" * 100}, "name"),
        ({"born": None}, "born"),
        ({"purpose": "wmo"}, "purpose"),
        ({"purpose": "inzage"}, "purpose"),
    ):
        with pytest.raises(GroundRefusedError) as refused:
            ask(**wrong)  # type: ignore[arg-type]
        assert refused.value.faults.keys() == {fault}
    with pytest.raises(NotYoursError):
        actions.ask_blind(at_home(add_resident("joost")), Described("Samira Haddad", BORN), "schuldhulp", WHY, NOON)


def test_it_comes_to_the_resident_and_to_who_works_with_them() -> None:
    samira = els_helps()
    ask()
    row = asked()
    item = Item.objects.get(kind="vraag_om_contact")
    assert (item.owner, item.subject) == (add_worker("els"), f"request:{row.pk}")
    assert [each.pk for each in queries.blind_requests_to_show(at_home(samira), NOON)] == [row.pk]
    assert [each.pk for each in queries.blind_requests_to_show(at_work("els"), NOON)] == [row.pk]
    for other in ("ruben", "mia", "henk", "beheer"):
        assert queries.blind_requests_to_show(at_work(other), NOON) == []
        assert queries.blind_request(at_work(other), row.pk, NOON) is None


def test_with_a_yes_who_asked_works_with_them_and_not_with_a_no() -> None:
    samira = els_helps()
    ask()
    row = asked()
    actions.answer_blind(at_work("els"), row.pk, True, LATER, voice=samira.ref)
    [begun] = queries.involved(at_work("ruben"), samira.ref, "schuldhulp", LATER)
    assert (begun.who, begun.purpose) == (at_work("ruben").ref, "schuldhulp")
    assert Item.objects.get(kind="vraag_om_contact").done_at == LATER
    with pytest.raises(GroundRefusedError):
        actions.answer_blind(at_home(samira), row.pk, False, LATER)


def test_a_no_begins_nothing() -> None:
    samira = els_helps()
    ask()
    row = asked()
    actions.answer_blind(at_home(samira), row.pk, False, LATER)
    with maintenance("counting"):
        assert not Involvement.objects.filter(controller=at_work("ruben").organisation).exists()


def test_nobody_answers_for_them() -> None:
    els_helps()
    ask()
    row = asked()
    for stranger in (at_work("ruben"), at_work("henk"), at_home(add_resident("joost"))):
        with pytest.raises(NotYoursError):
            actions.answer_blind(stranger, row.pk, True, LATER, voice=row.subject)
    with pytest.raises(GroundRefusedError):
        actions.answer_blind(at_work("els"), row.pk, True, LATER)
