"""Personal data answers only inside the gate, whatever way it is asked for (architecture, door 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import isolate_apps

from maatwerk.foundation.gate.connections import Connections, connected, connections
from maatwerk.foundation.gate.context import OutsideGateError, is_open, maintenance, opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Personal
from maatwerk.foundation.gate.protocols import ClosedGate, NobodyNotifiesError, Viewer

RUBEN = Viewer("worker:2", "organisation:2", "duinstad")


@pytest.fixture
def note(transactional_db: None) -> Iterator[type[Any]]:
    """A personal model with a table of its own, with one row in it."""
    with isolate_apps("maatwerk.foundation.documents"):

        class Note(Personal):
            words = models.TextField(default="")

            class Meta(Personal.Meta):
                app_label = "documents"

    with connection.schema_editor() as editor:
        editor.create_model(Note)
    with opened("a test"):
        Note.objects.create(municipality="duinstad", subject="resident:1", words="de huur")
    yield Note
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


WAYS: dict[str, Callable[[Any], object]] = {
    "all": lambda model: list(model.objects.all()),
    "get": lambda model: model.objects.get(subject="resident:1"),
    "first": lambda model: model.objects.first(),
    "count": lambda model: model.objects.count(),
    "exists": lambda model: model.objects.exists(),
    "values": lambda model: list(model.objects.values_list("words")),
    "iterator": lambda model: list(model.objects.iterator()),
    "aggregate": lambda model: model.objects.aggregate(models.Max("words")),
    "in_bulk": lambda model: model.objects.in_bulk([1]),
    "union": lambda model: list(model.objects.filter(pk=1).union(model.objects.filter(pk=2))),
    "dates": lambda model: list(model.objects.annotate(n=models.Count("pk")).values("n")),
    "raw": lambda model: list(model.objects.raw("SELECT * FROM documents_note")),
    "subquery": lambda model: list(model.objects.filter(pk__in=model.objects.values("pk"))),
    "base manager": lambda model: model._base_manager.first(),
    "default manager": lambda model: model._default_manager.first(),
    "explain": lambda model: model.objects.all().explain(),
    "create": lambda model: model.objects.create(subject="resident:2"),
    "save": lambda model: model(subject="resident:2").save(),
    "save again": lambda model: model(pk=1, subject="resident:2").save(force_update=True),
    "bulk_create": lambda model: model.objects.bulk_create([model(subject="resident:2")]),
    "bulk_update": lambda model: model.objects.bulk_update([model(pk=1, words="weg")], ["words"]),
    "get_or_create": lambda model: model.objects.get_or_create(subject="resident:2"),
    "update": lambda model: model.objects.update(words="weg"),
    "delete rows": lambda model: model.objects.all().delete(),
    "delete one": lambda model: model(pk=1).delete(),
    "refresh": lambda model: model(pk=1).refresh_from_db(),
    "raw delete": lambda model: model.objects.all()._raw_delete("default"),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_the_rows_works_outside_the_gate(note: type[Any], way: str) -> None:
    with pytest.raises(OutsideGateError):
        WAYS[way](note)
    with opened("a test"):
        assert list(note.objects.values_list("subject", "words")) == [("resident:1", "de huur")]
        WAYS[way](note)


def test_a_query_can_be_built_outside_and_never_reaches_the_database_as_part_of_another(note: type[Any]) -> None:
    from maatwerk.foundation.people.models import Municipality

    rows = note.objects.filter(subject="resident:1").order_by("pk")
    with pytest.raises(OutsideGateError):
        list(Municipality.objects.filter(pk__in=rows.values("pk")))
    with opened("a test"):
        assert [row.words for row in rows] == ["de huur"]
    assert not is_open()


def test_no_model_outside_the_gate_leads_by_name_to_one_inside() -> None:
    """A query is held by the model that it begins with, so a join from another model would pass by."""
    ways = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if not issubclass(model, Personal)
        for field in model._meta.get_fields()
        if isinstance(field.related_model, type) and issubclass(field.related_model, Personal)
    ]
    assert ways == []


def test_maintenance_has_a_name_that_was_decided_about() -> None:
    with maintenance("erasing"):
        assert is_open()
    with pytest.raises(ValueError, match="is no maintenance"), maintenance("looking around"):
        pass


def test_what_happens_inside_ends_with_it_also_after_an_error() -> None:
    with pytest.raises(RuntimeError), opened("a test"):
        raise RuntimeError
    assert not is_open()


def test_without_a_gate_everything_is_refused(note: type[Any]) -> None:
    gate = Connections().gate
    assert isinstance(gate, ClosedGate)
    with opened("a test"):
        [row] = note.objects.all()
        decision = gate.open_for(RUBEN, row, "schuldhulp")
        assert (decision.level, decision.allows) == (Level.NOTHING, False)
        assert decision.reason == "Er is geen regel die dit toestaat."
        assert list(gate.visible(RUBEN, note.objects.all(), "schuldhulp")) == []
        assert gate.open_page(RUBEN, note.objects.all(), "schuldhulp") == []


def test_without_a_room_that_sends_nobody_is_told_in_silence() -> None:
    with pytest.raises(NobodyNotifiesError):
        Connections().notifier.notify("worker:2", "iets_nieuws", "duinstad", datetime(2026, 11, 22, tzinfo=UTC))


def test_connections_are_put_back() -> None:
    before = connections()
    with connected(erasers={"nothing": object()}):
        assert list(connections().erasers) == ["nothing"]
    assert connections() is before
