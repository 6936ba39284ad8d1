"""Whatever is done to the logs by somebody without the key is found and named; what nobody touched verifies."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maatwerk.foundation.access.logs import chain
from maatwerk.foundation.access.logs.actions import prune_logs, seal_segments
from maatwerk.foundation.access.logs.verifying import Fault
from maatwerk.foundation.access.models import AccessRecord, Checkpoint, ProcessingRecord, Segment, SubjectAlias
from maatwerk.foundation.gate.connections import connections
from tests.foundation.access.logs.book import HOUR, NOON, faults, look
from tests.foundation.access.logs.tampering import WAYS, Place, Way, raw, without_guards

pytestmark = pytest.mark.django_db

ANY_NUMBER_OF_TIMES = settings(
    deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Pages of some people, each followed by so many hours; -1 is the job that signs how far it came.
HISTORIES = st.lists(st.one_of(st.integers(1, 5), st.just(-1)), min_size=2, max_size=8).filter(lambda h: max(h) > 0)


def make(history: list[int]) -> None:
    now = NOON
    for people in history:
        now += 5 * HOUR
        if people < 0:
            seal_segments(now)
        else:
            look(*(f"resident:{number}" for number in range(people)), now=now)
    look("resident:0", now=now)


def found_at(place: Place, found: list[Fault]) -> bool:
    log, segment, position = place
    if log is None:
        return bool(found)
    here = [fault for fault in found if (fault.log, fault.segment) == (log, segment)]
    return bool(here) if position is None else any(fault.position == position for fault in here)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@given(history=HISTORIES, seed=st.integers(0, 2**32))
@settings(ANY_NUMBER_OF_TIMES, max_examples=15)
def test_it_is_found_and_named(way: Way, history: list[int], seed: int) -> None:
    most, chain.MOST_ROWS = chain.MOST_ROWS, 6
    try:
        with without_guards():
            make(history)
            assert faults() == []
            place = way(random.Random(seed))
            found = faults()
            assert found_at(place, found), f"{place} is not in {[str(fault) for fault in found]}"
    finally:
        chain.MOST_ROWS = most


@given(history=HISTORIES)
@settings(ANY_NUMBER_OF_TIMES, max_examples=40)
def test_what_nobody_touched_verifies(history: list[int]) -> None:
    with transaction.atomic():
        make(history)
        assert faults() == []
        transaction.set_rollback(True)


def test_one_changed_row_is_the_only_thing_that_is_named() -> None:
    look(*(f"resident:{number}" for number in range(9)))
    with without_guards():
        raw(AccessRecord).filter(position=4).update(purpose="jeugdhulp")
        (fault,) = faults()
        assert (fault.log, fault.position) == ("inzage", 4)


def test_a_hash_that_was_made_for_one_row_is_named_there_or_at_the_next() -> None:
    look(*(f"resident:{number}" for number in range(9)))
    with without_guards():
        row = AccessRecord.objects.get(position=4)
        before = AccessRecord.objects.get(position=3)
        row.purpose = "jeugdhulp"
        new = chain.row_hash("inzage", row.segment_id, 4, before.hash, row.values())
        raw(AccessRecord).filter(position=4).update(purpose="jeugdhulp", hash=new)
        (fault,) = faults()
        assert (fault.log, fault.position) == ("inzage", 5)


def test_an_old_row_of_a_segment_put_back_is_found() -> None:
    look("resident:1")
    old = Segment.objects.filter(log="inzage").values().get()
    look("resident:1", "resident:2")
    Segment.objects.filter(pk=old["id"]).update(**old)
    assert [(fault.log, fault.position) for fault in faults()] == [("inzage", 2)]


def test_an_old_row_with_its_rows_put_back_is_found_when_something_was_signed_since() -> None:
    look("resident:1")
    old = Segment.objects.filter(log="inzage").values().get()
    look("resident:1", "resident:2")
    seal_segments(NOON)
    with without_guards():
        raw(AccessRecord).filter(position__gt=1)._raw_delete("default")
        Segment.objects.filter(pk=old["id"]).update(**old)
        assert any("it was put back" in str(fault) for fault in faults())


def test_all_of_it_put_back_is_found_with_checkpoints_that_were_kept_elsewhere() -> None:
    look("resident:1")
    with transaction.atomic():
        look("resident:1")
        seal_segments(NOON)
        kept = dict(Checkpoint.objects.values_list("number", "hash"))
        assert faults(kept) == []
        transaction.set_rollback(True)  # the database as it was before
    assert faults() == []
    told = [str(fault) for fault in faults(kept)]
    assert len(told) == 2
    assert all("was kept elsewhere and is not here" in each for each in told)
    seal_segments(NOON)
    look("resident:1")
    seal_segments(NOON)  # what came since does not hide it
    assert any("is not the one that was kept elsewhere" in str(fault) for fault in faults(kept))


def test_everything_gone_is_found_with_checkpoints_that_were_kept_elsewhere() -> None:
    assert faults({1: "0" * 64})


def test_pruning_takes_rows_and_leaves_the_proof() -> None:
    look("resident:1", "resident:2")
    seal_segments(NOON + 30 * HOUR)
    look("resident:3", now=NOON + 30 * HOUR)
    assert prune_logs(NOON.replace(year=2031, day=23) + 5 * HOUR) == {"verwerkingen": 0, "inzage": 0}
    late = NOON.replace(year=2031, day=25)  # five years and some days
    assert prune_logs(late) == {"verwerkingen": 3, "inzage": 2}
    assert prune_logs(late) == {"verwerkingen": 0, "inzage": 0}
    assert (ProcessingRecord.objects.count(), AccessRecord.objects.count()) == (1, 1)
    assert Segment.objects.count() == 4
    assert faults() == []


def test_a_row_put_into_a_segment_that_was_cleared_away_is_found() -> None:
    look("resident:1")
    row = AccessRecord.objects.get()
    seal_segments(NOON + 30 * HOUR)
    prune_logs(NOON + timedelta(days=366 * 6))
    raw(AccessRecord).bulk_create([row])
    assert [(fault.log, fault.position) for fault in faults()] == [("inzage", 1)]


def test_who_is_erased_cannot_be_found_from_any_line_and_the_chain_still_fits() -> None:
    look("resident:1", "resident:2")
    eraser = connections().erasers["logs"]
    assert [eraser.erase("resident:1") for _ in range(2)] == [1, 0]
    assert faults() == []
    left = set(SubjectAlias.objects.values_list("alias", flat=True))
    assert AccessRecord.objects.exclude(subject__in=left).count() == 1
