"""`./maatwerk worker`: a job worker by itself."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import timedelta

from maatwerk.site.home import configuration
from maatwerk.site.preparing import prepare

HELP = "carry out jobs in the background"
DESCRIPTION = """\
Carry out the jobs in the queue and keep the schedule, until stopped. `./maatwerk run` starts one; on PostgreSQL start
as many more as you like, on as many machines. Says nothing while all goes well.
"""
EPILOG = """\
examples:
  ./maatwerk worker
  MAATWERK_DATABASE=postgresql://... ./maatwerk worker

SIGTERM or Ctrl-C stops it within seconds: the job in hand is finished, or given back when it takes longer. A worker
that is killed loses nothing: its job is taken up again when its lease ends (docs/decisions/0011-jobs.md). The schedule
stands in src/maatwerk/site/schedule.py.

exit status:
  0  stopped by Ctrl-C or a termination signal
  2  the lease is not a number of seconds
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--lease",
        type=_seconds,
        default=timedelta(seconds=30),
        metavar="SECONDS",
        help="how long after a worker died its job is taken up again (default: 30)",
    )


def run(args: Namespace) -> int:
    """Be a worker until stopped; the exit status is returned. Raises ConfigurationError."""
    log = logging.getLogger("maatwerk.run")
    production = configuration().production
    prepare(say=log.info if production else lambda sentence: print(sentence, file=sys.stderr))
    if production:
        log.info("the job worker is running")

    from maatwerk.foundation.jobs.worker import Worker
    from maatwerk.site.schedule import SCHEDULE

    Worker(SCHEDULE, lease=args.lease).run()
    return 0


def _seconds(text: str) -> timedelta:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < 86_400:
        raise ArgumentTypeError("the lease is a number of seconds above 0")
    return timedelta(seconds=seconds)
