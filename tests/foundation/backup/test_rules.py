"""What is compared, what may be put where, and whom to erase again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maatwerk.foundation.backup.erasures import journal_in, keep, note_erasure, note_restore
from maatwerk.foundation.backup.files import Held, workplace
from maatwerk.foundation.backup.rules import (
    FOLDERS,
    JOURNAL,
    BackupError,
    Note,
    Table,
    Tally,
    differences,
    is_place_for_a_file,
    is_reference,
    joined,
    read_journal,
    to_erase_again,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def table(*rows: bytes) -> Table:
    tally = Tally()
    tally.add(rows)
    return tally.table()


@given(st.lists(st.binary(max_size=8), max_size=8), st.randoms())
def test_a_sum_does_not_depend_on_the_order_of_rows(rows: list[bytes], chance: object) -> None:
    other = list(rows)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert table(*rows) == table(*other)


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=8), st.binary(max_size=8), st.data())
def test_a_changed_row_changes_the_sum(rows: list[bytes], changed: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    other = [*rows[:place], changed, *rows[place + 1 :]]
    assert (table(*rows) == table(*other)) is (sorted(rows) == sorted(other))


def test_every_difference_is_a_sentence() -> None:
    one, two = table(b"1"), table(b"1", b"2")
    assert differences({"a": one, "b": one}, {"a": one, "b": one}) == []
    assert differences({"a": one, "b": two, "c": one}, {"a": table(b"3"), "b": one, "d": one}) == [
        "The rows of the table a are not those of the backup.",
        "The table b has 1 rows instead of 2.",
        "The table c was not restored.",
        "The table d is not in the backup.",
    ]


@pytest.mark.parametrize("name", ["documents/a", "documents/12/ab.pdf", "content/needs/x.yaml", "erasures.jsonl"])
def test_files_come_back_where_they_were(name: str) -> None:
    assert is_place_for_a_file(name)


@pytest.mark.parametrize(
    "name",
    ["", "documents", "documents/", "documents/../secret-key", "/etc/passwd", "../documents/a", "documents//a",
     "documents/./a", "secret-key", "maatwerk.sqlite3", "content/..", "documents/a\0b", "erasures.jsonl/a"],
)  # fmt: skip
def test_no_file_gets_a_place_where_it_has_no_business(name: str) -> None:
    assert not is_place_for_a_file(name)


def test_who_was_erased_after_the_backup_is_erased_again_and_nobody_else() -> None:
    notes = [Note(NOON - DAY, "resident:1"), Note(NOON + DAY, "resident:2"), Note(NOON + DAY, "resident:2")]
    assert to_erase_again(notes, NOON) == ["resident:2"]


def test_an_erasure_that_was_noted_just_before_the_backup_may_still_have_been_on_its_way() -> None:
    assert to_erase_again([Note(NOON - timedelta(minutes=59), "resident:1")], NOON) == ["resident:1"]


def test_what_was_erased_before_an_earlier_restore_is_not_erased_from_a_later_backup() -> None:
    """After a restore numbers are given out anew: resident 9 of then is not resident 9 of now."""
    erased, restored = Note(NOON, "resident:9"), Note(NOON + timedelta(minutes=5), "")
    assert to_erase_again([erased, restored], NOON + timedelta(minutes=10)) == []
    assert to_erase_again([erased, restored], NOON - DAY) == ["resident:9"]


def test_a_journal_holds_references_only() -> None:
    assert [is_reference(subject) for subject in ("resident:12", "worker:7", "org_unit:3f1c-0a")] == [True] * 3
    for subject in ("Samira", "resident:", "resident:12 Samira", "s@example.nl", "", "resident:1\n"):
        assert not is_reference(subject)
        with pytest.raises(ValueError, match="references only"):
            note_erasure(Path("/nowhere"), subject, NOON)


def test_the_journal_is_read_as_it_was_written(tmp_path: Path) -> None:
    note_erasure(tmp_path, "resident:12", NOON)
    note_restore(tmp_path, NOON + DAY)
    note_erasure(tmp_path, "resident:13", NOON + 2 * DAY)
    path = tmp_path / JOURNAL
    notes = [Note(NOON, "resident:12"), Note(NOON + DAY, ""), Note(NOON + 2 * DAY, "resident:13")]
    assert journal_in(path) == notes
    assert path.stat().st_mode & 0o077 == 0
    assert path.read_bytes().splitlines()[0] == b'{"op": "2026-11-22T12:00:00+00:00", "wie": "resident:12"}'
    keep(tmp_path, joined([notes, notes[1:]]))
    assert journal_in(path) == notes


def test_half_a_line_of_a_machine_that_stopped_is_passed_over_and_then_gone(tmp_path: Path) -> None:
    note_erasure(tmp_path, "resident:12", NOON)
    with open(tmp_path / JOURNAL, "ab") as file:
        file.write(b'{"op": "2026-11-22T1')
    assert [note.subject for note in journal_in(tmp_path / JOURNAL)] == ["resident:12"]
    note_erasure(tmp_path, "resident:13", NOON)
    assert [note.subject for note in journal_in(tmp_path / JOURNAL)] == ["resident:12", "resident:13"]


@pytest.mark.parametrize(
    "line",
    [b"x", b"{}", b"[]", b"1", b'{"op": "today", "wie": "resident:1"}',
     b'{"op": "2026-11-22T12:00:00", "wie": "resident:1"}',
     b'{"op": "2026-11-22T12:00:00+00:00"}', b'{"op": "2026-11-22T12:00:00+00:00", "wie": "Samira"}', b"\xff",
     b'{"op": 1, "wie": "resident:1"}', b'{"op": "2026-11-22T12:00:00+00:00", "wie": 1}'],
)  # fmt: skip
def test_a_line_that_cannot_be_read_stops_a_restore(line: bytes) -> None:
    good = Note(NOON, "resident:1").line()
    with pytest.raises(BackupError, match="Line 2 of the journal"):
        read_journal(good + line + b"\n", "the journal")


def test_a_file_that_is_deleted_while_a_backup_is_made_is_still_in_it(tmp_path: Path) -> None:
    home, place = tmp_path / "home", tmp_path / "place"
    for folder in FOLDERS:
        (home / folder / "deep").mkdir(parents=True)
        (home / folder / "deep/first").write_text("first", encoding="ascii")
    held = Held(home, place)
    held.gather()
    (home / "documents/deep/first").unlink()
    (home / "documents/deep/second").write_text("second", encoding="ascii")
    held.gather()
    assert {name: path.read_text() for name, path in held} == {
        "documents/deep/first": "first",
        "documents/deep/second": "second",
        "content/deep/first": "first",
    }


def test_one_at_a_time_and_what_a_killed_one_left_is_removed(tmp_path: Path) -> None:
    left = tmp_path / "backup-work/verifying"
    left.mkdir(parents=True)
    (left / "database").write_bytes(b"of everybody")
    (tmp_path / "backup-work/verifying.lock").touch()
    with workplace(tmp_path, "making") as work:
        assert not left.exists()
        (work / "snapshot").touch()
        with pytest.raises(BackupError, match="already doing this"), workplace(tmp_path, "making"):
            pass
        with workplace(tmp_path, "verifying"):
            pass
        assert (work / "snapshot").exists()
    assert not work.exists()
