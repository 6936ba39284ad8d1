"""The journal of erasures, which outlives the database: who is restored from before an erasure is erased again."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from maatwerk.foundation.backup.files import sync_folder
from maatwerk.foundation.backup.rules import JOURNAL, BackupError, Note, is_reference, read_journal
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import maintenance


def note_erasure(home: Path, subject: str, now: datetime) -> None:
    """Write down that everything about a subject ("resident:12") is being erased. Call it inside the transaction that
    erases, before it ends: then no erasure is ever missing here. One that failed afterwards stands here too, since
    somebody decided on it. Raises ValueError for anything but a reference.
    """
    if not is_reference(subject):
        raise ValueError("a journal of erasures holds references only")
    _append(home / JOURNAL, Note(now, subject))


def note_restore(home: Path, now: datetime) -> None:
    """Write down that everything above this line was seen to."""
    _append(home / JOURNAL, Note(now, ""))


def journal_in(path: Path) -> list[Note]:
    """The notes in a journal. Raises BackupError when it cannot be read."""
    try:
        return read_journal(path.read_bytes(), str(path))
    except OSError as error:
        raise BackupError(f"{path} cannot be read ({error.strerror}).") from error


def keep(home: Path, notes: Sequence[Note]) -> None:
    """Write the whole journal anew."""
    path, fresh = home / JOURNAL, home / f"{JOURNAL}.part"
    fresh.unlink(missing_ok=True)
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.writelines(note.line() for note in notes)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    sync_folder(home)


def erase_again(subjects: Sequence[str], say: Callable[[str], None]) -> None:
    """Have every room erase every subject, one transaction each. Raises BackupError at the first that fails."""
    erasers = connections().erasers
    for number, subject in enumerate(subjects, start=1):
        try:
            with maintenance("erasing"), transaction.atomic():
                things = sum(eraser.erase(subject) for eraser in erasers.values())
        except Exception as error:
            raise BackupError(
                f"Erasure {number} of {len(subjects)} failed ({type(error).__name__}). The installation stays shut: "
                "what has to be gone is still there. Put right what failed, empty the database and the data folder, "
                "and restore again."
            ) from error
        say(f"erased again: {number} of {len(subjects)} ({things} things)")


def delete_what_is_over(now: datetime, say: Callable[[str], None]) -> None:
    """Delete what a backup brought back although its term is over. Raises BackupError."""
    try:
        connections().terms.sweep(now)
    except Exception as error:
        raise BackupError(
            f"Deleting what is kept no longer failed ({type(error).__name__}). The installation stays shut. Put right "
            "what failed, empty the database and the data folder, and restore again."
        ) from error
    say("deleted what is kept no longer")


def _append(path: Path, note: Note) -> None:
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        whole = file.read().rfind(b"\n") + 1
        file.truncate(whole)  # a machine that stopped while it wrote left half a line
        file.seek(whole)
        file.write(note.line())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)
