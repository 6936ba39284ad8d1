"""Looks through a PDF for what does something or hides something, without taking it apart."""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from maatwerk.foundation.documents.refusals import UploadRefusedError, Why
from maatwerk.foundation.documents.rules import MEGABYTE, MOST_UNFOLDED

_TAIL = 1024  # bytes before the end, in which a PDF says that it ends
_STEP = 64 * 1024
_MOST_OBJECTS = 10 * MEGABYTE  # in one stream; programs put some hundreds of objects in one
_BEFORE_STREAM = 4096  # bytes in which the properties of a stream stand before it

# Names in a PDF (ISO 32000-1, 7.3.5). These are long enough never to stand in a picture by chance.
_REFUSED = (
    (re.compile(rb"/Encrypt(?![A-Za-z])"), Why.LOCKED),
    (re.compile(rb"/(JavaScript|Launch|RichMedia)(?![A-Za-z])"), Why.ACTIVE),
    (re.compile(rb"/EmbeddedFiles?(?![A-Za-z])"), Why.FILE_INSIDE),
)
_OBJECTS = re.compile(rb"/ObjStm(?![A-Za-z])")
_REGULAR = rb"[!-'*-.0-;=?-Z\\^-z|~]{0,120}"  # what a name may hold; the longest name has 127 bytes
_IN_CODES = re.compile(rb"/" + _REGULAR + rb"#[0-9A-Fa-f]{2}" + _REGULAR)
_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/Filter\s*\[?\s*/(FlateDecode|Fl)\b\s*[\]/>]")


def check_pdf(file: BinaryIO) -> None:
    """Whole, not locked, and without scripts, programs to start and files inside. Raises UploadRefusedError.

    Reads by memory map, so that a large file is never in memory as a whole.
    """
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as pdf:
        if not re.match(rb"%PDF-[12]\.\d", pdf) or pdf.rfind(b"%%EOF", max(0, len(pdf) - _TAIL)) < 0:
            raise UploadRefusedError(Why.DAMAGED)
        _check_names(pdf)
        unfolded = 0
        for objects in _objects(pdf):
            unfolded += len(objects)
            if unfolded > MOST_UNFOLDED:
                raise UploadRefusedError(Why.UNFOLDS)
            _check_names(objects)


def _check_names(part: mmap.mmap | bytes) -> None:
    """Raises UploadRefusedError for a name that a PDF may not hold, also when it is written in codes (`/J#61va`)."""
    for pattern, why in _REFUSED:
        if pattern.search(part):
            raise UploadRefusedError(why)
    for found in _IN_CODES.finditer(part):
        name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes.fromhex(code[1].decode()), found[0])
        for pattern, why in (*_REFUSED, (_OBJECTS, Why.ACTIVE)):
            if pattern.search(name):
                raise UploadRefusedError(why)


def _objects(pdf: mmap.mmap) -> Iterator[bytes]:
    """What is in the streams that hold other objects (ISO 32000-1, 7.5.7), where names are compressed.

    Raises UploadRefusedError when one cannot be read, or unfolds without end.
    """
    for found in _OBJECTS.finditer(pdf):
        begin = _STREAM.search(pdf, found.end(), found.end() + _BEFORE_STREAM)
        start = pdf.rfind(b"obj", max(0, found.start() - _BEFORE_STREAM), found.start())
        if begin is None or start < 0:
            raise UploadRefusedError(Why.DAMAGED)
        properties = pdf[start : begin.start()]
        if b"/Filter" not in properties:
            continue  # it is not compressed, so it was looked through already
        if b"/DecodeParms" in properties or not _FLATE.search(properties):
            raise UploadRefusedError(Why.DAMAGED)
        yield _unpacked(pdf, begin.end())


def _unpacked(pdf: mmap.mmap, at: int) -> bytes:
    """The objects that are compressed from here on. Raises UploadRefusedError."""
    unpacker = zlib.decompressobj()
    found = b""
    try:
        while not unpacker.eof and at < len(pdf):
            found += unpacker.decompress(pdf[at : at + _STEP], _MOST_OBJECTS)
            if unpacker.unconsumed_tail or len(found) > _MOST_OBJECTS:
                raise UploadRefusedError(Why.UNFOLDS)
            at += _STEP
    except zlib.error as error:
        raise UploadRefusedError(Why.DAMAGED) from error
    return found
