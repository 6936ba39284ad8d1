"""Django's tasks on our own table: what a task may say about itself, and how it becomes a job."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from django.tasks import Task, TaskContext, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.utils import timezone
from django.utils.module_loading import import_string

from maatwerk.foundation.jobs.rules import USUAL, Retry, only_ids

if TYPE_CHECKING:
    from maatwerk.foundation.jobs.models import Job


class NoSuchTaskError(LookupError):
    """A job names a task that is not there, as after an update that renamed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundTask(Task):  # type: ignore[type-arg]
    """A task with its way of being carried out; see `carried_out`."""

    retry: Retry = USUAL
    outside: bool = False


def carried_out[T](*, retry: Retry = USUAL, outside: bool = False) -> Callable[[T], T]:
    """Say how a task is carried out: `@carried_out(retry=Retry(attempts=3))` above `@task()`.

    A task runs inside the transaction that marks its job as done, so that its changes in the database happen once.
    `outside` is for a task that takes long or acts outside the database: it runs without a transaction, may be
    carried out again when its worker dies, and hands the job's id (`context.task_result.id`, with
    `@task(takes_context=True)`) to whatever it calls, as the key by which a repetition is known.
    """

    def with_policy(task: T) -> T:
        return cast("T", replace(cast("BackgroundTask", task), retry=retry, outside=outside))

    return with_policy


def task_named(path: str) -> BackgroundTask:
    """The task at an import path. Raises NoSuchTaskError."""
    try:
        found = import_string(path)
    except ImportError as error:
        raise NoSuchTaskError(path) from error
    if not isinstance(found, BackgroundTask):
        raise NoSuchTaskError(path)
    return found


def call(task: BackgroundTask, job: Job) -> None:
    """Carry out the body of a task. What it returns is not kept: a result belongs where its room keeps things."""
    context: list[TaskContext[Any, Any]] = [TaskContext(task_result=_result(task, job))] if task.takes_context else []
    task.call(*context, *job.arguments["args"], **job.arguments["kwargs"])


class Backend(BaseTaskBackend):
    """Puts a job into the database, in the transaction of whoever asks for it."""

    task_class = BackgroundTask
    supports_defer = True

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any, Any]:
        """Put a job in the queue. Raises NotAnIdError when an argument is not an id."""
        # Tasks are declared while Django is still loading, and this module with them.
        from maatwerk.foundation.jobs.models import Job

        self.validate_task(task)
        ids, named = only_ids(args, kwargs)
        job = Job.objects.create(
            task=task.module_path,
            arguments={"args": ids, "kwargs": named},
            due_at=task.run_after or timezone.now(),
        )
        return _result(task, job)


def _result(task: Task[Any, Any], job: Job) -> TaskResult[Any, Any]:
    return TaskResult(
        task=task,
        id=str(job.pk),
        status=TaskResultStatus.RUNNING if job.claim else TaskResultStatus.READY,
        enqueued_at=None,
        started_at=job.started_at,
        finished_at=None,
        last_attempted_at=job.started_at,
        args=job.arguments["args"],
        kwargs=job.arguments["kwargs"],
        backend=task.backend,
        errors=[],
        worker_ids=["-"] * job.attempts,  # Django counts attempts by them; which worker it was is not kept
    )
