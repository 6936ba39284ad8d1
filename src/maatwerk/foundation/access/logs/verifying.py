"""Does everything in the logs still stand there as it was written? Every line, segment and checkpoint is looked at.

People may go on working: what is added meanwhile is looked at too, and never called a fault. What cannot be seen from
the database alone is that all of it was put back to an earlier moment; that takes checkpoints that were kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db.models import Exists, Max, OuterRef

from maatwerk.foundation.access.logs.canonical import HEAD, row_hash
from maatwerk.foundation.access.logs.chain import is_sealed
from maatwerk.foundation.access.logs.checkpoints import message_of
from maatwerk.foundation.access.logs.keys import Ring, ring
from maatwerk.foundation.access.models.logs import LINES, Checkpoint, CheckpointKind, LogHead, LogName, Segment

_AT_ONCE = 2_000  # rows in memory


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it was written. `position` is the row in the segment, None for the segment as a whole;
    `segment` is None for what is about checkpoints only."""

    log: str
    segment: int | None
    position: int | None
    what: str

    def __str__(self) -> str:
        place = [self.log]
        place += [f"segment {self.segment}"] if self.segment is not None else []
        place += [f"row {self.position}"] if self.position is not None else []
        return f"{', '.join(place)}: {self.what}"


@dataclass
class Looked:
    """How much was looked at so far."""

    rows: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LogName.values, 0))
    segments: int = 0
    checkpoints: int = 0


CHECKPOINTS = "checkpoints"


def verify(looked: Looked, elsewhere: Mapping[int, str] | None = None) -> Iterator[Fault]:
    """Everything that is wrong, as it is found. `elsewhere` are checkpoints that were kept in another place: their hash
    by number. `looked` counts along."""
    known = list(Segment.objects.order_by("pk").values_list("pk", flat=True))
    yield from _checkpoints(looked, set(known), elsewhere or {})
    for id_ in known:
        yield from _segment(id_, looked)
    for log, lines in LINES.items():
        theirs = Segment.objects.filter(pk=OuterRef("segment_id"), log=log)
        strays = lines.objects.filter(~Exists(theirs)).order_by("pk").values_list("segment_id", "position")
        for segment, position in strays.iterator(_AT_ONCE):
            yield Fault(log, segment, position, "was added: this log has no such segment")


def _checkpoints(looked: Looked, segments: set[int], elsewhere: Mapping[int, str]) -> Iterator[Fault]:
    """The chain of checkpoints by itself: numbers, hashes, signatures, and its sealed end."""
    keys, number, last = ring(), 0, ""
    wanted = dict(elsewhere)
    head = _head()
    for each in Checkpoint.objects.filter(number__lte=head.count).order_by("number").iterator(_AT_ONCE):
        looked.checkpoints += 1
        for what in _of_checkpoint(each, number, last, keys, segments):
            yield Fault(each.log, each.segment_id, None, f"checkpoint {each.number} {what}")
        number, last = each.number, each.hash
        if wanted.pop(number, last) != last:
            yield Fault(CHECKPOINTS, None, None, f"checkpoint {number} is not the one that was kept elsewhere")
    if head.count and not keys.sealed(head.key, (HEAD, *head.sealed), head.seal):
        yield Fault(CHECKPOINTS, None, None, "their number and end were not written by the program")
    if head.count > number:
        yield Fault(CHECKPOINTS, None, None, f"{number + 1} to {head.count} are gone")
    elif head.head != last:
        yield Fault(CHECKPOINTS, None, None, f"checkpoint {number} is not the last that the program wrote")
    newest = Checkpoint.objects.aggregate(Max("number"))["number__max"] or 0
    if newest > _head().count:
        yield Fault(CHECKPOINTS, None, None, f"those after {_head().count} were added")
    for missing in sorted(wanted):
        told = f"checkpoint {missing} was kept elsewhere and is not here: an earlier state was put back"
        yield Fault(CHECKPOINTS, None, None, told)


def _head() -> LogHead:
    """The end of the chain of checkpoints, as it is now."""
    return LogHead.objects.filter(pk=1).first() or LogHead()


def _of_checkpoint(each: Checkpoint, before: int, last: str, keys: Ring, segments: set[int]) -> Iterator[str]:
    message = message_of(each)
    if each.number != before + 1:
        yield f"follows on {before}: those between are gone"
    elif each.previous != last:
        yield "does not follow from the one before it"
    if each.hash != sha256(message).hexdigest():
        yield "was changed"
    if each.key not in keys.all:
        yield f"was signed with the key {each.key}, which is not here"
    elif not keys.all[each.key].signed(message, each.signature):
        yield "is not signed by the program"
    if each.segment_id not in segments and not Segment.objects.filter(pk=each.segment_id).exists():
        yield "speaks of a segment that is gone, with all its rows"


def _segment(id_: int, looked: Looked) -> Iterator[Fault]:
    """One segment with its rows; once more when it was closed or cleared away while it was read."""
    while True:
        reading = _Reading(Segment.objects.get(pk=id_))
        found = list(reading.faults())
        after = Segment.objects.get(pk=id_)
        if (after.closed, after.pruned) == (reading.state.closed, reading.state.pruned):
            break
    looked.segments += 1
    if reading.log in looked.rows:
        looked.rows[reading.log] += reading.rows
    yield from found


class _Reading:
    """One segment as it was at one moment, read from its first row to its last."""

    def __init__(self, state: Segment) -> None:
        self.state = state
        self.id, self.log = state.pk, state.log
        self.rows = 0
        self.position = 0
        self.believed: tuple[str, ...] = ("",)  # what the hash of the row before may be
        self.good = 0  # up to here a checkpoint says the same
        self.heads: dict[int, str] = {}  # the hash of the rows that a checkpoint speaks of

    def faults(self) -> Iterator[Fault]:
        if self.log not in LINES:
            yield self._fault("there is no such log")
            return
        spoken = list(Checkpoint.objects.filter(segment=self.id).order_by("number"))
        yield from self._spoken(spoken)
        lines = LINES[self.log]
        columns = ("position", "hash", *lines.HASHED)
        rows = lines.objects.filter(segment=self.id, position__lte=self.state.count).order_by("position")
        for position, stored, *values in rows.values_list(*columns).iterator(_AT_ONCE):
            self.rows += 1
            yield from self._row(position, stored, values)
        yield from self._end(CheckpointKind.PRUNED in {each.kind for each in spoken})

    def _spoken(self, spoken: list[Checkpoint]) -> Iterator[Fault]:
        """What was signed about this segment, and whether its own row says the same."""
        keys = ring()
        if self.state.key not in keys.all:
            yield self._fault(f"was sealed with the key {self.state.key}, which is not here")
        elif not is_sealed(self.state, keys):
            yield self._fault("its own row was changed by another program")
        for each in spoken:
            if each.log != self.log:
                yield self._fault(f"is of another log than checkpoint {each.number} says")
            if each.count and self.heads.setdefault(each.count, each.head) != each.head:
                yield self._fault(f"checkpoint {each.number} contradicts an earlier one", each.count)
        said = {each.kind for each in spoken}
        if CheckpointKind.OPENED not in said:
            yield self._fault("was added: no checkpoint says that it was begun")
        for kind, moment in ((CheckpointKind.CLOSED, self.state.closed), (CheckpointKind.PRUNED, self.state.pruned)):
            if (kind in said) != (moment is not None):
                yield self._fault(f"its row and the checkpoints do not agree on whether it is {kind}")
        most = max((each.count for each in spoken), default=0)
        if most > self._count_now():
            yield self._fault(f"its row says fewer rows than the {most} of a checkpoint: it was put back")

    def _row(self, position: int, stored: str, values: list[Any]) -> Iterator[Fault]:
        if position != self.position + 1:
            yield self._gone(self.position + 1, position - 1)
            self.believed = (stored,)
        else:
            computed = [row_hash(self.log, self.id, position, each, values) for each in self.believed]
            if stored in computed:
                self.believed = (stored,)
            else:
                yield self._fault("was changed, or does not follow from the row before it", position)
                self.believed = (stored, computed[0], computed[-1])
        self.position = position
        if position in self.heads:
            yield from self._compare(self.heads[position], "signed")
            self.good = position

    def _end(self, pruned: bool) -> Iterator[Fault]:
        """After the last row: is it the last one that there was?"""
        lines = LINES[self.log].objects.filter(segment=self.id)
        if pruned and self.state.pruned is not None:
            if lines.exists():
                yield self._fault("was added: the segment was cleared away", 1)
            return
        newest = lines.aggregate(Max("position"))["position__max"] or 0
        if newest > (now := self._count_now()):
            yield self._fault("was added: the segment ends before it", now + 1)
        if self.position < self.state.count:
            yield self._gone(self.position + 1, self.state.count)
        else:
            yield from self._compare(self.state.head, "sealed")

    def _compare(self, head: str, how: str) -> Iterator[Fault]:
        if head not in self.believed and (head or self.position):
            told = f"is not what was {how}; rows {self.good + 1} to {self.position} cannot be relied on"
            yield self._fault(told, self.good + 1)

    def _count_now(self) -> int:
        return Segment.objects.values_list("count", flat=True).get(pk=self.id)

    def _gone(self, first: int, last: int) -> Fault:
        return self._fault("is gone" if first == last else f"is gone, and so are those up to {last}", first)

    def _fault(self, what: str, position: int | None = None) -> Fault:
        return Fault(self.log, self.id, position, what)
