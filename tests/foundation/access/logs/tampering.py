"""Everything that somebody with the database, and without the key, can do to the logs.

Each way takes the logs as they are and gives where it has to be found: (log, segment, position); a position of None is
the segment as a whole, a log of None the chain of checkpoints.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

from django.db import connection, models, transaction

from maatwerk.foundation.access.logs.canonical import row_hash
from maatwerk.foundation.access.models import Checkpoint, LogHead, Segment
from maatwerk.foundation.access.models.logs import LINES, Line

Place = tuple[str | None, int | None, int | None]
Way = Callable[[random.Random], Place]
TABLES = ("access_processingrecord", "access_accessrecord", "access_checkpoint")


@contextmanager
def without_guards() -> Iterator[None]:
    """Somebody who may change tables takes the triggers away first. Undone at the end, with all that was tampered."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to be done cannot be changed
            for table in TABLES:
                if connection.vendor == "postgresql":
                    cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                else:
                    cursor.execute(f"DROP TRIGGER {table}_not_changed")
                    cursor.execute(f"DROP TRIGGER {table}_not_deleted")
            if connection.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        transaction.set_rollback(True)


def raw(model: type[models.Model]) -> Any:
    """The rows of a model that only grows, for somebody who does not mind."""
    return models.QuerySet(model)


def pick(dice: random.Random, least: int = 1) -> list[Line]:
    """The rows of one segment, in order; at least so many."""
    able = [each for each in Segment.objects.order_by("pk") if each.count >= least and each.pruned is None]
    segment = dice.choice(able)
    return list(LINES[segment.log].objects.filter(segment=segment).order_by("position"))


def place(row: Line, position: int | None = None) -> Place:
    return (row.LOG.value, row.segment_id, row.position if position is None else position)


def other(value: Any) -> Any:
    if isinstance(value, str):
        return f"{value[:-1]}{'0' if value.endswith('1') else '1'}"
    if isinstance(value, int):
        return value + 1
    return uuid4()


def change_a_column(dice: random.Random) -> Place:
    rows = pick(dice)
    row = dice.choice(rows)
    column = dice.choice([*row.HASHED, "hash"])
    raw(type(row)).filter(pk=row.pk).update(**{column: other(getattr(row, column))})
    return place(row)


def delete_a_row(dice: random.Random) -> Place:
    row = dice.choice(pick(dice))
    raw(type(row)).filter(pk=row.pk)._raw_delete("default")
    return place(row)


def delete_the_tail(dice: random.Random) -> Place:
    rows = pick(dice)
    first = dice.choice(rows)
    raw(type(first)).filter(segment=first.segment_id, position__gte=first.position)._raw_delete("default")
    return place(first)


def delete_the_tail_and_say_so(dice: random.Random) -> Place:
    """The row of the segment is made to fit, as far as that can be done without the key."""
    rows = pick(dice, 2)
    first = dice.choice(rows[1:])
    raw(type(first)).filter(segment=first.segment_id, position__gte=first.position)._raw_delete("default")
    last = rows[first.position - 2]
    Segment.objects.filter(pk=first.segment_id).update(count=last.position, head=last.hash)
    return (*place(first)[:2], None)


def swap_two_rows(dice: random.Random) -> Place:
    one, two = sorted(dice.sample(pick(dice, 2), 2), key=lambda row: row.position)
    for row, gets in ((one, two), (two, one)):
        values = {name: getattr(gets, name) for name in (*row.HASHED, "hash")}
        raw(type(row)).filter(pk=row.pk).update(**values)
    return place(one)


def copy_a_row_to_the_end(dice: random.Random) -> Place:
    rows = pick(dice)
    copied = dice.choice(rows)
    end = rows[-1].position + 1
    copied.position = end
    copied._state.adding = True
    raw(type(copied)).bulk_create([copied])
    return place(copied, end)


def add_a_row_that_fits(dice: random.Random) -> Place:
    rows = pick(dice)
    new, last = dice.choice(rows), rows[-1]
    new.position, new.hash = (
        last.position + 1,
        row_hash(new.LOG, new.segment_id, last.position + 1, last.hash, new.values()),
    )
    raw(type(new)).bulk_create([new])
    return place(new)


def add_a_row_and_say_so(dice: random.Random) -> Place:
    log, segment, position = add_a_row_that_fits(dice)
    assert log
    new = LINES[log].objects.get(segment=segment, position=position)
    Segment.objects.filter(pk=segment).update(count=position, head=new.hash)
    return (log, segment, None)


def move_a_row_to_another_segment(dice: random.Random) -> Place:
    rows = pick(dice)
    row = dice.choice(rows)
    elsewhere = Segment.objects.exclude(pk=row.segment_id).order_by("pk").last()
    assert elsewhere
    raw(type(row)).filter(pk=row.pk).update(segment=elsewhere, position=elsewhere.count + 1)
    return place(row)


def hash_again_without_the_key(dice: random.Random, say_so: bool = False) -> Place:
    """One row is changed, and every hash from there is made to fit. What is named is where trust ends: the first row
    after the last checkpoint before it."""
    rows = pick(dice)
    changed = dice.choice(rows)
    changed.municipality = "elders"
    head = rows[changed.position - 2].hash if changed.position > 1 else ""
    for row in rows[changed.position - 1 :]:
        head = row_hash(row.LOG, row.segment_id, row.position, head, row.values())
        raw(type(row)).filter(pk=row.pk).update(municipality=row.municipality, hash=head)
    if say_so:
        Segment.objects.filter(pk=changed.segment_id).update(head=head)
        return (*place(changed)[:2], None)
    sure = Checkpoint.objects.filter(segment=changed.segment_id, count__lt=changed.position)
    return place(changed, 1 + max(sure.values_list("count", flat=True), default=0))


def hash_again_and_say_so(dice: random.Random) -> Place:
    return hash_again_without_the_key(dice, say_so=True)


def change_a_segment(dice: random.Random) -> Place:
    segment = dice.choice(list(Segment.objects.order_by("pk")))
    column = dice.choice(["opened", "count", "head", "closed", "pruned", "key", "seal"])
    before = getattr(segment, column)
    after = dice.choice([None, 5]) if column in ("closed", "pruned") else other(before)
    if after == before:
        after = 6
    Segment.objects.filter(pk=segment.pk).update(**{column: after})
    return (segment.log, segment.pk, None)


def call_a_segment_the_other_log(dice: random.Random) -> Place:
    segment = dice.choice(list(Segment.objects.order_by("pk")))
    log = "inzage" if segment.log == "verwerkingen" else "verwerkingen"
    Segment.objects.filter(pk=segment.pk).update(log=log)
    return (log, segment.pk, None)


def delete_a_segment(dice: random.Random) -> Place:
    """With its rows and everything that was signed about it."""
    segment = dice.choice(list(Segment.objects.order_by("pk")))
    raw(LINES[segment.log]).filter(segment=segment)._raw_delete("default")
    raw(Checkpoint).filter(segment=segment)._raw_delete("default")
    raw(Segment).filter(pk=segment.pk)._raw_delete("default")
    return (None, None, None)


def clear_a_segment_away(dice: random.Random) -> Place:
    """As pruning does, but without its signature."""
    segment = dice.choice([each for each in Segment.objects.order_by("pk") if each.count and each.pruned is None])
    raw(LINES[segment.log]).filter(segment=segment)._raw_delete("default")
    Segment.objects.filter(pk=segment.pk).update(pruned=5)
    return (segment.log, segment.pk, None)


def add_a_segment(dice: random.Random) -> Place:
    like = dice.choice(pick(dice))
    segment = Segment.objects.create(log=like.LOG, opened=1, key="x")
    like.segment, like.position = segment, 1
    like.hash = row_hash(like.LOG, segment.pk, 1, "", like.values())
    raw(type(like)).bulk_create([like])
    Segment.objects.filter(pk=segment.pk).update(count=1, head=like.hash)
    return (like.LOG.value, segment.pk, None)


def change_a_checkpoint(dice: random.Random) -> Place:
    each = dice.choice(list(Checkpoint.objects.order_by("number")))
    column = dice.choice(["previous", "kind", "log", "count", "head", "at", "key", "hash", "signature"])
    after = other(getattr(each, column))
    if column in ("kind", "log"):
        after = next(
            choice for choice in each._meta.get_field(column).flatchoices if choice[0] != getattr(each, column)
        )[0]
    raw(Checkpoint).filter(pk=each.pk).update(**{column: after})
    log = after if column == "log" else each.log
    return (log, each.segment_id, None)


def delete_a_checkpoint(dice: random.Random) -> Place:
    each = dice.choice(list(Checkpoint.objects.order_by("number"))[:-1])
    following = Checkpoint.objects.get(number=each.number + 1)
    raw(Checkpoint).filter(pk=each.pk)._raw_delete("default")
    return (following.log, following.segment_id, None)


def cut_the_checkpoints(dice: random.Random) -> Place:
    first = dice.randint(1, Checkpoint.objects.count())
    raw(Checkpoint).filter(number__gte=first)._raw_delete("default")
    if dice.random() < 0.5:
        LogHead.objects.update(count=first - 1)
    return (None, None, None)


def change_the_end(dice: random.Random) -> Place:
    head = LogHead.objects.get()
    column = dice.choice(["count", "head", "key", "seal"])
    LogHead.objects.update(**{column: other(getattr(head, column))})
    return (None, None, None)


WAYS: Sequence[Way] = (
    change_a_column, delete_a_row, delete_the_tail, delete_the_tail_and_say_so, swap_two_rows, copy_a_row_to_the_end,
    add_a_row_that_fits, add_a_row_and_say_so, move_a_row_to_another_segment, hash_again_without_the_key,
    hash_again_and_say_so, change_a_segment, call_a_segment_the_other_log, delete_a_segment, clear_a_segment_away,
    add_a_segment, change_a_checkpoint, delete_a_checkpoint, cut_the_checkpoints, change_the_end,
)  # fmt: skip
