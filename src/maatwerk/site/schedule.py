"""What recurs, and when. Times are those of Amsterdam; what was missed while nothing ran is done once afterwards."""

from __future__ import annotations

from datetime import time

from maatwerk.foundation.jobs.rules import At
from maatwerk.foundation.jobs.tasks import forget_finished_jobs
from maatwerk.foundation.jobs.worker import Schedule

# Each task stands here once. At(time(3, 40)) is daily; At(time(7), weekday=calendar.MONDAY) weekly; At(time(7), day=1)
# monthly; Every(timedelta(minutes=15)) through the day.
SCHEDULE: Schedule = (
    # what                  when
    (forget_finished_jobs, At(time(3, 40))),
)
