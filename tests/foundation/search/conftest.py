"""What tests of the index share: kinds of their own, and a personal model with rows to look among."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import isolate_apps

from maatwerk.foundation.gate.models import Personal
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
