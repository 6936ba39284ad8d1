"""Tasks that the tests give to workers. What they do is one row in a table that allows the same row twice."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import connection
from django.tasks import TaskContext, task

from maatwerk.foundation.jobs.backend import carried_out
from maatwerk.foundation.jobs.rules import Retry

EFFECTS = "CREATE TABLE effect (number bigint NOT NULL, pid bigint NOT NULL)"


def note(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO effect (number, pid) VALUES (%s, %s)", [number, os.getpid()])


@task()
def write_row(number: int) -> None:
    note(number)


@task()
def tidy() -> None:
    note(0)


@carried_out(retry=Retry(attempts=60, first=timedelta(seconds=0.1)))
@task()
def write_row_slowly(number: int, milliseconds: int) -> None:
    """A row, and then time in which the worker can be killed or stopped."""
    note(number)
    time.sleep(milliseconds / 1000)


@carried_out(retry=Retry(attempts=3, first=timedelta(seconds=10), longest=timedelta(minutes=1)))
@task()
def fail_after_writing(number: int, name: str) -> None:
    note(number)
    try:
        int(f"Samira ({name}) heeft schulden")
    except ValueError as error:
        raise RuntimeError(f"het lukt niet voor {name}") from error


@carried_out(retry=Retry(attempts=1))
@task()
def write_row_or_give_up(number: int) -> None:
    note(number)


@carried_out(outside=True)
@task(takes_context=True)
def call_outside(context: TaskContext[Any, Any], milliseconds: int) -> None:
    """Tells the outside world its key, and takes long the first time."""
    with open(Path(os.environ["MAATWERK_HOME"]) / "outside", "a", encoding="ascii") as world:
        world.write(f"{context.task_result.id}\n")
    if context.attempt == 1:
        time.sleep(milliseconds / 1000)
