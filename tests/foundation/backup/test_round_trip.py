"""A backup made while others write, verified, and restored somewhere else; on both databases, as real commands."""

from __future__ import annotations

import io
import signal
import tarfile
import time
from pathlib import Path

import pytest

from maatwerk.foundation.backup.sealing import identities_in, opened
from tests.foundation.backup.conftest import MakePlace
from tests.foundation.backup.place import SECRET, Place

pytestmark = pytest.mark.processes


def contents(backup: Path, key: str) -> dict[str, bytes]:
    with (
        opened(backup, identities_in(Path(key).read_text(encoding="ascii"))) as stream,
        tarfile.open(fileobj=io.BytesIO(stream.read())) as tar,
    ):
        return {info.name: source.read() for info in tar if (source := tar.extractfile(info))}


def test_under_write_load_what_belongs_together_stays_together(
    place: Place, make_place: MakePlace, tmp_path: Path, key: str
) -> None:
    backup = str(tmp_path / "backup.age")
    writer = place.start("-m", "tests.foundation.backup.writing_on")
    try:
        assert writer.stdout
        assert writer.stdout.readline() == "writing\n"
        before = place.ask("SELECT max(created_at) FROM jobs_job")
        place.succeeds("backup", "make", backup)
        assert writer.poll() is None, "the backup stopped somebody who writes"
        assert place.ask("SELECT max(created_at) FROM jobs_job") != before
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    assert "is then the same in everything" in place.succeeds("backup", "verify", backup, "--key", key)

    other = make_place()
    other.succeeds("restore", backup, "--key", key, "--no-erasures")
    pairs = other.ask("SELECT task, count(*) FROM jobs_job WHERE task LIKE 'pair:%' GROUP BY task")
    assert {count for _, count in pairs} == {2}
    numbers = sorted(int(task.removeprefix("pair:")) for task, _ in pairs)
    assert numbers == list(range(numbers[0], numbers[0] + 500))
    for number in numbers:
        assert (other.home / f"documents/pairs/{number}").read_text() == f"file of {number}"
    assert [path.name for path in (other.home / "backup-work").iterdir() if path.is_dir()] == []
    assert "is running" in run_and_stop(other)


def run_and_stop(place: Place) -> str:
    from tests.site.test_running import free_port

    started = place.start("-m", "maatwerk", "run", "--port", str(free_port()))
    assert started.stdout
    said = ""
    for line in started.stdout:
        said += line
        if "is running" in line:
            break
    started.send_signal(signal.SIGTERM)
    with started:
        started.wait(60)
    return said


def test_all_rows_come_back_but_those_of_who_is_signed_in_and_numbers_go_on(
    place: Place, make_place: MakePlace, tmp_path: Path, key: str
) -> None:
    place.do(
        "from django.contrib.auth.models import Group; from django.contrib.sessions.models import Session",
        "from django.utils import timezone",
        "for number in range(7): Group.objects.create(name=f'group {number} é\\t\\\\N\\n')",
        "Group.objects.order_by('-pk').first().delete()",
        "Session.objects.create(session_key='signed-in', session_data='x', expire_date=timezone.now())",
    )
    backup = tmp_path / "backup.age"
    place.succeeds("backup", "make", str(backup))
    other = make_place()
    other.succeeds("restore", str(backup), "--key", key, "--no-erasures")
    looked = len(place.ask("SELECT id FROM people_municipality"))  # a restore counts first what is kept no longer
    assert other.counts() == place.counts() | {"django_session": 0, "access_retentionreport": looked}
    for table in ("people_municipality", "auth_group", "django_migrations", "search_entry"):
        everything = f"SELECT * FROM {table}"  # noqa: S608
        assert sorted(other.ask(everything), key=str) == sorted(place.ask(everything), key=str)
    highest = max(pk for (pk,) in place.ask("SELECT id FROM auth_group"))
    other.do(
        "from django.contrib.auth.models import Group",
        f"assert Group.objects.create(name='next').pk == {highest + 2}, Group.objects.get(name='next').pk",
    )


def test_nothing_secret_is_in_a_backup(place: Place, tmp_path: Path, key: str) -> None:
    (place.home / "secret-key").write_text(SECRET, encoding="ascii")
    (place.home / "documents").mkdir()
    (place.home / "documents/letter.pdf").write_bytes(b"a letter")
    (place.home / "documents/link").symlink_to(place.home / "secret-key")
    (place.home / "strange").mkdir()
    backup = tmp_path / "backup.age"
    said = place.succeeds("backup", "make", str(backup))
    assert "left out: documents/link" in said
    assert "left out: strange" in said
    found = contents(backup, key)
    assert [name for name in found if not name.startswith("database/")] == [
        "head.json", "files/documents/letter.pdf", "manifest.json",
    ]  # fmt: skip
    assert [name for name, data in found.items() if SECRET.encode() in data] == []
    raw = backup.read_bytes()
    assert b"people_municipality" not in raw
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_that_is_killed_leaves_no_file_and_can_be_made_again(place: Place, tmp_path: Path, key: str) -> None:
    place.do(
        "import os; from maatwerk.foundation.jobs.models import Job",
        "for _ in range(40): Job.objects.create(task='x', arguments={}, state='done', trace=os.urandom(500_000).hex())",
    )
    backup = tmp_path / "backup.age"
    part = tmp_path / "backup.age.part"
    started = place.start("-m", "maatwerk", "backup", "make", str(backup))
    until = time.monotonic() + 60
    while not (part.exists() and part.stat().st_size) and time.monotonic() < until:
        assert started.poll() is None, started.communicate()
        time.sleep(0.001)
    started.send_signal(signal.SIGKILL)
    started.communicate()
    assert not backup.exists()
    assert part.exists(), "it was not killed halfway"
    place.succeeds("backup", "make", str(backup))
    assert not part.exists()
    assert list((place.home / "backup-work").glob("*/*")) == []
    assert "is there already" in place.refuses("backup", "make", str(backup))
    place.succeeds("backup", "verify", str(backup), "--key", key)


def test_memory_does_not_grow_with_the_database(place: Place, tmp_path: Path, key: str) -> None:
    place.do(
        "import os; from maatwerk.foundation.jobs.models import Job",
        "def add(): Job.objects.create(task='x', arguments={}, state='done', trace=os.urandom(500_000).hex())",
        "for _ in range(200): add()",
    )
    backup = tmp_path / "backup.age"
    assert place.memory_of("backup", "make", str(backup)) < 200_000_000
    assert backup.stat().st_size > 100_000_000
    assert place.memory_of("backup", "verify", str(backup), "--key", key) < 200_000_000


def test_a_backup_of_an_older_version_is_brought_up_to_this_one(
    place: Place, make_place: MakePlace, tmp_path: Path, key: str
) -> None:
    """The version that made it is played by this one, with a room whose tables it did not have yet."""
    backup = tmp_path / "backup.age"
    place.do(
        "from django.core.management import call_command; from pathlib import Path",
        "from django.utils import timezone; from django.conf import settings",
        "call_command('migrate', 'search', 'zero', verbosity=0)",
        "from maatwerk.foundation.backup import making, sealing",
        "making._refuse_unless_up_to_date = lambda: None",
        "to = sealing.recipients_of(settings.CONFIGURATION.backup_recipients)",
        f"making.make(Path({str(backup)!r}), to, settings.HOME, timezone.now())",
    )
    assert "search_entry" not in place.counts()
    assert "does not belong to this version" in place.refuses("backup", "make", str(tmp_path / "other.age"))
    place.succeeds("backup", "verify", str(backup), "--key", key)
    other = make_place()
    other.succeeds("restore", str(backup), "--key", key, "--no-erasures")
    assert other.counts()["search_entry"] == 0
    assert other.counts()["people_municipality"] == 2


def test_what_does_not_restore_to_the_same_is_not_called_equal(place: Place, tmp_path: Path, key: str) -> None:
    """A backup that says of itself what is not so: one row too few in its manifest."""
    backup = tmp_path / "backup.age"
    place.do(
        "from pathlib import Path; from django.utils import timezone; from django.conf import settings",
        "from maatwerk.foundation.backup import making, rules, sealing",
        "table = rules.Tally.table",
        "rules.Tally.table = lambda self: table(self).model_copy(update={'rows': max(self._rows - 1, 0)})",
        "to = sealing.recipients_of(settings.CONFIGURATION.backup_recipients)",
        f"making.make(Path({str(backup)!r}), to, settings.HOME, timezone.now())",
    )
    said = place.refuses("backup", "verify", str(backup), "--key", key)
    assert "people_municipality" in said
    assert "DIFFERENT" in said
    assert "The table people_municipality has 2 rows instead of 1." in said


def test_a_failed_backup_says_why_and_leaves_nothing(place: Place, tmp_path: Path) -> None:
    nowhere = tmp_path / "not there" / "backup.age"
    assert "The backup could not be written" in place.refuses("backup", "make", str(nowhere))
    assert list((place.home / "backup-work").glob("*/*")) == []
