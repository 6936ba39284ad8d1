"""The files of an installation: holding them still while they are copied, and putting them back."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from maatwerk.foundation.backup.rules import FOLDERS, JOURNAL, LEFT_OUT, BackupError, is_place_for_a_file

_WORK = "backup-work"


@contextmanager
def workplace(home: Path, what: str) -> Iterator[Path]:
    """An empty folder for work in hand, for its owner only and for one process at a time. What a process that was
    killed left there is removed first. Raises BackupError when another is at work."""
    place = home / _WORK / what
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in place.parent.glob("*.lock"):
        if left.stem != what:
            with _alone(left) as alone:
                if alone:
                    shutil.rmtree(left.with_suffix(""), ignore_errors=True)
    with _alone(place.with_suffix(".lock")) as alone:
        if not alone:
            raise BackupError("Another process is already doing this here. Wait for it, or stop it.")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(mode=0o700)
        try:
            yield place
        finally:
            shutil.rmtree(place)


@contextmanager
def _alone(lock: Path) -> Iterator[bool]:
    with open(lock, "w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


class Held:
    """The files as they are, held by a second name, so that who deletes one does not take it out of the backup."""

    def __init__(self, home: Path, place: Path) -> None:
        self._home = home
        self._place = place
        self.strange: set[str] = set()  # what is no file or folder

    def gather(self) -> None:
        """Hold whatever is there now and was not held yet."""
        for folder in FOLDERS:
            for path in _files(self._home / folder):
                name = path.relative_to(self._home)
                if path.is_symlink() or not path.is_file():
                    if path.is_symlink() or path.exists():  # else it was deleted a moment ago
                        self.strange.add(str(name))
                    continue
                held = self._place / name
                if not held.exists():
                    held.parent.mkdir(parents=True, exist_ok=True)
                    _hold(path, held)

    def __iter__(self) -> Iterator[tuple[str, Path]]:
        for folder in FOLDERS:
            for path in sorted(_files(self._place / folder)):
                yield path.relative_to(self._place).as_posix(), path


def left_out_unknown(home: Path) -> list[str]:
    """What stands in the data folder and is neither taken nor left out for a known reason."""
    known = {*FOLDERS, JOURNAL, *LEFT_OUT, _WORK}
    return sorted(path.name for path in home.iterdir() if path.name not in known)


def refuse_unless_empty(home: Path) -> None:
    """Raises BackupError when the data folder holds files that a restore would bring."""
    there = [folder for folder in FOLDERS if any(_files(home / folder))]
    if there:
        raise BackupError(f"The data folder {home} is not empty: {', '.join(there)}. Move that away first.")


def unpack(place: Path, name: str, source: IO[bytes]) -> None:
    """Write a file of a backup below `place`. Raises BackupError when it has no business there."""
    if not is_place_for_a_file(name):
        raise BackupError("The backup holds a file with a place outside the data folder.")
    path = place / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())


def put_in_place(place: Path, home: Path) -> None:
    """Move the unpacked folders into the data folder, which has nothing there."""
    for folder in FOLDERS:
        if (place / folder).exists():
            shutil.rmtree(home / folder, ignore_errors=True)  # empty folders at most
            os.rename(place / folder, home / folder)
    sync_folder(home)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _files(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(where, name))]
        yield from (Path(where) / name for name in [*names, *links])


def _hold(path: Path, held: Path) -> None:
    try:
        os.link(path, held, follow_symlinks=False)
    except FileNotFoundError:  # deleted since it was listed
        pass
    except OSError:  # another disk, or one without links
        shutil.copyfile(path, held)
