"""What happens to segments after they were written: checked off, closed, and cleared away when their time is over."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from maatwerk.foundation.access.logs.canonical import milliseconds
from maatwerk.foundation.access.logs.chain import is_over, is_sealed, save_sealed
from maatwerk.foundation.access.logs.checkpoints import add_checkpoint
from maatwerk.foundation.access.logs.keys import ring
from maatwerk.foundation.access.models.logs import LINES, Checkpoint, CheckpointKind, LogName, Segment

logger = logging.getLogger(__name__)


def seal_segments(now: datetime, everything: bool = False) -> int:
    """Sign how far each open segment has come, and close those that are full, a day old or of an earlier key; with
    `everything` all. A segment that somebody is writing to waits for the next time. Gives how many were signed."""
    signed = 0
    for id_ in Segment.objects.filter(closed=None).order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            segment = Segment.objects.select_for_update(skip_locked=True).filter(pk=id_, closed=None).first()
            signed += segment is not None and _seal(segment, now, everything)
    return signed


def _seal(segment: Segment, now: datetime, everything: bool) -> bool:
    if not is_sealed(segment, ring()):  # signing it would hide what was done to it
        logger.error("segment %s of the log %s is not signed: run access verify", segment.pk, segment.log)
        return False
    if everything or is_over(segment, now):
        segment.closed = milliseconds(now)
        save_sealed(segment, ring())
        add_checkpoint(CheckpointKind.CLOSED, segment, now)
        return True
    last = Checkpoint.objects.filter(segment=segment).order_by("-number").values_list("count", flat=True).first()
    if segment.count == last:
        return False
    add_checkpoint(CheckpointKind.GROWN, segment, now)
    return True


def years_before(now: datetime, years: int) -> datetime:
    """The same day so many years ago; 28 February for a 29 February that was not there."""
    try:
        return now.replace(year=now.year - years)
    except ValueError:
        return now.replace(year=now.year - years, day=28)


def prune_logs(now: datetime) -> dict[str, int]:
    """Delete the rows of segments that were closed longer ago than `LOG_YEARS` says, and keep the segment with its
    checkpoints, so that the chain stays whole. Gives how many rows went, by log."""
    gone = {}
    for log in LogName.values:
        before = milliseconds(years_before(now, settings.LOG_YEARS[log]))
        over = Segment.objects.filter(log=log, closed__lt=before, pruned=None).order_by("pk")
        gone[log] = sum(_prune(id_, now) for id_ in over.values_list("pk", flat=True))
    return gone


@transaction.atomic
def _prune(id_: int, now: datetime) -> int:
    segment = Segment.objects.select_for_update().filter(pk=id_, pruned=None).first()
    if segment is None:  # another process was first
        return 0
    if not is_sealed(segment, ring()):
        logger.error("segment %s of the log %s is not cleared away: run access verify", segment.pk, segment.log)
        return 0
    segment.pruned = milliseconds(now)
    save_sealed(segment, ring())
    add_checkpoint(CheckpointKind.PRUNED, segment, now)
    rows = LINES[segment.log].objects.filter(segment=segment)
    return int(rows._raw_delete(rows.db))
