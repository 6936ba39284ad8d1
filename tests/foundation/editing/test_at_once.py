"""Two editors at the same moment: one of them does it, the other is told, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.foundation.editing.racing import race
from tests.foundation.jobs.installation import Installation


@pytest.mark.django_db(transaction=True)
def test_of_two_who_approve_or_undo_at_once_one_does_it(two_municipalities: object) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its tests in memory, where two connections do not wait for each other; see below")
    race()


@pytest.mark.processes
def test_the_same_on_sqlite_as_it_is_run(tmp_path: Path) -> None:
    installation = Installation(tmp_path, postgres="")
    said = installation.do("from tests.foundation.editing.racing import race", "race()", "print('one each')")
    assert said.endswith("one each\n")
