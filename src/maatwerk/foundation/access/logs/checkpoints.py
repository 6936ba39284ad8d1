"""Signed statements about the state of a segment, each chained to the one before."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from maatwerk.foundation.access.logs.canonical import CHECKPOINT, HEAD, canonical, milliseconds
from maatwerk.foundation.access.logs.keys import ring
from maatwerk.foundation.access.logs.problems import LogError
from maatwerk.foundation.access.models.logs import Checkpoint, LogHead, Segment


def add_checkpoint(kind: str, segment: Segment, now: datetime) -> Checkpoint:
    """Sign the state of this segment, and chain that to the last statement. Others who want to wait until this
    transaction ends; that is rare, since a segment serves a whole day.

    Raises LogError when the end of the chain was changed by another program, or its key is not here: signing on would
    hide that.
    """
    keys = ring()
    LogHead.objects.get_or_create(pk=1)
    head = LogHead.objects.select_for_update().get(pk=1)
    if head.count and not keys.sealed(head.key, (HEAD, *head.sealed), head.seal):
        raise LogError("the end of the chain of checkpoints is not what the program wrote, or its key is not here")
    checkpoint = Checkpoint(
        number=head.count + 1,
        previous=head.head,
        kind=kind,
        log=segment.log,
        segment=segment,
        count=segment.count,
        head=segment.head,
        at=milliseconds(now),
        key=keys.now.id,
    )
    message = message_of(checkpoint)
    checkpoint.hash = sha256(message).hexdigest()
    checkpoint.signature = keys.now.sign(message)
    checkpoint.save(force_insert=True)
    head.count, head.head, head.key = checkpoint.number, checkpoint.hash, keys.now.id
    head.seal = keys.now.seal((HEAD, *head.sealed))
    head.save()
    return checkpoint


def message_of(checkpoint: Checkpoint) -> bytes:
    """The bytes that are hashed and signed."""
    return canonical((CHECKPOINT, *checkpoint.signed))
