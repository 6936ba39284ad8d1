"""The one file that says what recurs."""

from __future__ import annotations

from datetime import UTC, datetime

from maatwerk.foundation.jobs.backend import task_named
from maatwerk.foundation.jobs.rules import latest
from maatwerk.site.schedule import SCHEDULE


def test_every_task_stands_in_it_once_can_be_found_by_a_worker_and_has_a_moment() -> None:
    paths = [task.module_path for task, _rhythm in SCHEDULE]
    assert len(set(paths)) == len(paths) > 0
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    for task, rhythm in SCHEDULE:
        assert task_named(task.module_path) == task
        assert latest(rhythm, now) <= now
