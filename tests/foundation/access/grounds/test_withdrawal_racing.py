"""A withdrawal while others read: who begins to read after it sees nothing, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.foundation.access.grounds.racing import race
from tests.foundation.jobs.installation import Installation


@pytest.mark.django_db(transaction=True)
def test_who_reads_after_a_withdrawal_sees_nothing(two_municipalities: object) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its tests in memory, where two connections do not wait for each other; see below")
    race()


@pytest.mark.processes
def test_the_same_on_sqlite_as_it_is_run(tmp_path: Path) -> None:
    installation = Installation(tmp_path, postgres="")
    said = installation.do("from tests.foundation.access.grounds.racing import race", "race()", "print('nothing seen')")
    assert said.endswith("nothing seen\n")
