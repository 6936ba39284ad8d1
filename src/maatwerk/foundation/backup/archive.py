"""The tar inside a backup: a head, then the database and the files, and last the manifest that says what was there."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel, ValidationError

from maatwerk.foundation.backup.rules import HEAD, MANIFEST, BackupError, Head, Manifest, Member, Table
from maatwerk.foundation.backup.sealing import DAMAGED, opened, sealed

_LARGEST_TEXT = 64_000_000  # bytes; a manifest of half a million files


class Writer:
    """Adds one thing after another; `members` grows with what was added."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.members: dict[str, Member] = {}

    def add(self, name: str, data: bytes) -> None:
        self._add(name, len(data), io.BytesIO(data))

    def add_file(self, name: str, path: Path) -> None:
        """Add a file that nothing writes to any more."""
        with open(path, "rb") as source:
            self._add(name, path.stat().st_size, source)

    def _add(self, name: str, size: int, source: IO[bytes]) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        hashing = _Hashing(source)
        self._tar.addfile(info, hashing)
        self.members[name] = hashing.member


@contextmanager
def writing(path: Path, recipients: Sequence[Any], head: Head) -> Iterator[tuple[Writer, dict[str, Table]]]:
    """A backup in the making: what to add to, and where to say which tables were added."""
    with sealed(path, recipients) as stream, tarfile.open(fileobj=stream, mode="w|", bufsize=1 << 16) as tar:
        writer = Writer(tar)
        writer.add(HEAD, _text(head))
        tables: dict[str, Table] = {}
        yield writer, tables
        writer.add(MANIFEST, _text(Manifest(tables=tables, members=dict(writer.members))))


class Reader:
    """Gives one thing after another. After the last one `manifest` is known, and all that was given agrees with it."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self._found: dict[str, Member] = {}
        self._steps = self._walk()
        self.manifest = Manifest(tables={}, members={})
        name, source = next(self._steps, ("", io.BytesIO()))
        if name != HEAD:
            raise BackupError(DAMAGED)
        self.head: Head = _read(Head, source)

    def members(self) -> Iterator[tuple[str, IO[bytes]]]:
        """The database and the files, each with its bytes to be read before the next. Raises BackupError when something
        is missing, too many or changed."""
        whole = False
        for name, source in self._steps:
            if name == MANIFEST:
                self.manifest, whole = _read(Manifest, source), True
            elif whole:
                raise BackupError(DAMAGED)
            else:
                yield name, source
        self._found.pop(MANIFEST, None)
        if not whole or self._found != self.manifest.members:
            raise BackupError(DAMAGED)

    def _walk(self) -> Iterator[tuple[str, IO[bytes]]]:
        for info in self._tar:
            source = self._tar.extractfile(info) if info.isreg() else None
            if source is None or info.name in self._found:
                raise BackupError(DAMAGED)
            hashing = _Hashing(source)
            yield info.name, hashing  # type: ignore[misc] # only read() is used
            while hashing.read(1 << 16):
                pass
            self._found[info.name] = hashing.member


@contextmanager
def reading(path: Path, identities: Sequence[Any]) -> Iterator[Reader]:
    """A backup, opened with its key. Raises BackupError."""
    with opened(path, identities) as stream, tarfile.open(fileobj=stream, mode="r|", bufsize=1 << 16) as tar:
        yield Reader(tar)


class _Hashing:
    """Passes on what is read, and remembers how much it was and its hash."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._size = 0
        self._hash = sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._size += len(data)
        self._hash.update(data)
        return data

    @property
    def member(self) -> Member:
        return Member(size=self._size, sha256=self._hash.hexdigest())


def _text(value: BaseModel) -> bytes:
    return value.model_dump_json(indent=1).encode()


def _read[T: BaseModel](kind: type[T], source: IO[bytes]) -> T:
    try:
        return kind.model_validate_json(source.read(_LARGEST_TEXT))
    except ValidationError as error:
        raise BackupError("The backup has a form that this version does not know.") from error
