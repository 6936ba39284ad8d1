"""Changes of what is kept. A file is there before its row is, and gone after it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import batched
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from maatwerk.foundation.documents import storage
from maatwerk.foundation.documents.checking import check
from maatwerk.foundation.documents.models import Document
from maatwerk.foundation.documents.rules import LARGEST, kept_name
from maatwerk.foundation.gate.context import maintenance
from maatwerk.foundation.gate.models import Owner

logger = logging.getLogger(__name__)

PATIENCE = timedelta(days=1)  # how long a file may be on its way to having a row
_AT_ONCE = 500


def keep(upload: File[bytes], owner: Owner, municipality: str, by: str, now: datetime) -> Document:
    """Check a file that came in, and keep it. Raises UploadRefusedError; nothing of the file is left then."""
    received = storage.receive(upload.chunks(), LARGEST)
    document = Document(**asdict(owner), municipality=municipality, by=by, stored_at=now)
    document.size, document.sha256 = received.size, received.sha256
    try:
        kind = check(received.path)
        document.media_type, document.name = kind.media_type, kept_name(upload.name or "", kind)
        storage.place(received, document.pk)
        with maintenance("keeping"):
            document.save(force_insert=True)
    except BaseException:
        received.path.unlink(missing_ok=True)
        storage.remove(document.pk)
        raise
    logger.info("document %s kept, by %s", document.pk, by)
    return document


def discard(id_: UUID, municipality: str, by: str) -> bool:
    """Delete a document of this municipality with its file; whether it was there."""
    with transaction.atomic(), maintenance("erasing"):
        found = Document.objects.filter(pk=id_, municipality=municipality).delete()[0]
        if found:
            _remove_on_commit([id_])
            logger.info("document %s discarded, by %s", id_, by)
    return bool(found)


def erase(subject: str) -> int:
    """Delete every document about somebody, with its file, and return how many there were."""
    with transaction.atomic(), maintenance("erasing"):
        ids = list(Document.objects.select_for_update().filter(subject=subject).values_list("pk", flat=True))
        Document.objects.filter(pk__in=ids).delete()
        _remove_on_commit(ids)
    return len(ids)


def remove(ids: Collection[UUID]) -> None:
    """Delete these documents, with their files."""
    with transaction.atomic(), maintenance("erasing"):
        Document.objects.filter(pk__in=ids).delete()
        _remove_on_commit(list(ids))


def sweep(now: datetime) -> tuple[int, int]:
    """Delete files that nothing points to any more, and say in the log of which rows the file is gone.

    Returns how many of each. A file younger than PATIENCE may still be on its way to having a row.
    """
    swept = 0
    for path in storage.unfinished_before(now - PATIENCE):
        path.unlink(missing_ok=True)
        swept += 1
    for ids in batched(storage.kept_before(now - PATIENCE), _AT_ONCE):
        for id_ in set(ids) - _with_row(ids):
            storage.remove(id_)
            swept += 1
    lost = [id_ for id_ in _all_ids() if not storage.is_there(id_)]
    # Between the two reads somebody may have discarded one.
    lost = [id_ for ids in batched(lost, _AT_ONCE) for id_ in _with_row(ids)]
    for id_ in lost:
        logger.error("the file of document %s is gone; put it back from a backup", id_)
    return swept, len(lost)


def _remove_on_commit(ids: list[UUID]) -> None:
    def remove() -> None:
        for id_ in ids:
            storage.remove(id_)

    transaction.on_commit(remove)


def _with_row(ids: tuple[UUID, ...]) -> set[UUID]:
    with maintenance("counting"):
        return set(Document.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _all_ids() -> Iterator[UUID]:
    """The ids of all documents, some at a time, so that the database is not held while the disk is read."""
    last: UUID | None = None
    while True:
        with maintenance("counting"):
            rows = Document.objects.order_by("pk").values_list("pk", flat=True)
            found = list((rows.filter(pk__gt=last) if last else rows)[:_AT_ONCE])
        if not found:
            return
        yield from found
        last = found[-1]
