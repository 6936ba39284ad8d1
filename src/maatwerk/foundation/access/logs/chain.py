"""Adding to a log: rows that each hold the hash of the one before, in segments that nobody waits for.

Whoever writes takes an open segment that no other transaction has in hand, or opens one. Nothing about the chain is
remembered between transactions: where it stands is read from the segment's row, which is held until the transaction
ends, so what is rolled back was never there.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import connection

from maatwerk.foundation.access.logs.canonical import SEGMENT, milliseconds, row_hash
from maatwerk.foundation.access.logs.checkpoints import add_checkpoint
from maatwerk.foundation.access.logs.keys import Ring, ring
from maatwerk.foundation.access.logs.problems import LogError
from maatwerk.foundation.access.models.logs import LINES, CheckpointKind, Line, Segment

logger = logging.getLogger(__name__)

MOST_ROWS = 10_000  # in a segment; one batch may go past it
LONGEST = timedelta(days=1)


def append(log: str, rows: Sequence[Line], now: datetime) -> None:
    """Add rows to a log, in order. Must run in a transaction. Raises LogError, or what
    the database raises, when they were not added."""
    if not connection.in_atomic_block:
        raise LogError("the log is written in a transaction")
    keys = ring()
    segment = _take(log, keys, now)
    for row in rows:
        segment.count += 1
        row.segment, row.position = segment, segment.count
        segment.head = row.hash = row_hash(log, segment.pk, row.position, segment.head, row.values())
    lines: type[Line] = LINES[log]
    lines.objects.bulk_create(rows)
    save_sealed(segment, keys)


def save_sealed(segment: Segment, keys: Ring) -> None:
    """Store the state of a segment under the seal of the present key."""
    segment.key = keys.now.id
    segment.seal = keys.now.seal((SEGMENT, *segment.sealed))
    segment.save(update_fields=["count", "head", "closed", "pruned", "key", "seal"])


def is_sealed(segment: Segment, keys: Ring) -> bool:
    """Whether the program wrote this state."""
    return keys.sealed(segment.key, (SEGMENT, *segment.sealed), segment.seal)


def is_over(segment: Segment, now: datetime) -> bool:
    """Whether nothing more is added: it is full, a day old, or of an earlier key."""
    old = segment.opened <= milliseconds(now - LONGEST)
    return segment.count >= MOST_ROWS or old or segment.key != ring().now.id


def _take(log: str, keys: Ring, now: datetime) -> Segment:
    """A segment to add to, held until the transaction ends. One whose state was tampered with is left as it is, for
    `verify` to tell about."""
    free = Segment.objects.filter(
        log=log, closed=None, key=keys.now.id, count__lt=MOST_ROWS, opened__gt=milliseconds(now - LONGEST)
    )
    free = free.select_for_update(skip_locked=True).order_by("pk")
    broken: list[int] = []
    while segment := free.exclude(pk__in=broken).first():
        if is_sealed(segment, keys):
            return segment
        logger.error("segment %s of the log %s was changed by another program: run access verify", segment.pk, log)
        broken.append(segment.pk)
    segment = Segment.objects.create(log=log, opened=milliseconds(now), key=keys.now.id)
    add_checkpoint(CheckpointKind.OPENED, segment, now)
    return segment
