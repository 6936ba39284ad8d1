"""Two people at the same moment: exactly one of them gets the work, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.foundation.jobs.installation import Installation
from tests.foundation.worklist.racing import race


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_gets_it(two_municipalities: object) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its tests in memory, where two connections do not wait for each other; see below")
    race()


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    return Installation(tmp_path, postgres="")


@pytest.mark.processes
def test_the_same_on_sqlite_as_it_is_run(installation: Installation) -> None:
    said = installation.do("from tests.foundation.worklist.racing import race", "race()", "print('one each')")
    assert said.endswith("one each\n")
