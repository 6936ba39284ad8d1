"""Encrypting and compressing a stream, and back: age around Brotli, through a pipe, so that neither memory nor disk
ever holds the whole.

`age --decrypt -i KEY FILE | brotli --decompress | tar --extract` opens a backup without this software.
"""

from __future__ import annotations

import io
import os
import tarfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import brotli
import pyrage

from maatwerk.foundation.backup.rules import BackupError

_CHUNK = 1 << 16
_MOST_AT_ONCE = 1 << 22  # bytes that one piece of compressed data may become in memory
_QUALITY = 1  # three times as fast as zlib's quickest, for a smaller result

DAMAGED = "The file is damaged, cut off, or not a backup."
WRONG_KEY = "None of the keys opens this backup: it was made for another key."


def new_identity() -> tuple[str, str]:
    """A new pair of keys: the private one, and the public one that backups are made for."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipients_of(keys: Sequence[str]) -> list[Any]:
    """Public keys as age takes them. Raises BackupError."""
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in keys]
    except pyrage.RecipientError as error:
        raise BackupError("MAATWERK_BACKUP_RECIPIENT holds something that is not a public key of age.") from error


def identities_in(text: str) -> list[Any]:
    """The private keys in the text of a key file. Raises BackupError."""
    keys = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        found = [pyrage.x25519.Identity.from_str(key) for key in keys]
    except pyrage.IdentityError as error:
        raise BackupError("The key file holds something that is not a private key of age.") from error
    if not found:
        raise BackupError("The key file holds no key.")
    return found


@contextmanager
def sealed(path: Path, recipients: Sequence[Any]) -> Iterator[IO[bytes]]:
    """Something to write to; `path` becomes an encrypted file that only its owner may read. When this ends it is on
    disk, and not only promised."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        reading, writing = os.pipe()

        def encrypt() -> None:
            with open(reading, "rb") as source:
                pyrage.encrypt_io(source, target, recipients)

        try:
            with _beside(encrypt), open(writing, "wb", buffering=_CHUNK) as pipe:
                compressing = _Compressing(pipe)
                yield cast("IO[bytes]", compressing)
                compressing.finish()
        except _OtherSideError as failed:
            raise failed.error from None
        target.flush()
        os.fsync(target.fileno())


@contextmanager
def opened(path: Path, identities: Sequence[Any]) -> Iterator[IO[bytes]]:
    """What was written into a sealed file, to read from beginning to end. Raises BackupError when it is not that; also
    when all was read, since only then is it known that nothing was cut off."""
    reading, writing = os.pipe()

    def decrypt() -> None:
        with open(writing, "wb", buffering=_CHUNK) as pipe, open(path, "rb") as source:
            pyrage.decrypt_io(source, pipe, identities)

    try:
        with _beside(decrypt), open(reading, "rb") as pipe:
            decompressing = _Decompressing(pipe)
            with io.BufferedReader(decompressing, _CHUNK) as stream:
                yield cast("IO[bytes]", stream)
                while stream.read(_CHUNK):
                    pass
    except pyrage.DecryptError as error:
        raise BackupError(WRONG_KEY if "matching keys" in str(error) else DAMAGED) from error
    except _OtherSideError as failed:
        # What age finds wrong in the middle of a file comes as an error of input without a number.
        number = failed.error.errno
        raise BackupError(f"{path} cannot be read ({failed.error.strerror})." if number else DAMAGED) from failed.error
    except (brotli.error, tarfile.TarError, EOFError) as error:
        raise BackupError(DAMAGED) from error


class _OtherSideError(Exception):
    """The thread at the other side of the pipe could not read or write."""

    def __init__(self, error: OSError) -> None:
        self.error = error
        super().__init__(str(error))


@contextmanager
def _beside(work: Callable[[], None]) -> Iterator[None]:
    """Do the work in a thread, at the other side of a pipe that both close when they end or fail. A failure of the
    thread is raised here, before one of ours that only follows from it."""
    failures: list[Exception] = []

    def guarded() -> None:
        try:
            work()
        except BrokenPipeError:  # we ended first, and know why
            pass
        except OSError as error:
            failures.append(_OtherSideError(error))
        except Exception as error:  # raised below, in the thread that waits
            failures.append(error)

    thread = threading.Thread(target=guarded, daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()
        if failures:
            raise failures[0]


class _Compressing:
    """Writes what it is given, compressed."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self._brotli = brotli.Compressor(quality=_QUALITY)

    def write(self, data: bytes) -> int:
        self._target.write(self._brotli.process(data))
        return len(data)

    def finish(self) -> None:
        self._target.write(self._brotli.finish())


class _Decompressing(io.RawIOBase):
    """Gives what was compressed, never much of it at once, however small it was made."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._brotli = brotli.Decompressor()
        self._waiting = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._waiting:
            accepts = self._brotli.can_accept_more_data()
            data = self._source.read(_CHUNK) if accepts else b""
            self._waiting = memoryview(self._brotli.process(data, output_buffer_limit=_MOST_AT_ONCE))
            if accepts and not data and not self._waiting:  # nothing comes in, and nothing out any more
                if not self._brotli.is_finished():
                    raise EOFError
                return 0
        size = min(len(buffer), len(self._waiting))
        buffer[:size] = self._waiting[:size]
        self._waiting = self._waiting[size:]
        return size
