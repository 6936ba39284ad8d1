"""The worker: takes jobs up one at a time, and keeps the schedule. Any number of them may run at once."""

from __future__ import annotations

import logging
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from types import FrameType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, Error, close_old_connections, connections, transaction
from django.tasks import Task
from django.utils import timezone

from maatwerk.foundation.jobs import actions
from maatwerk.foundation.jobs.actions import ClaimLostError
from maatwerk.foundation.jobs.backend import call, task_named
from maatwerk.foundation.jobs.models import Job
from maatwerk.foundation.jobs.rules import USUAL, Rhythm, latest, name_of, wait_after

logger = logging.getLogger(__name__)

type Schedule = Sequence[tuple[Task[[], None], Rhythm]]

LEASE = timedelta(seconds=30)
GRACE = 5.0  # seconds that the job in hand gets to finish when the worker has to stop
PAUSE = 1.0  # seconds between two looks at an empty queue


class WorkerDiedError(Exception):
    """Every attempt at the job ended with the death of its worker."""


class _OutOfTimeError(BaseException):
    """Raised in the middle of a job when the worker has to stop. Not an Exception: a task should not catch it."""


class Worker:
    """Carries out jobs until it is told to stop. The clock and the chance are passed in; the rest is seconds."""

    def __init__(
        self,
        schedule: Schedule = (),
        lease: timedelta = LEASE,
        clock: Callable[[], datetime] = timezone.now,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._schedule = schedule
        self._lease = lease
        self._clock = clock
        self._jitter = jitter
        self._kept: dict[str, datetime] = {}  # spares the database a question until the next moment has come
        self._stopping = False
        self._in_hand = False

    def run(self) -> None:
        """Work until SIGTERM or SIGINT. The job in hand is finished, or given back when it takes too long."""
        for how in (signal.SIGTERM, signal.SIGINT):
            signal.signal(how, self._stop)
        signal.signal(signal.SIGALRM, self._out_of_time)
        while not self._stopping:
            worked, started = False, time.monotonic()
            try:
                worked = self.step()
            except Error as error:  # the database is away or locked; what was in hand is taken up again later
                logger.warning("the database does not answer: %s", name_of(error))
                connections[DEFAULT_DB_ALIAS].close()
            if not worked and not self._stopping:
                close_old_connections()  # not between jobs: on SQLite that would write the whole log back each time
                time.sleep(PAUSE)
            elif worked and connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
                # One at a time writes there, and who waits only looks now and then whether it is their turn. A worker
                # with much to do leaves the others more time than it takes, or a page would wait until it fails.
                time.sleep(min((time.monotonic() - started) * (1 + self._jitter()), PAUSE))

    def step(self) -> bool:
        """Keep the schedule and carry out one job; False when none was due."""
        for task, rhythm in self._schedule:
            moment = latest(rhythm, self._clock())
            if self._kept.get(task.module_path) != moment:
                actions.keep_schedule(task, moment)
                self._kept[task.module_path] = moment
        job = actions.claim(self._clock(), self._lease)
        if job is None:
            return False
        try:
            self._in_hand = True
            self._carry_out(job)
        except _OutOfTimeError:
            _leave_connection()
            actions.release(job, self._clock())
        finally:
            self._in_hand = False
        return True

    def _carry_out(self, job: Job) -> None:
        retry = USUAL
        try:
            task = task_named(job.task)
            retry = task.retry
            if job.attempts > retry.attempts:
                raise WorkerDiedError
            with self._beating(job) if task.outside else _holding(job):
                call(task, job)
                actions.finish(job, self._clock())
        except ClaimLostError:
            logger.warning("job %s of %s was taken up by another worker", job.pk, job.task)
        except Exception as error:
            wait = wait_after(retry, job.attempts, self._jitter())
            actions.fail(job, error, self._clock(), wait)
            what = "is a dead letter now" if wait is None else f"is tried again in {wait.total_seconds():.0f} s"
            # The message of an exception may quote what a resident wrote, so only its type is told.
            logger.error("job %s of %s failed: %s; it %s", job.pk, job.task, name_of(error), what)

    @contextmanager
    def _beating(self, job: Job) -> Iterator[None]:
        """Extend the lease from a thread of its own, for as long as the job lasts."""
        over = threading.Event()

        def beat() -> None:
            try:
                while not over.wait(self._lease.total_seconds() / 3):
                    with suppress(Error):  # the next beat may come through
                        actions.extend(job, self._clock() + self._lease)
            finally:
                connections.close_all()  # those of this thread

        thread = threading.Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        if not self._stopping:
            self._stopping = True
            signal.setitimer(signal.ITIMER_REAL, GRACE)

    def _out_of_time(self, _number: int, _frame: FrameType | None) -> None:
        if self._in_hand:
            raise _OutOfTimeError


@contextmanager
def _holding(job: Job) -> Iterator[None]:
    """The transaction in which a job is carried out and marked as done; it keeps the job from any other worker."""
    with transaction.atomic():
        actions.hold(job)
        yield


def _leave_connection() -> None:
    """Leave the connection as it is, possibly halfway a statement: closing it undoes what was not committed."""
    left: Any = connections[DEFAULT_DB_ALIAS].connection
    del connections[DEFAULT_DB_ALIAS]
    if left is not None:
        with suppress(Exception):
            left.close()
