"""Keeping, discarding and erasing files: the file and its row, and what a crash leaves of them."""

from __future__ import annotations

import logging
import os
import stat
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError, connection, transaction

from maatwerk.foundation.documents import actions, storage
from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.documents.refusals import UploadRefusedError, Why
from maatwerk.foundation.documents.rules import LARGEST, MEGABYTE
from maatwerk.foundation.documents.tasks import sweep_documents
from maatwerk.foundation.gate.connections import connections
from maatwerk.foundation.gate.context import OutsideGateError, opened
from maatwerk.site.schedule import SCHEDULE
from tests.foundation.documents.papers import JOOST, NOON, OWNER, SAMIRA, TEXT, WHOLE, keep, pdf

pytestmark = pytest.mark.django_db(transaction=True)


def rows() -> list[Document]:
    with opened("test"):
        return list(Document.objects.order_by("stored_at", "pk"))


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def age(path: Path, hours: int) -> None:
    moment = (NOON - timedelta(hours=hours)).timestamp()
    os.utime(path, (moment, moment))


def test_a_kept_file_has_a_row_with_its_owner_and_stands_there_as_it_came(documents: Path) -> None:
    kept = keep(WHOLE["pdf"], "C:\\map\\Brief van Samira.PDF")
    [row] = rows()
    assert row == kept
    assert (row.name, row.media_type) == ("Brief van Samira.pdf", "application/pdf")
    assert (row.size, row.sha256) == (len(WHOLE["pdf"]), sha256(WHOLE["pdf"]).hexdigest())
    assert (row.municipality, row.subject, row.controller) == ("duinstad", SAMIRA, "organisation:3")
    assert (row.secrecy, row.purpose, row.category) == ("ambtelijk", "hulp", "brief")
    assert (row.by, row.stored_at) == ("worker:7", NOON)
    assert files(documents) == {str(kept.pk)}
    assert (documents / str(kept.pk)).read_bytes() == WHOLE["pdf"]


def test_only_this_program_may_read_the_files(documents: Path) -> None:
    kept = keep()
    assert stat.S_IMODE(documents.stat().st_mode) == 0o700
    assert stat.S_IMODE((documents / str(kept.pk)).stat().st_mode) == 0o600


def test_documents_stand_outside_what_is_served(settings: Any) -> None:
    for served in (settings.STATIC_ROOT, *settings.STATICFILES_DIRS):
        assert not Path(settings.DOCUMENTS).is_relative_to(served)
    assert not settings.MEDIA_ROOT


def test_what_it_says_it_is_counts_for_nothing(documents: Path) -> None:
    assert keep(TEXT, "brief.pdf").media_type == "text/plain"
    assert keep(WHOLE["png"], "brief.docx").name == "brief.png"
    with pytest.raises(UploadRefusedError):
        keep(b"MZ\x90\0\x03\0", "brief.pdf")
    assert len(files(documents)) == 2


def test_of_a_refused_file_nothing_is_left(documents: Path) -> None:
    for content in (b"", b"MZ\x90\0", b"x" * (LARGEST + 1)):
        with pytest.raises(UploadRefusedError):
            keep(content)
    assert files(documents) == set()
    assert rows() == []


def test_when_the_row_cannot_be_written_the_file_goes_too(documents: Path) -> None:
    for nobody in ({"owner": replace(OWNER, subject="")}, {"owner": replace(OWNER, controller="")}, {"town": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            keep(**nobody)  # type: ignore[arg-type]
    assert files(documents) == set()


def test_when_the_disk_is_full_nothing_is_left(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        keep()
    monkeypatch.undo()
    assert files(documents) == set()
    assert rows() == []


class Endless:
    """An upload that says it is small and goes on."""

    name = "klein.txt"
    size = 3

    def __init__(self) -> None:
        self.given = 0

    def chunks(self) -> Iterator[bytes]:
        while True:
            self.given += MEGABYTE
            yield b"a" * MEGABYTE


def test_an_upload_that_does_not_end_is_stopped(documents: Path) -> None:
    upload = Endless()
    with pytest.raises(UploadRefusedError) as refused:
        actions.keep(upload, OWNER, "duinstad", "worker:7", NOON)  # type: ignore[arg-type]
    assert refused.value.why is Why.TOO_LARGE
    assert upload.given == LARGEST + MEGABYTE
    assert files(documents) == set()


def test_a_large_file_is_never_in_memory_as_a_whole(documents: Path) -> None:
    large = TemporaryUploadedFile("groot.pdf", "application/pdf", 0, None)
    head, tail = pdf().split(b"trailer")
    large.write(head)
    for _ in range(15):
        large.write(b"4 0 obj\n<</Length 1048576>>\nstream\n" + os.urandom(MEGABYTE) + b"\nendstream\nendobj\n")
    large.write(b"trailer" + tail)
    large.size = large.tell()
    large.seek(0)
    tracemalloc.start()
    try:
        kept = actions.keep(large, OWNER, "duinstad", "worker:7", NOON)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert kept.size > 15 * MEGABYTE
    assert most < 2 * MEGABYTE


def test_nobody_reads_a_row_outside_the_gate(documents: Path) -> None:
    keep()
    with pytest.raises(OutsideGateError):
        list(Document.objects.all())


def test_a_discarded_file_goes_when_its_row_is_really_gone(documents: Path) -> None:
    kept = keep()
    with transaction.atomic():
        assert actions.discard(kept.pk, "duinstad", "worker:7")
        transaction.set_rollback(True)
    assert files(documents) == {str(kept.pk)}
    assert not actions.discard(kept.pk, "veenrode", "worker:9")
    assert actions.discard(kept.pk, "duinstad", "worker:7")
    assert not actions.discard(kept.pk, "duinstad", "worker:7")
    assert files(documents) == set()
    assert rows() == []


def test_erasing_somebody_erases_their_files_and_no_others(documents: Path) -> None:
    keep()
    keep()
    of_joost = keep(owner=replace(OWNER, subject=JOOST))
    eraser = connections().erasers["documents"]
    assert eraser.erase(SAMIRA) == 2
    assert eraser.erase(SAMIRA) == 0
    assert files(documents) == {str(of_joost.pk)}
    assert rows() == [of_joost]


def test_an_export_says_what_there_is_about_somebody(documents: Path) -> None:
    kept = keep()
    keep(owner=replace(OWNER, subject=JOOST))
    exporter = connections().exporters["documents"]
    with pytest.raises(OutsideGateError):
        list(exporter.export(SAMIRA))
    with opened("test"):
        [found] = exporter.export(SAMIRA)
    assert found == {
        "id": str(kept.pk),
        "bestandsnaam": "brief.pdf",
        "soort_bestand": "application/pdf",
        "grootte": kept.size,
        "sha256": kept.sha256,
        "ontvangen_op": "2026-11-22T12:00:00+00:00",
        "verantwoordelijke": "organisation:3",
        "geheimhouding": "ambtelijk",
        "doel": "hulp",
        "categorie": "brief",
    }


def test_what_a_crash_left_is_swept_after_a_day(documents: Path) -> None:
    kept = keep()
    orphan, young = documents / str(uuid4()), documents / str(uuid4())
    unfinished, foreign = documents / f"{uuid4()}.part", documents / "lees mij"
    for path in (orphan, young, unfinished, foreign):
        path.write_bytes(b"x")
    for path in (documents / str(kept.pk), orphan, unfinished, foreign):
        age(path, hours=25)
    age(young, hours=23)
    assert actions.sweep(NOON) == (2, 0)
    assert files(documents) == {str(kept.pk), young.name, foreign.name}
    assert actions.sweep(NOON) == (0, 0)


def test_sweeping_recurs_and_works_as_a_job(documents: Path) -> None:
    assert sweep_documents in [task for task, _ in SCHEDULE]
    orphan = documents / str(uuid4())
    storage.folder()
    orphan.write_bytes(b"x")
    os.utime(orphan, (0, 0))
    sweep_documents.call()
    assert not orphan.exists()


def test_a_row_without_its_file_is_told_in_the_log(documents: Path, caplog: pytest.LogCaptureFixture) -> None:
    keep()
    lost = keep(name="geheim van Samira.pdf")
    (documents / str(lost.pk)).unlink()
    with caplog.at_level(logging.ERROR):
        assert actions.sweep(NOON) == (0, 1)
    [record] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert str(lost.pk) in record.getMessage()
    assert len(rows()) == 2


def test_no_log_names_a_file_or_a_person(documents: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        kept = keep(name="uitslag onderzoek Samira.pdf")
        actions.discard(kept.pk, "duinstad", "worker:7")
        with pytest.raises(UploadRefusedError):
            keep(b"MZ\0", "uitslag onderzoek Samira.pdf")
    told = " ".join(record.getMessage() for record in caplog.records)
    assert str(kept.pk) in told
    assert "Samira" not in told
    assert SAMIRA not in told


def test_sweeping_asks_the_database_no_more_often_when_there_is_more(
    documents: Path, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        age(documents / str(keep().pk), hours=30)
    with django_assert_max_num_queries(3):
        assert actions.sweep(NOON) == (0, 0)


def test_the_database_knows_only_kinds_that_are_taken(documents: Path) -> None:
    kept = keep()
    with opened("test"), pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(media_type="text/html")
    with opened("test"), pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=kept.pk).update(size=0)
    assert connection.is_usable()
