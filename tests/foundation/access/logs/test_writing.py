"""What is written down of a read, and that nothing is shown when it cannot be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from maatwerk.foundation.access.logs import chain
from maatwerk.foundation.access.logs.actions import seal_segments
from maatwerk.foundation.access.logs.aliases import alias_of
from maatwerk.foundation.access.logs.canonical import canonical, milliseconds
from maatwerk.foundation.access.logs.problems import LogError
from maatwerk.foundation.access.logs.writing import policy_set, write
from maatwerk.foundation.access.models import AccessRecord, Checkpoint, LogHead, ProcessingRecord, Segment
from maatwerk.foundation.gate.append_only import AppendOnlyError
from maatwerk.foundation.gate.levels import Level
from tests.foundation.access.logs.book import ELS, HOUR, NOON, a_read, faults, look, look_at

pytestmark = pytest.mark.django_db


def test_one_person_is_one_record_without_who_looked() -> None:
    look("resident:1")
    record = ProcessingRecord.objects.get()
    assert (record.status, record.parent, record.name, record.activity) == ("Ok", "", "dossier.note", "wmo")
    assert record.start == record.end == 1_795_348_800_000  # date --date='2026-11-22 12:00 UTC' +%s
    assert record.trace == ELS.trace
    assert (len(record.trace), len(record.span)) == (32, 16)  # LDV: 16 and 8 bytes
    assert record.subject == alias_of("resident:1")
    told = " ".join(str(getattr(record, field.attname)) for field in record._meta.concrete_fields)
    assert ELS.ref not in told
    assert "resident:1" not in told


def test_several_people_are_one_record_each_below_one_without_anybody() -> None:
    look("resident:1", "resident:2", "resident:3")
    whole, *each = ProcessingRecord.objects.order_by("position")
    assert (whole.subject, whole.subject_type, whole.parent) == (None, "", "")
    assert [one.parent for one in each] == [whole.span] * 3
    assert [one.subject for one in each] == [alias_of(f"resident:{number}") for number in (1, 2, 3)]
    assert len({one.span for one in each} | {whole.span}) == 4


def test_the_access_log_says_who_for_whom_for_what_and_by_which_rules() -> None:
    look_at([a_read(categories=("zorg", "geld"), policies=("b", "a"), entries=4)])
    record = AccessRecord.objects.get()
    assert (record.viewer, record.role, record.organisation) == ("worker:7", "medewerker", "organisation:2")
    assert (record.purpose, record.policies, record.categories) == ("wmo", "a b", "geld zorg")
    assert (record.level, record.entries, record.what, record.trace) == ("wat", 4, "dossier.note", ELS.trace)
    assert record.policy_set == policy_set()
    assert len(record.policy_set) == 64
    assert record.subject == alias_of("resident:1")


def test_a_refusal_is_an_access_and_no_processing() -> None:
    look_at([a_read(level=Level.NOTHING), a_read("resident:2")])
    assert ProcessingRecord.objects.get().subject == alias_of("resident:2")
    assert sorted(AccessRecord.objects.values_list("level", flat=True)) == ["niets", "wat"]


def test_a_resident_who_looks_stands_there_under_their_own_alias() -> None:
    look("resident:1", viewer=replace(ELS, ref="resident:1", organisation="", role="inwoner"))
    record = AccessRecord.objects.get()
    assert record.viewer == str(record.subject) == str(alias_of("resident:1"))


def test_the_same_person_has_the_same_alias_in_both_logs_and_at_every_time() -> None:
    look("resident:1")
    look("resident:1", "resident:2")
    assert AccessRecord.objects.filter(subject=alias_of("resident:1")).count() == 2
    assert ProcessingRecord.objects.filter(subject=alias_of("resident:1")).count() == 2


def test_a_read_without_a_trace_gets_one_that_ties_its_lines() -> None:
    look("resident:1", "resident:2", viewer=replace(ELS, trace=""))
    traces = {*ProcessingRecord.objects.values_list("trace", flat=True)}
    assert traces == {*AccessRecord.objects.values_list("trace", flat=True)}
    assert len(traces) == 1


def test_a_page_of_fifty_asks_as_little_as_a_page_of_one() -> None:
    look("resident:0")

    def queries(*subjects: str) -> int:
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            write(ELS, "wmo", [a_read(subject) for subject in subjects], NOON)
        return len(captured)

    known, new = queries("resident:0"), queries("resident:1")
    assert queries(*(f"resident:{number}" for number in range(2))) == known
    assert queries(*(f"resident:{number}" for number in range(100, 150))) == new
    assert queries(*(f"resident:{number}" for number in range(100, 150))) == known
    assert known == 7  # the aliases; and of each log the segment, its rows, its new state
    assert new <= known + 4  # and the new aliases with their savepoint, and reading them back


def test_nothing_is_read_when_nothing_was_asked() -> None:
    look_at([])
    assert not Segment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(LogError):
        write(ELS, "wmo", [a_read()], NOON)
    assert not AccessRecord.objects.exists()


def test_a_line_that_cannot_be_kept_stops_the_read() -> None:
    look("resident:1")
    with pytest.raises(Exception, match=r"."), transaction.atomic():
        write(ELS, "wmo", [a_read("resident:2", entries=-1)], NOON)
    assert AccessRecord.objects.count() == 1
    assert faults() == []


def test_what_is_rolled_back_was_never_there() -> None:
    look("resident:1")
    with transaction.atomic():
        write(ELS, "wmo", [a_read("resident:2")], NOON)
        transaction.set_rollback(True)
    look("resident:3")
    assert list(AccessRecord.objects.order_by("position").values_list("position", flat=True)) == [1, 2]
    assert faults() == []


def test_a_first_line_that_is_rolled_back_takes_its_segment_along() -> None:
    with transaction.atomic():
        write(ELS, "wmo", [a_read()], NOON)
        transaction.set_rollback(True)
    assert not Segment.objects.exists()
    assert not Checkpoint.objects.exists()
    look("resident:1")
    assert faults() == []


def test_rows_are_never_changed_or_deleted_by_the_program() -> None:
    look("resident:1")
    for model in (ProcessingRecord, AccessRecord, Checkpoint):
        row = model.objects.first()
        for attempt in (row.save, row.delete, model.objects.all().delete, lambda m=model: m.objects.update(key="x")):
            with pytest.raises(AppendOnlyError):
                attempt()


@pytest.mark.parametrize("statement", ["UPDATE {} SET hash = 'x'", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["access_processingrecord", "access_accessrecord", "access_checkpoint"])
def test_the_database_itself_refuses_too(statement: str, table: str) -> None:
    """Whoever makes one of these tables anew in a migration has to guard it anew: see migration 0002_logs."""
    look("resident:1")
    with pytest.raises(Exception, match="the logs only grow"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


def test_a_full_segment_and_a_day_old_one_are_left_and_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chain, "MOST_ROWS", 3)
    for _ in range(4):
        look("resident:1")
    assert list(Segment.objects.filter(log="inzage").order_by("pk").values_list("count", flat=True)) == [3, 1]
    look("resident:1", now=NOON + 25 * HOUR)
    assert Segment.objects.filter(log="inzage").count() == 3
    seal_segments(NOON + 25 * HOUR)
    open_ones = Segment.objects.filter(closed=None)
    assert sorted(open_ones.values_list("log", "count")) == [("inzage", 1), ("verwerkingen", 1)]
    assert faults() == []


def test_signing_how_far_it_came_says_nothing_when_nothing_was_added() -> None:
    look("resident:1")
    assert [seal_segments(NOON) for _ in range(2)] == [2, 0]
    look("resident:1")
    assert seal_segments(NOON) == 2
    assert faults() == []


def test_another_key_begins_new_segments_and_the_earlier_one_still_checks() -> None:
    with override_settings(LOG_KEYS=["een"]):
        look("resident:1")
    with override_settings(LOG_KEYS=["twee", "een"]):
        look("resident:1")
        assert faults() == []
        assert seal_segments(NOON) == 4  # two closed since their key is old, two grew
        assert Segment.objects.filter(closed=None).count() == 2
        look("resident:1")
        assert faults() == []
    with override_settings(LOG_KEYS=["twee"]):
        assert any("which is not here" in str(fault) for fault in faults())


def test_a_segment_that_was_tampered_with_is_left_alone_and_reading_goes_on() -> None:
    look("resident:1")
    Segment.objects.filter(log="inzage").update(count=0, head="")
    look("resident:2")
    told = {str(fault) for fault in faults()}
    assert any("its own row was changed by another program" in each for each in told)
    assert AccessRecord.objects.count() == 2


def test_nothing_is_shown_when_the_chain_of_checkpoints_was_cut() -> None:
    look("resident:1")
    LogHead.objects.update(count=1)
    with pytest.raises(LogError):
        look("resident:1", now=NOON + 25 * HOUR)  # needs a new segment


def test_the_form_that_is_hashed_is_the_documented_one() -> None:
    """Netstrings, cr.yp.to/proto/netstrings.txt: "hello world!" is 12:hello world!,"""
    assert canonical(["hello world!", "", None, 7, "é"]) == "12:hello world!,0:,0:,1:7,2:é,".encode()
    assert milliseconds(NOON) == 1_795_348_800_000
