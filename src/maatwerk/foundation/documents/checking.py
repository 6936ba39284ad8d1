"""Finds out what a file is by looking inside, and refuses what is broken, locked, active or unfolds without end.

It is no virus scanner: it does not know bad files, it knows a few good kinds and what those may hold. What it cannot
see stands in docs/decisions/0017-documents.md.
"""

from __future__ import annotations

import codecs
import os
import re
import struct
from pathlib import Path
from typing import BinaryIO

import puremagic

from maatwerk.foundation.documents.archives import check_archive
from maatwerk.foundation.documents.pdf import check_pdf
from maatwerk.foundation.documents.refusals import UploadRefusedError, Why
from maatwerk.foundation.documents.rules import JPEG, MOST_POINTS, PDF, PNG, TEXT, Kind

_HEAD = 4096  # bytes in which a kind of file shows
_STEP = 64 * 1024
_SURE = 0.6  # from here puremagic knows a kind by more than a word that a letter can also begin with

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def check(path: Path) -> Kind:
    """What kind of file this is. Raises UploadRefusedError when it is not one that is taken."""
    size = path.stat().st_size
    if not size:
        raise UploadRefusedError(Why.EMPTY)
    with path.open("rb") as file:
        head = file.read(_HEAD)
        kind = _kind(head) or check_archive(file, size)
        if size > kind.largest:
            raise UploadRefusedError(Why.TOO_LARGE)
        if kind is PDF:
            check_pdf(file)
        elif kind is PNG:
            _check_points(*_png_points(file))
        elif kind is JPEG:
            _check_points(*_jpeg_points(file))
        elif kind is TEXT:
            _check_text(file)
    return kind


def _kind(head: bytes) -> Kind | None:
    """The kind by the first bytes; None for an archive, of which the inside tells. Raises UploadRefusedError."""
    if head.startswith(b"PK\x03\x04"):
        return None
    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        found = []
    for kind in (PDF, PNG, JPEG):
        if any(each.mime_type == kind.media_type for each in found):
            return kind
    if b"\0" in head or any(each.confidence >= _SURE for each in found):
        raise UploadRefusedError(Why.KIND)
    return TEXT


def _check_points(width: int, height: int) -> None:
    """A picture of a few bytes can unfold to more than a computer holds. Raises UploadRefusedError."""
    if not width or not height:
        raise UploadRefusedError(Why.DAMAGED)
    if width * height > MOST_POINTS:
        raise UploadRefusedError(Why.PICTURE_TOO_LARGE)


def _png_points(file: BinaryIO) -> tuple[int, int]:
    """Width and height, from the first chunk (PNG, third edition, 11.2.1); the last has to be there too."""
    file.seek(8)
    length, name, width, height = struct.unpack(">I4sII", _exactly(file, 16))
    file.seek(-12, os.SEEK_END)
    if (length, name) != (13, b"IHDR") or file.read(8) != b"\0\0\0\0IEND":
        raise UploadRefusedError(Why.DAMAGED)
    return width, height


_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # markers that begin a picture (ISO 10918-1, table B.1)
_ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length
_IMAGE_DATA, _END = 0xDA, 0xD9


def _jpeg_points(file: BinaryIO) -> tuple[int, int]:
    """Width and height, from the marker that begins the picture (ISO 10918-1, B.2.2)."""
    file.seek(2)
    while True:
        if _exactly(file, 1) != b"\xff":
            raise UploadRefusedError(Why.DAMAGED)
        marker = 0xFF
        while marker == 0xFF:  # any number of them may fill the space before a marker
            marker = _exactly(file, 1)[0]
        if marker in _ALONE:
            continue
        if marker in (_IMAGE_DATA, _END):  # no picture was begun
            raise UploadRefusedError(Why.DAMAGED)
        (length,) = struct.unpack(">H", _exactly(file, 2))
        if marker in _FRAMES:
            height, width = struct.unpack(">xHH", _exactly(file, 5))
            return width, height
        if length < 2:
            raise UploadRefusedError(Why.DAMAGED)
        file.seek(length - 2, os.SEEK_CUR)


def _exactly(file: BinaryIO, size: int) -> bytes:
    found = file.read(size)
    if len(found) < size:
        raise UploadRefusedError(Why.DAMAGED)
    return found


def _check_text(file: BinaryIO) -> None:
    """UTF-8 without control characters, of which a screen or a printer could make something else."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    file.seek(0)
    try:
        while step := file.read(_STEP):
            if _CONTROL.search(decoder.decode(step)):
                raise UploadRefusedError(Why.TEXT)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise UploadRefusedError(Why.TEXT) from error
