"""What a backup holds, how two states of a table are compared, and which erasures have to be done again. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

FORMAT: Final = 1
HEAD, MANIFEST = "head.json", "manifest.json"  # the first and the last thing in a backup
DATABASE, FILES = "database/", "files/"  # what stands between

# Folders below the data folder that exist nowhere else.
FOLDERS = {
    "documents": "letters that were made and papers that were handed in; rows in the database point to them",
    "content": "the installation's own layer of content",
}
JOURNAL = "erasures.jsonl"
# What else may stand in the data folder, and why it is not in a backup. Anything in neither list is named by `make`.
LEFT_OUT = {
    "secret-key": "who finds a backup and its key must not be able to sign as this installation",
    "log-key": "who finds a backup and its key must not be able to seal other logs",
    "static": "comes with the software",
    "cache": "made again when it is needed",
    "pycache": "compiled code, made again when it is needed",
    "preparing": "a lock",
    "maatwerk.sqlite3": "in the backup as a snapshot",
    "maatwerk.sqlite3-wal": "in the backup as a snapshot",
    "maatwerk.sqlite3-shm": "in the backup as a snapshot",
    "backup-work": "where backups are made",
}
# Tables whose rows stay out: whoever was signed in then is not signed in after a restore.
EMPTY = ("django_session",)

_SUBJECT = re.compile(r"[a-z_]{1,30}:[A-Za-z0-9-]{1,36}")
# A note is written just before its transaction ends, and clocks of machines differ.
_MARGIN = timedelta(hours=1)
_MODULUS = 1 << 256


class BackupError(Exception):
    """It cannot be done; the message is a sentence for whoever runs the installation."""


class RestoringError(BackupError):
    """Nothing is served from this database: a restore has not finished."""

    def __init__(self) -> None:
        super().__init__(
            "This installation is being restored, or a restore did not finish. Nothing is served from it until one has."
        )


class Table(BaseModel):
    """How many rows a table has, and the sum of their hashes: the same whatever order they come in."""

    model_config = ConfigDict(frozen=True)
    rows: int
    sum: str


class Head(BaseModel):
    """What has to be known before anything of a backup is put in place."""

    model_config = ConfigDict(frozen=True)
    format: Literal[1] = FORMAT
    software: str
    vendor: str
    moment: datetime
    migrations: list[tuple[str, str]]
    columns: dict[str, list[str]] = {}  # of each table that comes as rows; SQLite comes as a file
    sequences: dict[str, int] = {}  # the last number given out for "table.column", likewise


class Member(BaseModel):
    """One thing in a backup."""

    model_config = ConfigDict(frozen=True)
    size: int
    sha256: str


class Manifest(BaseModel):
    """What is known once everything else is written. Without it a backup is not whole."""

    model_config = ConfigDict(frozen=True)
    tables: dict[str, Table]
    members: dict[str, Member]


class Tally:
    """Counts rows and adds up their hashes."""

    def __init__(self) -> None:
        self._rows = 0
        self._sum = 0

    def add(self, rows: Iterable[bytes]) -> None:
        for row in rows:
            self._rows += 1
            self._sum += int.from_bytes(sha256(row).digest())

    def table(self) -> Table:
        return Table(rows=self._rows, sum=f"{self._sum % _MODULUS:064x}")


def differences(expected: dict[str, Table], found: dict[str, Table]) -> list[str]:
    """A sentence for every table that is not the same."""
    sentences = []
    for name in sorted(expected.keys() | found.keys()):
        here, there = expected.get(name), found.get(name)
        if here is None:
            sentences.append(f"The table {name} is not in the backup.")
        elif there is None:
            sentences.append(f"The table {name} was not restored.")
        elif here.rows != there.rows:
            sentences.append(f"The table {name} has {there.rows} rows instead of {here.rows}.")
        elif here.sum != there.sum:
            sentences.append(f"The rows of the table {name} are not those of the backup.")
    return sentences


def is_place_for_a_file(name: str) -> bool:
    """Whether a member of a backup may be written to the data folder under this name."""
    folder, _, rest = name.partition("/")
    if name == JOURNAL:
        return True
    parts = rest.split("/")
    return folder in FOLDERS and "\0" not in name and not {"", ".", ".."}.intersection(parts)


@dataclass(frozen=True)
class Note:
    """One line of the journal: a subject that was erased, or (`subject` is empty) a restore that was finished."""

    at: datetime
    subject: str

    def line(self) -> bytes:
        told = {"op": self.at.isoformat(), **({"wie": self.subject} if self.subject else {"hersteld": True})}
        return (json.dumps(told) + "\n").encode("ascii")


def is_reference(subject: str) -> bool:
    """Whether this is a reference as in "resident:12", and not a name or an address of somebody."""
    return _SUBJECT.fullmatch(subject) is not None


def read_journal(text: bytes, where: str) -> list[Note]:
    """The notes in a journal. Raises BackupError when a line cannot be read: what it says may have to be erased.

    The end of a line that was never finished is passed over: it is noted before it is erased, so it was not erased.
    """
    notes = []
    for number, line in enumerate(text.split(b"\n")[:-1], start=1):
        if not line:
            continue
        try:
            told = json.loads(line)
            note = Note(datetime.fromisoformat(told["op"]), told.get("wie", ""))
            if note.at.tzinfo is None or not (is_reference(note.subject) or told.get("hersteld") is True):
                raise ValueError(line)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BackupError(f"Line {number} of {where} is not an erasure. Nothing was restored.") from error
        notes.append(note)
    return notes


def joined(journals: Iterable[Sequence[Note]]) -> list[Note]:
    """All notes of several copies of a journal, each once, in order."""
    return sorted({note for journal in journals for note in journal}, key=lambda note: (note.at, note.subject))


def to_erase_again(notes: Iterable[Note], moment: datetime) -> list[str]:
    """Whom to erase after restoring a backup of this moment, each once, in order.

    What was erased before it, is not in it. What was erased before an earlier restore was seen to then, and must not be
    done again: numbers given out after that restore may be those of other people.
    """
    notes = list(notes)
    restores = [note.at for note in notes if not note.subject and note.at <= moment]
    since = max([moment - _MARGIN, *restores])
    return list(dict.fromkeys(note.subject for note in notes if note.subject and note.at >= since))
