"""A file that comes through a browser is tried out first. It is kept, packed, until somebody says what shall happen."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from maatwerk.knowledge.directory.importing import saying
from maatwerk.knowledge.directory.importing.bringing import Order, bring_in, prepared, would_be
from maatwerk.knowledge.directory.importing.limits import LARGEST_UPLOAD
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.importing.report import KEPT_LINES, as_json, shown
from maatwerk.knowledge.directory.importing.saying import UnreadableError

KEPT_DAYS = 7


class NoTrialError(Exception):
    """There is no such trial here: it was carried out or thrown away."""


def try_out(
    municipality: str,
    origin: str,
    chunks: Iterable[bytes],
    *,
    file_name: str,
    by: str,
    now: datetime,
    all_or_nothing: bool = False,
) -> ImportRun:
    """Read a file and keep what an import of it would do. Raises UnreadableError and RefusedError; nothing is kept
    then."""
    with _on_disk(chunks) as path:
        order = Order(municipality, origin, [path], all_or_nothing)
        with prepared(order, now) as made:
            report = would_be(made)
        return ImportRun.objects.create(
            municipality=municipality, origin=origin, file_name=shown(file_name), by=by, at=now,
            all_or_nothing=all_or_nothing, state=ImportRun.State.TRIAL,
            counts=report.counts, report=as_json(report, KEPT_LINES), file=gzip.compress(path.read_bytes()),
        )  # fmt: skip


def carry_out(municipality: str, trial: UUID, *, by: str, now: datetime) -> ImportRun:
    """Do what was tried out, with everything as it is now. Raises NoTrialError, UnreadableError and RefusedError."""
    run = _trials(municipality).filter(pk=trial).first()
    if run is None:
        raise NoTrialError
    with _on_disk([gzip.decompress(bytes(run.file or b""))]) as path:
        order = Order(municipality, run.origin, [path], run.all_or_nothing)
        with prepared(order, now) as made, transaction.atomic():
            if _trials(municipality).select_for_update().filter(pk=trial).first() is None:
                raise NoTrialError
            done, _report = bring_in(made, by=by, file_name=run.file_name, now=now)
            _trials(municipality).filter(pk=trial).delete()
    return done


def throw_away(municipality: str, trial: UUID) -> None:
    """Raises NoTrialError."""
    gone, _by_kind = _trials(municipality).filter(pk=trial).delete()
    if not gone:
        raise NoTrialError


def forget_trials(now: datetime) -> None:
    """Trials that nobody carried out for a week."""
    ImportRun.objects.filter(state=ImportRun.State.TRIAL, at__lt=now - timedelta(days=KEPT_DAYS)).delete()


def _trials(municipality: str) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(municipality=municipality, state=ImportRun.State.TRIAL)


@contextmanager
def _on_disk(chunks: Iterable[bytes]) -> Iterator[Path]:
    """A file for a while, so that reading is the same as from the command line."""
    with NamedTemporaryFile(prefix="import-") as file:
        size = 0
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST_UPLOAD:
                raise UnreadableError(saying.TOO_LARGE_HERE)
            file.write(chunk)
        file.flush()
        yield Path(file.name)
