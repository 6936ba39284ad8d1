"""`./maatwerk jobs`: show the queue, and put back what failed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from maatwerk.foundation.jobs.queries import DeadLetter

HELP = "show the job queue and its dead letters"
DESCRIPTION = """\
Show how many jobs are waiting, running, done and dead, and the newest dead letters: jobs that failed for the last time.
The type of the failure is shown, never what the job was about.
"""
EPILOG = """\
examples:
  ./maatwerk jobs
  ./maatwerk jobs --show 6f1c1b1e-2f8e-4a57-9a0e-3f6a54f6ad0e
  ./maatwerk jobs --retry 6f1c1b1e-2f8e-4a57-9a0e-3f6a54f6ad0e

exit status:
  0  shown, put back or dropped
  1  there is no dead letter with that id
  2  that is not an id
"""


def add_arguments(parser: ArgumentParser) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--show", type=UUID, metavar="ID", help="show where a dead letter failed")
    choice.add_argument("--retry", type=UUID, metavar="ID", help="put a dead letter back in the queue")
    choice.add_argument("--drop", type=UUID, metavar="ID", help="forget a dead letter for good")


def run(args: Namespace) -> int:
    """Show the queue, or do what is asked with one dead letter; the exit status is returned."""
    from django.utils import timezone

    from maatwerk.foundation.jobs import actions, queries

    if args.show and (letter := queries.dead_letter(args.show)):
        print(f"{_in_short(letter)}\n\n{letter.trace}")
    elif args.retry and actions.retry_dead_letter(args.retry, timezone.now()):
        print(f"{args.retry} is back in the queue")
    elif args.drop and actions.drop_dead_letter(args.drop):
        print(f"{args.drop} is dropped")
    elif asked := args.show or args.retry or args.drop:
        print(f"there is no dead letter {asked}", file=sys.stderr)
        return 1
    else:
        for state, count in queries.counts().items():
            print(f"{state.value:<9}{count:>8}")
        if letters := queries.dead_letters():
            print("\ndead letters, the newest first:", *map(_in_short, letters), sep="\n")
    return 0


def _in_short(letter: DeadLetter) -> str:
    from django.utils.timezone import localtime

    times = (letter.created_at, letter.started_at, letter.ended_at)
    asked, started, ended = (f"{localtime(moment):%Y-%m-%d %H:%M:%S}" for moment in times)
    return (
        f"{letter.id}  {letter.task}\n"
        f"    asked {asked}, last started {started}, failed {ended}, attempt {letter.attempts}: {letter.error}"
    )
