"""Files as people hand them in, made here byte by byte, and a gate that lets one worker through."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model, QuerySet

from maatwerk.foundation.documents import actions
from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.gate.levels import Level
from maatwerk.foundation.gate.models import Owner
from maatwerk.foundation.gate.protocols import Decision, Viewer

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SAMIRA, JOOST = "resident:12", "resident:13"
OWNER = Owner(SAMIRA, "organisation:3", "hulp", "brief")


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R", end: bytes = b"%%EOF\n") -> bytes:
    """A small PDF with these objects in it."""
    first = (b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 0>>")
    body = b"%PDF-1.7\n" + b"".join(
        b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate((*first, *objects), 1)
    )
    return body + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<<" + trailer + b">>\nstartxref\n9\n" + end


def stream(content: bytes, properties: bytes = b"") -> bytes:
    return b"<<" + properties + b"/Length %d>>\nstream\n" % len(content) + content + b"\nendstream"


def object_stream(content: bytes, filters: bytes = b"/Filter /FlateDecode ") -> bytes:
    return stream(zlib.compress(content), b"/Type /ObjStm /N 1 /First 4 " + filters)


def png(width: int = 3, height: int = 2) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    points = zlib.compress(b"".join(b"\0" + b"\x80" * 3 for _ in range(2)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", points) + chunk(b"IEND", b"")


def jpeg(width: int = 3, height: int = 2) -> bytes:
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\0"
    return (
        b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
        + b"\xff\xff\xff\xc0"  # a marker with filling before it
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x00\xff\xd9"
    )


def archive(entries: Mapping[str, bytes] | Sequence[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these entries; `mimetype` is not compressed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as file:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            file.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else method)
    return made.getvalue()


def docx(method: int = zipfile.ZIP_DEFLATED, **more: bytes) -> bytes:
    types = b'<Types><Override PartName="/word/document.xml"/></Types>'
    return archive({"[Content_Types].xml": types, "word/document.xml": b"<w:document/>"} | more, method)


def odt(**more: bytes) -> bytes:
    mimetype = b"application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mimetype, "content.xml": b"<office:document-content/>"} | more)


TEXT = "Beste gemeente,\r\n\r\nIk heb één vraag over mijn huur.\tSamira".encode()
WHOLE = {"pdf": pdf(), "png": png(), "jpg": jpeg(), "docx": docx(), "odt": odt(), "txt": TEXT}


def upload(content: bytes = WHOLE["pdf"], name: str = "brief.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/x-anything")


def keep(
    content: bytes = WHOLE["pdf"], name: str = "brief.pdf", owner: Owner = OWNER, town: str = "duinstad"
) -> Document:
    return actions.keep(upload(content, name), owner, town, "worker:7", NOON)


def a_document() -> dict[str, Any]:
    return {"document": keep().pk}


@dataclass
class OneMayPass:
    """A gate that lets one viewer see everything, for one purpose. It remembers what it was asked."""

    viewer: str
    purpose: str = "hulp"
    level: Level = Level.WHAT
    asked: list[tuple[Viewer, Model, str]] = field(default_factory=list)

    def open_for(self, viewer: Viewer, thing: Model, purpose: str, now: datetime | None = None) -> Decision:
        self.asked.append((viewer, thing, purpose))
        if (viewer.ref, purpose) == (self.viewer, self.purpose):
            return Decision(self.level, "U werkt samen met deze inwoner.")
        return Decision(Level.NOTHING, "U werkt niet samen met deze inwoner.")

    def visible(self, *_: Any, **__: Any) -> QuerySet[Any]:
        raise AssertionError("one document is asked for one at a time")

    open_page = visible
