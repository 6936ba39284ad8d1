"""The one form in which rows of the logs are hashed, sealed and signed. Pure, and the same in every language.

Each field is a text in UTF-8, written as its length in bytes (decimal), a colon, its bytes and a comma, one after the
other (netstrings). Numbers are decimal, moments are milliseconds since 1970 in UTC, UUIDs 36 characters in small
letters; what is not there is the empty text. The first field names the form and its version, so that a later form can
stand beside it. Digests are written in hexadecimal, small letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

ROW, SEGMENT, HEAD, CHECKPOINT = (f"maatwerk-{what}/1" for what in ("row", "segment", "head", "checkpoint"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def canonical(fields: Iterable[object]) -> bytes:
    """The bytes of these fields. None is the empty text; anything else is written as `str` does."""
    encoded = [b"" if field is None else str(field).encode() for field in fields]
    return b"".join([b"%d:%b," % (len(each), each) for each in encoded])


def row_hash(log: str, segment: int, position: int, previous: str, values: Iterable[object]) -> str:
    """The hash of a row: over its log, segment and position, the hash of the row before it ("" for the first), and its
    values."""
    return sha256(canonical((ROW, log, segment, position, previous, *values))).hexdigest()


def milliseconds(moment: datetime) -> int:
    """A moment as the logs write it."""
    return (moment - _EPOCH) // _MILLISECOND


def moment_of(written: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=written)
