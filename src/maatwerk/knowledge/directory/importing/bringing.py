"""Bring the services of files into the map: first every row is read and checked, then all is changed at once.

What was read waits in a file of its own, so that reading takes as long as it takes without anybody waiting for the
database, and nothing is changed while something may still be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from maatwerk.foundation.content import Text
from maatwerk.knowledge.directory.catalogue import Service
from maatwerk.knowledge.directory.feeding import Change, Kept, Row, feed
from maatwerk.knowledge.directory.importing import saying
from maatwerk.knowledge.directory.importing.checking import Checker
from maatwerk.knowledge.directory.importing.connections import Knowledge, connections
from maatwerk.knowledge.directory.importing.keys import is_origin
from maatwerk.knowledge.directory.importing.missing import ask_about
from maatwerk.knowledge.directory.importing.models import ImportRun
from maatwerk.knowledge.directory.importing.reading import files_in, fingerprint_of, read
from maatwerk.knowledge.directory.importing.report import (
    KEPT_LINES,
    Gone,
    Line,
    Outcome,
    Report,
    as_json,
    settled,
    shown,
)
from maatwerk.knowledge.directory.importing.saying import UnreadableError
from maatwerk.knowledge.directory.models import Listing
from maatwerk.knowledge.directory.shelf import Layer

_TOGETHER = 500


class RefusedError(UnreadableError):
    """The file could be read, and nothing of it was brought in. `report` says why."""

    def __init__(self, told: Text, report: Report) -> None:
        super().__init__(told)
        self.report = report


@dataclass(frozen=True)
class Order:
    """What is asked for: the files of one import, for which municipality, and what their source is called. With
    `all_or_nothing` one row that is refused refuses all."""

    municipality: str
    origin: str
    files: Sequence[Path]
    all_or_nothing: bool = False


@dataclass
class Prepared:
    """Files that were read whole. `spool` has the rows that are good, `digests` what each of them holds by key;
    `refused` are keys of rows that are not good: what stands there from before stays."""

    order: Order
    knowledge: Knowledge
    spool: IO[str]
    fingerprint: str
    lines: list[Line] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def keep(self, row: Kept) -> None:
        self.digests[row.key] = row.digest
        cells = row.key, str(row.uuid), row.digest, row.value, row.beside
        self.spool.write("\t".join(cells) + "\n")  # JSON has no tabs and no line ends

    def rows(self) -> Iterator[Row | Kept]:
        """Everything that shall be there after the import."""
        self.spool.seek(0)
        for line in self.spool:
            key, uuid, digest, value, beside = line.removesuffix("\n").split("\t")
            yield Kept(key, UUID(uuid), digest, value, beside)
        for some in batched(self.refused, _TOGETHER):
            for listing in _listings(self.order).filter(key__in=some):
                service = None if listing.hidden else Service.model_validate(listing.value)
                yield Row(listing.key, service, listing.beside, listing.uuid)


@contextmanager
def prepared(order: Order, now: datetime) -> Iterator[Prepared]:
    """Read and check everything; nothing is changed. Raises UnreadableError and RefusedError."""
    if not is_origin(order.origin):
        raise UnreadableError(saying.NO_ORIGIN)
    files = files_in(order.files)
    with TemporaryFile("w+", encoding="utf-8", newline="\n") as spool:
        made = Prepared(order, connections().knowledge(order.municipality), spool, fingerprint_of(files))
        _read_all(made, files, localdate(now))
        if not made.digests:
            raise RefusedError(saying.NO_GOOD_ROW, Report(made.lines))
        yield made


def _read_all(made: Prepared, files: Sequence[Path], today: date) -> None:
    first: dict[str, int] = {}
    checker = Checker(made.order.origin, made.knowledge, today)
    for found in read(files):
        checked = checker.check(found)
        row, faults = checked.row, checked.faults
        if checked.key in first:
            row, faults = None, (saying.same_as(first[checked.key]),)
        elif checked.key:
            first[checked.key] = found.number
        if row:
            made.keep(row)
        elif checked.key and first[checked.key] == found.number and not checked.has_ended:
            made.refused.append(checked.key)
        raw = found.raw or found.cells or {}
        name = checked.name or raw.get("name") or raw.get("naam")
        outcome = Outcome.SAME if row else Outcome.REFUSED
        # Ids and names are kept short: a file can have many rows.
        told = checked.warnings if row else faults
        made.lines.append(Line(found.number, shown(raw.get("id")), shown(name), checked.key, outcome, told))


def would_be(made: Prepared) -> Report:
    """The report of an import that is not carried out."""
    there = _there(made.order)
    seen = {*made.digests, *made.refused}
    added = [key for key in made.digests if key not in there]
    changed = [key for key, digest in made.digests.items() if key in there and there[key][0] != digest]
    missing = [key for key, (_digest, since) in there.items() if key not in seen and not since]
    back = [key for key in seen if key in there and there[key][1]]
    change = Change(tuple(added), tuple(changed), tuple(missing), tuple(back))
    return settled(made.lines, change, _gone(made.order, missing))


def bring_in(made: Prepared, *, by: str, file_name: str, now: datetime) -> tuple[ImportRun, Report]:
    """Carry it out, in one transaction: everything, or nothing. `by` is a role or "opdrachtregel". Raises
    RefusedError where one row was refused and all or nothing was asked for."""
    order = made.order
    if order.all_or_nothing and any(line.outcome is Outcome.REFUSED for line in made.lines):
        raise RefusedError(saying.SOME_REFUSED, would_be(made))
    with transaction.atomic():
        was_missing = {key for key, (_digest, since) in _there(order).items() if since}
        change = feed(
            order.municipality, Layer.IMPORT, made.rows(), made.knowledge.words,
            today=localdate(now), origin=order.origin, fingerprint=made.fingerprint,
        )  # fmt: skip
        returned = was_missing.intersection(change.changed)  # other than it was, and there again
        change = Change(change.added, change.changed, change.missing, (*change.back, *returned))
        report = settled(made.lines, change, _gone(order, change.missing))
        ask_about(order.municipality, now)
        run = ImportRun.objects.create(
            municipality=order.municipality, origin=order.origin, file_name=shown(file_name), by=by, at=now,
            all_or_nothing=order.all_or_nothing, state=ImportRun.State.DONE,
            counts=report.counts, report=as_json(report, KEPT_LINES),
        )  # fmt: skip
        return run, report


def _listings(order: Order) -> QuerySet[Listing]:
    return Listing.objects.filter(municipality=order.municipality, layer=Layer.IMPORT, origin=order.origin)


def _there(order: Order) -> dict[str, tuple[str, date | None]]:
    rows = _listings(order).values_list("key", "digest", "missing_since")
    return {key: (digest, since) for key, digest, since in rows}


def _gone(order: Order, keys: Iterable[str]) -> list[Gone]:
    names: dict[str, str] = {}
    for some in batched(keys, _TOGETHER):
        names |= dict(_listings(order).filter(key__in=some).values_list("key", "name"))
    return [Gone(key, names[key]) for key in sorted(names, key=lambda key: (names[key], key))]
