"""`./maatwerk access keep`, and a restore: a term that is over is not undone by an old backup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.foundation.backup.conftest import MakePlace
from tests.foundation.backup.place import Place

pytestmark = pytest.mark.processes

# One note of 2005 for the Wmo, whose fifteen years are over, and one of 2024.
A_FILE = (
    "from datetime import UTC, datetime; import uuid",
    "from maatwerk.casework.dossier.models import Note",
    "from maatwerk.foundation.gate.context import maintenance",
    "from maatwerk.foundation.people.models import Municipality",
    "here = Municipality.objects.order_by('pk').first().slug",
    "owner = dict(municipality=here, subject=f'resident:{uuid.UUID(int=7)}', controller='organisation:1')",
    "owner |= dict(purpose='wmo', category='zorg', written_by='worker:1', text='lang geleden')",
    "with maintenance('keeping'):",
    "    for year in (2005, 2024): Note.objects.create(**owner, at=datetime(year, 6, 1, tzinfo=UTC))",
)
YEARS = "SELECT at FROM dossier_note WHERE text = 'lang geleden' ORDER BY at"


def years(place: Place) -> list[int]:
    return [int(str(at)[:4]) for (at,) in place.ask(YEARS)]


def test_the_command_counts_first_and_deletes_on_a_later_day(place: Place) -> None:
    place.do(*A_FILE)
    assert "nothing was deleted" in place.succeeds("access", "keep", "--run")
    assert "fewer than 10" in place.succeeds("access", "keep", "--report")
    assert "nothing was deleted" in place.succeeds("access", "keep", "--run")
    assert years(place) == [2005, 2024]
    place.do(
        "from datetime import timedelta; from django.db.models import F",
        "from maatwerk.foundation.access.models import RetentionReport",
        "RetentionReport.objects.update(day=F('day') - timedelta(days=1))",
    )
    assert "fewer than 10 rows deleted" in place.succeeds("access", "keep", "--run")
    assert years(place) == [2024]
    place.succeeds("access", "verify")


def test_what_an_old_backup_brings_back_is_deleted_before_anything_is_served(
    place: Place, make_place: MakePlace, tmp_path: Path, key: str
) -> None:
    place.do(*A_FILE)
    backup = str(tmp_path / "backup.age")
    place.succeeds("backup", "make", backup)
    other = make_place()
    said = other.succeeds("restore", backup, "--key", key, "--no-erasures")
    assert "deleted what is kept no longer" in said
    assert years(other) == [2024]
    assert other.ask("SELECT model, purpose, count FROM access_tombstone") == [("dossier.Note", "wmo", 1)]
    shutil.copy(place.home / "log-key", other.home)  # kept in a place of its own, as docs/deploy.md says
    other.succeeds("access", "verify")
