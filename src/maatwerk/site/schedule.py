"""What recurs, and when. Times are those of Amsterdam; what was missed while nothing ran is done once afterwards."""

from __future__ import annotations

from datetime import time, timedelta

from maatwerk.foundation.access.logs.tasks import prune_old_logs, seal_logs
from maatwerk.foundation.access.retention.tasks import keep_terms
from maatwerk.foundation.access.watching.tasks import notice_looks, publish_counts
from maatwerk.foundation.documents.tasks import sweep_documents
from maatwerk.foundation.jobs.rules import At, Every
from maatwerk.foundation.jobs.tasks import forget_finished_jobs
from maatwerk.foundation.jobs.worker import Schedule
from maatwerk.foundation.people.tasks import forget_ended_sessions, forget_old_log_ins
from maatwerk.foundation.post.tasks import forget_addresses
from maatwerk.foundation.worklist.tasks import escalate_overdue_items
from maatwerk.knowledge.directory.tasks import ask_all_owners, forget_import_trials, forget_old_reports

# Each task stands here once. At(time(3, 40)) is daily; At(time(7), weekday=calendar.MONDAY) weekly; At(time(7), day=1)
# monthly; Every(timedelta(minutes=15)) through the day.
SCHEDULE: Schedule = (
    # what                  when
    (seal_logs, Every(timedelta(hours=1))),
    (keep_terms, At(time(3, 15))),
    (forget_finished_jobs, At(time(3, 40))),
    (forget_ended_sessions, At(time(3, 45))),
    (forget_old_log_ins, At(time(3, 47))),
    (forget_addresses, At(time(3, 50))),
    (prune_old_logs, At(time(4))),
    (sweep_documents, At(time(4, 20))),
    (forget_old_reports, At(time(4, 30))),
    (forget_import_trials, At(time(4, 35))),
    (notice_looks, At(time(5, 10))),
    (publish_counts, At(time(5, 30), day=2)),
    (escalate_overdue_items, At(time(6))),
    (ask_all_owners, At(time(7, 30))),
)
