"""One worker in this process, on a clock of our own."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from maatwerk.foundation.jobs import actions, cli, queries
from maatwerk.foundation.jobs.models import Job, Recurrence, State
from maatwerk.foundation.jobs.rules import At, NotAnIdError
from maatwerk.foundation.jobs.worker import LEASE, Worker
from tests.foundation.jobs import chores

NOON = datetime(2100, 1, 1, 12, tzinfo=UTC)  # after everything that is enqueued on the clock of this machine


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(clock: Clock) -> Worker:
    return Worker(clock=clock, jitter=lambda: 1.0)


@pytest.fixture
def effects(db: None) -> Callable[[], list[int]]:
    """The table that the chores write to; gives what they wrote."""

    def numbers() -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM effect ORDER BY number")
            return [number for (number,) in cursor.fetchall()]

    with connection.cursor() as cursor:
        cursor.execute(chores.EFFECTS)
    return numbers


def command(*words: str) -> int:
    parser = ArgumentParser()
    cli.add_arguments(parser)
    return cli.run(parser.parse_args(words))


def test_what_is_due_is_done_once_and_what_is_not_due_waits(
    worker: Worker, clock: Clock, effects: Callable[[], list[int]]
) -> None:
    chores.write_row.enqueue(1)
    chores.write_row.using(run_after=NOON + timedelta(hours=1)).enqueue(2)
    assert worker.step()
    assert not worker.step()
    assert effects() == [1]
    clock.now += timedelta(hours=1)
    assert worker.step()
    assert not worker.step()
    assert effects() == [1, 2]
    assert queries.counts() == {State.WAITING: 0, State.RUNNING: 0, State.DONE: 2, State.DEAD: 0}


def test_a_worker_with_nothing_to_do_asks_one_thing_and_changes_nothing(worker: Worker, db: None) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert not worker.step()
    assert len(asked) == 1


def test_a_job_belongs_to_the_transaction_that_asks_for_it(db: None) -> None:
    with transaction.atomic():
        chores.write_row.enqueue(1)
        assert Job.objects.exists()
        transaction.set_rollback(True)
    assert not Job.objects.exists()


@pytest.mark.parametrize("content", ["Samira heeft schulden", {"naam": "Samira"}, 1.5, None])
def test_a_job_with_anything_but_ids_is_refused(content: object, db: None) -> None:
    with pytest.raises(NotAnIdError):
        chores.write_row.enqueue(content)  # type: ignore[arg-type]
    with pytest.raises(NotAnIdError):
        chores.write_row.enqueue(number=content)  # type: ignore[arg-type]
    assert not Job.objects.exists()


def test_a_failing_job_leaves_nothing_is_tried_again_later_and_ends_as_a_dead_letter(
    worker: Worker, clock: Clock, effects: Callable[[], list[int]]
) -> None:
    chores.fail_after_writing.enqueue(1, "kind-7")
    for seconds in (10, 20):
        assert worker.step()
        job = Job.objects.get()
        assert (job.state, job.due_at) == (State.WAITING, clock.now + timedelta(seconds=seconds))
        clock.now += timedelta(seconds=seconds - 1)
        assert not worker.step()
        clock.now += timedelta(seconds=1)
    assert worker.step()
    clock.now += timedelta(days=100)
    assert not worker.step()
    (letter,) = queries.dead_letters()
    assert letter.error == "builtins.RuntimeError"
    assert letter.attempts == 3
    assert letter.task == "tests.foundation.jobs.chores.fail_after_writing"
    assert effects() == []


def test_nothing_of_a_job_or_its_failure_but_the_type_is_told(
    worker: Worker, clock: Clock, effects: object, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    chores.fail_after_writing.enqueue(4711, "kind-7")
    while Job.objects.exclude(state=State.DEAD).exists():
        worker.step()
        clock.now += timedelta(minutes=1)
    (letter,) = queries.dead_letters()
    assert command() == 0
    assert command("--show", str(letter.id)) == 0
    caplog.handler.setFormatter(logging.Formatter("%(message)s"))
    told = "\n".join([caplog.text, *capsys.readouterr(), repr(letter)])
    assert "builtins.RuntimeError" in told
    assert "caused by builtins.ValueError" in letter.trace
    assert "chores:" in letter.trace
    for content in ("4711", "kind-7", "Samira", "het lukt niet"):
        assert content not in told


def test_a_task_that_is_no_longer_there_becomes_a_dead_letter(worker: Worker, clock: Clock, db: None) -> None:
    chores.write_row.enqueue(1)
    Job.objects.update(task="maatwerk.site.settings.gone", attempts=7)
    assert worker.step()
    assert queries.dead_letters()[0].error.endswith(".NoSuchTaskError")


def test_only_a_task_can_be_a_job(worker: Worker, db: None) -> None:
    chores.write_row.enqueue(1)
    Job.objects.update(task="os.getpid", attempts=7)
    assert worker.step()
    assert queries.dead_letters()[0].error.endswith(".NoSuchTaskError")


class TestAWorkerThatDied:
    def test_its_job_is_taken_up_when_the_lease_ends_and_not_before(
        self, worker: Worker, clock: Clock, effects: Callable[[], list[int]]
    ) -> None:
        chores.write_row.enqueue(1)
        assert actions.claim(clock.now, LEASE)  # and then its power fails
        clock.now += LEASE - timedelta(seconds=1)
        assert not worker.step()
        clock.now += timedelta(seconds=1)
        assert worker.step()
        assert effects() == [1]

    def test_and_turns_out_to_live_leaves_no_effect(
        self, worker: Worker, clock: Clock, effects: Callable[[], list[int]], caplog: pytest.LogCaptureFixture
    ) -> None:
        chores.write_row.enqueue(1)
        slow = actions.claim(clock.now, LEASE)
        assert slow
        clock.now += LEASE
        assert actions.claim(clock.now, LEASE)
        worker._carry_out(slow)
        assert effects() == []
        assert Job.objects.get().state == State.RUNNING
        assert "taken up by another worker" in caplog.text

    def test_whose_claim_was_lost_halfway_leaves_no_effect(
        self, worker: Worker, clock: Clock, effects: Callable[[], list[int]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        chores.write_row.enqueue(1)
        monkeypatch.setattr("maatwerk.foundation.jobs.worker.call", lambda *_: Job.objects.update(claim=uuid4()))
        assert worker.step()
        job = Job.objects.get()
        assert (job.state, effects()) == (State.RUNNING, [])

    def test_at_every_attempt_makes_the_job_a_dead_letter(
        self, worker: Worker, clock: Clock, effects: Callable[[], list[int]]
    ) -> None:
        chores.write_row_or_give_up.enqueue(1)
        assert actions.claim(clock.now, LEASE)
        clock.now += LEASE
        assert worker.step()
        assert queries.dead_letters()[0].error.endswith(".WorkerDiedError")
        assert effects() == []


class TestTheCommand:
    def test_counts_and_lists(
        self, worker: Worker, clock: Clock, effects: object, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert command() == 0
        assert "dead letters" not in capsys.readouterr().out
        chores.write_row.enqueue(1)
        chores.fail_after_writing.enqueue(1, "x")
        Job.objects.filter(task__endswith="fail_after_writing").update(attempts=2)
        assert [worker.step() for _ in range(2)] == [True, True]
        assert command() == 0
        told = capsys.readouterr().out
        assert [line.split() for line in told.splitlines()[:4]] == [
            ["waiting", "0"], ["running", "0"], ["done", "1"], ["dead", "1"],
        ]  # fmt: skip
        assert str(queries.dead_letters()[0].id) in told
        assert "failed 2100-01-01 13:00:00, attempt 3: builtins.RuntimeError" in told

    def test_puts_a_dead_letter_back_with_all_its_attempts(
        self, worker: Worker, clock: Clock, effects: object, capsys: pytest.CaptureFixture[str]
    ) -> None:
        chores.fail_after_writing.enqueue(1, "x")
        Job.objects.update(attempts=2)
        assert worker.step()
        id_ = queries.dead_letters()[0].id
        assert command("--retry", str(id_)) == 0
        assert capsys.readouterr().out == f"{id_} is back in the queue\n"
        job = Job.objects.get()
        assert (job.state, job.attempts) == (State.WAITING, 0)
        assert worker.step()
        assert Job.objects.get().attempts == 1

    def test_drops_a_dead_letter(self, worker: Worker, effects: object, capsys: pytest.CaptureFixture[str]) -> None:
        chores.fail_after_writing.enqueue(1, "x")
        Job.objects.update(attempts=2)
        assert worker.step()
        assert command("--drop", str(queries.dead_letters()[0].id)) == 0
        assert not Job.objects.exists()

    @pytest.mark.parametrize("option", ["--show", "--retry", "--drop"])
    def test_touches_nothing_that_is_not_a_dead_letter(
        self, option: str, db: None, capsys: pytest.CaptureFixture[str]
    ) -> None:
        chores.write_row.enqueue(1)
        for id_ in (Job.objects.get().pk, uuid4()):
            assert command(option, str(id_)) == 1
            assert capsys.readouterr().err == f"there is no dead letter {id_}\n"
        assert Job.objects.get().state == State.WAITING


class TestTheSchedule:
    @pytest.fixture
    def worker(self, clock: Clock) -> Worker:
        return Worker([(chores.tidy, At(time(3, 40)))], clock=clock)

    def test_a_new_line_waits_for_its_next_moment(
        self, worker: Worker, clock: Clock, effects: Callable[[], list[int]]
    ) -> None:
        assert not worker.step()
        clock.now += timedelta(days=1)
        assert worker.step()
        assert not worker.step()
        assert effects() == [0]

    def test_what_was_missed_is_done_once(self, worker: Worker, clock: Clock, effects: Callable[[], list[int]]) -> None:
        Recurrence.objects.create(task=chores.tidy.module_path, kept_until=NOON - timedelta(days=40))
        assert worker.step()
        assert not worker.step()
        assert effects() == [0]

    def test_every_worker_keeps_it_and_each_moment_counts_once(
        self, worker: Worker, clock: Clock, effects: Callable[[], list[int]]
    ) -> None:
        other = Worker([(chores.tidy, At(time(3, 40)))], clock=clock)
        for _ in range(3):
            worker.step()
            other.step()
            clock.now += timedelta(days=1)
        assert effects() == [0, 0]

    def test_a_clock_that_was_set_back_repeats_nothing(
        self, worker: Worker, clock: Clock, effects: Callable[[], list[int]]
    ) -> None:
        worker.step()
        clock.now += timedelta(days=1)
        assert worker.step()
        clock.now -= timedelta(days=3)
        assert not worker.step()
        clock.now += timedelta(days=3)
        assert not worker.step()
        assert effects() == [0]
