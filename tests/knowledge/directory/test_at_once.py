"""What an import brings and what an editor publishes at the same moment: one row counts, and it is the right one."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from tests.foundation.jobs.installation import Installation
from tests.knowledge.directory.racing import race


@pytest.mark.django_db(transaction=True)
def test_an_import_and_an_own_version_at_once(two_municipalities: object) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has its tests in memory, where two connections do not wait for each other; see below")
    race()


@pytest.mark.processes
def test_the_same_on_sqlite_as_it_is_run(tmp_path: Path) -> None:
    installation = Installation(tmp_path, postgres="")
    said = installation.do("from tests.knowledge.directory.racing import race", "race()", "print('one row')")
    assert said.endswith("one row\n")
