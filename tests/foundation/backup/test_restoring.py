"""What a restore refuses, and that nothing is served before everybody who was erased is erased again."""

from __future__ import annotations

import json
import signal
import time
import urllib.error
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from maatwerk.foundation.backup.sealing import new_identity
from tests.foundation.backup.conftest import MakePlace
from tests.foundation.backup.place import Place
from tests.site.test_running import OPEN, PATIENCE, free_port

pytestmark = pytest.mark.processes

LATER = datetime.now(UTC) + timedelta(days=1)


def journal(path: Path, *subjects: str) -> str:
    lines = [json.dumps({"op": LATER.isoformat(), "wie": subject}) for subject in subjects]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="ascii")
    return str(path)


def subjects(place: Place) -> list[str]:
    return [task for (task,) in place.ask("SELECT task FROM jobs_job WHERE task LIKE 'resident%' ORDER BY task")]


@contextmanager
def web(place: Place) -> Iterator[str]:
    """A web server that was started past everything that would refuse."""
    port = free_port()
    server = place.start(
        "-m", "granian", "--interface", "wsgi", "--port", str(port), "--log-level", "warning",
        "maatwerk.site.wsgi:application",
    )  # fmt: skip
    try:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                OPEN(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
                break
            except OSError:
                assert time.monotonic() < until
                assert server.poll() is None, server.communicate()
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=PATIENCE)


def ask(address: str) -> tuple[int, str]:
    """The status and the page of an answer, also of one that is an error."""
    try:
        with OPEN(address, timeout=PATIENCE) as response:
            return int(response.status), response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_who_was_erased_after_the_backup_is_erased_again_before_it_opens(
    make_place: MakePlace, backup: str, tmp_path: Path, key: str
) -> None:
    other = make_place()
    assert "Who was erased after this backup" in other.refuses("restore", backup, "--key", key)
    # One in the journal that was left behind, one in a copy of it.
    journal(other.home / "erasures.jsonl", "resident:1")
    code, said = other.with_erasers(
        "WORKING", "restore", backup, "--key", key, "--erasures", journal(tmp_path / "copy", "resident:3")
    )
    assert code == 0, said
    assert "erased again: 2 of 2 (1 things)" in said
    assert "resident:" not in said
    assert subjects(other) == ["resident:2"]
    kept = [json.loads(line) for line in (other.home / "erasures.jsonl").read_text().splitlines()]
    assert sorted(line["wie"] for line in kept if "wie" in line) == ["resident:1", "resident:3"]
    assert sum(line.get("hersteld", False) for line in kept) == 1
    assert (other.home / "erasures.jsonl").stat().st_mode & 0o077 == 0
    other.succeeds("municipality", "list")

    # The next backup takes the journal along.
    again = str(tmp_path / "again.age")
    other.succeeds("backup", "make", again)
    third = make_place()
    third.succeeds("restore", again, "--key", key, "--no-erasures")
    kept_there = (third.home / "erasures.jsonl").read_text().splitlines()
    assert {json.dumps(line) for line in kept} < set(kept_there)
    assert len(kept_there) == 4


def test_when_erasing_fails_nothing_is_served(make_place: MakePlace, backup: str, tmp_path: Path, key: str) -> None:
    other = make_place()
    code, said = other.with_erasers(
        "BREAKING", "restore", backup, "--key", key, "--erasures", journal(tmp_path / "copy", "resident:3")
    )
    assert code == 1
    assert "Erasure 1 of 1 failed (RuntimeError). The installation stays shut" in said
    assert "resident:3" not in said

    shut = "Nothing is served from it until one has."
    assert subjects(other) == ["resident:1", "resident:2", "resident:3"]  # of the failed one nothing was half done
    assert shut in other.refuses("run", "--port", str(free_port()))
    assert shut in other.refuses("worker")
    assert shut in other.refuses("municipality", "list")
    assert shut in other.refuses("check")
    assert "An earlier restore did not finish" in other.refuses("restore", backup, "--key", key, "--no-erasures")
    with web(other) as address:
        for path, told in (("/readyz", 503), ("/", 500)):
            code, page = ask(address + path)
            assert code == told
            assert "Duinstad" not in page
            assert ("database: being restored" in page) is (path == "/readyz")


def test_a_restore_that_is_killed_leaves_the_place_shut(
    make_place: MakePlace, backup: str, tmp_path: Path, key: str
) -> None:
    other = make_place()
    started = other.start("-u", "-m", "maatwerk", "restore", backup, "--key", key, "--no-erasures")
    assert started.stdout
    for line in started.stdout:
        if line.startswith("restoring"):
            break
    started.send_signal(signal.SIGKILL)
    started.communicate()
    assert "Nothing is served" in other.refuses("municipality", "list")
    assert "An earlier restore did not finish" in other.refuses("restore", backup, "--key", key, "--no-erasures")
    fresh = make_place()
    fresh.succeeds("restore", backup, "--key", key, "--no-erasures")
    assert subjects(fresh) == ["resident:1", "resident:2", "resident:3"]


def test_what_runs_on_the_database_is_never_shown_the_half_of_it(
    make_place: MakePlace, backup: str, tmp_path: Path, key: str, vendor: str
) -> None:
    """A web server that was forgotten, on a database that was emptied under it."""
    other = make_place()
    with web(other) as address:
        assert ask(address + "/")[0] == 500  # nothing is there yet
        code, said = other.with_erasers(
            "BREAKING", "restore", backup, "--key", key, "--erasures", journal(tmp_path / "copy", "resident:3")
        )
        assert code == 1
        if vendor == "postgresql":  # where it can be seen that others are connected
            assert "other programs are connected to this database" in said
            assert other.counts() == {}
        assert ask(address + "/")[0] == 500


def test_nothing_is_written_over(place: Place, make_place: MakePlace, backup: str, key: str) -> None:
    before = place.counts()
    said = place.refuses("restore", backup, "--key", key, "--no-erasures")
    assert "The database is not empty" in said
    assert place.counts() == before
    other = make_place()
    (other.home / "documents").mkdir()
    (other.home / "documents/letter.pdf").write_bytes(b"of somebody else")
    assert "not empty: documents" in other.refuses("restore", backup, "--key", key, "--no-erasures")
    assert (other.home / "documents/letter.pdf").read_bytes() == b"of somebody else"


def test_what_cannot_be_read_to_its_end_changes_nothing(
    make_place: MakePlace, backup: str, tmp_path: Path, key: str
) -> None:
    other = make_place()
    whole = Path(backup).read_bytes()
    bad = tmp_path / "bad"
    stranger = tmp_path / "stranger"
    stranger.write_text(new_identity()[0], encoding="ascii")
    bad.write_bytes(whole[:-20])
    assert "damaged, cut off" in other.refuses("restore", str(bad), "--key", key, "--no-erasures")
    assert "made for another key" in other.refuses("restore", backup, "--key", str(stranger), "--no-erasures")
    nonsense = ("--erasures", str(stranger))
    stranger.write_text("no erasure\n", encoding="ascii")
    assert "is not an erasure" in other.refuses("restore", backup, "--key", key, *nonsense)
    assert "cannot be read" in other.refuses("restore", backup, "--key", key, "--erasures", str(tmp_path / "gone"))
    assert other.counts() == {}
    assert not (other.home / "documents").exists()
    other.succeeds("restore", backup, "--key", key, "--no-erasures")


@pytest.mark.parametrize("vendor", ["sqlite"], indirect=True)
def test_a_backup_of_another_kind_of_database_or_a_newer_version_is_refused(
    place: Place, backup: str, tmp_path: Path, key: str
) -> None:
    changed = str(tmp_path / "changed.age")
    for change, sentence in (
        ("vendor='postgresql'", "This is a backup of PostgreSQL, and this installation has SQLite."),
        (
            "migrations=[('jobs', '0099_later')]",
            "made by a newer version (0.1.0) than this one: it has jobs.0099_later",
        ),
    ):
        Path(changed).unlink(missing_ok=True)
        place.do(
            "from pathlib import Path; from django.utils import timezone; from django.conf import settings",
            "from maatwerk.foundation.backup import making, sealing",
            "head = making._head",
            f"making._head = lambda *known: head(*known).model_copy(update=dict({change}))",
            "to = sealing.recipients_of(settings.CONFIGURATION.backup_recipients)",
            f"making.make(Path({changed!r}), to, settings.HOME, timezone.now())",
        )
        assert sentence in place.refuses("backup", "verify", changed, "--key", key)


def test_a_key_is_made_for_its_owner_only(tmp_path: Path) -> None:
    place = Place(tmp_path / "home")
    made = tmp_path / "key"
    public = place.succeeds("backup", "key", str(made)).strip()
    assert public.startswith("age1")
    assert made.stat().st_mode & 0o077 == 0
    assert "could not be written" in place.refuses("backup", "key", str(made))
    assert "does not belong in the data folder" in place.refuses("backup", "key", str(place.home / "key"))
    assert "no key to make a backup for" in place.refuses("backup", "make", str(tmp_path / "backup"))
    assert "no database yet" in Place(place.home, "", public).refuses("backup", "make", str(tmp_path / "backup"))
    assert list(tmp_path.glob("backup*")) == []
