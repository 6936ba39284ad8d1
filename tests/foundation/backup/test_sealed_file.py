"""The file itself: whole or refused, whatever happened to it on the way."""

from __future__ import annotations

import io
import os
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maatwerk.foundation.backup import archive, sealing
from maatwerk.foundation.backup.rules import BackupError, Head, Table

PRIVATE, PUBLIC = sealing.new_identity()
TO, WITH = sealing.recipients_of([PUBLIC]), sealing.identities_in(PRIVATE)
HEAD = Head(software="1", vendor="sqlite", moment=datetime(2026, 11, 22, tzinfo=UTC), migrations=[("jobs", "0001")])
# More than one piece of age (64 KB) and of the pipe, and not all of it compressible.
DATA = random.Random(7).randbytes(150_000) + b"row\n" * 50_000


def write(path: Path, *, finish: bool = True) -> None:
    with archive.writing(path, TO, HEAD) as (writer, tables):
        writer.add("database/sqlite3", DATA)
        writer.add("files/documents/a", b"")
        tables["jobs_job"] = Table(rows=1, sum="0")
        if not finish:
            raise KeyboardInterrupt


def read(path: Path) -> dict[str, bytes]:
    with archive.reading(path, WITH) as backup:
        assert backup.head == HEAD
        found = {name: source.read() for name, source in backup.members()}
        assert backup.manifest.tables == {"jobs_job": Table(rows=1, sum="0")}
        return found


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sealed") / "backup"
    write(path)
    return path


def test_what_goes_in_comes_out(sealed: Path) -> None:
    assert read(sealed) == {"database/sqlite3": DATA, "files/documents/a": b""}
    assert DATA[:64] not in sealed.read_bytes()


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_flipped_bit_is_never_taken(sealed: Path, data: st.DataObject) -> None:
    whole = bytearray(sealed.read_bytes())
    place = data.draw(st.integers(0, len(whole) - 1) | st.integers(0, 300))
    whole[place] ^= 1 << data.draw(st.integers(0, 7))
    bad = sealed.with_name("flipped")
    bad.write_bytes(whole)
    with pytest.raises(BackupError):
        read(bad)


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_a_file_that_was_cut_off_or_has_more_at_its_end_is_never_taken(sealed: Path, data: st.DataObject) -> None:
    whole = sealed.read_bytes()
    length = data.draw(st.integers(0, len(whole) - 1) | st.sampled_from([200 + 65_552, 200 + 2 * 65_552]))
    bad = sealed.with_name("cut")
    for wrong in (whole[:length], whole + whole[: length + 1]):
        bad.write_bytes(wrong)
        with pytest.raises(BackupError):
            read(bad)


def test_another_key_and_no_file_are_told_apart(sealed: Path, tmp_path: Path) -> None:
    stranger = sealing.identities_in(sealing.new_identity()[0])
    with pytest.raises(BackupError, match="made for another key"), archive.reading(sealed, stranger):
        pass
    with pytest.raises(BackupError, match="cannot be read"), archive.reading(tmp_path / "gone", WITH):
        pass
    with pytest.raises(BackupError, match="not a private key"):
        sealing.identities_in("age")
    with pytest.raises(BackupError, match="holds no key"):
        sealing.identities_in("# nothing\n")
    with pytest.raises(BackupError, match="not a public key"):
        sealing.recipients_of(["age1"])


def test_several_keys_each_open_it(tmp_path: Path) -> None:
    other_private, other_public = sealing.new_identity()
    path = tmp_path / "backup"
    with sealing.sealed(path, sealing.recipients_of([PUBLIC, other_public])) as stream:
        stream.write(b"for two")
    for key in (PRIVATE, other_private):
        with sealing.opened(path, sealing.identities_in(key)) as opened:
            assert opened.read() == b"for two"


def test_a_backup_without_its_end_is_not_whole_although_every_byte_of_it_is_right(tmp_path: Path) -> None:
    path = tmp_path / "unfinished"
    with pytest.raises(KeyboardInterrupt):
        write(path, finish=False)
    with pytest.raises(BackupError, match="damaged"):
        read(path)


def test_what_the_manifest_does_not_know_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "more"
    with archive.writing(path, TO, HEAD) as (writer, _tables):
        writer.add("files/documents/a", b"")
        del writer.members["files/documents/a"]
    with pytest.raises(BackupError, match="damaged"):
        read(path)


def test_a_small_file_cannot_become_much_memory_at_once(tmp_path: Path) -> None:
    path = tmp_path / "zeros"
    with sealing.sealed(path, TO) as stream:
        for _ in range(64):
            stream.write(bytes(1 << 20))
    assert path.stat().st_size < 20_000
    with sealing.opened(path, WITH) as opened:
        assert isinstance(opened, io.BufferedReader)
        assert opened.read(10) == bytes(10)
        assert len(opened.raw._waiting) <= 4 * sealing._MOST_AT_ONCE  # type: ignore[attr-defined]
        assert sum(len(data) for data in iter(lambda: opened.read(1 << 16), b"")) == (64 << 20) - 10


def test_a_disk_that_is_full_ends_it_with_an_error_and_not_by_waiting() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    real = os.open
    try:
        os.open = lambda *_args: real(full, os.O_WRONLY)  # type: ignore[assignment]
        with pytest.raises(OSError, match="space"), sealing.sealed(full, TO) as stream:
            stream.write(random.Random(1).randbytes(1 << 23))  # far more than a pipe holds
    finally:
        os.open = real
