"""Which files are taken: by what is in them, never by what they say they are."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.foundation.documents.checking import check
from maatwerk.foundation.documents.refusals import UploadRefusedError, Why
from maatwerk.foundation.documents.rules import DOCX, JPEG, MEGABYTE, ODT, PDF, PNG, TEXT, Kind
from tests.foundation.documents.papers import WHOLE, archive, docx, jpeg, object_stream, odt, pdf, png, stream

type Checked = Callable[[bytes], Kind]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    def write_and_check(content: bytes) -> Kind:
        path = tmp_path / "file"
        path.write_bytes(content)
        return check(path)

    return write_and_check


@pytest.mark.parametrize(
    ("name", "kind"), [("pdf", PDF), ("png", PNG), ("jpg", JPEG), ("docx", DOCX), ("odt", ODT), ("txt", TEXT)]
)
def test_good_files_are_known_by_their_content(checked: Checked, name: str, kind: Kind) -> None:
    assert checked(WHOLE[name]) is kind


def test_our_own_letters_are_taken(checked: Checked) -> None:
    from maatwerk.foundation.documents.letters import write_letter
    from tests.foundation.documents.test_letters import DUINSTAD, LETTER

    assert checked(write_letter(LETTER, DUINSTAD)) is PDF


def test_a_pdf_with_compressed_objects_is_taken(checked: Checked) -> None:
    assert checked(pdf(object_stream(b"4 0 <</Type /Page>>"))) is PDF
    assert checked(pdf(object_stream(b"4 0 <</Type /Page>>", b"/Filter [/FlateDecode] "))) is PDF


def test_a_word_in_the_text_of_a_pdf_is_no_script(checked: Checked) -> None:
    assert checked(pdf(stream(b"BT (Ik leer JavaScript) Tj ET"))) is PDF


BROKEN = {
    "nothing": (b"", Why.EMPTY),
    "exe": (b"MZ\x90\0\x03\0\0\0", Why.KIND),
    "gif": (b"GIF89a\x01\0\x01\0\0\0\0", Why.KIND),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Why.KIND),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), Why.KIND),
    "rtf": (b"{\\rtf1\\ansi hallo}", Why.KIND),
    "web page": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", Why.KIND),
    "archive": (archive({"a.txt": b"a"}), Why.KIND),
    "spreadsheet": (archive({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>"}), Why.KIND),
    "odt with another first entry": (archive({"content.xml": b"<x/>", "mimetype": ODT.media_type.encode()}), Why.KIND),
    "ods": (archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}), Why.KIND),
    "half a docx": (WHOLE["docx"][:-30], Why.DAMAGED),
    "half a pdf": (WHOLE["pdf"][:-30], Why.DAMAGED),
    "only the begin of a pdf": (b"%PDF-1.7", Why.DAMAGED),
    "half a png": (WHOLE["png"][:-6], Why.DAMAGED),
    "only the begin of a png": (b"\x89PNG\r\n\x1a\n", Why.DAMAGED),
    "half a jpeg": (WHOLE["jpg"][:25], Why.DAMAGED),
    "a jpeg without a picture": (b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(9) + b"\xff\xd9", Why.DAMAGED),
    "a jpeg that goes round": (b"\xff\xd8\xff\xe0\0\0" + bytes(64), Why.DAMAGED),
    "text in latin-1": ("één vraag".encode("latin-1"), Why.TEXT),
    "text in utf-16": ("één vraag".encode("utf-16"), Why.KIND),
    "text with a bell": (b"hallo \x07", Why.TEXT),
    "text that stops halfway a letter": ("vraag é".encode()[:-1], Why.TEXT),
    "too much text": (b"a" * (2 * MEGABYTE + 1), Why.TOO_LARGE),
}


@pytest.mark.parametrize("name", BROKEN)
def test_other_and_broken_files_are_refused_with_the_reason(checked: Checked, name: str) -> None:
    content, why = BROKEN[name]
    with pytest.raises(UploadRefusedError) as refused:
        checked(content)
    assert refused.value.why is why


SCRIPT = b"<</Type /Action /S /JavaScript /JS (app.alert\\(1\\))>>"
DANGEROUS = {
    "script": (pdf(SCRIPT), Why.ACTIVE),
    "script in codes": (pdf(SCRIPT.replace(b"/JavaScript", b"/#4Aava#53cript")), Why.ACTIVE),
    "script among compressed objects": (pdf(object_stream(b"4 0 " + SCRIPT)), Why.ACTIVE),
    "script among objects that are called in codes": (
        pdf(object_stream(b"4 0 " + SCRIPT).replace(b"/ObjStm", b"/Obj#53tm")),
        Why.ACTIVE,
    ),
    "program": (pdf(b"<</S /Launch /F (cmd.exe)>>"), Why.ACTIVE),
    "film": (pdf(b"<</Subtype /RichMedia>>"), Why.ACTIVE),
    "file inside": (pdf(b"<</Type /EmbeddedFile>>"), Why.FILE_INSIDE),
    "list of files inside": (pdf(b"<</Names <</EmbeddedFiles 3 0 R>>>>"), Why.FILE_INSIDE),
    "password": (pdf(trailer=b"/Root 1 0 R /Encrypt 4 0 R"), Why.LOCKED),
    "objects packed in another way": (pdf(object_stream(b"", b"/Filter /LZWDecode ")), Why.DAMAGED),
    "objects packed twice": (pdf(object_stream(b"", b"/Filter [/ASCIIHexDecode /FlateDecode] ")), Why.DAMAGED),
    "objects that cannot be unpacked": (
        pdf(stream(b"no zlib at all", b"/Type /ObjStm /Filter /FlateDecode ")),
        Why.DAMAGED,
    ),
    "objects that unfold without end": (pdf(object_stream(bytes(11 * MEGABYTE))), Why.UNFOLDS),
    "many objects that unfold": (pdf(*[object_stream(bytes(9 * MEGABYTE))] * 12), Why.UNFOLDS),
}


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_pdf_that_does_or_hides_something_is_refused(checked: Checked, name: str) -> None:
    content, why = DANGEROUS[name]
    with pytest.raises(UploadRefusedError) as refused:
        checked(content)
    assert refused.value.why is why


@pytest.mark.parametrize("make", [png, jpeg])
def test_a_picture_may_not_unfold_to_more_than_a_hundred_million_points(
    checked: Checked, make: Callable[[int, int], bytes]
) -> None:
    assert checked(make(10_000, 10_000)) in (PNG, JPEG)
    for size, why in (
        ((10_000, 10_001), Why.PICTURE_TOO_LARGE),
        ((65_535, 65_535), Why.PICTURE_TOO_LARGE),
        ((0, 5), Why.DAMAGED),
    ):
        with pytest.raises(UploadRefusedError) as refused:
            checked(make(*size))
        assert refused.value.why is why


def locked(content: bytes) -> bytes:
    """The same archive, in which every entry says that it has a password."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def lying(content: bytes, size: int) -> bytes:
    """The same archive, of which the list says that every entry is this large."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = struct.pack("<I", size)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


def overlapping(copies: int) -> bytes:
    """An archive of which every entry is the same few bytes: the list says where they are, again and again."""
    kernel = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = bytes(50_000)
    packed = kernel.compress(zeros) + kernel.flush()
    fields = struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, zlib.crc32(zeros), len(packed), len(zeros), 17, 0)
    local = b"PK\x03\x04" + fields + b"word/document.xml" + packed
    entry = b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, 0)
    listed = b"".join(
        entry[:-4] + struct.pack("<I", 0) + name
        for name in (f"word/copy{number:08d}".encode() for number in range(copies))
    )
    return local + listed + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(listed), len(local), 0)


def twice() -> bytes:
    """A text of Word in which two entries have one name: programs differ in which one they show."""
    with pytest.warns(UserWarning, match="Duplicate name"):
        return archive([("[Content_Types].xml", b"x"), ("word/document.xml", b"a"), ("word/document.xml", b"b")])


BOMBS = {
    "a thousand times smaller": (docx(**{"word/media.xml": bytes(50 * MEGABYTE)}), Why.UNFOLDS),
    "many that are each small enough": (
        docx(**{f"word/{number}.xml": os.urandom(5000) + bytes(MEGABYTE - 5001) for number in range(105)}),
        Why.UNFOLDS,
    ),
    "entries over each other": (overlapping(1000), Why.UNFOLDS),
    "more entries than a text has": (docx(**{f"word/{number}": b"" for number in range(2001)}), Why.UNFOLDS),
    "a list that lies": (lying(docx(**{"word/media.xml": bytes(500_000)}), 10), Why.DAMAGED),
    "zip64": (WHOLE["docx"][:-22] + b"PK\x06\x07" + bytes(16) + WHOLE["docx"][-22:], Why.UNFOLDS),
    "archive inside": (docx(**{"word/media/image1.png": archive({"a": b"a"})}), Why.FILE_INSIDE),
    "gzip inside": (odt(**{"Pictures/1.png": b"\x1f\x8b\x08" + bytes(20)}), Why.FILE_INSIDE),
    "old office file inside": (
        docx(**{"word/embeddings/object.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)}),
        Why.FILE_INSIDE,
    ),
    "macros": (docx(**{"word/vbaProject.bin": b"macro"}), Why.ACTIVE),
    "macros by type": (
        docx(**{"[Content_Types].xml": b"application/vnd.ms-word.document.macroEnabled.main+xml"}),
        Why.ACTIVE,
    ),
    "macros of LibreOffice": (odt(**{"Basic/Standard/Module1.xml": b"Sub Main"}), Why.ACTIVE),
    "controls": (docx(**{"word/activeX/activeX1.xml": b"<ax/>"}), Why.ACTIVE),
    "template from elsewhere": (
        docx(
            **{
                "word/_rels/settings.xml.rels": b'<Relationship Type="http://schemas/attachedTemplate" '
                b'Target="https://kwaad.example/x.dotm" TargetMode="External"/>'
            }
        ),
        Why.ACTIVE,
    ),
    "password": (locked(WHOLE["docx"]), Why.LOCKED),
    "password of LibreOffice": (
        odt(**{"META-INF/manifest.xml": b"<manifest:file-entry><manifest:encryption-data/>"}),
        Why.LOCKED,
    ),
    "name that climbs": (docx(**{"word/../../etc/passwd": b"x"}), Why.DAMAGED),
    "name from the root": (docx(**{"/etc/passwd": b"x"}), Why.DAMAGED),
    "name on a drive": (docx(**{"C:/x": b"x"}), Why.DAMAGED),
    "the same name twice": (twice(), Why.DAMAGED),
    "another way of packing": (docx(zipfile.ZIP_LZMA), Why.DAMAGED),
}


@pytest.mark.parametrize("name", BOMBS)
def test_an_archive_that_unfolds_hides_or_does_something_is_refused(checked: Checked, name: str) -> None:
    content, why = BOMBS[name]
    with pytest.raises(UploadRefusedError) as refused:
        checked(content)
    assert refused.value.why is why


def test_a_bomb_costs_little_memory_before_it_is_refused(checked: Checked) -> None:
    bombs = [BOMBS[name][0] for name in ("a thousand times smaller", "many that are each small enough")]
    bombs.append(DANGEROUS["many objects that unfold"][0])
    tracemalloc.start()
    try:
        for bomb in bombs:
            with pytest.raises(UploadRefusedError):
                checked(bomb)
        assert tracemalloc.get_traced_memory()[1] < 40 * MEGABYTE
    finally:
        tracemalloc.stop()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(WHOLE.values())), st.data())
def test_a_file_with_some_bytes_changed_is_taken_or_refused_and_nothing_else(
    checked: Checked, content: bytes, data: st.DataObject
) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 5))):
        changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UploadRefusedError):
        checked(bytes(changed[: data.draw(st.integers(0, len(changed)))]))


@pytest.mark.parametrize("why", Why)
def test_every_refusal_says_what_is_wrong_and_what_to_do(why: Why) -> None:
    with translation.override("nl"):
        sentence = UploadRefusedError(why).sentence
    first, *rest = sentence.rstrip(".").split(". ")
    assert "bestand" in first or "foto" in first or "tekst" in first
    assert rest, "and what to do?"


def test_what_is_refused_is_a_real_archive_for_others() -> None:
    """The bombs are whole: other programs would unfold them."""
    with zipfile.ZipFile(io.BytesIO(BOMBS["a thousand times smaller"][0])) as bomb:
        assert len(bomb.read("word/media.xml")) == 50 * MEGABYTE
        assert sum(entry.compress_size for entry in bomb.infolist()) * 900 < 50 * MEGABYTE
