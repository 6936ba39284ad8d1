"""Jobs whose arguments name something that has to be gone."""

from __future__ import annotations

from uuid import UUID


class JobEraser:
    """Deletes jobs that were given the id of a reference ("resident:…", "note:…"): waiting, done and dead letters. A
    job that runs finds nothing any more and is forgotten when it is done. Small numbers, as of workers, are no ids of
    people."""

    def erase(self, subject: str) -> int:
        from maatwerk.foundation.jobs.models import Job, State

        id_ = subject.partition(":")[2]
        try:
            UUID(id_)
        except ValueError:
            return 0
        return Job.objects.filter(arguments__icontains=id_).exclude(state=State.RUNNING).delete()[0]
