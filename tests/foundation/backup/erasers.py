"""Rooms that erase, for tests of what happens to a restore when they do and when they cannot."""

from __future__ import annotations

from maatwerk.foundation.gate.context import is_open


class Tasks:
    """Holds something about subjects: jobs whose task is called after them."""

    def erase(self, subject: str) -> int:
        from maatwerk.foundation.jobs.models import Job

        assert is_open()
        return Job.objects.filter(task=subject).delete()[0]


class Broken:
    """Cannot do its work."""

    def erase(self, subject: str) -> int:
        raise RuntimeError(f"no way to erase {subject}")


WORKING = {"tasks": Tasks()}
BREAKING = {"tasks": Tasks(), "broken": Broken()}
