"""What tests of the index share: kinds of their own, and a personal model with rows to look among."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import isolate_apps

from maatwerk.foundation.gate.connections import connected
from maatwerk.foundation.gate.context import opened
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Owner, Personal
from maatwerk.foundation.gate.protocols import ClosedGate, Decision, Seen
from maatwerk.foundation.search.kinds import Sort, connected_kinds


@pytest.fixture(autouse=True)
def kinds() -> Iterator[None]:
    with connected_kinds(books=Sort.PUBLIC, tools=Sort.PUBLIC, notes=Sort.PERSONAL):
        yield


@pytest.fixture
def note(transactional_db: None) -> Iterator[type[Any]]:
    """A personal model with a table of its own."""
    with isolate_apps("maatwerk.foundation.documents"):

        class Note(Personal):
            class Meta(Personal.Meta):
                app_label = "documents"

    with connection.schema_editor() as editor:
        editor.create_model(Note)
    yield Note
    with connection.schema_editor() as editor:
        editor.delete_model(Note)


class OpenGate(ClosedGate):
    """A double: whoever looks sees all rows they have, and only a page carries rows out."""

    def visible(self, viewer: Any, rows: Any, purpose: str, level: Level = Level.THAT, now: Any = None) -> Any:
        assert level is Level.WHAT
        return rows.ticketed(f"{viewer} {purpose}")

    def open_page(self, viewer: Any, rows: Any, purpose: str, now: Any = None) -> list[Seen[Any]]:
        with opened("a test", f"{viewer} {purpose}"):
            found = list(rows)
        return [Seen(Decision(Level.WHAT, ""), Owner("", "", "", ""), row) for row in found]


@pytest.fixture
def open_gate() -> Iterator[None]:
    with connected(gate=OpenGate()):
        yield
