"""Files on disk, in a folder of their own below the data folder, which no web server serves. A file is named by the id
of its document and by nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from maatwerk.foundation.documents.refusals import UploadRefusedError, Why

_UNFINISHED = ".part"


@dataclass(frozen=True)
class Received:
    """A file that came in whole and is not kept yet."""

    path: Path
    size: int
    sha256: str


def folder() -> Path:
    """Where files are, readable for this program only."""
    place = Path(settings.DOCUMENTS)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    return place


def path_of(id_: UUID) -> Path:
    return folder() / str(id_)


def receive(chunks: Iterable[bytes], largest: int) -> Received:
    """Write what comes in to a file of its own, and make sure that it is on the disk.

    Raises UploadRefusedError when it is larger than `largest` bytes; nothing of it is left then.
    """
    path = folder() / f"{uuid4()}{_UNFINISHED}"
    size, sum_ = 0, sha256()
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > largest:
                    raise UploadRefusedError(Why.TOO_LARGE)
                sum_.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Received(path, size, sum_.hexdigest())


def place(received: Received, id_: UUID) -> None:
    """Give the file the name under which it is kept, and make sure that the name is on the disk."""
    received.path.rename(path_of(id_))
    directory = os.open(folder(), os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def remove(id_: UUID) -> None:
    path_of(id_).unlink(missing_ok=True)


def is_there(id_: UUID) -> bool:
    return path_of(id_).is_file()


def unfinished_before(moment: datetime) -> Iterator[Path]:
    """Files that began to come in before this moment and never were kept."""
    return (path for path in _older(moment) if path.suffix == _UNFINISHED)


def kept_before(moment: datetime) -> Iterator[UUID]:
    """Ids of files that were written before this moment."""
    for path in _older(moment):
        try:
            yield UUID(path.name)
        except ValueError:
            continue  # not a file of ours; whoever put it here will know


def _older(moment: datetime) -> Iterator[Path]:
    with os.scandir(folder()) as found:
        for entry in found:
            try:
                old = entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < moment.timestamp()
            except FileNotFoundError:  # removed meanwhile
                continue
            if old:
                yield Path(entry.path)
