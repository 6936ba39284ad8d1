"""Whatever is sent to the database: a statement that names a table with personal data goes nowhere outside the gate."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from maatwerk.foundation.access.models import Consent
from maatwerk.foundation.gate.context import OutsideGateError, maintenance, opened
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.people.models import Municipality, Resident
from maatwerk.foundation.post.models import Batch, Message
from tests.residents import add_resident

pytestmark = pytest.mark.django_db

PERSONAL = [model for model in apps.get_models() if issubclass(model, Personal)]


def _by_hand(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


AROUND: dict[str, Callable[[], object]] = {
    "a query set made by hand": lambda: list(models.QuerySet(Message)),
    "a way from another model": lambda: list(Batch.objects.values("+__address")),
    "its filter": lambda: list(models.QuerySet(Resident).filter(born__isnull=False)),
    "raw of another model": lambda: list(Municipality.objects.raw("SELECT id FROM people_resident")),
    "a cursor": lambda: _by_hand("SELECT called FROM people_resident"),
    "a cursor that shouts": lambda: _by_hand('  select 1 where exists (SELECT 1 FROM "people_resident")'),
    "a common table": lambda: _by_hand("WITH them AS (SELECT * FROM people_resident) SELECT * FROM them"),
    "another name for the table": lambda: _by_hand("SELECT r.called FROM people_resident AS r"),
    "a change": lambda: _by_hand("UPDATE people_resident SET called = ''"),
    "a plan": lambda: _by_hand("EXPLAIN SELECT * FROM people_resident"),
}


@pytest.mark.parametrize("way", AROUND)
def test_what_passes_by_the_model_is_held_at_the_database(two_municipalities: object, way: str) -> None:
    add_resident("samira")
    with pytest.raises(OutsideGateError):
        AROUND[way]()


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_every_table_with_personal_data_is_known_to_the_wall(model: type[Personal]) -> None:
    statement = f'SELECT 1 FROM "{model._meta.db_table}" WHERE 1 = 0'  # noqa: S608
    with pytest.raises(OutsideGateError, match=model._meta.db_table):
        _by_hand(statement)
    with maintenance("counting"):
        _by_hand(statement)


def test_other_tables_stay_free_also_when_a_value_has_the_name_of_a_personal_one(two_municipalities: object) -> None:
    assert Municipality.objects.filter(hostname="people_resident").count() == 0
    _by_hand("SELECT 1")


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_is_watched_from_its_first_statement() -> None:
    connection.close()
    with pytest.raises(OutsideGateError):
        _by_hand("SELECT called FROM people_resident")


def test_new_versions_may_change_the_tables() -> None:
    call_command("migrate", verbosity=0)


class TestTickets:
    """What `visible` gave answers where its ticket is shown, and nowhere else."""

    WAYS: dict[str, Callable[[models.QuerySet[Resident]], object]] = {
        "list": list,
        "count": lambda rows: rows.count(),
        "exists": lambda rows: rows.exists(),
        "first": lambda rows: rows.first(),
        "slice": lambda rows: list(rows[:1]),
        "filter": lambda rows: list(rows.filter(born__isnull=False)),
        "values": lambda rows: list(rows.values_list("called")),
        "aggregate": lambda rows: rows.aggregate(models.Max("born")),
        "iterator": lambda rows: list(rows.iterator()),
        "subquery": lambda rows: list(Consent.objects.filter(subject__in=rows.values("subject"))),
        "plain or held": lambda rows: list(Resident.objects.filter(called="Samira") | rows),
        "held or plain": lambda rows: list(rows | Resident.objects.filter(called="Samira")),
        "union": lambda rows: list(Resident.objects.filter(called="Wim").union(rows)),
        "update": lambda rows: rows.update(called="weg"),
        "delete": lambda rows: rows.delete(),
    }

    @pytest.mark.parametrize("way", WAYS)
    def test_nothing_else_carries_it_out(self, two_municipalities: object, way: str) -> None:
        samira = add_resident("samira")
        held = Resident.objects.filter(pk=samira.pk).ticketed("a page of Els")  # type: ignore[attr-defined]
        for ticket in ("", "a page of Ruben"):
            with pytest.raises(OutsideGateError), opened("somebody", ticket):
                self.WAYS[way](held)
        with opened("the gate itself", "a page of Els"):
            self.WAYS[way](held)
