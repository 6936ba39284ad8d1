"""Looks through the archives that Word and LibreOffice keep a text in."""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from typing import BinaryIO

from maatwerk.foundation.documents.refusals import UploadRefusedError, Why
from maatwerk.foundation.documents.rules import DOCX, MEGABYTE, MOST_ENTRIES, MOST_TIMES, MOST_UNFOLDED, ODT, Kind

_STEP = 64 * 1024
_LOCKED = 0x1  # the flag of an entry with a password (APPNOTE 4.4.4)
_LIST_END, _LIST_END_64 = b"PK\x05\x06", b"PK\x06\x07"
_LIST_END_SIZE, _LONGEST_REMARK = 22, 65535
_MOST_IN_LIST = MEGABYTE  # bytes of the list of entries
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\x1f\x8b\x08", b"BZh", b"\xfd7zXZ\0")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Office files, and of objects in new ones

_ACTIVE_NAMES = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/.*|basic/.*|scripts/.*)$", re.IGNORECASE)
_ACTIVE_WORDS = re.compile(rb"macroEnabled|attachedTemplate\"[^>]*TargetMode=\"External|vnd\.ms-office\.activeX")
_TYPES, _SETTINGS, _MANIFEST = "[Content_Types].xml", "word/_rels/settings.xml.rels", "META-INF/manifest.xml"


def check_archive(file: BinaryIO, size: int) -> Kind:
    """Whether this archive is a text of Word or LibreOffice, and which. Raises UploadRefusedError.

    Every entry is read to its end and counted, since an archive may lie about how large it is.
    """
    _check_list(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _check_entries(entries, size)
            kind = _kind(archive, entries)
            unfolded = 0
            for entry in entries:
                unfolded = _check_content(archive, entry, unfolded)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise UploadRefusedError(Why.DAMAGED) from error
    return kind


def _check_list(file: BinaryIO, size: int) -> None:
    """The list of entries, before Python reads it whole: it has to be small, and of the usual form (no ZIP64)."""
    start = max(0, size - _LIST_END_SIZE - _LONGEST_REMARK)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(_LIST_END)
    if at < 0 or len(tail) - at < _LIST_END_SIZE:
        raise UploadRefusedError(Why.DAMAGED)
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if tail[max(0, at - 20) : at].startswith(_LIST_END_64) or count > MOST_ENTRIES or length > _MOST_IN_LIST:
        raise UploadRefusedError(Why.UNFOLDS)
    file.seek(0, os.SEEK_SET)


def _kind(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Kind:
    """Word by its table of contents, ODT by its first entry (OpenDocument 1.3, part 2, 3.3)."""
    names = {entry.filename for entry in entries}
    if _TYPES in names and "word/document.xml" in names:
        return DOCX
    first = min(entries, key=lambda entry: entry.header_offset, default=None)
    if first is None or (first.filename, first.compress_type) != ("mimetype", zipfile.ZIP_STORED):
        raise UploadRefusedError(Why.KIND)
    with archive.open(first) as content:
        if content.read(_STEP) != ODT.media_type.encode() or "content.xml" not in names:
            raise UploadRefusedError(Why.KIND)
    return ODT


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """What the list of entries says about itself."""
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNFOLDED:
        raise UploadRefusedError(Why.UNFOLDS)
    if sum(entry.compress_size for entry in entries) > size:  # entries that lie over each other
        raise UploadRefusedError(Why.UNFOLDS)
    if len(set(names)) < len(names) or any(_leads_outside(name) for name in names):
        raise UploadRefusedError(Why.DAMAGED)
    for entry in entries:
        if entry.flag_bits & _LOCKED:
            raise UploadRefusedError(Why.LOCKED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UploadRefusedError(Why.DAMAGED)
        if entry.file_size > MEGABYTE and entry.file_size > MOST_TIMES * entry.compress_size:
            raise UploadRefusedError(Why.UNFOLDS)
        if _ACTIVE_NAMES.search(entry.filename) and not entry.is_dir():
            raise UploadRefusedError(Why.ACTIVE)


def _leads_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or ":" in name or ".." in re.split(r"[/\\]", name)


def _check_content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, unfolded: int) -> int:
    """Read one entry to its end, and return how much has been unfolded so far."""
    telling = entry.filename in (_TYPES, _SETTINGS, _MANIFEST)
    told = b""
    with archive.open(entry) as content:
        first = True
        while step := content.read(_STEP):
            if first and step.startswith((*_PACKED, _OLE)):
                raise UploadRefusedError(Why.FILE_INSIDE)
            first = False
            unfolded += len(step)
            if unfolded > MOST_UNFOLDED or (telling and len(told) > MEGABYTE):
                raise UploadRefusedError(Why.UNFOLDS)
            if telling:
                told += step
    if _ACTIVE_WORDS.search(told):
        raise UploadRefusedError(Why.ACTIVE)
    if entry.filename == _MANIFEST and b"encryption-data" in told:
        raise UploadRefusedError(Why.LOCKED)
    return unfolded
